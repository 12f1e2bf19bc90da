"""The compiled inner loop of the search: simulated annealing by swaps, with whole-number differences.

`pull[t, i, x]` is what it costs that i sits with x in a round of table t, given all meetings of today's state: the
repeat weight × (earlier meetings + meetings), plus what being alike costs there. Row and column n are an empty seat,
so that moving one person is a swap with nobody. Times and chance come in as arguments: `dice` is one 64-bit state.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numpy as np
from numba import njit

from samspill.core.grouping.arrays import Array, Law, State

STEPS = 512  # evaluations at one temperature
Kernel = TypeVar("Kernel", bound=Callable[..., Any])


def compiled(kernel: Kernel) -> Kernel:
    """Compile at the first call, or read what was compiled before from numba's cache."""
    return cast(Kernel, njit(cache=True, nogil=True)(kernel))


@compiled
def roll(dice: Array, sides: int) -> Any:
    """Give a whole number below `sides` (xorshift64*, Vigna 2016)."""
    x = dice[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    dice[0] = x
    high = (x * np.uint64(2685821657736338717)) >> np.uint64(32)
    return np.int64((high * np.uint64(sides)) >> np.uint64(32))


@compiled
def difference(state: State, law: Law, r: int, i: int, j: int, b: int) -> Any:
    """Points more when i and j (of group b) change places; j == n: i moves to b. O(size)."""
    n = state.group.shape[1]
    a = state.group[r, i]
    own, other = state.pull[law.table[r], i], state.pull[law.table[r], j]
    here, there = state.seats[r, a], state.seats[r, b]
    change = 0
    for k in range(state.size[r, a]):
        x = here[k]
        change += other[x] - own[x]
    for k in range(state.size[r, b]):
        x = there[k]
        change += own[x] - other[x]
    apart = state.size[r, a] - 1
    if j < n:
        apart += state.size[r, b] - 1
    return change - 2 * own[j] + law.weight * apart


@compiled
def meets(state: State, i: int, x: int, points: int) -> None:
    for t in range(state.pull.shape[0]):
        state.pull[t, i, x] += points
        state.pull[t, x, i] += points


@compiled
def exchange(state: State, law: Law, r: int, i: int, j: int, b: int) -> None:
    """Let i and j (of group b, or nobody) change places."""
    n = state.group.shape[1]
    a = state.group[r, i]
    for k in range(state.size[r, a]):
        x = state.seats[r, a, k]
        if x != i:
            meets(state, i, x, -law.weight)
            if j < n:
                meets(state, j, x, law.weight)
    for k in range(state.size[r, b]):
        x = state.seats[r, b, k]
        if x != j:
            meets(state, i, x, law.weight)
            if j < n:
                meets(state, j, x, -law.weight)
    place, to = state.spot[r, i], state.size[r, b]
    if j < n:
        to = state.spot[r, j]
        put(state, r, j, a, place)
    else:
        last = state.seats[r, a, state.size[r, a] - 1]
        put(state, r, last, a, place)
        state.size[r, a] -= 1
        state.seats[r, a, state.size[r, a]] = n
        state.size[r, b] += 1
    put(state, r, i, b, to)
    lead, note = law.can_lead[r, i], law.can_note[r, i]
    if j < n:
        lead -= law.can_lead[r, j]
        note -= law.can_note[r, j]
    state.leads[r, a] -= lead
    state.leads[r, b] += lead
    state.notes[r, a] -= note
    state.notes[r, b] += note


@compiled
def put(state: State, r: int, i: int, g: int, place: int) -> None:
    state.seats[r, g, place] = i
    state.spot[r, i] = place
    state.group[r, i] = g


@compiled
def sits_well(state: State, law: Law, r: int, i: int, g: int, gone: int) -> bool:
    """Whether nobody i must be kept from sits in g, once `gone` has left."""
    people = state.group.shape[1]
    for k in range(law.foe_from[r, i], law.foe_from[r, i + 1]):
        x = law.foe[k]
        if x != gone and x < people and state.group[r, x] == g:
            return False
    return True


@compiled
def complete(state: State, law: Law, r: int, g: int, gone: int, comes: int) -> bool:
    """Whether a group keeps leader, note-taker, and company for its head, when one goes and one comes (n: nobody)."""
    if law.need_lead[r] and state.leads[r, g] - law.can_lead[r, gone] + law.can_lead[r, comes] < 1:
        return False
    if law.need_note[r] and state.notes[r, g] - law.can_note[r, gone] + law.can_note[r, comes] < 1:
        return False
    n = state.group.shape[1]
    unit, watched = -1, False
    for k in range(state.size[r, g] + 1):
        x = comes if k == state.size[r, g] else state.seats[r, g, k]
        if x != gone and x != n:
            if unit >= 0 and law.unit[x] != unit:
                return True
            unit = law.unit[x]
            watched = watched or law.head[r, x] != 0
    return not watched


@compiled
def allowed(state: State, law: Law, r: int, i: int, j: int, b: int) -> bool:
    """Whether i and j may change places."""
    a, n = state.group[r, i], state.group.shape[1]
    if not sits_well(state, law, r, i, b, j):
        return False
    if j < n and not sits_well(state, law, r, j, a, i):
        return False
    return complete(state, law, r, a, i, j) and complete(state, law, r, b, j, i)


@compiled
def keep(state: State) -> None:
    """Save the state as the best, if it is and has not been saved yet."""
    if state.cost[2] == 0 and state.cost[0] == state.cost[1]:
        state.best[:] = state.group
        state.cost[2] = 1


@compiled
def book(state: State, change: int) -> None:
    state.cost[0] += change
    if state.cost[0] < state.cost[1]:
        state.cost[1] = state.cost[0]
        state.cost[2] = 0


@compiled
def try_swap(state: State, law: Law, limit: float) -> None:
    """Try two random people of one class, or one and an empty seat; accept up to `limit` points more."""
    n = state.group.shape[1]
    r = law.active[roll(state.dice, law.active.shape[0])]
    at = roll(state.dice, law.count[r])
    i = law.free[r, at]
    if law.low[r] < law.high[r] and roll(state.dice, 1 << 16) < law.chance[2]:
        j, b = n, roll(state.dice, law.groups[r])
        if state.size[r, b] >= law.high[r] or state.size[r, state.group[r, i]] <= law.low[r]:
            return
    else:
        start = law.first[r, at]
        j = law.free[r, start + roll(state.dice, law.last[r, at] - start)]
        b = state.group[r, j]
    if b == state.group[r, i]:
        return
    change = difference(state, law, r, i, j, b)
    if change <= limit and allowed(state, law, r, i, j, b):
        if change > 0:
            keep(state)
        exchange(state, law, r, i, j, b)
        book(state, change)


@compiled
def try_everywhere(state: State, law: Law, limit: float) -> Any:
    """Let two people change places in all rounds: no meeting is lost or won, only the mix changes."""
    r = law.active[roll(state.dice, law.active.shape[0])]
    at = roll(state.dice, law.count[r])
    i, start = law.free[r, at], law.first[r, at]
    j = law.free[r, start + roll(state.dice, law.last[r, at] - start)]
    if i == j or not twins(state, law, i, j):
        return 1
    keep(state)
    total, done, well = 0, 0, True
    for one in range(state.group.shape[0]):
        a, b = state.group[one, i], state.group[one, j]
        if well and a != b:
            total += difference(state, law, one, i, j, b)
            well = allowed(state, law, one, i, j, b)
            exchange(state, law, one, i, j, b)
        done += well
    if well and total <= limit:
        book(state, total)
        return state.group.shape[0]
    for one in range(state.group.shape[0]):
        if one <= done and state.group[one, i] != state.group[one, j]:
            exchange(state, law, one, i, j, state.group[one, j])
    return state.group.shape[0]


@compiled
def twins(state: State, law: Law, i: int, j: int) -> bool:
    """Whether two people attend the same rounds and may be moved wherever they sit apart."""
    for r in range(state.group.shape[0]):
        a, b = state.group[r, i], state.group[r, j]
        if a != b and (a < 0 or b < 0 or law.movable[r, i] == 0 or law.movable[r, j] == 0):
            return False
    return True


@compiled
def try_block(state: State, law: Law, limit: float) -> Any:
    """Try a random block of people who sit together against as many others of another group."""
    at = roll(state.dice, law.block_round.shape[0])
    r, start, size = law.block_round[at], law.block_from[at], law.block_from[at + 1] - law.block_from[at]
    a, b = state.group[r, law.block[start]], roll(state.dice, law.groups[r])
    if a == b or state.size[r, b] < size:
        return 1
    keep(state)
    chosen = np.empty(size, np.int64)
    total, done = 0, 0
    while done < size:
        j = partner(state, law, r, b)
        if j < 0:
            break
        i = law.block[start + done]
        total += difference(state, law, r, i, j, b)
        exchange(state, law, r, i, j, b)
        chosen[done] = j
        done += 1
    if done == size and total <= limit and all_well(state, law, r, at, chosen, a, b):
        book(state, total)
        return size
    while done > 0:
        done -= 1
        exchange(state, law, r, law.block[start + done], chosen[done], a)
    return size


@compiled
def all_well(state: State, law: Law, r: int, at: int, chosen: Array, a: int, b: int) -> bool:
    n = state.group.shape[1]
    for k in range(chosen.shape[0]):
        i = law.block[law.block_from[at] + k]
        if not (sits_well(state, law, r, i, b, n) and sits_well(state, law, r, chosen[k], a, n)):
            return False
    return complete(state, law, r, a, n, n) and complete(state, law, r, b, n, n)


@compiled
def partner(state: State, law: Law, r: int, b: int) -> Any:
    """Find somebody of group b who may be moved, -1 if four throws find none. Blocks cannot: they are not movable."""
    for _ in range(4):
        j = state.seats[r, b, roll(state.dice, state.size[r, b])]
        if law.movable[r, j]:
            return j
    return -1


@compiled
def anneal(state: State, law: Law, luck: Array, evaluations: int, warm: float, cold: float, bound: int) -> int:
    """Search from `warm` to `cold` points of temperature; stop at `bound`. Gives the evaluations made.

    `luck` holds −ln u for evenly spread u: how many temperatures more a throw accepts.
    """
    made, since = 0, 0
    heat = warm
    cooling = (cold / warm) ** (STEPS / max(evaluations, STEPS))
    while made < evaluations and state.cost[1] > bound:
        limit = heat * luck[roll(state.dice, luck.shape[0])]
        kind = roll(state.dice, 1 << 16)
        cost = 1
        if kind < law.chance[0]:
            cost = try_block(state, law, limit)
        elif kind < law.chance[1]:
            cost = try_everywhere(state, law, limit)
        else:
            try_swap(state, law, limit)
        made += cost
        since += cost
        if since >= STEPS:
            since -= STEPS
            heat *= cooling
    keep(state)
    return made
