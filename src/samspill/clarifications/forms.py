from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samspill.clarifications.models import Clarification
from samspill.design.dates import weekday
from samspill.meetings.agenda_forms import GUARDED
from samspill.meetings.models import Meeting
from samspill.meetings.rhythm_forms import HourField, MinutesField
from samspill.people.answering import VersionForm
from samspill.people.fields import DayField
from samspill.people.models import Unit

EMPTY_IS_TODAY = _("Empty: today.")
CHOOSE_SERVICES = _("Choose services from the list.")
WHOM = _("Choose at least one service that it concerns.")


def _words(label: Any, *, rows: int = 3, help_text: Any = "", required: bool = False) -> forms.CharField:
    """Several lines. What must not be empty is left to the verb, which says why."""
    widget = forms.Textarea(attrs={**GUARDED, "rows": rows})
    return forms.CharField(label=label, required=required, max_length=8000, widget=widget, help_text=help_text)


def _services(
    units: QuerySet[Unit], label: Any, help_text: Any, *, required: bool = False
) -> forms.ModelMultipleChoiceField[Unit]:
    return forms.ModelMultipleChoiceField(
        units,
        label=label,
        help_text=help_text,
        required=required,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": WHOM, "invalid_choice": CHOOSE_SERVICES, "invalid_pk_value": CHOOSE_SERVICES},
    )


class RaiseForm(forms.Form):
    title = forms.CharField(
        label=_("What is to be clarified?"),
        max_length=200,
        widget=forms.TextInput(attrs={**GUARDED, "autocomplete": "off"}),
        help_text=_("One question, so that it can be answered. No names of pupils."),
        error_messages={"required": _("Write in a few words what is to be clarified.")},
    )
    text = _words(
        _("More about it"), rows=5, help_text=_("What you have tried, and why you cannot settle it yourselves.")
    )

    def __init__(self, *args: Any, services: QuerySet[Unit], may_report: bool, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["services"] = _services(
            services, _("Whom it concerns"), _("The services that must be in the room.")
        )
        if may_report:
            self.fields["at_once"] = forms.BooleanField(
                label=_("Report it to the school owner at once"), required=False, initial=True
            )


class StepForm(VersionForm):
    """A step on the way. Where something before it is missing, it asks why one goes on without it."""

    def __init__(self, *args: Any, case: Clarification, missing: str = "", **given: Any) -> None:
        given["initial"] = {"version": case.version, **given.get("initial", {})}
        super().__init__(*args, **given)
        if missing:
            self.fields["deviation"] = _words(_("Why you go on without it"), rows=2, help_text=missing)


class ReportForm(StepForm):
    on = DayField(label=_("When was it reported?"), required=False, help_text=EMPTY_IS_TODAY)


class MeetingChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django's class takes none at run time
    def label_from_instance(self, obj: Meeting) -> str:
        day = weekday(obj.on)
        return f"{day}: {obj.title}" if obj.title else day


class AgendaForm(StepForm):
    def __init__(self, *args: Any, meetings: QuerySet[Meeting], **given: Any) -> None:
        super().__init__(*args, **given)
        choose = _("Choose a coming meeting.")
        meeting = MeetingChoice(
            meetings,
            label=_("Which meeting takes it up?"),
            empty_label=None,
            widget=forms.RadioSelect,
            error_messages={"required": choose, "invalid_choice": choose},
        )
        self.fields = {"meeting": meeting, **self.fields}
        self.initial.setdefault("meeting", meetings.first())


class ServicesForm(StepForm):
    on = DayField(label=_("Day"))
    begins = HourField()
    minutes = MinutesField(label=_("Length in minutes"), initial=60)
    place = forms.CharField(label=_("Where"), max_length=160, required=False)

    def __init__(self, *args: Any, case: Clarification, services: QuerySet[Unit], **given: Any) -> None:
        super().__init__(*args, case=case, **given)
        told = _("Their heads, their members in the forum, those who asked and you are invited.")
        self.fields["services"] = _services(services, _("Whom it concerns"), told, required=True)
        self.initial["services"] = list(case.services.values_list("pk", flat=True))


class ClarifyForm(StepForm):
    answer = _words(
        _("What is the answer?"), rows=6, help_text=_("Who does what from now on, so that it can be acted on.")
    )
    on = DayField(label=_("When was it clarified?"), required=False, help_text=EMPTY_IS_TODAY)


class AnswerForm(StepForm):
    general = forms.BooleanField(
        label=_("The answer is of use to all schools"),
        required=False,
        help_text=_("Then it comes on the next agenda at every school that takes part, and everybody can read it."),
    )


class DueForm(VersionForm):
    due = DayField(label=_("Answer due by"))
    reason = _words(_("Why"), rows=2)

    def __init__(self, *args: Any, case: Clarification, **given: Any) -> None:
        given["initial"] = {"version": case.version, "due": case.due}
        super().__init__(*args, **given)


class WithdrawForm(VersionForm):
    reason = _words(_("Why is it withdrawn?"), rows=2, help_text=_("Those who were to answer read it."))

    def __init__(self, *args: Any, case: Clarification, **given: Any) -> None:
        given["initial"] = {"version": case.version}
        super().__init__(*args, **given)
