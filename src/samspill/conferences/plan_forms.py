"""What one writes when a conference is planned, changed, moved or called off."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samspill.meetings.rhythm_forms import HourField, MinutesField, Warned
from samspill.people.answering import VersionForm
from samspill.people.fields import DayField
from samspill.people.models import Person

__all__ = ["ChangeForm", "MoveForm", "NewForm", "PreparedForm", "TaskForm"]

PASSED = _("This day has passed. Choose today or a later day.")
BEFORE_DAY = _("This is before the conference itself. Choose a later day, or leave it empty.")
PLACE = _("Such as: the gymnasium, or the town hall.")
Choices = Sequence[tuple[str, Any]]


def _people(label: Any, people: QuerySet[Person], help_text: Any = "") -> forms.ModelChoiceField[Person]:
    return forms.ModelChoiceField(
        people,
        label=label,
        required=False,
        empty_label=_("not decided yet"),
        help_text=help_text,
        error_messages={"invalid_choice": _("Choose one of the people in the list.")},
    )


class Purposed(forms.Form):
    """What it is called and for, and who answers for it."""

    title = forms.CharField(label=_("Title"), max_length=160)
    purpose = forms.CharField(
        label=_("Purpose"),
        help_text=_("What are you to come closer to? One or two sentences that everybody reads in the invitation."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "data-guard": True}),
    )

    def __init__(self, *given: Any, people: QuerySet[Person], activities: Choices, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["responsible"] = _people(
            _("Responsible"), people, _("Answers for it that it is held and followed up.")
        )
        self.fields["facilitator"] = _people(_("Facilitator"), people, _("Leads the day itself."))
        if activities:
            self.fields["activity"] = forms.ChoiceField(
                label=_("Which one of the plan is it?"),
                choices=[("", _("none of the plan")), *activities],
                required=False,
                error_messages={"invalid_choice": _("Choose one of the activities in the list.")},
            )


class Placed(forms.Form):
    """When and where."""

    on = DayField(label=_("Day"))
    begins = HourField()
    minutes = MinutesField(label=_("Length in minutes"))
    place = forms.CharField(label=_("Where"), max_length=160, required=False, help_text=PLACE)

    def __init__(self, *given: Any, today: date, **named: Any) -> None:
        super().__init__(*given, **named)
        self.today = today

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if day < self.today:
            raise forms.ValidationError(PASSED)
        return day


class NewForm(Warned, Purposed, Placed):
    """A conference that begins to be planned; from an earlier one with ticks for what comes along."""

    field_order = ("title", "on", "begins", "minutes", "place", "purpose", "responsible", "facilitator", "activity")

    def __init__(self, *given: Any, along: Choices = (), **named: Any) -> None:
        super().__init__(*given, **named)
        if along:
            self.fields["along"] = forms.MultipleChoiceField(
                label=_("What comes along"),
                choices=along,
                required=False,
                widget=forms.CheckboxSelectMultiple,
                error_messages={"invalid_choice": _("Choose among what is shown.")},
            )
        self.order_fields(self.field_order)
        self.fields["anyway"] = self.fields.pop("anyway")


class ChangeForm(VersionForm, Purposed):
    analysis_due = DayField(label=_("The analysis is ready by"), required=False)
    report_due = DayField(label=_("The participants have an answer by"), required=False)
    field_order = (
        "version",
        "title",
        "purpose",
        "responsible",
        "facilitator",
        "activity",
        "analysis_due",
        "report_due",
    )

    def __init__(self, *given: Any, day: date, **named: Any) -> None:
        super().__init__(*given, **named)
        self.day = day
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for name in ("analysis_due", "report_due"):
            if given.get(name) and given[name] < self.day:
                self.add_error(name, str(BEFORE_DAY))
        first, last = given.get("analysis_due"), given.get("report_due")
        if first and last and last < first:
            self.add_error(
                "report_due", str(_("The answer builds on the analysis. Choose the same day or a later one."))
            )
        return given


class MoveForm(VersionForm, Warned, Placed):
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Those who are invited read it."),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        max_length=2000,
    )
    field_order = ("version", "on", "begins", "minutes", "place", "reason", "anyway")


class PreparedForm(VersionForm):
    prepared_on = DayField(label=_("You sat together on"), required=False, help_text=_("Leave empty if you have not."))


class TaskForm(forms.Form):
    text = forms.CharField(label=_("What is to be done?"), max_length=400)
    by = DayField(label=_("By when"), required=False)

    def __init__(self, *given: Any, people: QuerySet[Person], **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["who"] = _people(_("Who"), people)
        self.fields["who"].required = True
        self.order_fields(("text", "who", "by"))
