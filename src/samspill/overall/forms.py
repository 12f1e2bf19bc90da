from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from samspill.core.schoolyear import SchoolYear
from samspill.meetings.models import Meeting
from samspill.overall.models import Stance
from samspill.people.answering import VersionForm
from samspill.people.fields import DayField


def _text(label: Any, help_text: Any = "", rows: int = 6) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "data-guard": True})
    return forms.CharField(label=label, help_text=help_text, required=False, widget=widget, max_length=20000)


class BeginForm(forms.Form):
    """Which school year, and whether last year's plan comes along."""

    begins = forms.TypedChoiceField(label=_("School year"), coerce=int)
    copy = forms.BooleanField(
        label=_("Begin from the last plan: its words, and the measures that go on"), required=False
    )

    def __init__(self, *given: Any, years: list[int], last: object | None, **named: Any) -> None:
        super().__init__(*given, **named)
        field = self.fields["begins"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [(one, SchoolYear(one).key) for one in years]
        if last is None:
            del self.fields["copy"]


class WriteForm(VersionForm):
    aims = _text(
        _("What do we want to reach?"), _("A line that begins with a dash becomes a point, one with # a heading.")
    )
    activities = _text(_("What else is there to say about the main activities?"), rows=4)
    measures = _text(_("What else is there to say about the measures?"), rows=4)
    division = _text(_("Who does what?"), _("What is read from plan and measures stands there by itself."), rows=4)
    review = _text(_("How do we look at it again?"), rows=3)
    review_on = DayField(
        label=_("The plan is looked at again on"),
        required=False,
        help_text=_("It comes on the steering group's agenda from this day, and into the year wheel."),
    )


class NoteForm(VersionForm):
    note_ = _text(_("What does the plan say about it?"), _("How it stands is read where it lives."), rows=4)


class ProposeForm(VersionForm):
    by = DayField(label=_("Answer by"), required=False)


class AnswerForm(VersionForm):
    stance = forms.ChoiceField(
        label=_("What does the team think?"),
        choices=Stance.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what the team thinks.")},
    )
    reason = _text(_("Why, or what should be changed?"), _("You can change it until the plan is adopted."), rows=3)


class MeetingField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django's class takes none at run time
    """Meetings by their day."""

    def label_from_instance(self, obj: Meeting) -> str:
        return f"{date_format(obj.on, 'DATE_FORMAT')} – {obj.title or obj.arena}"


class AdoptForm(VersionForm):
    meeting = MeetingField(
        Meeting.objects.none(),
        label=_("At which meeting of the steering group?"),
        error_messages={"required": _("Choose the meeting at which it was adopted.")},
    )
    reason = _text(
        _("Why is it adopted before every team has discussed it?"),
        _("Needed only where a team had not discussed it by that day. It is kept as a deviation."),
        rows=3,
    )

    def __init__(self, *given: Any, meetings: QuerySet[Meeting], **named: Any) -> None:
        super().__init__(*given, **named)
        field = self.fields["meeting"]
        assert isinstance(field, MeetingField)
        field.queryset = meetings


class AgainForm(VersionForm):
    reason = forms.CharField(
        label=_("Why is it taken up again?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )


class CompareForm(forms.Form):
    """Two editions to lay beside each other."""

    before = forms.TypedChoiceField(label=_("Compare"), coerce=int, required=False)
    after = forms.TypedChoiceField(label=_("with"), coerce=int, required=False)

    def __init__(self, *given: Any, numbers: list[tuple[int, str]], **named: Any) -> None:
        super().__init__(*given, **named)
        for name in ("before", "after"):
            field = self.fields[name]
            assert isinstance(field, forms.TypedChoiceField)
            field.choices = numbers
