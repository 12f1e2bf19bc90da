"""From the mixture to a plan: the years it has most of are kept, a few at a time, and the others are asked again."""

from __future__ import annotations

from collections.abc import Callable

from samspill.core.scheduling.board import Board
from samspill.core.scheduling.building import build
from samspill.core.scheduling.columns import Mixture
from samspill.core.scheduling.searching import even_out
from samspill.core.scheduling.strands import Year

BUNCH = 10  # rounds in which all strands get their year

Keep = Callable[[str], bool]
Chance = Callable[[], float]  # from 0 to 1


def dive(board: Board, mixture: Mixture, chance: Chance, keep_on: Keep) -> None:
    """Put the plan that the mixture leads to on the board; `chance` makes a year count for less, so that plans differ.

    About BUNCH / 2 pricings and BUNCH linear problems for each strand.
    """
    chosen = _settled(mixture, chance, keep_on)
    for number in mixture.one:
        board.lift(number)
    for number, year in chosen.items():
        board.offer(number, year.picks, year.choice)
    build(board, keep_on)
    even_out(board, keep_on)


def _settled(mixture: Mixture, chance: Chance, keep_on: Keep) -> dict[int, Year]:
    """A year for each strand, those first of which the mixture was surest; not all fit together."""
    held: dict[int, int] = {}
    bunch = -(-len(mixture.one) // BUNCH)
    while len(held) < len(mixture.one) and keep_on("search"):
        mixed = mixture.solve()
        best = _surest(mixture, chance, held, bunch) if mixed else {}
        if not mixed or not best:
            break
        for number, at in best.items():
            held[number] = at
            mixture.hold(at, 1.0)
        for number in mixture.one:
            if number not in held:
                mixture.relaxation.seen(number, mixture.relaxation.priced(number, mixed[1]))
    for at in held.values():
        mixture.hold(at, 0.0)
    return {number: mixture.years[at][1] for number, at in held.items()}


def _surest(mixture: Mixture, chance: Chance, held: dict[int, int], bunch: int) -> dict[int, int]:
    """The next few strands, and all of which there is one year only, with it."""
    found: dict[int, int] = {}
    shares = sorted((-share * chance(), at, share) for share, at in mixture.shares() if share > 1e-6)
    for _rank, at, share in shares:
        number = mixture.years[at][0]
        if number not in held and number not in found and (len(found) < bunch or share > 0.99):
            found[number] = at
    return found
