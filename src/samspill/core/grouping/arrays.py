"""The arrays that the compiled search works on; apart from it, so that they can be filled without the compiler."""

from __future__ import annotations

from typing import Any, NamedTuple

Array = Any  # a numpy array; the compiler knows the exact type at the first call

SWEEP = 512  # evaluations at one temperature and in one round
# What is known of a person in a round. FOES: where in `foe` the people to be kept apart begin.
GROUP, SPOT, MOVABLE, CAN_LEAD, CAN_NOTE, HEAD, UNIT, FOES = range(8)
SIZE, LEADS, NOTES = range(3)  # of a group
TABLE, COUNT, LOW, HIGH, GROUPS, NEED_LEAD, NEED_NOTE, HEADS = range(8)  # of a round
NOW, BEST, SAVED = range(3)  # of the cost


class Board(NamedTuple):
    """Who sits where, and what must hold. n people; person n is the empty seat, group −1 is "does not attend".

    `pull[t, i, x]` is what it costs that i sits with x in a round of table t, given all meetings now on the board: the
    repeat weight × (earlier meetings + meetings), plus what being alike costs there. `still` is the same without the
    meetings on the board, left out (1 × 1) for many people. `gain[r, g, i]` is what i pulls from all who sit in g; the
    row after the last group is for those who do not attend, and never read. `free[r]` lists who may be moved, class by
    class, and where everybody's class begins and ends in the list.
    """

    pull: Array  # tables × n+1 × n+1
    still: Array  # tables × n+1 × n+1
    gain: Array  # rounds × groups+1 × n+1
    persons: Array  # rounds × n+1 × 8
    chairs: Array  # rounds × groups × seats
    tables: Array  # rounds × groups × 3
    rules: Array  # rounds × 8
    free: Array  # rounds × 3 × n
    foe: Array  # rounds × entries
    blocks: Array  # blocks × (round, size, people …, as much room)
    active: Array  # rounds with somebody to move
    best: Array  # rounds × n: groups of the best seating
    cost: Array  # now, best, whether the best is saved
    dice: Array
