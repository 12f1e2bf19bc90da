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
    repeat weight × (earlier meetings + meetings), plus what being alike costs there. It is left out (1 × 1) for many
    people: then `where`, `level` and `counts` say the same in less room. A person's `level`s are numbered through all
    attributes and the team, −1 is unknown; `counts` tells how many of each sit in a group, `points` what two of them
    cost. `free[r]` lists who may be moved, class by class, and where everybody's class begins and ends in the list.
    """

    pull: Array  # tables × n+1 × n+1
    where: Array  # n+1 × rounds: groups; below 0 and different for everybody who does not attend
    level: Array  # n+1 × attributes and team
    points: Array  # rounds × attributes, team, and any two who sit together
    counts: Array  # rounds × groups × levels
    met: Array  # n+1 × n+1, earlier meetings; 1 × 1 if there are none
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
