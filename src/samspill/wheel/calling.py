"""From the plan to real meetings: what is laid and not called yet."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspill.access.rules import Actor
from samspill.arenas.models import Arena
from samspill.calendars.bridge import year_of
from samspill.core.schoolyear import following, period_of
from samspill.core.schoolyear.rhythm import week_of
from samspill.design.dates import weekday
from samspill.meetings.actions.calling import call_meeting
from samspill.meetings.clashing import told_of_all
from samspill.meetings.models import Meeting
from samspill.meetings.rhythm_forms import HourField, Parted
from samspill.people.models import Person
from samspill.wheel.bridge import with_meetings
from samspill.wheel.models import Occasion


def not_called(arena: Arena, today: date) -> list[Occasion]:
    """What the plan has for the arena without a meeting, in the half-year that runs; when nothing is left, the next."""
    running = period_of("half_year", today)
    return _not_called(arena, today, running.end) or _not_called(arena, today, following("half_year", running).end)


def _not_called(arena: Arena, first: date, last: date) -> list[Occasion]:
    rows = Occasion.objects.filter(arena=arena, on__range=(first, last), held_on=None, called_off="")
    found = list(rows.select_related("arena", "unit", "project"))
    with_meetings(found)
    return [one for one in found if one.meeting is None]


@transaction.atomic
def call_planned(
    arena: Arena, *, occasions: Collection[Occasion], acting: Person | None, at: datetime, **frame: Any
) -> list[Meeting]:
    """Call a meeting on the day of each of these occasions. One that has got a meeting meanwhile is left alone."""
    Arena.objects.select_for_update().get(pk=arena.pk)
    rows = list(occasions)
    with_meetings(rows)
    if not rows:
        raise ValidationError({"occasions": _("Choose at least one day.")})
    return [call_meeting(arena, on=row.on, acting=acting, at=at, **frame) for row in rows if row.meeting is None]


@dataclass(frozen=True, slots=True)
class Choice:
    """One day of the plan, with what there is to think of."""

    occasion: Occasion
    warnings: tuple[str, ...]

    def __str__(self) -> str:
        holes = {"day": weekday(self.occasion.on), "week": week_of(self.occasion.on)}
        line = _("%(day)s, week %(week)s") % holes
        return " ".join([f"{line}.", *self.warnings]) if self.warnings else line


def choices_for(
    actor: Actor, arena: Arena, rows: Sequence[Occasion], begins: time | None, minutes: int
) -> list[Choice]:
    """Each day with who is elsewhere then, and whether it has become a day without school since it was laid."""
    if not rows:
        return []
    days = [row.on for row in rows]
    said = told_of_all(actor, Meeting(arena=arena, on=min(days), begins=begins, minutes=minutes), sorted(days))
    open_days = year_of(arena.unit, min(days), max(days)).days
    closed = _("There is no school on this day.")
    return [Choice(row, (*(() if open_days.is_school_day(row.on) else (closed,)), *said[row.on])) for row in rows]


class CallHalfForm(Parted):
    begins = HourField()
    occasions = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Days"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    field_order = ("begins", "minutes", "part_minutes", "place", "occasions")

    def __init__(self, *given: Any, choices: Sequence[Choice], **named: Any) -> None:
        super().__init__(*given, **named)
        self.rows = {choice.occasion.pk: choice.occasion for choice in choices}
        field = self.fields["occasions"]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        field.choices = [(choice.occasion.pk, str(choice)) for choice in choices]
        field.initial = [choice.occasion.pk for choice in choices if not choice.warnings] or list(self.rows)

    def clean_occasions(self) -> list[Occasion]:
        return [self.rows[pk] for pk in self.cleaned_data["occasions"]]
