"""The arrays that the compiled search works on; apart from it, so that they can be filled without the compiler."""

from __future__ import annotations

from typing import Any, NamedTuple

Array = Any  # a numpy array; the compiler knows the exact type at the first call

SWEEP = 64  # rows at one temperature and in one round
ROW = 1024  # people at the most with whom one is tried at once
NOISE = 8192  # throws of a Gumbel distribution to read from
TRIES = 4  # of one person's changes, the best first, until one is allowed
FEW = 16  # people up to whom two at once change places too: with few groups it may be the only way past a head
BIG = 1 << 28  # points that no change is worth
# What is known of a person in a round. CLASS: −1 for who may not be moved. FOES: where in `foe` those to be kept apart
GROUP, SPOT, CLASS, CAN_LEAD, CAN_NOTE, HEAD, UNIT, FOES = range(8)
SIZE, LEADS, NOTES = range(3)  # of a group
TABLE, COUNT, LOW, HIGH, GROUPS, NEED_LEAD, NEED_NOTE, HEADS = range(8)  # of a round
NOW, BEST, SAVED = range(3)  # of the cost


class Board(NamedTuple):
    """Who sits where, and what must hold. n people; person n is the empty seat, group −1 is "does not attend".

    `pull[t, i, x]` is what it costs that i sits with x in a round of table t, given all meetings now on the board: the
    repeat weight × (earlier meetings + meetings), plus what being alike costs there. `gain[r, g, i]` is what i pulls
    from all who sit in g; the row after the last group is for those who do not attend, and never read. `own[r, i]` is
    what i pulls from the own group. `here[r, c, i]` is the group of everybody in class c, who may change places with
    each other; for all others it is the number after the last group, where a move costs more than anything is worth.
    """

    pull: Array  # tables × n+1 × n+1
    gain: Array  # rounds × groups+1 × n+1
    own: Array  # rounds × n+1
    here: Array  # rounds × 2 × n
    persons: Array  # rounds × n+1 × 8
    chairs: Array  # rounds × groups × seats
    tables: Array  # rounds × groups × 3
    rules: Array  # rounds × 8
    free: Array  # rounds × n: who may be moved
    foe: Array  # rounds × entries
    blocks: Array  # blocks × (round, size, people …, as much room)
    active: Array  # rounds with somebody to move
    best: Array  # rounds × n: groups of the best seating
    cost: Array  # now, best, whether the best is saved
    dice: Array
    noise: Array  # drawn once, read from a place by chance
    move: Array  # groups+1: room for the prices of a move to each group
    score: Array  # n or groups: room for the scores of changes
