"""The way from a first seating to the best one: legs of annealing, the best kept, until the budget or the bound."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from samspill.core.grouping import kernels
from samspill.core.grouping.arrays import BEST, ROW, SWEEP
from samspill.core.grouping.bounds import bound
from samspill.core.grouping.cost import cost
from samspill.core.grouping.model import Composition, Group, Grouping, Progress, Round
from samspill.core.grouping.rules import Rules
from samspill.core.grouping.tables import Seats, board_of, seats_in

CHUNK = 10_000_000  # evaluations between two reports of progress: about 40 ms
FEW, SHORT, FINER = 300, 200_000, 4  # people, evaluations, and parts of a point for legs with other weights
# What a repeat weighs in the first legs, their share of the budget, first and last temperature: in usual attributes.
SOFT = ((0.68, 0.6, 0.23, 0.15), (0.9, 0.2, 0.18, 0.14), (1.3, 0.1, 0.17, 0.13))
LAST = (0.22, 0.13)  # first and last temperature of the last leg, with the problem's own weights
Stopped = Literal["proven", "budget", "cancelled"]
Report = Callable[[Progress], bool]


@dataclass(frozen=True, slots=True)
class Found:
    """The best seats of a search, and how it ended."""

    seats: Seats
    bound: int
    evaluations: int
    stopped: Stopped


@dataclass(slots=True)
class _Run:
    """What stays the same through all legs of a search, and the best of them."""

    problem: Grouping
    rules: Sequence[Rules]
    limits: list[tuple[int, int]]
    seed: int
    budget: int
    least: int
    report: Report | None
    seats: Seats
    cost: int
    made: int = 0

    def note(self, seats: Seats) -> None:
        """Keep these seats if they cost less, in the problem's own weights, than any before."""
        total = _total(self.problem, seats)
        if total < self.cost:
            self.seats, self.cost = seats, total


def search(
    problem: Grouping, rules: Sequence[Rules], seats: Seats, *, budget: int, seed: int, report: Report | None
) -> Found:
    """Better the seats by annealing. Every state on the way holds all rules."""
    limits = [_limits(problem.rounds[r], rules[r], groups) for r, groups in enumerate(seats)]
    least = bound(problem, rules, seats, limits)
    run = _Run(problem, rules, limits, seed, budget, least, report, seats, _total(problem, seats))
    stopped: Stopped = "budget"
    for number, leg in enumerate(_legs(problem, budget)):
        if run.cost <= least or stopped == "cancelled":
            break
        seats, stopped = _walked(run, leg, seats, number)
    return Found(run.seats, least, run.made, "proven" if run.cost <= least else stopped)


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


@dataclass(frozen=True, slots=True)
class _Leg:
    """One way from warm to cold: what things weigh on it, its sweeps, its first and last temperature in points."""

    problem: Grouping
    sweeps: int
    warm: float
    cold: float


def _legs(problem: Grouping, budget: int) -> list[_Leg]:
    """Anneal once; for few people first with repeats at less than a pair that is alike, then at more and more.

    At its full weight a repeat is a wall that nobody climbs at temperatures where the mix gets good: 60 people over 3
    rounds stay 2 to 5 % above what they reach this way. Where repeats gain their weight all at once, those that are
    left spoil the mix. The weights were chosen on two draws of 60 people; of four others, eight seeds each, two reach
    their bound on every seed, one stays within two points of it, and one ends 0.5 to 3 % above.
    """
    weights = [one.weight for one in problem.attributes if one.weight]
    sweeps = -(-budget // _evaluations(problem))
    if not weights:
        return [_Leg(problem, sweeps, 0.3 * max(1, problem.repeat_weight), 0.15 * max(1, problem.repeat_weight))]
    usual = sum(weights) / len(weights)
    soft = [one for one in SOFT if one[0] * usual < problem.repeat_weight]
    if budget < SHORT or len(problem.members) > FEW or len(problem.rounds) < 2 or not soft:
        return [_Leg(problem, sweeps, 0.6 * usual, 0.12 * usual)]
    attributes = tuple(replace(one, weight=FINER * one.weight) for one in problem.attributes)
    legs = [
        _Leg(
            replace(problem, repeat_weight=round(FINER * usual * weight), attributes=attributes),
            int(sweeps * share),
            FINER * usual * warm,
            FINER * usual * cold,
        )
        for weight, share, warm, cold in soft
    ]
    return [*legs, _Leg(problem, sweeps - sum(leg.sweeps for leg in legs), LAST[0] * usual, LAST[1] * usual)]


def _evaluations(problem: Grouping) -> int:
    """Changes that a sweep compares."""
    return SWEEP * max(1, min(ROW, len(problem.members)))


def _walked(run: _Run, leg: _Leg, seats: Seats, number: int) -> tuple[Seats, Stopped]:
    """Go one leg, with a report now and then; give the best seats by its own weights."""
    counts, end, sweep = [len(groups) for groups in seats], leg.problem, _evaluations(leg.problem)
    least = run.least if end is run.problem else bound(end, run.rules, seats, run.limits)
    board = board_of(end, run.rules, seats, run.limits, _total(end, seats), run.seed + number * 7919)
    chunk = max(1, CHUNK // sweep)
    made, heat, stopped = 0, leg.warm, False
    while len(board.active) and made < leg.sweeps and board.cost[BEST] > least and not stopped:
        part, was = min(chunk, leg.sweeps - made), int(board.cost[BEST])
        cooler = heat * (leg.cold / leg.warm) ** (part / leg.sweeps)
        kernels.anneal(board, end.repeat_weight, part, heat, cooler, least)
        made, heat = made + part, cooler
        run.made += part * sweep
        if run.report:
            if board.cost[BEST] < was:
                run.note(seats_in(end, board, counts))
            stopped = not run.report(Progress(run.made, run.budget, run.cost, run.least))
    seats = seats_in(end, board, counts)
    run.note(seats)
    return seats, "cancelled" if stopped else "budget"
