"""The bound, sharpened: the years that were seen are mixed as they fit together best, and what that mixture pays for
slots are the prices at which strands are asked for better years (column generation, Dantzig and Wolfe 1960).

Prices are held near the best ones so far (smoothing; Wentges 1997). Rows are written down only when the mixture breaks
them. At any prices the relaxation proves a bound; when no strand has a better year, mixture and bound meet.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from samspill.core.scheduling.bounding import Bound, Keep, Prices, Relaxation
from samspill.core.scheduling.candidates import Array
from samspill.core.scheduling.strands import Year

LACK = 5_000.0  # what the mixture pays for a strand without a year, and for anything it takes twice
SMOOTH = 0.7  # how much of the best prices stays
PASSES = 12  # times that broken rows are written down before prices are asked for
TURNS = 12  # steps of the simplex in the time of one pricing


class Mixture:
    """The linear problem over years (restricted master): one for each strand, what they share no more than there is."""

    def __init__(self, relaxation: Relaxation) -> None:
        from ortools.linear_solver import pywraplp

        self.relaxation = relaxation
        slot, day, week = (table.shape for table in relaxation.zero)
        self.shapes = slot, day, week
        self.ends = np.cumsum([math.prod(slot), math.prod(day), math.prod(week)])
        self.caps = np.concatenate([np.ones(self.ends[0]), relaxation.room.ravel(), relaxation.wish.ravel()])
        self.caps[: self.ends[0]] = 1.0
        self.solver = pywraplp.Solver.CreateSolver("GLOP")
        self.objective = self.solver.Objective()
        self.objective.SetMinimization()
        self.objective.SetOffset(relaxation.constant)
        self.one = {number: self.solver.Constraint(1.0, 1.0) for number in relaxation.free}
        for row in self.one.values():
            lack = self._variable(LACK)
            row.SetCoefficient(lack, 1.0)
        self.known: set[tuple[int, tuple[int, ...], int]] = set()
        self.columns: list[tuple[Any, Array, Array]] = []  # its variable, the cells it takes, how often each
        self.years: list[tuple[int, Year]] = []
        self.rows: dict[int, Any] = {}
        self.is_written = np.zeros(self.ends[2], dtype=np.bool_)

    def _variable(self, cost: float) -> Any:
        variable = self.solver.NumVar(0.0, self.solver.infinity(), "")
        self.objective.SetCoefficient(variable, cost)
        return variable

    def add(self, number: int, year: Year | None) -> None:
        """Let a strand have this year too."""
        if (
            year is None
            or number not in self.one
            or -1 in year.picks
            or (number, year.picks, year.choice) in self.known
        ):
            return
        self.known.add((number, year.picks, year.choice))
        strand, base = self.relaxation.strands[number], self.relaxation.base[number]
        variable = self._variable(strand.worth(year.picks, year.choice, base))
        self.one[number].SetCoefficient(variable, 1.0)
        cells, times = np.unique(self._cells(number, year), return_counts=True)
        times = times.astype(np.uint8)
        self.columns.append((variable, cells, times))
        self.years.append((number, year))
        known = self.is_written[cells]
        for cell, count in zip(cells[known].tolist(), times[known].tolist(), strict=True):
            self.rows[cell].SetCoefficient(variable, float(count))

    def _cells(self, number: int, year: Year) -> Array:
        """The slots, days and weeks of everybody that a year takes, as places in one long row."""
        needs, tables = self.relaxation.needs[number], self.relaxation.tables
        (_, days, slots), (_, weeks) = self.shapes[0], self.shapes[2]
        picks = np.array(year.picks)
        rows, stops = needs.res[picks], needs.stop[picks]
        on, firsts = (np.broadcast_to(column[picks][:, None], rows.shape) for column in (needs.day, needs.start))
        some = rows != tables.nobody
        row, day, first, length = rows[some], on[some], firsts[some], (stops - firsts)[some]
        at = row * days + day
        along = np.arange(length.sum()) - np.repeat(np.cumsum(length) - length, length)
        taken = np.repeat(at * slots + first, length) + along
        weekly = self.ends[1] + row * weeks + tables.week[day]
        return np.concatenate([taken, self.ends[0] + at, weekly]).astype(np.int32)

    def solve(self) -> tuple[float, Prices] | None:
        """What the best mixture costs, and its prices; None if numbers fail. Counts as pricings what time it takes."""
        fine = self._solved()
        for _ in range(PASSES):
            broken = self._broken() if fine else None
            if broken is None or not len(broken):
                break
            self._write(broken)
            fine = self._solved()
        return self._priced() if fine else None

    def _priced(self) -> tuple[float, Prices]:
        flat = np.zeros(int(self.ends[2]))
        for cell, row in self.rows.items():
            flat[cell] = max(0.0, -row.dual_value())
        slot, day, week = np.split(flat, self.ends[:2])
        over = self.relaxation.tables.over[:, None]
        prices = slot.reshape(self.shapes[0]), day.reshape(self.shapes[1]), week.reshape(self.shapes[2])
        return self.objective.Value(), (prices[0], prices[1], np.minimum(prices[2], over))

    def shares(self) -> Iterator[tuple[float, int]]:
        """How much of each year is in the mixture, and which it is."""
        return ((variable.solution_value(), at) for at, (variable, _cells, _times) in enumerate(self.columns))

    def hold(self, at: int, least: float) -> None:
        """Keep so much of a year in the mixture from now on."""
        self.columns[at][0].SetLb(least)

    def _solved(self) -> bool:
        for way in ("use_preprocessing: false", "use_preprocessing: true"):
            self.solver.SetSolverSpecificParametersAsString(way)
            answer = self.solver.Solve()
            self.relaxation.pricings += 1 + self.solver.iterations() // TURNS
            if answer == self.solver.OPTIMAL:
                return True
        return False

    def _broken(self) -> Array:
        """Cells of which the mixture takes more than there is; of neighbours taken alike, the first."""
        used = np.zeros(int(self.ends[2]))
        for variable, cells, times in self.columns:
            share = variable.solution_value()
            if share > 1e-9:
                used[cells] += share * times
        week = self.relaxation.tables.over.repeat(self.shapes[2][1]) > 0
        over = used > self.caps + 1e-6
        over[self.ends[1] :] &= week
        over[self.is_written] = False
        cells = np.nonzero(over)[0]
        alike = np.zeros(len(cells), dtype=np.bool_)
        alike[1:] = (np.diff(cells) == 1) & (np.diff(used[cells]) == 0)
        alike[cells >= self.ends[0]] = False
        return cells[~alike]

    def _write(self, broken: Array) -> None:
        """Let the mixture take no more of these cells than there is, or pay for it."""
        for cell in broken.tolist():
            row = self.rows[cell] = self.solver.Constraint(-self.solver.infinity(), float(self.caps[cell]))
            person = (cell - int(self.ends[1])) // self.shapes[2][1]
            more = float(self.relaxation.tables.over[person]) if cell >= self.ends[1] else LACK
            row.SetCoefficient(self._variable(more), -1.0)
        self.is_written[broken] = True
        now = np.zeros(len(self.is_written), dtype=np.bool_)
        now[broken] = True
        for variable, cells, times in self.columns:
            hit = now[cells]
            if hit.any():
                for cell, count in zip(cells[hit].tolist(), times[hit].tolist(), strict=True):
                    self.rows[cell].SetCoefficient(variable, float(count))


def sharpen(mixture: Mixture, upper: Callable[[], float], keep_on: Keep, start: Bound) -> Iterator[Bound]:
    """Ask for years at the mixture's prices until it and the bound meet, the bound meets the cost, or told to stop.

    Gives every better bound.
    """
    best = start
    while upper() - best.value > 1 - 1e-6 and keep_on("bound"):
        mixed = mixture.solve()
        if mixed is None or math.ceil(mixed[0] - 1e-6) <= math.ceil(best.value - 1e-6):
            break
        count = len(mixture.columns)
        for share in (SMOOTH, 0.0):
            prices = _between(best.prices, mixed[1], share)
            proven = mixture.relaxation.value(prices)
            if proven is None:
                return
            if proven[0] > best.value + 1e-9:
                best = Bound(proven[0], prices, proven[1])
                yield best
            if len(mixture.columns) > count:
                break
        else:
            break


def _between(one: Prices, other: Prices, share: float) -> Prices:
    slot, day, week = (share * a + (1 - share) * b for a, b in zip(one, other, strict=True))
    return slot, day, week
