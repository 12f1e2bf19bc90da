"""A problem made into tables: strands with their candidates, and who or what these need."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np

from samspill.core.scheduling.bonds import Slot
from samspill.core.scheduling.candidates import STRICT, Array, Calendar, Leeway, Places, SeriesPlaces
from samspill.core.scheduling.model import Meeting, Order, Pattern, Series, Weekly, YearInstance
from samspill.core.scheduling.strands import Strand, Weeklies
from samspill.core.scheduling.weekly import Loose

COMBINATIONS = 64  # of the choices of a strand's weekly patterns; more patterns are laid afterwards
PLENTY = 1 << 30


@dataclass(frozen=True, slots=True)
class Needs:
    """What each candidate of a strand takes: rows of the board (the last is nobody), and until which slot."""

    res: Array
    day: Array
    start: Array
    stop: Array


@dataclass(frozen=True, slots=True)
class Outer:
    """An order whose other end lies in another strand: where it is, and which side this one is on (1: after it)."""

    order: Order
    own: int
    strand: int
    other: int
    side: int


class Tables:
    """All strands of a problem, and the board's rows: those people and rooms that more than one strand needs."""

    def __init__(self, instance: YearInstance, leeway: Leeway = STRICT, watched: frozenset[str] = frozenset()) -> None:
        """`watched` are people ("p:…") and rooms ("r:…") that get a row though only one strand needs them."""
        self.instance, self.leeway, self.watched = instance, leeway, watched
        self.calendar = Calendar(instance, leeway)
        self.ordinals = np.array([day.toordinal() for day in instance.days], dtype=np.int64)
        weeks = sorted({day.isocalendar()[:2] for day in instance.days})
        self.week = np.array([weeks.index(day.isocalendar()[:2]) for day in instance.days], dtype=np.int64)
        self.weeks = len(weeks)
        self.series_of = {one.id: series for series in instance.series for one in series.occurrences}
        self.occurrence = {one.id: one for series in instance.series for one in series.occurrences}
        groups = groups_of(instance)
        self.home = {key: (number, at) for number, some in enumerate(groups) for at, key in enumerate(some)}
        self._rows(groups)
        self.patterns = {pattern.id: pattern for pattern in instance.patterns}
        shared = self._patterns_of(groups)
        places = self._places()
        self.strands = [self._strand(some, places, shared[number]) for number, some in enumerate(groups)]
        self.needs = [self._needs(strand) for strand in self.strands]
        self.wants = [self._wants(strand) for strand in self.strands]
        self.outer = self._outer()
        bound = {key for strand in self.strands for key in strand.weeklies.ids}
        self.free_patterns = tuple(key for key in self.patterns if key not in bound)

    @cached_property
    def loose(self) -> Loose:
        """The weekly patterns that no strand carries, with what meetings do to them."""
        return Loose(self)

    def _rows(self, groups: Sequence[Sequence[str]]) -> None:
        """A row for whoever more than one strand needs, or who may have too many meetings on a day or in a week."""
        times: Counter[str] = Counter()
        for some in groups:
            needed = {key for one in some for key in _needed(self.series_of[one])}
            times.update(needed)
        limited = {f"p:{one.id}" for one in self.instance.people if one.per_day or one.per_week is not None}
        wanted = {f"p:{one.person}" for series in self.instance.series for one in series.wanted}
        keys = sorted(key for key in times if times[key] > 1 or key in limited | wanted | self.watched)
        self.row = {key: at for at, key in enumerate(keys)}
        self.nobody = len(keys)
        self.travel = np.zeros(self.nobody + 1, dtype=np.int64)
        self.caps = np.full(self.nobody + 1, PLENTY, dtype=np.int64)
        self.wish = np.full(self.nobody + 1, PLENTY, dtype=np.int64)
        self.over = np.zeros(self.nobody + 1)
        for person in self.instance.people:
            at = self.row.get(f"p:{person.id}")
            if at is not None:
                self.travel[at] = 0 if f"travel:{person.id}" in self.leeway.dropped else person.travel
                if person.per_day is not None and f"per-day:{person.id}" not in self.leeway.dropped:
                    self.caps[at] = person.per_day
                if person.per_week is not None:
                    self.wish[at], self.over[at] = person.per_week, person.over_week
        self.slots = self.instance.slots + int(self.travel.max())

    def _places(self) -> dict[str, Places]:
        made = {}
        for series in self.instance.series:
            table = SeriesPlaces(self.calendar, series)
            made.update({one.id: table.of(one) for one in series.occurrences})
        return made

    def _strand(self, keys: Sequence[str], places: dict[str, Places], patterns: Sequence[Pattern]) -> Strand:
        slots, offset = [], 0
        for key in keys:
            days, column = np.unique(places[key].day, return_inverse=True)
            slots.append(Slot(key, self.series_of[key], places[key], offset, days, column))
            offset += len(places[key])
        mine = set(keys)
        dropped = self.leeway.dropped
        orders = [one for one in self.instance.orders if one.before in mine and one.after in mine]
        orders = [one for one in orders if f"order:{one.id}" not in dropped]
        weeklies = self._weeklies(slots, patterns)
        spaced = frozenset(key for key in dropped if key.startswith("spacing:"))
        return Strand(slots, orders, self.ordinals, self.calendar.weekday, weeklies, spaced)

    def _needs(self, strand: Strand) -> Needs:
        width = max((len(slot.series.members) for slot in strand.slots), default=0) + 1
        res = np.full((len(strand.day), width), self.nobody, dtype=np.int64)
        stop = np.zeros((len(strand.day), width), dtype=np.int64)
        for slot in strand.slots:
            if self.is_fixed(slot):
                continue
            part = slice(slot.offset, slot.offset + len(slot.places))
            for at, key in enumerate(slot.series.members):
                here = slot.places.deputies >> at & 1 == 0
                row = self.row.get(f"p:{key}", self.nobody)
                res[part, at] = np.where(here, row, self.nobody)
                stop[part, at] = slot.places.start + slot.series.slots + self.travel[row]
            if slot.series.rooms:
                rows = np.array([self.row.get(f"r:{key}", self.nobody) for key in slot.series.rooms])
                res[part, width - 1] = rows[slot.places.room]
                stop[part, width - 1] = slot.places.start + slot.series.slots
        used = [at for at in range(width) if (res[:, at] != self.nobody).any()] or [0]
        return Needs(np.ascontiguousarray(res[:, used]), strand.day, strand.start, np.ascontiguousarray(stop[:, used]))

    def is_fixed(self, slot: Slot) -> bool:
        """Whether an occurrence lies where it lies: it is on every board from the start, and takes nothing itself."""
        return self.occurrence[slot.id].at is not None and len(slot.places) == 1

    def fixed(self) -> list[tuple[int, int, int, int]]:
        """What fixed meetings take: row, day, first slot, slot after the last."""
        found = []
        for slot in (slot for strand in self.strands for slot in strand.slots if self.is_fixed(slot)):
            day, start, room = int(slot.places.day[0]), int(slot.places.start[0]), int(slot.places.room[0])
            needed = [f"p:{key}" for n, key in enumerate(slot.series.members) if not slot.places.deputies[0] >> n & 1]
            needed += [f"r:{slot.series.rooms[room]}"] if room >= 0 and slot.series.rooms else []
            rows = [self.row[key] for key in needed if key in self.row]
            found += [(row, day, start, start + slot.series.slots + int(self.travel[row])) for row in rows]
        return found

    def _wants(self, strand: Strand) -> list[tuple[Needs, float]]:
        """Who is wished for, as something a candidate would take: what it costs if that is taken already."""
        columns: defaultdict[tuple[str, int], list[Slot]] = defaultdict(list)
        for slot in strand.slots:
            for one in slot.series.wanted:
                columns[one.person, one.points].append(slot)
        found = []
        for (key, points), slots in columns.items():
            res = np.full((len(strand.day), 1), self.nobody, dtype=np.int64)
            stop = np.zeros((len(strand.day), 1), dtype=np.int64)
            row = self.row.get(f"p:{key}", self.nobody)
            for slot in slots:
                part = slice(slot.offset, slot.offset + len(slot.places))
                res[part, 0], stop[part, 0] = row, slot.places.start + slot.series.slots + self.travel[row]
            found.append((Needs(res, strand.day, strand.start, stop), float(points)))
        return found

    def _outer(self) -> list[list[Outer]]:
        outer: list[list[Outer]] = [[] for _ in self.strands]
        for order in self.instance.orders:
            (one, at), (other, to) = self.home[order.before], self.home[order.after]
            if one != other and f"order:{order.id}" not in self.leeway.dropped:
                outer[one].append(Outer(order, at, other, to, -1))
                outer[other].append(Outer(order, to, one, at, 1))
        return outer

    # Weekly patterns.

    def _patterns_of(self, groups: Sequence[Sequence[str]]) -> list[list[Pattern]]:
        """Each strand's patterns: of its unit, with most of its people, as many as can be tried together."""
        found: list[list[Pattern]] = [[] for _ in groups]
        for pattern in self.instance.patterns:
            weight = Counter[int]()
            for number, some in enumerate(groups):
                if self.series_of[some[0]].unit == pattern.unit:
                    weight[number] = sum(bool(set(self.series_of[k].members) & set(pattern.members)) for k in some)
            for number, _shared in sorted(weight.items(), key=lambda one: (-one[1], one[0]))[:1]:
                size = len(pattern.choices) * int(np.prod([len(one.choices) for one in found[number]]))
                if size <= COMBINATIONS:
                    found[number].append(pattern)
        return found

    def _weeklies(self, slots: Sequence[Slot], patterns: Sequence[Pattern]) -> Weeklies:
        candidates = sum(len(slot.places) for slot in slots)
        if not patterns:
            return Weeklies(lost=np.zeros((1, candidates)))
        priced = []
        for pattern in patterns:
            shared, ends = _shared(slots, pattern), _ends(slots)
            priced.append([self._choice(pattern, at, slots, shared, ends) for at in range(len(pattern.choices))])
        combos = [
            combo
            for combo in product(*(range(len(pattern.choices)) for pattern in patterns))
            if not self._meet(patterns, combo)
        ]
        first = np.array([sum(priced[n][c][0] for n, c in enumerate(combo)) for combo in combos], dtype=np.float64)
        lost = np.array([sum(priced[n][c][1] for n, c in enumerate(combo)) for combo in combos], dtype=np.float64)
        return Weeklies(tuple(one.id for one in patterns), tuple(combos), first, lost.reshape(len(combos), candidates))

    def _meet(self, patterns: Sequence[Pattern], combo: Sequence[int]) -> bool:
        """Whether somebody would have to be at two weekly meetings at once."""
        laid = [(one, one.choices[at]) for one, at in zip(patterns, combo, strict=True)]
        return any(
            set(one.members) & set(other.members)
            and a.weekday == b.weekday
            and a.start < b.start + other.slots
            and b.start < a.start + one.slots
            for n, (one, a) in enumerate(laid)
            for other, b in laid[:n]
        )

    def weeks_of(self, pattern: Pattern, at: int) -> tuple[set[int], set[int]]:
        """The school weeks of a pattern, and the days on which its choice could be held."""
        choice = pattern.choices[at]
        low, high = self.calendar.between(pattern.first, pattern.last)
        free = np.full(len(self.ordinals), self.calendar.full, dtype=np.int64)
        for key in pattern.members:
            free = free & self.calendar.person(key, pattern.unit)
        starts = self.calendar.starts(free, pattern.slots)
        fits = choice.start >= 0 and choice.start + pattern.slots <= self.instance.slots
        days = {d for d in range(low, high) if self.calendar.weekday[d] == choice.weekday}
        return set(self.week[low:high].tolist()), {d for d in days if fits and starts[d, choice.start]}

    def _choice(
        self, pattern: Pattern, at: int, slots: Sequence[Slot], shared: Array, ends: Array
    ) -> tuple[float, Array]:
        """What a choice costs by itself, and how much more each candidate makes it lose."""
        choice = pattern.choices[at]
        weeks, open_days = self.weeks_of(pattern, at)
        first = choice.points + pattern.lost * (len(weeks) - len(open_days))
        held = np.zeros(len(self.ordinals), dtype=bool)
        held[sorted(open_days)] = True
        start = np.concatenate([slot.places.start for slot in slots])
        day = np.concatenate([slot.places.day for slot in slots])
        hits = shared & (start < choice.start + pattern.slots) & (choice.start < ends)
        return float(first), pattern.lost * (hits & held[day])

    # Between plans and picks.

    def meeting(self, number: int, at: int, pick: int) -> Meeting:
        """The meeting that a candidate of a strand's occurrence means."""
        slot = self.strands[number].slots[at]
        n = pick - slot.offset
        room = slot.series.rooms[slot.places.room[n]] if slot.places.room[n] >= 0 else ""
        sent = tuple(key for bit, key in enumerate(slot.series.members) if slot.places.deputies[n] >> bit & 1)
        return Meeting(slot.id, self.instance.days[slot.places.day[n]], int(slot.places.start[n]), room, sent)

    def pick(self, number: int, at: int, meeting: Meeting) -> int:
        """The candidate that is this meeting, -1 if it is none."""
        slot = self.strands[number].slots[at]
        day = self.calendar.place_of.get(meeting.on, -1)
        room = slot.series.rooms.index(meeting.room) if meeting.room in slot.series.rooms else -1
        sent = sum(1 << bit for bit, key in enumerate(slot.series.members) if key in meeting.deputies)
        same = (slot.places.day == day) & (slot.places.start == meeting.start) & (slot.places.room == room)
        found = np.nonzero(same & (slot.places.deputies == sent))[0]
        return int(found[0]) + slot.offset if len(found) else -1

    def choice(self, number: int, weekly: Iterable[Weekly]) -> int:
        """The combination of pattern choices a plan has in a strand, 0 if it has another."""
        weeklies = self.strands[number].weeklies
        chosen = {one.id: (one.weekday, one.start) for one in weekly}
        for at, combo in enumerate(weeklies.choices):
            laid = [self.patterns[key].choices[c] for key, c in zip(weeklies.ids, combo, strict=True)]
            if all((c.weekday, c.start) == chosen.get(key) for key, c in zip(weeklies.ids, laid, strict=True)):
                return at
        return 0


def _shared(slots: Sequence[Slot], pattern: Pattern) -> Array:
    """Whether each candidate needs somebody of a weekly pattern."""
    parts = []
    for slot in slots:
        bits = sum(1 << n for n, key in enumerate(slot.series.members) if key in pattern.members)
        parts.append((~slot.places.deputies & bits) != 0)
    return np.concatenate(parts)


def _ends(slots: Sequence[Slot]) -> Array:
    return np.concatenate([slot.places.start + slot.series.slots for slot in slots])


def _needed(series: Series) -> set[str]:
    return {f"p:{key}" for key in series.members} | {f"r:{key}" for key in series.rooms}


def groups_of(instance: YearInstance) -> list[list[str]]:
    """Occurrences of one unit that gaps, usual places or orders bind together."""
    parent: dict[str, str] = {}
    unit = {one.id: series.unit for series in instance.series for one in series.occurrences}

    def root(key: str) -> str:
        while parent.setdefault(key, key) != key:
            key = parent[key]
        return key

    for series in instance.series:
        for one in series.occurrences:
            root(one.id)
            if series.gap or series.usual:
                parent[root(one.id)] = root(series.occurrences[0].id)
    for order in instance.orders:
        if unit[order.before] == unit[order.after]:
            parent[root(order.after)] = root(order.before)
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for series in instance.series:
        for occurrence in series.occurrences:
            groups[root(occurrence.id)].append(occurrence.id)
    return list(groups.values())
