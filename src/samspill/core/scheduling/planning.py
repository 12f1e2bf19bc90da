"""Plan the year: a first plan, a better one, a bound that proves how good it is, all within a budget of work."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Literal, cast

from samspill.core.scheduling.answers import WheelResult
from samspill.core.scheduling.board import Board
from samspill.core.scheduling.bounding import Bound, Relaxation
from samspill.core.scheduling.building import build, is_wide
from samspill.core.scheduling.columns import Mixture, sharpen
from samspill.core.scheduling.cost import cost_wheel
from samspill.core.scheduling.diving import Chance, dive
from samspill.core.scheduling.exact import solve
from samspill.core.scheduling.joining import PRICINGS, Pool, join
from samspill.core.scheduling.model import Budget, Progress, Wheel, YearInstance
from samspill.core.scheduling.searching import Search, even_out
from samspill.core.scheduling.sound import require_sound
from samspill.core.scheduling.strands import Year
from samspill.core.scheduling.tables import Tables

Report = Callable[[Progress], bool]
Stage = Literal["construct", "descend", "search", "bound", "join"]
SMALL = 2_500  # candidates that the exact model takes at once
EFFORT = 2_000  # pricings in the time of one unit of its effort
TURNS, FEW = 12, 6  # turns of searching and proving: from another start each time, or from the best plan
BLUR = 0.5  # how much less a year of the mixture may count when another plan is looked for
JOINING = 0.02  # effort of joining the years that were seen, for each strand
SETTLING = 60  # steps for each strand after which a search from a new start has come to rest
PROOF = 2  # the part of the work (a half) that the bound may take first: its prices guide the search
DESCENT = 30  # rough steps of the bound before it is sharpened


def plan_wheel(
    instance: YearInstance,
    *,
    budget: Budget | None = None,
    seed: int = 0,
    warm: Wheel | None = None,
    on_progress: Report | None = None,
) -> WheelResult:
    """Give the best plan found; the same for the same problem, budget, seed and `warm` start.

    `warm` is last year's or the published plan: what of it still holds is where the search starts. `on_progress` is
    called now and then; False stops with the best so far. Raises ValueError for a problem that contradicts itself
    (unknown ids, no slots). What cannot be placed is left out and named in `unplaced`; `explain` says why.
    """
    require_sound(instance)
    tables = Tables(instance)
    run = _Run(Board(tables), (budget or Budget()).pricings, on_progress)
    if warm is not None:
        _warmed(run.board, warm)
    build(run.board, run.until(run.budget))
    even_out(run.board, run.until(run.budget))
    run.search = Search(run.board, random.Random(seed))  # noqa: S311 - a search, no secret
    run.improve()
    run.close()
    return _result(instance, run, seed)


@dataclass
class _Run:
    """One planning: what is spent of the budget, and what is known."""

    board: Board
    budget: int
    report: Report | None
    search: Search | None = None
    relaxation: Relaxation | None = None
    known: Bound | None = None
    cancelled: bool = False
    told: int = 0
    exact: Wheel | None = None
    exact_cost: int = 0
    proven: int = 0
    trace: list[Progress] = field(default_factory=list)

    def spent(self) -> int:
        return self.board.pricings + (self.relaxation.pricings if self.relaxation else 0)

    def until(self, limit: int) -> Callable[[str], bool]:
        """Whether to go on: the budget's part up to `limit` lasts, and nobody has said stop."""

        def keep_on(stage: str) -> bool:
            if self.spent() >= self.told:
                self._tell(cast(Stage, stage))
            return not self.cancelled and self.spent() < min(limit, self.budget)

        return keep_on

    def _tell(self, stage: Stage) -> None:
        best = self.search.best.total if self.search else None
        missing = len(self.board.unplaced()) if self.search is None else 0
        cost = None if best is None else round(best)
        now = Progress(self.spent(), self.budget, cost, self.bound(), missing, stage)
        self.trace.append(now)
        self.told = self.spent() + max(20, self.spent() // 10)
        if self.report is not None and not self.report(now):
            self.cancelled = True

    def _join(self, pool: Pool) -> None:
        """Try whether years that were seen fit together better than they do now."""
        search, known = self.search, self.known
        room = self.budget - self.spent()
        if search is None or known is None or self.cancelled or search.best.total < self.bound() + 0.5:
            return
        for number, year in (*enumerate(search.best.years), *search.lately):
            pool.add(number, year)
        search.lately.clear()
        pool.vary(known, search.dice, min(8, room // (8 * len(pool.years))))
        if join(self.board, pool, known, search.best.total, min(JOINING * len(pool.years), room / 8 / PRICINGS)):
            search.take()

    def close(self) -> None:
        """Finish a small problem exactly: also what strands cost each other, which the search leaves out."""
        board = self.board
        size = sum(len(strand.day) for strand in board.tables.strands)
        if self.cancelled or size > SMALL:
            return
        price = cost_wheel(board.tables.instance, board.wheel()).total
        if not board.unplaced() and price <= self.bound():
            return
        verdict = solve(board.tables, effort=max(1.0, self.budget / EFFORT), optimise=True)
        if verdict.plan is not None:
            self.exact, self.exact_cost = verdict.plan, verdict.cost
        self.proven = verdict.bound if verdict.feasible else 0

    def bound(self) -> int:
        return self.relaxation.proven if self.relaxation else 0

    def improve(self) -> None:
        """Search and prove in turns; the prices that prove the bound guide the search."""
        search = self.search
        assert search is not None
        wide = [n for n in range(len(self.board.years)) if is_wide(self.board, n)]
        self.relaxation = Relaxation(self.board, wide)
        pool, mixture = Pool(self.relaxation), Mixture(self.relaxation)

        def seen(number: int, year: Year | None) -> None:
            pool.add(number, year)
            mixture.add(number, year)

        self.relaxation.seen = seen
        self._prove(pool, mixture, self.until(self.spent() + (self.budget - self.spent()) // PROOF))
        # Another start pays if a search from it comes to rest within a turn (in a minute 30 schools do, 140 do not).
        many = (self.budget - self.spent()) // TURNS >= SETTLING * len(mixture.one)
        work = max(1, (self.budget - self.spent()) // (TURNS if many else FEW))
        sure, varied = (lambda: 1.0), (lambda: 1.0 - BLUR * search.dice.random())
        for turn in count():
            start = self.spent()
            if many or not turn:
                self._dive(mixture, varied if turn else sure)
            search.run(self.until(self.spent() + work), lambda: self.bound() + 0.5)
            self._join(pool)
            if self._is_done() or not search.active or self.spent() == start:
                break
            self._prove(pool, mixture, self.until(self.spent() + work // PROOF))

    def _is_done(self) -> bool:
        search = self.search
        proven = search is not None and search.best.total < self.bound() + 0.5
        return self.cancelled or proven or self.spent() >= self.budget

    def _dive(self, mixture: Mixture, chance: Chance) -> None:
        """Go on from a plan that the bound's years lead to, also if it is not the best."""
        if self.search is not None and self.known is not None and not self._is_done():
            dive(self.board, mixture, chance, self.until(self.budget))
            self.search.take()

    def _prove(self, pool: Pool, mixture: Mixture, keep_on: Callable[[str], bool]) -> None:
        """Raise the bound: roughly at first, then sharply."""
        search, relaxation = self.search, self.relaxation
        assert search is not None
        assert relaxation is not None
        for number, year in (*enumerate(search.best.years), *search.lately):
            pool.add(number, year)
            mixture.add(number, year)
        if self.known is None:
            steps = self.spent() + DESCENT * len(mixture.one)

            def briefly(stage: str) -> bool:
                return keep_on(stage) and self.spent() < steps

            self.known = relaxation.raise_bound(lambda: search.best.total, briefly)
        if self.known is not None:
            for better in sharpen(mixture, lambda: search.best.total, keep_on, self.known):
                self.known = better
            search.prices = self.known.prices


def _warmed(board: Board, warm: Wheel) -> None:
    """Put every strand on the board whose whole year still holds."""
    laid = {meeting.id: meeting for meeting in warm.meetings}
    for number, strand in enumerate(board.tables.strands):
        picks = [
            board.tables.pick(number, at, laid[slot.id]) if slot.id in laid else -1
            for at, slot in enumerate(strand.slots)
        ]
        if -1 in picks:
            continue
        board.offer(number, picks, board.tables.choice(number, warm.patterns))


def _result(instance: YearInstance, run: _Run, seed: int) -> WheelResult:
    search, board = run.search, run.board
    assert search is not None
    plan, unplaced = board.wheel(), board.unplaced()
    price = cost_wheel(instance, plan)
    if run.exact is not None and (unplaced or run.exact_cost < price.total):
        plan, unplaced = run.exact, ()
        price = cost_wheel(instance, plan)
    wide = [n for n in range(len(board.years)) if is_wide(board, n)]
    given, floor = run.bound(), run.bound()
    if wide and run.known:
        freed = Relaxation(board)
        freed.value(run.known.prices)
        floor = freed.proven
    given, floor = max(given, run.proven), max(floor, run.proven)
    if run.exact is plan:
        given = floor  # what the sharper bound was given lies elsewhere now
    whole = not unplaced and len(plan.patterns) == len(instance.patterns)
    gap = math.inf if not whole else (price.total - given) / given if given else float(price.total)
    done = whole and price.total <= given
    stopped = "proven" if done else "cancelled" if run.cancelled else "budget"
    shared = tuple(slot.id for n in wide for slot in board.tables.strands[n].slots)
    return WheelResult(
        plan,
        price,
        min(floor, given),
        given,
        gap,
        seed,
        run.spent(),
        cast(Literal["proven", "budget", "cancelled"], stopped),
        unplaced,
        shared,
        tuple(run.trace),
    )
