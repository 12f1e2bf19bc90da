"""The way from a first seating to the best one: legs of annealing, the best kept, until the budget or the bound."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from samspill.core.grouping import kernels
from samspill.core.grouping.arrays import BEST, SWEEP, Array, Board
from samspill.core.grouping.bounds import bound
from samspill.core.grouping.cost import cost
from samspill.core.grouping.model import Composition, Group, Grouping, Progress, Round
from samspill.core.grouping.rules import Rules
from samspill.core.grouping.tables import Seats, board_of, seats_in

CHUNK = 800  # sweeps between two reports of progress: about 40 ms
SMALL, EVERYWHERE = 150, 2  # up to so many people, tries of a change in all rounds in each sweep: 1 % better there
Stopped = Literal["proven", "budget", "cancelled"]
Report = Callable[[Progress], bool]


@dataclass(frozen=True, slots=True)
class Found:
    """The best seats of a search, and how it ended."""

    seats: Seats
    bound: int
    evaluations: int
    stopped: Stopped


def search(
    problem: Grouping, rules: Sequence[Rules], seats: Seats, *, budget: int, seed: int, report: Report | None
) -> Found:
    """Better the seats by annealing. Every state on the way holds all rules."""
    limits = [_limits(problem.rounds[r], rules[r], groups) for r, groups in enumerate(seats)]
    least = bound(problem, rules, seats, limits)
    board = board_of(problem, rules, seats, limits, _total(problem, seats), seed)
    made, stopped = 0, _ending(board, least)
    if len(board.active):
        made, stopped = _legs(board, problem, budget, least, report)
    return Found(seats_in(problem, board, [len(groups) for groups in seats]), least, made, stopped)


def _limits(asked: Round, rules: Rules, groups: list[list[int]]) -> tuple[int, int]:
    """The sizes the search may use: even ones where they are, else the bounds. A base round is held still."""
    sizes = [len(people) for people in groups]
    if not groups or asked.kind == "base":
        return (0, 0)
    if max(sizes) - min(sizes) <= 1 and not asked.gathers:
        return (min(sizes), max(sizes))
    return (rules.smallest, rules.largest)


def _total(problem: Grouping, seats: Seats) -> int:
    groups = tuple(tuple(Group(tuple(people)) for people in round_) for round_ in seats)
    return cost(problem, Composition(groups)).total


def _legs(board: Board, problem: Grouping, budget: int, least: int, report: Report | None) -> tuple[int, Stopped]:
    """Anneal from warm to cold in the sweeps of the budget, with a report now and then."""
    luck, (warm, cold) = _luck(), _heat(problem)
    sweeps, every = budget // SWEEP, EVERYWHERE if len(problem.members) <= SMALL else 0
    made, heat = 0, warm
    while made < sweeps and board.cost[BEST] > least:
        part = min(CHUNK, sweeps - made)
        cooler = heat * (cold / warm) ** (part / sweeps)
        kernels.anneal(board, luck, problem.repeat_weight, part, every, heat, cooler, least)
        made, heat = made + part, cooler
        if report and not report(Progress(made * SWEEP, budget, int(board.cost[BEST]), least)):
            return made * SWEEP, "cancelled"
    return made * SWEEP, _ending(board, least)


def _heat(problem: Grouping) -> tuple[float, float]:
    """Give the first and the last temperature, in points: tried on conferences of 24 to 2,000 people and on golfers."""
    weights = [one.weight for one in problem.attributes if one.weight]
    if not weights:
        return 0.6 * max(1, problem.repeat_weight), 0.15 * max(1, problem.repeat_weight)
    usual = sum(weights) / len(weights)
    return 1.1 * usual, 0.12 * usual


def _ending(board: Board, least: int) -> Stopped:
    return "proven" if board.cost[BEST] <= least else "budget"


def _luck() -> Array:
    """−ln u for evenly spread u in (0, 1): how many temperatures more each throw accepts."""
    return -np.log((np.arange(4096) + 0.5) / 4096)
