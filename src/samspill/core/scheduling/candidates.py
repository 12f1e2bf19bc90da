"""Every place each meeting may have by itself: after this, nobody reads calendars again."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

import numpy as np

from samspill.core.scheduling.model import Busy, Hours, Occurrence, Series, YearInstance

Array = np.ndarray[Any, Any]
FREE_RULES: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Leeway:
    """What a repair or an explanation lets pass: days outside a window, deputies, rules that are given up."""

    slip: int = 0
    deputies: int = 0  # how many at once
    dropped: frozenset[str] = FREE_RULES
    forced: frozenset[str] = frozenset()  # occurrences whose place is kept as it is asked for, whatever speaks against


STRICT = Leeway()


@dataclass(frozen=True, slots=True)
class Places:
    """Candidates of one occurrence, ordered by day, start, room, deputies: parallel arrays.

    `day` is an index of the school days, `room` of the series' rooms (-1 none), `deputies` bits of the series' members.
    """

    day: Array
    start: Array
    room: Array
    deputies: Array
    points: Array

    def __len__(self) -> int:
        return len(self.day)


class Calendar:
    """Who is free when: for each person and unit, and room, the free slots of every day as bits."""

    def __init__(self, instance: YearInstance, leeway: Leeway = STRICT) -> None:
        self.instance, self.leeway = instance, leeway
        self.days = instance.days
        self.weekday = np.array([day.weekday() for day in self.days], dtype=np.int64)
        self.place_of = {day: at for at, day in enumerate(self.days)}
        self.full = (1 << instance.slots) - 1
        self.people = {person.id: person for person in instance.people}
        self.rooms = {room.id: room for room in instance.rooms}
        self._known: dict[tuple[str, str], Array] = {}

    def person(self, key: str, unit: str) -> Array:
        """Bits of the slots in which somebody can be in the unit, for every school day."""
        person = self.people[key]
        where = unit if any(one.unit for one in person.hours) else ""
        if (key, where) not in self._known:
            hours = () if f"hours:{key}" in self.leeway.dropped else person.hours
            busy = () if f"away:{key}" in self.leeway.dropped else person.busy
            self._known[key, where] = self.open(hours, unit) & ~self._taken(busy)
        return self._known[key, where]

    def room(self, key: str) -> Array:
        busy = () if f"room-away:{key}" in self.leeway.dropped else self.rooms[key].busy
        return self.full & ~self._taken(busy)

    def open(self, hours: Iterable[Hours], unit: str) -> Array:
        """Bits of the slots the hours name; no hours name all."""
        by_weekday = [0] * 7
        for one in (some := tuple(hours)):
            if one.unit in ("", unit):
                by_weekday[one.weekday] |= self._bits(one.start, one.end)
        return np.array(by_weekday if some else [self.full] * 7, dtype=np.int64)[self.weekday]

    def between(self, first: date, last: date) -> tuple[int, int]:
        """The school days from `first` to `last`, as a range of indices."""
        return bisect_left(self.days, first), bisect_right(self.days, last)

    def _taken(self, busy: Iterable[Busy]) -> Array:
        taken = np.zeros(len(self.days), dtype=np.int64)
        for one in busy:
            low, high = self.between(one.first, one.last)
            taken[low:high] |= self._bits(one.start, one.end)
        return taken

    def _bits(self, start: int, end: int) -> int:
        end = min(end, self.instance.slots)
        return ((1 << end) - 1) & ~((1 << max(0, start)) - 1) if end > start else 0

    def starts(self, free: Array, slots: int) -> Array:
        """Which (day, slot) a meeting of so many slots can begin at: a table of truth."""
        run = free.copy()
        for shift in range(1, slots):
            run &= free >> shift
        run &= (1 << max(0, self.instance.slots - slots + 1)) - 1
        table: Array = (run[:, None] >> np.arange(self.instance.slots)) & 1 == 1
        return table


class SeriesPlaces:
    """The places a series' meetings may have on any school day, made once and cut to each occurrence's window."""

    def __init__(self, calendar: Calendar, series: Series) -> None:
        self.calendar, self.series = calendar, series
        tables = []
        for deputies in self._deputies():
            for room in range(len(series.rooms)) if series.rooms else (-1,):
                day, start = np.nonzero(self._possible(deputies, room))
                tables.append((day, start, np.full(len(day), room), np.full(len(day), deputies)))
        day, start, room_, sent = (np.concatenate(column) for column in zip(*tables, strict=True))
        order = np.lexsort((sent, room_, start, day))
        self.day, self.start, self.room, self.deputies = day[order], start[order], room_[order], sent[order]
        self.points = self._points()[self.day, self.start]

    def of(self, occurrence: Occurrence) -> Places:
        """Cut to the window; a place that is fixed or was held is the only one."""
        calendar, slip = self.calendar, self.calendar.leeway.slip
        if occurrence.at is not None and f"fixed:{occurrence.id}" not in calendar.leeway.dropped:
            return self._fixed(occurrence)
        low, high = 0, len(calendar.days)
        if f"window:{self.series.id}" not in calendar.leeway.dropped:
            low, high = _widened(calendar, occurrence, slip)
        first, last = np.searchsorted(self.day, [low, high])
        part = slice(int(first), int(last))
        return Places(self.day[part], self.start[part], self.room[part], self.deputies[part], self.points[part])

    def _fixed(self, occurrence: Occurrence) -> Places:
        at = occurrence.at
        day = self.calendar.place_of.get(at.on, -1) if at else -1
        if at is None or (day < 0 and not occurrence.held):
            return _chosen(self, np.zeros(len(self.day), dtype=bool))
        room = self.series.rooms.index(at.room) if at.room in self.series.rooms else -1
        low, high = _widened(self.calendar, occurrence, self.calendar.leeway.slip)
        same = (self.day == day) & (self.start == at.start) & (self.room == room)
        if f"window:{self.series.id}" not in self.calendar.leeway.dropped:
            same &= (self.day >= low) & (self.day < high)
        if (occurrence.held or occurrence.id in self.calendar.leeway.forced) and day >= 0 and not same.any():
            points = self._points()[day, at.start]
            one = np.array([0], dtype=np.int64)
            return Places(one + day, one + at.start, one + room, one, one + points)
        return _chosen(self, same)

    def _deputies(self) -> list[int]:
        """Who may be sent somebody else for: nobody, or up to so many of the members at once."""
        able = [at for at, key in enumerate(self.series.members) if key in self.series.deputies]
        most = min(self.calendar.leeway.deputies, len(able))
        return [sum(1 << at for at in some) for count in range(most + 1) for some in combinations(able, count)]

    def _possible(self, deputies: int, room: int) -> Array:
        hours = () if f"open:{self.series.id}" in self.calendar.leeway.dropped else self.series.hours
        free = self.calendar.open(hours, self.series.unit)
        for at, key in enumerate(self.series.members):
            if not deputies >> at & 1:
                free = free & self.calendar.person(key, self.series.unit)
        if room >= 0:
            free = free & self.calendar.room(self.series.rooms[room])
        return self.calendar.starts(free, self.series.slots)

    def _points(self) -> Array:
        """Points of each (day, start): what is disliked, and who is wished for but cannot come."""
        calendar, series = self.calendar, self.series
        by_weekday = np.zeros((7, calendar.instance.slots), dtype=np.int64)
        for one in series.dislikes:
            rows = slice(None) if one.weekday is None else one.weekday
            by_weekday[rows, one.start : one.end] += one.points
        points: Array = by_weekday[calendar.weekday]
        for wish in series.wanted:
            points = points + wish.points * ~calendar.starts(calendar.person(wish.person, series.unit), series.slots)
        return points


def _widened(calendar: Calendar, occurrence: Occurrence, slip: int) -> tuple[int, int]:
    first, last = occurrence.earliest.toordinal() - slip, occurrence.latest.toordinal() + slip
    return calendar.between(date.fromordinal(max(1, first)), date.fromordinal(last))


def _chosen(table: SeriesPlaces, which: Array) -> Places:
    return Places(table.day[which], table.start[which], table.room[which], table.deputies[which], table.points[which])
