"""The arrays that the compiled search works on; apart from it, so that they can be filled without the compiler."""

from __future__ import annotations

from typing import Any, NamedTuple

Array = Any  # a numpy array; the compiler knows the exact type at the first call


class State(NamedTuple):
    """Who sits where. Rounds × groups × seats, rounds × people; `n` in a seat: empty; -1: does not attend."""

    seats: Array
    size: Array
    group: Array
    spot: Array
    pull: Array
    leads: Array
    notes: Array
    cost: Array  # [now, best, whether the best is saved]
    best: Array
    dice: Array


class Law(NamedTuple):
    """What must hold, and who may be tried in which round. `free` lists people by class, `first`/`last` its bounds."""

    weight: int
    table: Array
    active: Array
    free: Array
    count: Array
    first: Array
    last: Array
    low: Array
    high: Array
    groups: Array
    need_lead: Array
    need_note: Array
    can_lead: Array
    can_note: Array
    head: Array
    unit: Array
    foe_from: Array
    foe: Array
    block_from: Array
    block: Array
    block_round: Array
    movable: Array
    chance: Array  # of 2**32: [a block, a change of places in all rounds, a move to an empty seat]
