"""What does not fit: of the plan, which can be mended; of meetings called by hand, which others have to move."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samspill.planner.naming import moment
from samspill.planner.reading import Board, Laid, Said


@dataclass(frozen=True, slots=True)
class Real:
    """A meeting people are invited to, by the way to its page."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class ByHand:
    """What does not fit of meetings that somebody called beside the plan."""

    sentence: str
    real: tuple[Real, ...]


def clashes_of(board: Board) -> Sequence[Said]:
    """What does not fit of that which has a day; meetings without one are counted apart."""
    unplaced = {one.row.key for one in board.meetings if one.state == "unplaced"}
    beside = _called_by_hand(board)
    fits = [one for one in board.violations if not unplaced.issuperset(one.meetings)]
    return [one for one in fits if not one.meetings or not beside.issuperset(one.meetings)]


def by_hand_of(board: Board) -> Sequence[ByHand]:
    """What clashes of the meetings that somebody called beside the plan: none of it is the plan's to mend."""
    known, beside = {one.row.key: one for one in board.meetings}, _called_by_hand(board)
    found = [one for one in board.violations if one.meetings and beside.issuperset(one.meetings)]
    return [ByHand(one.sentence, tuple(_real(known[key]) for key in dict.fromkeys(one.meetings))) for one in found]


def _called_by_hand(board: Board) -> set[str]:
    return {one.row.key for one in board.meetings if one.state == "fixed"}


def _real(laid: Laid) -> Real:
    assert laid.row.meeting is not None, "called by hand"
    return Real(f"{laid.title}, {moment(laid.row.on, laid.row.begins)}", laid.row.meeting.get_absolute_url())
