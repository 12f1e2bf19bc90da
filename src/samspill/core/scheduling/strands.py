"""Meetings of one unit that rhythm and order bind together: the planner's smallest whole.

A strand's whole year has an exact best plan for any price on its candidates: variables are its meetings, values their
days, and orders and gaps tie few of them at once, so they can be eliminated one by one (bucket elimination; Dechter
1999). What hangs on the longest series is eliminated first; what is left is a chain, done by a compiled loop over all
usual weekdays, usual times and weekly patterns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import combinations, pairwise

import numpy as np

from samspill.core.scheduling.candidates import Array, Places
from samspill.core.scheduling.kernels import NEVER, cheapest, folded, year
from samspill.core.scheduling.model import Order, Series

SKIP = 1e7  # what a meeting without a place costs where that is allowed
WIDEST = 6_000_000  # numbers in the largest table that is made


@dataclass(frozen=True, slots=True)
class Slot:
    """One occurrence within a strand: its series, its candidates, and the days these lie on."""

    id: str
    series: Series
    places: Places
    offset: int
    days: Array  # indices of school days, in order
    column: Array  # of each candidate: which of these days


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


Tensor = tuple[tuple[int, ...], Array]  # variables, and (choice, one axis for each variable)


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
        holed: bool = False,
    ) -> None:
        self.slots, self.weeklies, self.ordinals, self.weekday = tuple(slots), weeklies, ordinals, weekday
        self.orders, self.is_relaxed, self.is_holed = tuple(orders), relaxed, holed
        self.dropped = dropped  # "spacing:…" rules that are given up
        self.at = {slot.id: number for number, slot in enumerate(self.slots)}
        self.day = np.concatenate([slot.places.day for slot in self.slots])
        self.start = np.concatenate([slot.places.start for slot in self.slots])
        self.points = np.concatenate([slot.places.points for slot in self.slots]).astype(np.float64)
        self.sizes = [len(slot.days) + 1 for slot in self.slots]  # the last value is "no place"
        self.unordered: list[tuple[int, int]] = []  # pairs that may lie on one day
        self.edges = self._edges(orders)
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

    def _edges(self, orders: Sequence[Order]) -> dict[tuple[int, int], Array]:
        """Costs of two days together: rhythm, order, and not the same day where the same people must be."""
        edges: dict[tuple[int, int], Array] = {}
        after: set[tuple[int, int]] = set()
        for one, other, least, most, short, long, price in self._ties(orders):
            days = self.ordinals[self.slots[other].days][None, :] - self.ordinals[self.slots[one].days][:, None]
            cost = price * (np.maximum(0, short - days) + np.maximum(0, days - long)).astype(np.float64)
            cost[(days < least) | (days > most)] = NEVER
            self._tie(edges, one, other, cost)
            if least > 0:
                after.add((one, other))
        self.unordered = self._unordered(after)
        for one, other in self.unordered if not self.is_relaxed else ():
            if not self._share(one, other):
                continue
            same = self.slots[one].days[:, None] == self.slots[other].days[None, :]
            if same.any():
                self._tie(edges, one, other, np.where(same, NEVER, 0.0))
        return edges

    def _ties(self, orders: Sequence[Order]) -> Iterator[tuple[int, int, int, int, int, int, int]]:
        far = 10_000
        for one, other in pairwise(range(len(self.slots))):
            gap = self.slots[one].series.gap
            if gap and self.slots[one].series is self.slots[other].series:
                free = f"spacing:{self.slots[one].series.id}" in self.dropped
                most = far if gap.most is None or free else gap.most
                yield (
                    one,
                    other,
                    -far if free else gap.least,
                    most,
                    gap.short,
                    far if gap.long is None else gap.long,
                    gap.price,
                )
        for order in orders:
            most = far if order.most is None else order.most
            ideal = far if order.ideal is None else order.ideal
            yield self.at[order.before], self.at[order.after], order.least, most, -far, ideal, order.price

    def _unordered(self, after: set[tuple[int, int]]) -> list[tuple[int, int]]:
        """Pairs that no order keeps on different days."""
        reach = np.zeros((len(self.slots),) * 2, dtype=bool)
        for one, other in after:
            reach[one, other] = True
        # What lies between two meetings keeps them apart only if it has a place itself.
        for middle in range(len(self.slots)) if not self.is_holed else ():
            reach |= reach[:, middle : middle + 1] & reach[middle : middle + 1, :]
        reach |= reach.T
        there = np.zeros((len(self.slots), len(self.ordinals)), dtype=np.int64)
        for at, slot in enumerate(self.slots):
            there[at, slot.days] = 1
        reach |= there @ there.T == 0
        return [(one, other) for one, other in combinations(range(len(self.slots)), 2) if not reach[one, other]]

    def _share(self, one: int, other: int) -> bool:
        """Whether somebody or a room is needed at both."""
        mine, yours = self.slots[one].series, self.slots[other].series
        return bool(set(mine.members) & set(yours.members) or set(mine.rooms) & set(yours.rooms))

    @cached_property
    def holed(self) -> Strand:
        """The same for years in which some meetings have no place: the others are still kept apart."""
        again = Strand(self.slots, self.orders, self.ordinals, self.weekday, self.weeklies, self.dropped, holed=True)
        return self if again.unordered == self.unordered else again

    def relaxed(self) -> Strand:
        """The same without what only this model forbids or may count twice: what its best years cost is a bound."""
        if not self.unordered:
            return self
        lost = self.weeklies.lost.copy()
        for at in {one for pair in self.unordered for one in pair} - set(self.main):
            lost[:, self.slots[at].offset : self.slots[at].offset + len(self.slots[at].places)] = 0.0
        weeklies = replace(self.weeklies, lost=lost)
        return Strand(self.slots, self.orders, self.ordinals, self.weekday, weeklies, self.dropped, relaxed=True)

    def _tie(self, edges: dict[tuple[int, int], Array], one: int, other: int, cost: Array) -> None:
        low, high = min(one, other), max(one, other)
        table = edges.setdefault((low, high), np.zeros((self.sizes[low], self.sizes[high])))
        table[:-1, :-1] += cost if one < other else cost.T

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

    def best(self, cost: Array, *, first: Array | None = None, skip: bool = False) -> Year | None:
        """Give the cheapest year, None if there is none. `cost` per candidate (NEVER and more: forbidden).

        `first` is what each choice of patterns costs by itself. With `skip` a meeting without a place costs SKIP.
        Exact but for usual places of other series than the longest, which count nothing here. Below 1 ms for a school.
        """
        if skip and not self.is_holed and self.holed is not self:
            return self.holed.best(cost, first=first, skip=True)
        first = self.weeklies.first if first is None else first
        lack = SKIP if skip else NEVER
        if self.is_chain:
            return self._by_chain(cost, first, lack)
        own = [self._folded(at, cost, lack) for at in range(len(self.slots))]
        return self._by_elimination(own, cost, first)

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

    def _folded(self, at: int, cost: Array, lack: float) -> Array:
        slot, main, lost = self.slots[at], self.in_main[at], self.weeklies.lost
        part = slice(slot.offset, slot.offset + len(slot.places))
        out = np.full((lost.shape[0], len(self.times) if main else 1, self.sizes[at]), NEVER)
        which = self.time_slot[part] if main else np.zeros(len(slot.places), dtype=np.int64)
        folded(cost[part], lost[:, part], which, slot.column, self.off_time if main else 0.0, out)
        out[:, :, -1] = lack
        return out

    def _by_elimination(self, own: list[Array], cost: Array, first: Array) -> Year | None:
        """The same without a chain: everything is eliminated, for as many combinations at once as memory is for."""
        choices, times, weekdays = len(first), len(self.times), len(self.weekdays)
        wide = {}
        for at in range(len(own)):
            table = np.broadcast_to(own[at][:, :, None, :], (choices, own[at].shape[1], weekdays, self.sizes[at]))
            if at in self.main:
                off = self.main_weekday[self.main.index(at), : self.sizes[at]][None, :] != self.weekdays[:, None]
                table = table + self.off_day * off
            shape = (choices, times, weekdays, self.sizes[at])
            wide[at] = np.broadcast_to(table, shape).reshape(-1, self.sizes[at])
        lead = np.repeat(first.astype(np.float64), times * weekdays)
        value, best, columns = NEVER, 0, [0] * len(own)
        for low in range(0, len(lead), self.bunch):
            part = slice(low, low + self.bunch)
            found = self._cheapest({at: table[part] for at, table in wide.items()}, lead[part])
            if found[0] < value:
                value, best, columns = found[0], low + found[1], found[2]
        if value >= NEVER:
            return None
        choice, time = best // (times * weekdays), best // weekdays % times
        return Year(value, self._picks(columns, choice, time, cost), choice)

    def _cheapest(self, own: dict[int, Array], lead: Array) -> tuple[float, int, list[int]]:
        """The cheapest of some combinations: its value, which one it is, and the day of each meeting."""
        messages, trail = self._eliminate(own)
        total = lead
        for _near, message in messages:
            total = total + message
        best = int(np.argmin(total))
        columns: dict[int, int] = {}
        for at, near, table in reversed(trail):
            columns[at] = int(np.argmin(table[(best, *(columns[one] for one in near))]))
        return float(total[best]), best, [columns[at] for at in range(len(self.slots))]

    def _eliminate(self, own: dict[int, Array]) -> tuple[list[Tensor], list[tuple[int, tuple[int, ...], Array]]]:
        """Eliminate the planned meetings; give what is left of costs, and the trail back."""
        waiting: list[Tensor] = []
        trail = []
        for at, near, fixed in self.plan:
            axes = (*near, at)
            table = own[at].reshape(own[at].shape[0], *[1] * len(near), self.sizes[at]) + fixed[None]
            for variables, message in [one for one in waiting if at in one[0]]:
                table = table + _spread(message, variables, axes)
            waiting = [one for one in waiting if at not in one[0]]
            trail.append((at, near, table))
            waiting.append((near, table.min(axis=-1)))
        return waiting, trail

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


def _spread(message: Array, variables: tuple[int, ...], axes: tuple[int, ...]) -> Array:
    """Lay a message's axes (choice, then variables in order) under a table's."""
    order = sorted(range(len(variables)), key=lambda one: axes.index(variables[one]))
    turned = message.transpose(0, *(1 + one for one in order))
    sizes = iter(turned.shape[1:])
    shape = [next(sizes) if axis in variables else 1 for axis in axes]
    return turned.reshape(message.shape[0], *shape)
