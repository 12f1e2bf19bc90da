"""The first plan: strands are put on the board one by one, the hardest first, and push out what is in their way.

Whoever is pushed out weighs more from then on; without that two strands would push each other out for ever.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from samspill.core.scheduling.board import Board, neighbours
from samspill.core.scheduling.candidates import Array
from samspill.core.scheduling.kernels import NEVER, crowding, toll, weigh
from samspill.core.scheduling.strands import Year

WEIGHT = 30.0  # points that pushing somebody out is worth at first
PUSHES = 12  # times each strand may be put on the board on the average before the rest is laid with holes
WIDE = 6  # a strand that meets more others than this in one meeting is put first, where it takes least from them

Keep = Callable[[str], bool]


def build(board: Board, keep_on: Keep) -> None:
    """Put every strand on the board that is not there yet; those that find no place get a year with holes."""
    near = neighbours(board.tables)
    weight = np.full(len(board.years), WEIGHT)
    queue = sorted((n for n, year in enumerate(board.years) if year is None), key=lambda n: _ease(board, n))
    shared = {n for n in queue if is_wide(board, n)}
    weight[sorted(shared)] *= 50
    left, holes = PUSHES * len(queue), []
    while queue:
        number = queue.pop(0)
        year = board.best(number, _destroyed(board, number, near[number]) if number in shared else None)
        if year is not None:
            board.put(number, year)
            continue
        left -= 1
        year = _pushing(board, number, near[number], weight) if left > 0 and keep_on("construct") else None
        if year is None:
            holes.append(number)
            continue
        board.put(number, year)
        for other in near[number]:
            if board.years[other] is not None and board.broken(other):
                board.lift(other)
                weight[other] *= 1.5
                queue.append(other)
    for number in holes:
        year = board.best(number, skip=True)
        if year is not None:
            board.put(number, year)


def is_wide(board: Board, number: int) -> bool:
    """Whether a strand is the whole municipality's: a few meetings of very many."""
    return board.tables.needs[number].res.shape[1] > WIDE and len(board.tables.strands[number].slots) <= WIDE


def _ease(board: Board, number: int) -> tuple[float, int]:
    """How easily a strand is placed: the wide ones are never easy, others by the days of their hardest meeting."""
    if is_wide(board, number):
        return -1.0, number
    strand = board.tables.strands[number]
    return float(min((len(slot.places) for slot in strand.slots), default=0)), number


def _destroyed(board: Board, number: int, near: Sequence[int]) -> Array:
    """What each candidate takes from the others: the share of their meetings' places it makes impossible."""
    tables = board.tables
    mass, none = np.zeros(board.taken.shape), np.zeros(board.daily.shape)
    for other in near:
        strand, needs = tables.strands[other], tables.needs[other]
        for slot in strand.slots:
            part = slice(slot.offset, slot.offset + len(slot.places))
            share = 20.0 / max(1, len(slot.places)) / max(1, slot.series.slots)
            weigh(mass, needs.res[part], needs.day[part], needs.start[part], needs.stop[part], share)
    return _tolled(board, number, mass, none)


def _pushing(board: Board, number: int, near: Sequence[int], weight: Array) -> Year | None:
    """The best year when the others may be pushed out, each for its weight."""
    tables = board.tables
    price, by_day = np.zeros(board.taken.shape), np.zeros(board.daily.shape)
    for other in near:
        year = board.years[other]
        if year is not None:
            rows = [pick for pick in year.picks if pick >= 0]
            needs = tables.needs[other]
            part = needs.res[rows], needs.day[rows], needs.start[rows], needs.stop[rows]
            weigh(price, *part, weight[other] / 3)
            full = np.zeros((*board.taken.shape[:2], 1))
            weigh(full, part[0], part[1], np.zeros_like(part[2]), np.ones_like(part[3]), weight[other])
            by_day += np.where(board.daily >= tables.caps[:, None], full[:, :, 0], 0.0)
    strand, needs = tables.strands[number], tables.needs[number]
    cost = strand.points.copy()
    crowding(board.weekly, tables.week, tables.wish, tables.over, needs.res, needs.day, cost)
    board.pricings += 1
    return strand.best(np.minimum(NEVER / 10, cost + _tolled(board, number, price, by_day)))


def _tolled(board: Board, number: int, price: Array, by_day: Array) -> Array:
    tables, needs = board.tables, board.tables.needs[number]
    out = np.zeros(len(needs.day))
    free = np.zeros(board.weekly.shape)
    toll(price, by_day, free, tables.week, needs.res, needs.day, needs.start, needs.stop, out)
    return out
