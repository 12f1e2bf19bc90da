"""Years that were seen, joined into one plan: one from each strand's pool, so that all fit (restricted master).

A year whose price at the bound's prices lies further above the strand's best than the whole gap is in no better
plan, so the pools stay small where the bound is good.
"""

from __future__ import annotations

import random
from collections import defaultdict
from typing import Any

from samspill.core.scheduling.board import Board
from samspill.core.scheduling.bounding import Bound, Relaxation
from samspill.core.scheduling.strands import Year

MOST = 1_500  # years in all pools together
WRITTEN = 3  # years that are written down in the time of one pricing
PRICINGS = 2_500  # in the time of one unit of the exact model's effort


class Pool:
    """Every year of every strand that was seen, once."""

    def __init__(self, relaxation: Relaxation) -> None:
        self.relaxation = relaxation
        self.years: dict[int, dict[tuple[tuple[int, ...], int], Year]] = {n: {} for n in relaxation.free}

    def add(self, number: int, year: Year | None) -> None:
        if year is not None and number in self.years and -1 not in year.picks:
            self.years[number].setdefault((year.picks, year.choice), year)

    def vary(self, known: Bound, dice: random.Random, times: int) -> None:
        """Ask every strand for its best years at prices a little off the best ones."""
        for _ in range(times):
            off = [0.5 + dice.random() for _ in range(3)]
            slot, day, week = known.prices
            for number in self.relaxation.free:
                self.add(number, self.relaxation.priced(number, (slot * off[0], day * off[1], week * off[2])))

    def near(self, known: Bound, gap: float, board: Board) -> dict[int, list[tuple[float, Year]]]:
        """For each strand its years that may be in a better plan, the nearest first, with what they cost alone."""
        found = {}
        for number, years in self.years.items():
            strand = self.relaxation.strands[number]
            cost = self.relaxation.costs(number, known.prices)
            rows = [(strand.worth(one.picks, one.choice, cost), at, one) for at, one in enumerate(years.values())]
            least = min((row[0] for row in rows), default=0.0)
            near = sorted(row for row in rows if row[0] - least <= gap + 1e-6)[: MOST // len(self.years)]
            found[number] = [(_alone(board, number, one), one) for _value, _at, one in near]
        return found


def _alone(board: Board, number: int, year: Year) -> float:
    """What a year costs by itself, and the loose weekly patterns as they are chosen now."""
    strand, spoiled = board.tables.strands[number], board.spoiled.get(number)
    return strand.worth(year.picks, year.choice, strand.points if spoiled is None else strand.points + spoiled)


def join(board: Board, pool: Pool, known: Bound, total: float, effort: float) -> bool:
    """Put the best plan that the pools make on the board, if it costs less than `total`; whether there was one.

    What strands ask of each other by orders, or by wishes for people, is tried afterwards. `effort` is deterministic.
    """
    from ortools.sat.python import cp_model

    years = pool.near(known, total - known.value, board)
    model, cost = cp_model.CpModel(), []
    chosen: dict[int, list[Any]] = {}
    cells: defaultdict[tuple[int, int, int], dict[int, list[Any]]] = defaultdict(dict)
    days: defaultdict[tuple[int, int], list[Any]] = defaultdict(list)
    for number, some in years.items():
        if not some:
            return False
        chosen[number] = [model.new_bool_var("") for _ in some]
        model.add_exactly_one(chosen[number])
        now = board.years[number]
        for x, (_cost, year) in zip(chosen[number], some, strict=True):
            model.add_hint(x, now is not None and (year.picks, year.choice) == (now.picks, now.choice))
        for x, (alone, year) in zip(chosen[number], some, strict=True):
            cost.append(round(alone) * x)
            for row, day, start, stop in _taken(board, number, year):
                days[row, day].append(x)
                for slot in range(start, stop):
                    cells[row, day, slot].setdefault(number, []).append(x)
    for users in cells.values():
        if len(users) > 1:
            model.add_at_most_one(x for xs in users.values() for x in set(xs))
    cost += _limits(model, board, pool.relaxation, days)
    model.minimize(sum(cost))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers, solver.parameters.max_deterministic_time = 1, effort
    answer = solver.solve(model)
    board.pricings += int(PRICINGS * effort) + sum(map(len, years.values())) // WRITTEN
    if answer not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return False
    picked = {n: some[[solver.boolean_value(x) for x in chosen[n]].index(True)][1] for n, some in years.items()}
    return _offered(board, picked, total)


def _taken(board: Board, number: int, year: Year) -> list[tuple[int, int, int, int]]:
    needs, none = board.tables.needs[number], board.tables.nobody
    return [
        (row, int(needs.day[pick]), int(needs.start[pick]), int(stop))
        for pick in year.picks
        for row, stop in zip(needs.res[pick].tolist(), needs.stop[pick].tolist(), strict=True)
        if row != none
    ]


def _limits(model: Any, board: Board, relaxation: Relaxation, days: dict[tuple[int, int], list[Any]]) -> list[Any]:
    """Meetings in a day, and what more of them in a week than is wished costs."""
    tables, cost = board.tables, []
    weeks: defaultdict[tuple[int, int], list[Any]] = defaultdict(list)
    for (row, day), xs in days.items():
        if len(xs) > relaxation.room[row, day]:
            model.add(sum(xs) <= int(relaxation.room[row, day]))
        weeks[row, int(tables.week[day])] += xs
    for (row, week), xs in weeks.items():
        if tables.over[row] and len(xs) > relaxation.wish[row, week]:
            over = model.new_int_var(0, len(xs), "")
            model.add(over >= sum(xs) - int(relaxation.wish[row, week]))
            cost.append(round(tables.over[row]) * over)
    return cost


def _offered(board: Board, picked: dict[int, Year], total: float) -> bool:
    before = board.snapshot()
    for number in picked:
        board.lift(number)
    fits = all(board.offer(number, year.picks, year.choice) for number, year in picked.items())
    if fits and board.total() < total - 1e-6:
        return True
    board.restore(before)
    return False
