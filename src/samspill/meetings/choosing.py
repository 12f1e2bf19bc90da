"""What is said about a day and an hour that somebody chooses for a meeting: it warns, and never blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any, Protocol

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from samspill.access.rules import Actor
from samspill.calendars.bridge import year_of
from samspill.calendars.words import no_school
from samspill.core.schoolyear import SchoolDays
from samspill.meetings.clashing import say_slot, slot_of, told
from samspill.meetings.models import Meeting

AROUND = timedelta(days=70)  # the summer is the longest time without school


@dataclass(frozen=True, slots=True)
class Said:
    """The day with its week, what to think of, and when fewer people would be elsewhere."""

    day: str
    warnings: tuple[str, ...]
    better: tuple[str, ...]

    @property
    def kind(self) -> str:
        """Of the box it is shown in."""
        return "warning" if self.warnings else "info"


def said_of(actor: Actor, meeting: Meeting) -> Said:
    """About the day and hour of `meeting`, made already or only thought of."""
    clashing = told(actor, meeting)
    return Said(say_slot(slot_of(meeting)), (*_about_day(meeting), *clashing.warnings), clashing.better)


def _about_day(meeting: Meeting) -> Iterator[str]:
    days = year_of(meeting.arena.unit, meeting.on - AROUND, meeting.on + AROUND).days
    if not days.is_school_day(meeting.on):
        yield _planning(meeting.on) if days.is_teacher_day(meeting.on) else no_school(days, meeting.on)
    # What a higher room knows of the day: the plan, say, in which the meeting has its time.
    for path in settings.MEETING_WARNINGS:
        yield from filter(None, [import_string(path)(meeting)])


def _planning(day: date) -> str:
    return _("%(day)s is a planning day: the teachers are at work, the pupils are not.") % {"day": date_format(day)}


def thought_of(meeting: Meeting, *, on: date, begins: time | None, minutes: int | None = None) -> Meeting:
    """The same meeting at another time, not saved."""
    return Meeting(pk=meeting.pk, arena=meeting.arena, on=on, begins=begins, minutes=minutes or meeting.minutes)


class Told(Protocol):
    """A form that can show what there is to think of."""

    said: Said | None


def unless_warned(actor: Actor, meeting: Meeting, form: Told, do: Callable[..., Any]) -> Callable[..., Any]:
    """Let `do` wait for a tick where there is something to think of. The first press shows it, the second counts."""

    def checked(*, anyway: bool, **cleaned: Any) -> Any:
        wanted = thought_of(meeting, on=cleaned["on"], begins=cleaned["begins"], minutes=cleaned.get("minutes"))
        form.said = None if anyway else said_of(actor, wanted)
        if form.said and form.said.warnings:
            raise ValidationError(
                {"anyway": _("Read above what there is to think of. Then tick here, or choose anew.")}
            )
        return do(**cleaned)

    return checked


def next_on(days: SchoolDays, weekday: int, after: date) -> date:
    """The first school day after `after` on a weekday (1 = Monday); that weekday itself where the calendar has none."""
    wanted = after + timedelta(days=(weekday - after.isoweekday() - 1) % 7 + 1)
    open_days = [day for day in days.between(wanted, wanted + AROUND) if day.isoweekday() == weekday]
    return open_days[0] if open_days else wanted
