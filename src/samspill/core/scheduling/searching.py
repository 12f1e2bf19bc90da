"""Making a plan better: every strand answers the others in turn; then a few that share somebody are lifted and put
back in another order (large neighbourhood search)."""

from __future__ import annotations

import math
import random
from collections.abc import Callable

import numpy as np

from samspill.core.scheduling.board import Board, neighbours
from samspill.core.scheduling.bounding import Prices
from samspill.core.scheduling.building import is_wide
from samspill.core.scheduling.candidates import Array
from samspill.core.scheduling.kernels import toll
from samspill.core.scheduling.strands import SKIP, Year

ANSWERS = 8  # times that weekly patterns and strands answer each other at the most
SHAKEN = 0.5  # of the steps with a loose weekly pattern, how many move it first

Keep = Callable[[str], bool]


def descend(board: Board, keep_on: Keep) -> None:
    """Let each strand take its best year beside the others, until none gains."""
    quiet, number, count = 0, 0, len(board.years)
    while quiet < count and keep_on("descend"):
        quiet = 0 if answer(board, number) else quiet + 1
        number = (number + 1) % count


def even_out(board: Board, keep_on: Keep) -> None:
    """Let strands and loose weekly patterns answer each other, until neither gains. Patterns are chosen in any case."""
    descend(board, keep_on)
    for _ in range(ANSWERS if board.chosen else 0):
        before = board.snapshot()
        board.settle()
        if tuple(board.chosen) == before.chosen:
            break
        descend(board, keep_on)
        if -1 not in before.chosen and board.total() > before.total - 1e-6:
            board.restore(before)
            break


def answer(board: Board, number: int) -> bool:
    """One strand's best year beside the others; whether that gained."""
    before = board.total()
    old = board.lift(number)
    year = board.best(number) or board.best(number, skip=True)
    if year is None:
        if old is not None:
            board.put(number, old)
        return False
    board.put(number, year)
    if old is not None and board.total() > before - 1e-6:
        board.lift(number)
        board.put(number, old)
        return False
    return True


class Search:
    """Lift a few strands that share somebody, put them back in another order; keep what is no worse, or nearly.

    With `prices` (what slots are worth to all) some strands are put back out of the others' way first, and answer then.
    """

    def __init__(self, board: Board, dice: random.Random) -> None:
        self.board, self.dice = board, dice
        self.near = [[n for n in some if not is_wide(board, n)] for some in neighbours(board.tables)]
        self.now = board.total()
        self.best = board.snapshot()
        self.warmth = 1.0
        self.lately: list[tuple[int, Year]] = []  # years of plans that were kept
        self.prices: Prices | None = None
        self.active = [n for n in range(len(board.years)) if self.near[n] and not is_wide(board, n)]

    def run(self, keep_on: Keep, goal: Callable[[], float]) -> None:
        """Search until told to stop or the goal (a cost nothing beats) is reached. The board ends with the best."""
        while self.active and self.best.total > goal() and keep_on("search"):
            self.step()
        self.board.restore(self.best)
        self.now = self.best.total

    def take(self) -> None:
        """Go on from the plan on the board, also if it is not the best."""
        self.now = self.board.total()
        if self.now < self.best.total - 1e-6:
            self.best = self.board.snapshot()

    def step(self) -> None:
        lifted = self._cluster()
        old = {number: self.board.lift(number) for number in lifted}
        chosen = self._shaken(lifted)
        guided = self.prices is not None and self.dice.random() < 0.5
        if all(self._put(number, guided) for number in lifted):
            if guided:
                for number in lifted:
                    answer(self.board, number)
            self.board.settle(chosen)
            total = self.board.total()
            if total <= self.now + self.warmth * -math.log(1.0 - self.dice.random()):
                self.now = total
                self.lately += [(n, year) for n in lifted if (year := self.board.years[n]) is not None]
                if total < self.best.total - 1e-6:
                    self.best = self.board.snapshot()
                return
        for number in lifted:
            self.board.lift(number)
        self.board.choose(chosen)
        for number, year in old.items():
            if year is not None:
                self.board.put(number, year)

    def _cluster(self) -> list[int]:
        """A strand, the dear ones rather, and some around it, in random order."""
        picked = self.dice.sample(self.active, min(3, len(self.active)))
        first = max(picked, key=lambda number: self.board.own[number])
        size = self.dice.choice((1, 2, 2, 3, 4, 6))
        around = self.near[first]
        chosen = [first, *self.dice.sample(around, min(size, len(around)))]
        self.dice.shuffle(chosen)
        return chosen

    def _shaken(self, lifted: list[int]) -> dict[int, int]:
        """Move one loose weekly pattern of these strands to where it may be; what they all had, by pattern."""
        loose = self.board.tables.loose
        before = {at: self.board.chosen[at] for at in loose.of(lifted)} if loose.patterns else {}
        if before and self.dice.random() < SHAKEN:
            at = self.dice.choice(list(before))
            self.board.choose({at: self.dice.randrange(len(loose.patterns[at].choices))})
        return before

    def _put(self, number: int, guided: bool) -> bool:
        extra = self._worth(number) if guided else None
        year = self.board.best(number, extra)
        if year is None:
            year = self.board.best(number, skip=True) if self.best.total > SKIP / 10 else None
        if year is None:
            return False
        self.board.put(number, year)
        return True

    def _worth(self, number: int) -> Array:
        """What the slots a candidate takes are worth to all."""
        needs, tables = self.board.tables.needs[number], self.board.tables
        out = np.zeros(len(needs.day))
        if self.prices:
            toll(*self.prices, tables.week, needs.res, needs.day, needs.start, needs.stop, out)
        return out
