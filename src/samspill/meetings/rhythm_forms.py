from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samspill.arenas.models import Arena
from samspill.core.schoolyear.rhythm import Dates
from samspill.design.dates import weekday
from samspill.meetings.actions.series import dates_of
from samspill.meetings.choosing import Said
from samspill.meetings.models import Reply, Series
from samspill.people.answering import VersionForm
from samspill.people.fields import SCHOOL_DAYS, DayField
from samspill.people.models import Person

SHORTEST, LONGEST = 5, 600  # minutes
PART_TOO_LONG = _("The part cannot be longer than the whole meeting.")
EVERY = (
    ("w1", _("every week")),
    ("w2", _("every second week")),
    ("w3", _("every third week")),
    ("w4", _("every fourth week")),
    ("w6", _("every sixth week")),
    ("w8", _("every eighth week")),
    ("m1", _("the first in every month")),
    ("m2", _("the second in every month")),
    ("m3", _("the third in every month")),
    ("m4", _("the fourth in every month")),
    ("m-1", _("the last in every month")),
)
ANSWERS = (
    (Reply.ACCEPTED, _("I come")),
    (Reply.TENTATIVE, _("Perhaps")),
    (Reply.DECLINED, _("I cannot come")),
)


class HourField(forms.TimeField):
    """An hour of the day, as people write it: 13:00 or 13.00."""

    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})

    def __init__(self, **given: Any) -> None:
        given.setdefault("label", _("Begins at"))
        given.setdefault("required", False)
        given.setdefault("error_messages", {"invalid": _("We cannot read this as an hour. Write it as 13:00.")})
        super().__init__(input_formats=["%H:%M", "%H:%M:%S", "%H.%M"], **given)


class MinutesField(forms.IntegerField):
    def __init__(self, **given: Any) -> None:
        super().__init__(min_value=SHORTEST, max_value=LONGEST, **given)


class MomentField(forms.DateTimeField):
    widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})


class TitleField(forms.CharField):
    def __init__(self) -> None:
        help_text = _("Leave empty to call it by the arena's name.")
        super().__init__(label=_("Title"), help_text=help_text, max_length=160, required=False)


class Warned(forms.Form):
    """A form whose first press may only warn: then the tick shows that lets the second one count."""

    said: Said | None = None  # about the day that was chosen

    anyway = forms.BooleanField(label=_("Do it all the same"), required=False, widget=forms.HiddenInput)

    def add_error(self, field: str | None, error: Any) -> None:
        if field == "anyway":
            self.fields["anyway"].widget = forms.CheckboxInput()
        super().add_error(field, error)


class Parted(forms.Form):
    """How long, where, and how much of it is for development."""

    minutes = MinutesField(label=_("Length in minutes"))
    part_minutes = MinutesField(
        label=_("Minutes of it for development"),
        help_text=_("When this is a part of a longer meeting you have anyway. Leave empty when all of it is."),
        required=False,
    )
    place = forms.CharField(label=_("Where"), max_length=160, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("part_minutes") and given.get("minutes") and given["part_minutes"] > given["minutes"]:
            self.add_error("part_minutes", PART_TOO_LONG)
        return given


class CallForm(Warned, Parted):
    on = DayField(label=_("Day"))
    begins = HourField()
    inbox_closes = MomentField(label=_("Matters are taken in until"), required=False)
    title = TitleField()
    field_order = ("on", "begins", "minutes", "part_minutes", "place", "title", "inbox_closes", "anyway")


class ChangeForm(VersionForm, Parted):
    title = TitleField()
    inbox_closes = MomentField(label=_("Matters are taken in until"), required=False)
    minute_taker = forms.ModelChoiceField(
        Person.objects.none(), label=_("Minute-taker"), required=False, empty_label=_("not decided yet")
    )

    def __init__(self, *given: Any, people: QuerySet[Person], **named: Any) -> None:
        super().__init__(*given, **named)
        field = self.fields["minute_taker"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = people


class MoveForm(VersionForm, Warned):
    on = DayField(label=_("New day"))
    begins = HourField()
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Those who are invited read it."),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        max_length=2000,
    )
    field_order = ("on", "begins", "reason", "anyway")


class DuplicateForm(Warned):
    on = DayField(label=_("Day"))
    begins = HourField()
    frame = forms.BooleanField(label=_("Place and title come along"), required=False, initial=True)
    items = forms.BooleanField(label=_("Its own matters come along"), required=False)
    thread = forms.BooleanField(label=_("What was promised there and is open comes up"), required=False, initial=True)
    attendees = forms.BooleanField(label=_("Guests and substitutes are invited too"), required=False)
    field_order = ("on", "begins", "frame", "items", "thread", "attendees", "anyway")


class OfferedField(forms.MultipleChoiceField):
    """Which days may stand in is known only from the rest of the form: the verb takes those it offers itself."""

    def valid_value(self, value: str) -> bool:
        return _is_day(value)


class SeriesForm(Parted):
    """A rhythm, and once it can be read the dates that come of it."""

    weekday = forms.TypedChoiceField(label=_("Weekday"), choices=SCHOOL_DAYS, coerce=int)
    every = forms.ChoiceField(label=_("How often"), choices=EVERY)
    starts = DayField(label=_("From"))
    until = DayField(label=_("To"))
    begins = HourField()
    title = TitleField()
    instead = OfferedField(label=_("Days that would do instead"), required=False, widget=forms.CheckboxSelectMultiple)
    field_order = ("weekday", "every", "starts", "until", "begins", "minutes", "part_minutes", "place", "title")

    def __init__(self, *given: Any, arena: Arena, **named: Any) -> None:
        super().__init__(*given, **named)
        self.arena = arena
        self.series: Series | None = None
        self.dates: Dates | None = None

    def clean_instead(self) -> list[date]:
        return [date.fromisoformat(day) for day in self.cleaned_data["instead"]]

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if self.errors:
            return given
        self.series = _series(self.arena, given)
        try:
            self.dates = dates_of(self.series)
        except ValidationError as error:
            self.add_error(None, error)
            return given
        self._offer(self.dates)
        return given

    def _offer(self, dates: Dates) -> None:
        field = self.fields["instead"]
        assert isinstance(field, OfferedField)
        field.choices = [(one.instead.isoformat(), weekday(one.instead)) for one in dates.skipped if one.instead]

    @property
    def dates_shown(self) -> str:
        return "" if self.dates is None else ",".join(day.isoformat() for day in self.dates.meets)

    @property
    def as_seen(self) -> bool:
        """Whether these dates were on the page: whoever changes the rhythm after looking sees the new ones first."""
        return self.dates is not None and bool(self.dates_shown) and self.data.get("seen") == self.dates_shown


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _series(arena: Arena, given: dict[str, Any]) -> Series:
    every = given["every"]
    own = {name: given[name] for name in ("weekday", "starts", "until", "begins", "minutes", "place", "title")}
    weeks, nth = (int(every[1:]), None) if every.startswith("w") else (1, int(every[1:]))
    return Series(arena=arena, every_weeks=weeks, nth=nth, part_minutes=given["part_minutes"], **own)


class RestForm(VersionForm, Parted):
    weekday = forms.TypedChoiceField(label=_("Weekday"), choices=SCHOOL_DAYS, coerce=int)
    begins = HourField()
    field_order = ("weekday", "begins", "minutes", "part_minutes", "place")


class ReplyForm(VersionForm):
    answer = forms.ChoiceField(label=_("Do you come?"), choices=ANSWERS, widget=forms.RadioSelect)
    remark = forms.CharField(label=_("A word to go with it"), max_length=300, required=False)
    substitute = forms.BooleanField(required=False)

    def __init__(self, *given: Any, deputy: Person | None, **named: Any) -> None:
        super().__init__(*given, **named)
        if deputy is None:
            del self.fields["substitute"]
        else:
            self.fields["substitute"].label = _("%(person)s comes instead of me") % {"person": deputy.name}


class MomentAsked(forms.Form):
    """A day and an hour somebody is about to choose. Whatever cannot be read is not answered."""

    on = DayField()
    begins = HourField()
    minutes = MinutesField(required=False)
    meeting = forms.IntegerField(required=False, min_value=1)
