"""Rows to core: who of a meeting's people is elsewhere, over all arenas, and what the reader may be told of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Q
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from samspill.access.gate import visible_to
from samspill.access.rules import Actor
from samspill.arenas.models import Membership
from samspill.arenas.queries import memberships_on
from samspill.arenas.words import days_of, name_of
from samspill.calendars.bridge import year_of
from samspill.core import clashes as core
from samspill.core.clashes import Clash, Diary, Slot
from samspill.design.dates import weekday
from samspill.meetings.models import Meeting, Presence, Reply
from samspill.meetings.words import method_of
from samspill.people.models import Person
from samspill.projects.words import sentence

AHEAD = timedelta(days=60)  # more than ten school days, whatever holiday lies between


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What is known for the days a meeting may fall on: who is to come, and every other meeting they are asked to."""

    diary: Diary
    people: Mapping[int, Person]
    seats: Mapping[int, Membership]
    meetings: Mapping[int, Meeting]


def slot_of(meeting: Meeting) -> Slot:
    return Slot(meeting.pk, meeting.on, meeting.begins, meeting.minutes)


def clashes(meeting: Meeting) -> tuple[Clash, ...]:
    """Who of those invited is elsewhere. A meeting that is not called yet has the arena's members of its day."""
    return core.clashes(slot_of(meeting), elsewhere(meeting, meeting.on, meeting.on).diary)


def elsewhere(meeting: Meeting, first: date, last: date) -> Elsewhere:
    """Three queries, whatever the number of people. A deputy's own seats do not count, a substitute's presence does."""
    seats = {seat.person_id: seat for seat in memberships_on(meeting.on).filter(arena_id=meeting.arena_id)}
    people = {seat.person_id: seat.person for seat in seats.values()}
    if meeting.pk:
        people = {row.person_id: row.person for row in _coming_to(meeting)}
    others = _other_meetings(meeting, people, first, last)
    diary: dict[int, list[Slot]] = defaultdict(list)
    for row in others:
        diary[row.person_id].append(slot_of(row.meeting))
    days = {pk: seat.weekdays for pk, seat in seats.items() if pk in people and seat.weekdays}
    return Elsewhere(Diary(diary, days), people, seats, {row.meeting_id: row.meeting for row in others})


def _coming_to(meeting: Meeting) -> Iterable[Presence]:
    return meeting.presences.exclude(reply=Reply.DECLINED).select_related("person")


def _other_meetings(meeting: Meeting, people: Iterable[int], first: date, last: date) -> list[Presence]:
    rows = Presence.objects.filter(
        Q(meeting__called_off="", meeting__ended_at=None),
        person__in=people,
        meeting__on__range=(first, last),
    )
    rows = rows.exclude(meeting=meeting.pk or 0).exclude(reply=Reply.DECLINED)
    return list(rows.select_related("meeting__arena__project", "meeting__arena__unit").order_by("person__name", "pk"))


@dataclass(frozen=True, slots=True)
class Told:
    """Warnings in the reader's words, and when fewer people would be elsewhere."""

    warnings: tuple[str, ...]
    better: tuple[str, ...]


def told(actor: Actor, meeting: Meeting) -> Told:
    """Who is elsewhere, and when fewer would be."""
    known = elsewhere(meeting, meeting.on, meeting.on + AHEAD)
    found = core.clashes(slot_of(meeting), known.diary)
    if not found:
        return Told((), ())
    days = year_of(meeting.arena.unit, meeting.on, meeting.on + AHEAD).days
    better = core.better(slot_of(meeting), known.diary, days)
    return Told(_warnings(actor, found, known), tuple(say_slot(one) for one in better))


def told_of_all(actor: Actor, pattern: Meeting, days: Sequence[date]) -> dict[date, tuple[str, ...]]:
    """Who is elsewhere on each of these days at the hour of `pattern`. As many queries for one day as for forty."""
    if not days:
        return {}
    known, slot = elsewhere(pattern, days[0], days[-1]), slot_of(pattern)
    found = {day: core.clashes(replace(slot, on=day), known.diary) for day in days}
    readable = _readable(actor, (clash for some in found.values() for clash in some))
    return {day: tuple(_warning(clash, known, readable) for clash in some) for day, some in found.items()}


def _warnings(actor: Actor, found: Sequence[Clash], known: Elsewhere) -> tuple[str, ...]:
    readable = _readable(actor, found)
    return tuple(_warning(clash, known, readable) for clash in found)


def _readable(actor: Actor, found: Iterable[Clash]) -> set[int]:
    """Another arena's name is told only to those who may read its meetings."""
    others = Meeting.objects.filter(pk__in={clash.other for clash in found if clash.other})
    return set(visible_to(actor, others, "meeting.read").values_list("pk", flat=True))


def _warning(clash: Clash, known: Elsewhere, readable: set[int]) -> str:
    person = known.people[clash.person].name
    if clash.other is None:
        days = days_of(known.seats[clash.person].weekdays)
        return sentence(_("%(person)s is at the school only on %(days)s."), person=person, days=days)
    other = known.meetings[clash.other]
    where = name_of(other.arena, method_of(other.arena)) if other.pk in readable else _("another meeting")
    if clash.kind == core.SAME_DAY:
        return sentence(_("%(person)s has %(meeting)s on the same day."), person=person, meeting=where)
    hour = time_format(other.begins) if other.begins else ""
    return sentence(_("At %(time)s %(person)s has %(meeting)s."), person=person, meeting=where, time=hour)


def say_slot(slot: Slot) -> str:
    """Wednesday 16 September, week 38, at 13:00."""
    holes = {"day": weekday(slot.on), "week": slot.on.isocalendar().week}
    if slot.begins is None:
        return _("%(day)s, week %(week)s") % holes
    return _("%(day)s, week %(week)s, at %(time)s") % (holes | {"time": time_format(slot.begins)})
