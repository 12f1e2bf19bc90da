"""Meetings of one unit that rhythm and order bind together: the planner's smallest whole.

A strand's whole year has an exact best plan for any price on its candidates: variables are its meetings, values their
days, and orders and gaps tie few of them at once, so they can be eliminated one by one (bucket elimination; Dechter
1999). What hangs on the longest series is eliminated first; what is left is a chain, done by a compiled loop over all
usual weekdays, usual times and weekly patterns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, pairwise

import numpy as np

from samspill.core.scheduling.bonds import Bonds, Slot, share
from samspill.core.scheduling.candidates import Array
from samspill.core.scheduling.eliminating import by_elimination
from samspill.core.scheduling.kernels import NEVER, cheapest, year
from samspill.core.scheduling.model import Order

SKIP = 1e7  # what a meeting without a place costs where that is allowed
WIDEST = 6_000_000  # numbers in the largest table that is made


@dataclass(frozen=True, slots=True)
class Weeklies:
    """The weekly patterns of a strand, all combinations of their choices: what each costs, and loses by candidate."""

    ids: tuple[str, ...] = ()
    choices: tuple[tuple[int, ...], ...] = ((),)
    first: Array = field(default_factory=lambda: np.zeros(1))
    lost: Array = field(default_factory=lambda: np.zeros((1, 0)))


@dataclass(frozen=True, slots=True)
class Year:
    """A strand's plan: for each occurrence the index of its candidate (-1: none), and which patterns."""

    value: float
    picks: tuple[int, ...]
    choice: int
    plain: float | None = None  # what it costs by itself, once that is known


class Strand:
    """The tables of one strand. `ordinals` are the school days as numbers."""

    def __init__(
        self,
        slots: Sequence[Slot],
        orders: Sequence[Order],
        ordinals: Array,
        weekday: Array,
        weeklies: Weeklies,
        dropped: frozenset[str] = frozenset(),
        *,
        relaxed: bool = False,
    ) -> None:
        self.slots, self.weeklies, self.ordinals, self.weekday = tuple(slots), weeklies, ordinals, weekday
        self.orders, self.is_relaxed = tuple(orders), relaxed
        self.dropped = dropped  # "spacing:…" rules that are given up
        self.at = {slot.id: number for number, slot in enumerate(self.slots)}
        self.day = np.concatenate([slot.places.day for slot in self.slots])
        self.start = np.concatenate([slot.places.start for slot in self.slots])
        self.points = np.concatenate([slot.places.points for slot in self.slots]).astype(np.float64)
        self.sizes = [len(slot.days) + 1 for slot in self.slots]  # the last value is "no place"
        bonds = Bonds(self.slots, self.orders, ordinals, dropped, relaxed)
        self.edges, self.unordered = bonds.edges()  # the second: pairs that may lie on one day
        self.main = self._main()
        self._usual()
        self.spans = np.array([slot.offset for slot in self.slots] + [len(self.day)], dtype=np.int64)
        self.column = np.concatenate([slot.column for slot in self.slots]).astype(np.int64)
        self.firsts = [
            (np.searchsorted(slot.column, np.arange(len(slot.days) + 1)) + slot.offset).tolist() for slot in self.slots
        ]
        self.size_row, self.main_row = np.array(self.sizes), np.array(self.main)
        self.in_main = [at in self.main for at in range(len(self.slots))]
        self.plan = self._plan()
        largest = max((fixed.size for _at, _near, fixed in self.plan), default=1)
        self.bunch = max(1, WIDEST // largest)  # combinations that are eliminated at once

    # What is fixed before any price is known.

    def relaxed(self) -> Strand:
        """The same without what only this model forbids or may count twice: what its best years cost is a bound."""
        if not self.unordered:
            return self
        lost = self.weeklies.lost.copy()
        for at in {one for pair in self.unordered for one in pair} - set(self.main):
            lost[:, self.slots[at].offset : self.slots[at].offset + len(self.slots[at].places)] = 0.0
        weeklies = replace(self.weeklies, lost=lost)
        return Strand(self.slots, self.orders, self.ordinals, self.weekday, weeklies, self.dropped, relaxed=True)

    def _main(self) -> list[int]:
        """The occurrences of the longest series, one with a usual place before others."""
        groups: dict[str, list[int]] = {}
        for at, slot in enumerate(self.slots):
            groups.setdefault(slot.series.id, []).append(at)
        return max(groups.values(), key=lambda some: (self.slots[some[0]].series.usual is not None, len(some)))

    def _usual(self) -> None:
        usual = self.slots[self.main[0]].series.usual
        self.off_day = float(usual.weekday) if usual else 0.0
        self.off_time = float(usual.start) if usual else 0.0
        chosen = np.concatenate([self._range(at) for at in self.main])
        self.times = np.unique(self.start[chosen]) if self.off_time and len(chosen) else np.array([-1])
        weekdays = np.unique(self.weekday[self.day[chosen]]) if self.off_day and len(chosen) else np.array([-1])
        self.weekdays = weekdays
        if not self.off_time:
            self.time_slot = np.zeros(len(self.start), dtype=np.int64)
        else:
            self.time_slot = np.minimum(np.searchsorted(self.times, self.start), len(self.times) - 1)
        self.width = max(self.sizes[at] for at in self.main)
        self.main_weekday = np.full((len(self.main), self.width), -1)
        for row, at in enumerate(self.main):
            self.main_weekday[row, : self.sizes[at] - 1] = self.weekday[self.slots[at].days]
        self.main_sizes = np.array([self.sizes[at] for at in self.main])
        if not self.off_day:
            self.main_weekday[:] = -1

    def _range(self, at: int) -> Array:
        slot = self.slots[at]
        return np.arange(slot.offset, slot.offset + len(slot.places))

    def _plan(self) -> list[tuple[int, tuple[int, ...], Array]]:
        """In which order the side meetings are eliminated, with what neighbours, and their fixed costs together."""
        tied = {at: set[int]() for at in range(len(self.slots))}
        for one, other in self.edges:
            tied[one].add(other)
            tied[other].add(one)
        steps, used, rest = [], set[tuple[int, int]](), [at for at in tied if at not in self.main]
        while rest:
            at = min(rest, key=lambda one: (len(tied[one]), one))
            rest.remove(at)
            steps.append(self._step(at, tuple(sorted(tied[at])), used))
            for one in tied[at]:
                tied[one] |= tied[at] - {one}
                tied[one].discard(at)
        line = {frozenset(pair) for pair in pairwise(self.main)}
        clean = all(frozenset((one, two)) in line for one in self.main for two in tied[one])
        self.is_chain = clean and all(_hangs(near, self.main) for _at, near, _fixed in steps)
        if not self.is_chain:
            for at in self.main:
                steps.append(self._step(at, tuple(sorted(tied[at])), used))
                for one in tied[at]:
                    tied[one] |= tied[at] - {one}
                    tied[one].discard(at)
        self.arcs = self._arcs()
        if self.is_chain:
            self._hung(steps)
        return steps

    def _hung(self, steps: list[tuple[int, tuple[int, ...], Array]]) -> None:
        """The tables of a chain with meetings that hang on it, as the compiled loop takes them."""
        row_of = {at: row for row, at in enumerate(self.main)}
        rows, shapes, tables, offset = [], [], [], 0
        for at, near, fixed in steps:
            width = self.sizes[near[0]] if near else self.sizes[self.main[0]]
            shape = width, self.sizes[near[1]] if len(near) == 2 else 1, self.sizes[at]
            rows.append((at, row_of[near[0]] if near else 0, len(near) == 2))
            tables.append(fixed.ravel() if near else np.tile(fixed, width))
            shapes.append((offset, *shape))
            offset += len(tables[-1])
        self.sides = np.array(rows, dtype=np.int64).reshape(-1, 3)
        self.shapes = np.array(shapes, dtype=np.int64).reshape(-1, 4)
        self.fixed = np.concatenate([*tables, np.zeros(1)])

    def _step(self, at: int, near: tuple[int, ...], used: set[tuple[int, int]]) -> tuple[int, tuple[int, ...], Array]:
        size = self.sizes[at] * int(np.prod([self.sizes[one] for one in near]))
        if size > WIDEST:
            raise ValueError(
                f"The meetings around {self.slots[at].id} are tied to too many others. Give up some orders."
            )
        table = np.zeros([self.sizes[one] for one in near] + [self.sizes[at]])
        for axis, one in enumerate(near):
            pair = min(at, one), max(at, one)
            if pair in self.edges and pair not in used:
                used.add(pair)
                edge = self.edges[pair] if pair == (one, at) else self.edges[pair].T
                shape = [1] * len(near) + [self.sizes[at]]
                shape[axis] = self.sizes[one]
                table += edge.reshape(shape)
        return at, near, table

    def _arcs(self) -> Array:
        """Fixed costs between neighbours of the chain."""
        arcs = np.zeros((max(1, len(self.main) - 1), self.width, self.width))
        for row, (one, other) in enumerate(pairwise(self.main)):
            edge = self.edges.get((one, other))
            if edge is not None:
                arcs[row, : self.sizes[one], : self.sizes[other]] = edge
        return arcs

    # The best year for given prices.

    def best(self, cost: Array, *, first: Array | None = None, skip: bool = False, apart: bool = True) -> Year | None:
        """Give the cheapest year, None if there is none. `cost` per candidate (NEVER and more: forbidden).

        `first` is what each choice of patterns costs by itself. With `skip` a meeting without a place costs SKIP; what
        lies around it is then kept `apart` (or not: what that costs is a bound). Exact but for that, and for usual
        places of other series than the longest, which count nothing here. Below 1 ms for a school.
        """
        first = self.weeklies.first if first is None else first
        found = self._cheapest_year(cost, first, skip=skip)
        if not skip or not apart or found is None or -1 not in found.picks:
            return found
        cost = cost.copy()
        while clash := self._clash(found.picks):
            cost[clash] = NEVER
            found = self._cheapest_year(cost, first, skip=True)
            assert found is not None, "every meeting may be left without a place"
        return found

    def _clash(self, picks: Sequence[int]) -> list[int]:
        """The candidates of one meeting on the day of another with the same people; none where all are apart.

        An order through a third meeting keeps two apart only if that one has a place.
        """
        chosen = [(at, pick) for at, pick in enumerate(picks) if pick >= 0]
        for (one, first), (other, second) in combinations(chosen, 2):
            if self.day[first] != self.day[second] or not share(self.slots[one], self.slots[other]):
                continue
            # What is fixed has one candidate, and stays.
            moved = max((other, one), key=lambda at: len(self.slots[at].places))
            if len(self.slots[moved].places) > 1:
                return [int(n) for n in self._range(moved) if self.day[n] == self.day[first]]
        return []

    def _cheapest_year(self, cost: Array, first: Array, *, skip: bool) -> Year | None:
        lack = SKIP if skip else NEVER
        if self.is_chain:
            return self._by_chain(cost, first, lack)
        found = by_elimination(self, cost, first, lack)
        if found is None:
            return None
        value, choice, time, columns = found
        return Year(value, self._picks(columns, choice, time, cost), choice)

    def _by_chain(self, cost: Array, first: Array, lack: float) -> Year | None:
        days = np.zeros(len(self.slots), dtype=np.int64)
        lost = self.weeklies.lost
        value, choice, time = year(
            cost,
            lost,
            first,
            lack,
            self.spans,
            self.column,
            self.time_slot,
            self.size_row,
            self.main_row,
            self.sides,
            self.fixed,
            self.shapes,
            self.arcs,
            len(self.times),
            self.off_time,
            self.main_weekday,
            self.weekdays,
            self.off_day,
            days,
        )
        if value >= NEVER:
            return None
        return Year(value, self._picks(days.tolist(), choice, time, cost), choice)

    def _picks(self, columns: Sequence[int], choice: int, time: int, cost: Array) -> tuple[int, ...]:
        """The cheapest candidate on each meeting's day."""
        lost, picks = self.weeklies.lost[choice], []
        for at, column in enumerate(columns):
            if column == self.sizes[at] - 1:
                picks.append(-1)
                continue
            low, high = self.firsts[at][column], self.firsts[at][column + 1]
            off = self.off_time if self.in_main[at] else 0.0
            picks.append(int(cheapest(cost, lost, low, high, self.time_slot, time, off)))
        return tuple(picks)

    def worth(self, picks: Sequence[int], choice: int, cost: Array) -> float:
        """What given picks cost under these prices, counted from scratch as `best` counts them."""
        total = float(self.weeklies.first[choice])
        total += sum(float(cost[pick] + self.weeklies.lost[choice, pick]) if pick >= 0 else SKIP for pick in picks)
        columns = [
            int(slot.column[pick - slot.offset]) if pick >= 0 else self.sizes[at] - 1
            for at, (slot, pick) in enumerate(zip(self.slots, picks, strict=True))
        ]
        total += sum(float(table[columns[one], columns[other]]) for (one, other), table in self.edges.items())
        chosen = [picks[at] for at in self.main if picks[at] >= 0]
        if self.off_day and chosen:
            total += self.off_day * (len(chosen) - max(np.bincount(self.weekday[self.day[chosen]])))
        if self.off_time and chosen:
            total += self.off_time * (len(chosen) - max(np.bincount(self.start[chosen])))
        return total


def _hangs(near: tuple[int, ...], main: list[int]) -> bool:
    """Whether a side meeting hangs on one meeting of the chain, or between two in turn."""
    if not all(one in main for one in near) or len(near) > 2:
        return False
    return len(near) < 2 or main.index(near[1]) - main.index(near[0]) == 1
