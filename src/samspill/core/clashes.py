"""Who cannot be in two places at once, and when they could meet instead."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, time

from samspill.core.schoolyear import SchoolDays

AT_ONCE, SAME_DAY, WEEKDAY = "at_once", "same_day", "weekday"
FIRST, LAST, STEP = 8 * 60, 17 * 60, 30  # suggestions keep to a working day, on the half-hour
AHEAD = 10  # school days
EACH = 2


@dataclass(frozen=True, slots=True)
class Slot:
    """When a meeting takes place; without an hour it is known only which day. `id` is None for one that is not made."""

    id: int | None
    on: date
    begins: time | None
    minutes: int

    @property
    def first(self) -> int | None:
        return None if self.begins is None else self.begins.hour * 60 + self.begins.minute

    def at(self, minute: int) -> Slot:
        return replace(self, begins=time(minute // 60, minute % 60))


@dataclass(frozen=True, slots=True)
class Clash:
    """One person who is elsewhere: in `other` then or on the same day, or not at the school that weekday."""

    person: int
    kind: str
    other: int | None = None


@dataclass(frozen=True, slots=True)
class Diary:
    """What is known of those who are to come: their other meetings, and their days at the school where they have such.

    Weekdays are ISO numbers (1 = Monday); nobody named there is at the school every day.
    """

    elsewhere: Mapping[int, Collection[Slot]]
    weekdays: Mapping[int, Collection[int]]


def overlap(one: Slot, other: Slot) -> str | None:
    """AT_ONCE when both hours are known and overlap, SAME_DAY when an hour is missing, None when they are apart.

    One that begins when the other ends is apart. Symmetric. O(1).
    """
    if one.on != other.on:
        return None
    if one.first is None or other.first is None:
        return SAME_DAY
    apart = one.first + one.minutes <= other.first or other.first + other.minutes <= one.first
    return None if apart else AT_ONCE


def clashes(slot: Slot, diary: Diary) -> tuple[Clash, ...]:
    """Everybody who is elsewhere, by person. A meeting never clashes with itself. O(number of slots)."""
    return tuple(_clashes(slot, diary))


def _clashes(slot: Slot, diary: Diary) -> Iterator[Clash]:
    for person in sorted({*diary.elsewhere, *diary.weekdays}):
        days = diary.weekdays.get(person, ())
        if days and slot.on.isoweekday() not in days:
            yield Clash(person, WEEKDAY)
        for other in diary.elsewhere.get(person, ()):
            kind = overlap(slot, other) if slot.id is None or other.id != slot.id else None
            if kind:
                yield Clash(person, kind, other.id)


def better(slot: Slot, diary: Diary, days: SchoolDays) -> tuple[Slot, ...]:
    """At most two other hours of the same day and two of the next ten school days on which fewer are elsewhere.

    The nearest of those with the fewest; () when nobody is elsewhere. O((hours + days) · slots).
    """
    now = _people(slot, diary)
    if not now:
        return ()
    same_day = _best(_hours(slot), slot, diary, now)
    ahead = (replace(slot, on=day) for day in _next(slot.on, days))
    return (*same_day, *_best(ahead, slot, diary, now))


def _people(slot: Slot, diary: Diary) -> int:
    return len({clash.person for clash in clashes(slot, diary)})


def _hours(slot: Slot) -> list[Slot]:
    if slot.first is None:
        return []
    begin = slot.first
    minutes = [one for one in range(FIRST, LAST - slot.minutes + 1, STEP) if one != begin]
    return [slot.at(one) for one in sorted(minutes, key=lambda one: (abs(one - begin), one))]


def _next(day: date, days: SchoolDays) -> tuple[date, ...]:
    after = date.fromordinal(day.toordinal() + 1)
    return days.between(after, date.fromordinal(day.toordinal() + 6 * AHEAD))[:AHEAD]


def _best(offered: Iterable[Slot], slot: Slot, diary: Diary, now: int) -> tuple[Slot, ...]:
    counted = [(one, _people(one, diary)) for one in offered if one != slot]
    fewest = min((count for _one, count in counted), default=now)
    return () if fewest >= now else tuple(one for one, count in counted if count == fewest)[:EACH]
