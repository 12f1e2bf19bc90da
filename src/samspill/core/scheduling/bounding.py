"""What no plan can beat: everything that strands share gets a price, and each strand plans its year for itself.

The sum of the best years, less what the prices bring in, is a lower bound for any prices (Lagrangian relaxation). The
prices follow what is taken too often (deflected subgradients with Polyak's step; Camerini, Fratta and Maffioli 1975).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from samspill.core.scheduling.board import Board
from samspill.core.scheduling.candidates import Array
from samspill.core.scheduling.kernels import NEVER, clashes, lay, toll
from samspill.core.scheduling.strands import SKIP, Strand, Year
from samspill.core.scheduling.tables import Needs, Tables

Keep = Callable[[str], bool]
Prices = tuple[Array, Array, Array]  # of a slot, a day, a week of each row


@dataclass(slots=True)
class Bound:
    """The best bound so far, the prices it was found with, and the years they called for."""

    value: float
    prices: Prices
    years: list[Year]


class Relaxation:
    """The strands apart. `given` are strands that lie where they lie on the board: the bound then holds for those."""

    def __init__(self, board: Board, given: Iterable[int] = ()) -> None:
        tables = self.tables = board.tables
        self.given = sorted(given)
        bare = Board(tables)
        for number in self.given:
            year = board.years[number]
            if year is not None:
                bare.put(number, year)
        self.constant = bare.total() - _absent(bare)
        self.free = [n for n in range(len(tables.strands)) if n not in self.given]
        mixed = _mixed(tables)
        self.strands = {n: tables.strands[n].relaxed() for n in self.free}
        self.needs = {n: _unhurried(tables, n, mixed) for n in self.free}
        self.base = {n: _base(bare, self.strands[n], self.needs[n]) for n in self.free}
        self.room = np.maximum(0, np.minimum(tables.caps[:, None], 1 << 20) - bare.daily).astype(np.float64)
        self.wish = np.maximum(0, np.minimum(tables.wish[:, None], 1 << 20) - bare.weekly).astype(np.float64)
        self.rows = {n: np.unique(needs.res[needs.res != tables.nobody]) for n, needs in self.needs.items()}
        self.pricings = 0
        self.proven = 0  # the best bound in whole points
        self.seen: Callable[[int, Year | None], None] = lambda _number, _year: None
        shape = bare.taken.shape
        self.zero: Prices = (np.zeros(shape), np.zeros(shape[:2]), np.zeros(bare.weekly.shape))

    def priced(self, number: int, prices: Prices) -> Year | None:
        """A strand's best year for these prices."""
        self.pricings += 1
        return self.strands[number].best(self.costs(number, prices))

    def costs(self, number: int, prices: Prices) -> Array:
        """What a strand's candidates cost at these prices."""
        needs, cost = self.needs[number], self.base[number].copy()
        toll(*prices, self.tables.week, needs.res, needs.day, needs.start, needs.stop, cost)
        return cost

    def value(self, prices: Prices) -> tuple[float, list[Year]] | None:
        """The bound these prices prove, and each strand's year; None if some strand has none at all."""
        total, years = self.constant, []
        for number in self.free:
            year = self.priced(number, prices)
            if year is None:
                return None
            total += year.value
            years.append(year)
            self.seen(number, year)
        slot, day, week = prices
        income = slot.sum(axis=(1, 2)) + (day * self.room).sum(axis=1) + (week * self.wish).sum(axis=1)
        self.proven = max(self.proven, self._whole(years, income))
        return total - float(income.sum()), years

    def _whole(self, years: list[Year], income: Array) -> int:
        """The bound in whole points, rounded up apart for every set of strands that no price ties to others."""
        group = list(range(len(income) + len(years)))

        def root(at: int) -> int:
            while group[at] != at:
                group[at] = group[group[at]]
                at = group[at]
            return at

        for at, number in enumerate(self.free):
            for row in self.rows[number][income[self.rows[number]] > 0].tolist():
                group[root(row)] = root(len(income) + at)
        sums = np.zeros(len(group))
        for at, year in enumerate(years):
            sums[root(len(income) + at)] += year.value
        for row in np.nonzero(income)[0].tolist():
            sums[root(row)] -= income[row]
        return math.ceil(self.constant - 1e-6) + int(np.ceil(sums - 1e-6).sum())

    def excess(self, years: list[Year]) -> Prices:
        """How much more than there is the years take of every slot, day and week."""
        tables = self.tables
        taken = np.zeros(self.zero[0].shape, dtype=np.int16)
        daily, weekly = np.zeros(self.zero[1].shape, dtype=np.int16), np.zeros(self.zero[2].shape, dtype=np.int16)
        for number, year in zip(self.free, years, strict=True):
            needs, rows = self.needs[number], [pick for pick in year.picks if pick >= 0]
            part = needs.res[rows], needs.day[rows], needs.start[rows], needs.stop[rows]
            lay(taken, daily, weekly, tables.week, *part, 1)
        return taken - 1.0, daily - self.room, weekly - self.wish

    def raise_bound(
        self, upper: Callable[[], float], keep_on: Keep, start: Bound | None = None, *, fresh: bool = True
    ) -> Bound | None:
        """Follow the subgradients until told to stop, the bound meets the cost, or it rises no more.

        A later turn goes on from where the last one came to, in shorter steps.
        """
        prices: Prices = start.prices if start else tuple(table.copy() for table in self.zero)  # type: ignore[assignment]
        best, way, pace, idle = start, None, 1.0 if fresh else 0.3, 0
        while pace > 0.004:
            found = self.value(prices)
            if found is None:
                return None
            if best is None or found[0] > best.value + 1e-9:
                idle = 0 if best is None or found[0] > best.value + 0.02 else idle + 1
                best = Bound(found[0], prices, found[1])
            else:
                idle += 1
            if upper() - best.value < 1 - 1e-6 or not keep_on("bound"):
                break
            if idle >= 8:
                pace, idle, prices, way = pace / 2, 0, best.prices, None
                found = (best.value, best.years)
            way = _direction(self.excess(found[1]), prices, way)
            norm = sum(float((table**2).sum()) for table in way)
            if norm < 1e-12:
                break
            # While meetings have no place the cost says nothing: then a tenth above the bound is aimed at.
            aim = min(upper(), 1.1 * best.value + 10)
            prices = self._moved(prices, way, pace * max(0.5, aim - found[0]) / norm)
        return best

    def _moved(self, prices: Prices, way: Prices, step: float) -> Prices:
        slot, day, week = (np.maximum(0.0, old + step * turn) for old, turn in zip(prices, way, strict=True))
        return slot, day, np.minimum(week, self.tables.over[:, None])


def _direction(excess: Prices, prices: Prices, before: Prices | None) -> Prices:
    """The subgradient where a price can follow it, turned towards where it went before."""
    turns = [np.where((table > 0) | (price > 0), table, 0.0) for table, price in zip(excess, prices, strict=True)]
    if before is None:
        return turns[0], turns[1], turns[2]
    return turns[0] + 0.6 * before[0], turns[1] + 0.6 * before[1], turns[2] + 0.6 * before[2]


def _absent(board: Board) -> float:
    return SKIP * sum(
        len(strand.slots) for strand, year in zip(board.tables.strands, board.years, strict=True) if year is None
    )


def _base(bare: Board, strand: Strand, needs: Needs) -> Array:
    """Prices beside what is given alone, without what people who are wished for do elsewhere."""
    cost = strand.points.copy()
    out = np.zeros(len(cost), dtype=np.bool_)
    clashes(bare.taken, bare.daily, bare.tables.caps, needs.res, needs.day, needs.start, needs.stop, out)
    cost[out] = NEVER
    return cost


def _mixed(tables: Tables) -> set[tuple[str, int]]:
    """Units and rows where somebody may go from one meeting to the next in the same unit without travelling."""
    users: Counter[tuple[str, int]] = Counter()
    for strand, needs in zip(tables.strands, tables.needs, strict=True):
        times = 2 if strand.unordered else 1
        for row in np.unique(needs.res):
            users[strand.slots[0].series.unit, int(row)] += times
    return {key for key, times in users.items() if times > 1}


def _unhurried(tables: Tables, number: int, mixed: set[tuple[str, int]]) -> Needs:
    """What candidates take, without the way home where it may not be needed."""
    needs, unit = tables.needs[number], tables.strands[number].slots[0].series.unit
    rows = np.array([(unit, row) in mixed for row in range(tables.nobody + 1)])
    stop = needs.stop - np.where(rows[needs.res], tables.travel[needs.res], 0)
    return Needs(needs.res, needs.day, needs.start, stop)
