"""A plan drawn by lot into a municipality, so that there is one: what stands in its way gives way, as little as can be.

First a place is looked for that everybody can come to; then one that absences are given up for; then one that somebody
gets a weekday more for. Most municipalities stay as they were drawn.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from samspill.core.scheduling.model import (
    Busy,
    Hours,
    Meeting,
    Occurrence,
    Person,
    Room,
    Series,
    Weekly,
    Wheel,
    YearInstance,
)

Spell = tuple[date, date]


def planted(instance: YearInstance, dice: random.Random) -> tuple[YearInstance, Wheel]:
    """The municipality with a plan that holds in it, and that plan."""
    plot = _Plot(instance, dice)
    schools = {one.unit for one in instance.patterns}
    for series in sorted(instance.series, key=lambda one: one.unit in schools):  # what all come to goes first
        for occurrence in series.occurrences:
            plot.place(series, occurrence)
    people = tuple(plot.given_way(one) for one in instance.people)
    patterns = tuple(Weekly(one.id, one.choices[0].weekday, one.choices[0].start) for one in instance.patterns)
    rooms = tuple(plot.opened(one) for one in instance.rooms)
    laid = sorted(plot.laid.values(), key=lambda one: one.id)
    by_id = sorted(patterns, key=lambda one: one.id)
    return replace(instance, people=people, rooms=rooms), Wheel(tuple(laid), tuple(by_id))


class _Plot:
    def __init__(self, instance: YearInstance, dice: random.Random) -> None:
        self.instance, self.dice = instance, dice
        self.people = {one.id: one for one in instance.people}
        self.weekdays = {one.id: {h.weekday for h in one.hours} or set(range(5)) for one in instance.people}
        self.laid: dict[str, Meeting] = {}
        self.taken: defaultdict[tuple[str, date], list[tuple[int, int, str]]] = defaultdict(list)

    def place(self, series: Series, occurrence: Occurrence) -> None:
        first, last = self._between(series, occurrence)
        days = [day for day in self.instance.days if first <= day <= last]
        spots = [(day, at) for day in days for at in range(self.instance.slots - series.slots + 1)]
        self.dice.shuffle(spots)
        day, at, room = self._mildest(series, spots)
        self.laid[occurrence.id] = Meeting(occurrence.id, day, at, room)
        for key in (*series.members, *([room] if room else [])):
            self.taken[key, day].append((at, at + series.slots, series.unit))
        for key in series.members:
            self.weekdays[key].add(day.weekday())

    def _mildest(self, series: Series, spots: list[tuple[date, int]]) -> tuple[date, int, str]:
        """The first spot for which nothing gives way, else the one for which least does."""
        found, least = None, (len(self.people), 0)
        for day, at in spots:
            room, price = self._room(series, day, at), self._gives_way(series, day, at)
            if room is not None and price < least:
                found, least = (day, at, room), price
                if least == (0, 0):
                    break
        assert found is not None, f"there is no place at all for {series.id}"
        return found

    def _between(self, series: Series, occurrence: Occurrence) -> Spell:
        """Its window, less what the meetings that are laid already forbid."""
        first, last = occurrence.earliest, occurrence.latest
        at = series.occurrences.index(occurrence)
        if series.gap and at:
            first = max(first, self.laid[series.occurrences[at - 1].id].on + timedelta(days=series.gap.least))
        if series.gap:  # those that follow want their days too
            last = min(last, first + (last - first) * 2 // 3) if at + 1 < len(series.occurrences) else last
        for order in self.instance.orders:
            if order.after == occurrence.id and order.before in self.laid:
                first = max(first, self.laid[order.before].on + timedelta(days=order.least))
            if order.before == occurrence.id and order.after in self.laid:
                last = min(last, self.laid[order.after].on - timedelta(days=order.least))
        return first, last

    def _room(self, series: Series, day: date, at: int) -> str | None:
        """A room that is free, "" where none is needed; None where it cannot be: no room, or somebody has a meeting."""
        if not all(self._fits(self.people[key], series, day, at) for key in series.members):
            return None
        end = at + series.slots
        free = [one for one in series.rooms if not any(a < end and at < b for a, b, _unit in self.taken[one, day])]
        return free[0] if free else None if series.rooms else ""

    def _fits(self, person: Person, series: Series, day: date, at: int) -> bool:
        mine, end = self.taken[person.id, day], at + series.slots
        if person.per_day is not None and len(mine) >= person.per_day:
            return False
        ways = ((one, person.travel if one[2] != series.unit else 0) for one in mine)
        return not any(one[0] < end + way and at < one[1] + way for one, way in ways)

    def _gives_way(self, series: Series, day: date, at: int) -> tuple[int, int]:
        """How many would need a weekday more, and how many absences would have to be given up."""
        end = at + series.slots
        more = sum(day.weekday() not in self.weekdays[key] for key in series.members)
        return more, sum(_hits(one, day, at, end) for key in series.members for one in self.people[key].busy)

    def given_way(self, person: Person) -> Person:
        """Somebody with the weekdays the plan asks for, and without the absences it lies in."""
        hours = tuple(Hours(weekday) for weekday in sorted(self.weekdays[person.id])) if person.hours else ()
        return replace(person, hours=hours, busy=tuple(self._kept(person.id, person.busy)))

    def opened(self, room: Room) -> Room:
        return replace(room, busy=tuple(self._kept(room.id, room.busy)))

    def _kept(self, key: str, busy: tuple[Busy, ...]) -> Iterator[Busy]:
        days = [(day, spans) for (who, day), spans in self.taken.items() if who == key]
        for one in busy:
            if not any(_hits(one, day, at, end) for day, spans in days for at, end, _unit in spans):
                yield one


def _hits(one: Busy, day: date, at: int, end: int) -> bool:
    return one.first <= day <= one.last and one.start < end and at < one.end
