"""The compiled inner loop of the search: simulated annealing by swaps, with whole-number differences.

The innermost functions take the arrays of `arrays.Board` one by one: handing on the whole board for each swap cost more
than the swap (measured: 1.3 million evaluations a second instead of 11). What a person costs in each group is kept in a
table, so that a swap is judged by five numbers; who really changes places pays for bringing the table up to date.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numpy as np
from numba import njit

from samspill.core.grouping.arrays import (
    BEST,
    CAN_LEAD,
    CAN_NOTE,
    COUNT,
    FOES,
    GROUP,
    GROUPS,
    HEAD,
    HEADS,
    HIGH,
    LEADS,
    LOW,
    MOVABLE,
    NEED_LEAD,
    NEED_NOTE,
    NOTES,
    NOW,
    SAVED,
    SIZE,
    SPOT,
    SWEEP,
    TABLE,
    UNIT,
    Array,
    Board,
)

Int = Any  # whole numbers of either kind: Python's and numpy's
Kernel = TypeVar("Kernel", bound=Callable[..., Any])


def compiled(kernel: Kernel) -> Kernel:
    """Compile at the first call, or read what was compiled before from numba's cache."""
    return cast(Kernel, njit(cache=True, nogil=True)(kernel))


def inlined(kernel: Kernel) -> Kernel:
    """The same, laid into its callers: a call that hands on ten arrays takes longer than a swap."""
    return cast(Kernel, njit(cache=True, nogil=True, forceinline=True)(kernel))


@inlined
def throw(dice: Array) -> Any:
    """Give 64 random bits (splitmix64, Steele, Lea & Flood 2014)."""
    dice[0] += np.uint64(0x9E3779B97F4A7C15)
    x = dice[0]
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))


@inlined
def roll(dice: Array, sides: Int) -> Any:
    """Give a whole number below `sides`."""
    return np.int64(((throw(dice) >> np.uint64(32)) * np.uint64(sides)) >> np.uint64(32))


@inlined
def dearer(
    gain: Array, sheet: Array, seats: Array, table: Array, a: Int, b: Int, i: Int, j: Int, weight: Int
) -> Any:  # fmt: skip
    """Points more when i (of a) and j (of b, or the empty seat) change places in one round.

    Own meetings are still counted, so those are given back. The empty seat costs nothing anywhere. For many people
    there is no `gain`: to bring its thousands of numbers up to date takes longer than to read both groups.
    """
    apart = table[a, SIZE] - 1
    if j != sheet.shape[0] - 1:
        apart += table[b, SIZE] - 1
    change = weight * apart - 2 * sheet[i, j]
    if gain.shape[1] > 1:
        return change + gain[b, i] - gain[a, i] + gain[a, j] - gain[b, j]
    for k in range(seats.shape[1]):
        x, y = seats[a, k], seats[b, k]
        change += sheet[j, x] - sheet[i, x] + sheet[i, y] - sheet[j, y]
    return change


@compiled
def meet(pull: Array, gain: Array, persons: Array, i: Int, x: Int, points: Int) -> None:
    """Book one meeting more (or less, if `points` are below 0) of i and x, in every round's prices."""
    for t in range(pull.shape[0]):
        pull[t, i, x] += points
        pull[t, x, i] += points
    for q in range(gain.shape[0] if gain.shape[2] > 1 else 0):
        gain[q, persons[q, x, GROUP], i] += points
        gain[q, persons[q, i, GROUP], x] += points


@compiled
def recount(pull: Array, gain: Array, persons: Array, seats: Array, weight: Int, i: Int, g: Int, other: Int) -> None:
    """Book that i has come to sit in g (a weight below 0: leaves its people), all but `other`, who changed places."""
    n = persons.shape[1] - 1
    for k in range(seats.shape[1]):
        x = seats[g, k]
        if x != i and x != n and x != other:
            meet(pull, gain, persons, i, x, weight)


@compiled
def exchange(
    pull: Array, gain: Array, persons: Array, seats: Array, table: Array, weight: Int, r: Int, t: Int, i: Int, j: Int,
    b: Int,
) -> None:  # fmt: skip
    """Let i and j (of group b, or nobody) change places in round r of prices t, whose `seats` and `table` these are."""
    person = persons[r]
    n = person.shape[0] - 1
    a, place = np.int64(person[i, GROUP]), np.int64(person[i, SPOT])
    for x in range(n if gain.shape[2] > 1 else 0):
        more = pull[t, j, x] - pull[t, i, x]
        gain[r, a, x] += more
        gain[r, b, x] -= more
    if j != n:
        to = np.int64(person[j, SPOT])
        seats[a, place] = j
        person[j, GROUP], person[j, SPOT] = a, place
    else:
        table[a, SIZE] -= 1
        last = np.int64(seats[a, table[a, SIZE]])
        seats[a, place] = last
        person[last, SPOT] = place
        seats[a, table[a, SIZE]] = n
        to = np.int64(table[b, SIZE])
        table[b, SIZE] += 1
    seats[b, to] = i
    person[i, GROUP], person[i, SPOT] = b, to
    recount(pull, gain, persons, seats, -weight, i, a, j)
    recount(pull, gain, persons, seats, weight, i, b, j)
    if j != n:
        recount(pull, gain, persons, seats, -weight, j, b, i)
        recount(pull, gain, persons, seats, weight, j, a, i)
    lead, note = person[i, CAN_LEAD] - person[j, CAN_LEAD], person[i, CAN_NOTE] - person[j, CAN_NOTE]
    table[a, LEADS] -= lead
    table[b, LEADS] += lead
    table[a, NOTES] -= note
    table[b, NOTES] += note


@compiled
def sits_well(person: Array, foe: Array, i: Int, g: Int, gone: Int) -> Any:
    """Whether nobody i must be kept from sits in g, once `gone` has left."""
    well = True
    for k in range(person[i, FOES], person[i + 1, FOES]):
        well = well and (foe[k] == gone or person[foe[k], GROUP] != g)
    return well


@compiled
def complete(person: Array, seats: Array, table: Array, rule: Array, g: Int, gone: Int, comes: Int) -> Any:
    """Whether a group keeps leader, note-taker, and company for its head, when one goes and one comes (n: nobody)."""
    if rule[NEED_LEAD] and table[g, LEADS] - person[gone, CAN_LEAD] + person[comes, CAN_LEAD] < 1:
        return False
    if rule[NEED_NOTE] and table[g, NOTES] - person[gone, CAN_NOTE] + person[comes, CAN_NOTE] < 1:
        return False
    if not rule[HEADS]:
        return True
    n = person.shape[0] - 1
    unit, watched = person[comes, UNIT], person[comes, HEAD]
    for k in range(table[g, SIZE]):
        x = seats[g, k]
        if x != gone and x != n:
            if unit >= 0 and person[x, UNIT] != unit:
                return True
            unit = person[x, UNIT]
            watched += person[x, HEAD]
    return watched == 0


@compiled
def allowed(person: Array, seats: Array, table: Array, rule: Array, foe: Array, i: Int, j: Int, b: Int) -> Any:
    """Whether i and j may change places."""
    a, n = np.int64(person[i, GROUP]), np.int64(person.shape[0] - 1)
    if not sits_well(person, foe, i, b, j) or (j != n and not sits_well(person, foe, j, a, i)):
        return False
    return complete(person, seats, table, rule, a, i, j) and complete(person, seats, table, rule, b, j, i)


@compiled
def keep(board: Board) -> None:
    """Save the state as the best, if it is and has not been saved yet."""
    if board.cost[SAVED] == 0 and board.cost[NOW] == board.cost[BEST]:
        for r in range(board.best.shape[0]):
            for i in range(board.best.shape[1]):
                board.best[r, i] = board.persons[r, i, GROUP]
        board.cost[SAVED] = 1


@compiled
def book(cost: Array, change: Int) -> None:
    cost[NOW] += change
    if cost[NOW] < cost[BEST]:
        cost[BEST] = cost[NOW]
        cost[SAVED] = 0


@compiled
def sweep(board: Board, luck: Array, r: Int, heat: float, weight: Int, bound: Int) -> None:
    """Try `SWEEP` swaps of two random people of one class in round r, now and then with an empty seat."""
    person, seats, table, rule, foe = board.persons[r], board.chairs[r], board.tables[r], board.rules[r], board.foe[r]
    persons, pull, gains, free, cost = board.persons, board.pull, board.gain, board.free[r], board.cost
    sheet, gain = pull[rule[TABLE]], gains[r]
    n, count, low = np.int64(person.shape[0] - 1), np.uint64(rule[COUNT]), np.uint64(0xFFFFFFFF)
    flexible, most = rule[LOW] < rule[HIGH], heat * luck[0]
    for step in range(SWEEP):
        bits = throw(board.dice)
        at = np.int64(((bits >> np.uint64(32)) * count) >> np.uint64(32))
        i = free[0, at]
        a = np.int64(person[i, GROUP])
        if flexible and step % 8 == 0:
            j, b = n, roll(board.dice, rule[GROUPS])
            if table[b, SIZE] >= rule[HIGH] or table[a, SIZE] <= rule[LOW]:
                continue
        else:
            start = free[1, at]
            j = free[0, start + np.int64(((bits & low) * np.uint64(free[2, at] - start)) >> np.uint64(32))]
            b = np.int64(person[j, GROUP])
        if a == b:
            continue
        change = dearer(gain, sheet, seats, table, a, b, i, j, weight)
        if change > most or (change > 0 and change > heat * luck[throw(board.dice) >> np.uint64(52)]):
            continue
        if allowed(person, seats, table, rule, foe, i, j, b):
            if change > 0:
                keep(board)
            exchange(pull, gains, persons, seats, table, weight, r, rule[TABLE], i, j, b)
            book(cost, change)
            if cost[BEST] <= bound:
                break


@compiled
def change_places(board: Board, r: Int, i: Int, j: Int, weight: Int) -> Any:
    """Let i and j change places in round r, whatever it breaks; give the points it costs."""
    seats, table, t = board.chairs[r], board.tables[r], board.rules[r, TABLE]
    a, b = np.int64(board.persons[r, i, GROUP]), np.int64(board.persons[r, j, GROUP])
    cost = dearer(board.gain[r], board.pull[t], seats, table, a, b, i, j, weight)
    exchange(board.pull, board.gain, board.persons, seats, table, weight, r, t, i, j, b)
    return cost


@compiled
def mixed_worse(board: Board, i: Int, j: Int) -> Any:
    """Points that the mix gets worse when i and j change places in all rounds: what their new neighbours cost."""
    change = 0
    for r in range(board.persons.shape[0]):
        a, b = board.persons[r, i, GROUP], board.persons[r, j, GROUP]
        if a != b:
            sheet, seats = board.still[board.rules[r, TABLE]], board.chairs[r]
            for k in range(seats.shape[1]):
                x, y = seats[a, k], seats[b, k]
                change += sheet[j, x] - sheet[i, x] + sheet[i, y] - sheet[j, y]
            change -= 2 * sheet[i, j]
    return change


@compiled
def swap_everywhere(board: Board, r: Int, limit: float, weight: Int) -> None:
    """Let two people change places in all rounds: no meeting is lost or won, only the mix changes."""
    at, persons = roll(board.dice, board.rules[r, COUNT]), board.persons
    i, start = board.free[r, 0, at], board.free[r, 1, at]
    j = board.free[r, 0, start + roll(board.dice, board.free[r, 2, at] - start)]
    for one in range(persons.shape[0]):
        a, b = persons[one, i, GROUP], persons[one, j, GROUP]
        if a != b and (a < 0 or b < 0 or persons[one, i, MOVABLE] + persons[one, j, MOVABLE] < 2):
            return
    if mixed_worse(board, i, j) > limit:
        return
    keep(board)
    total, well, done = 0, True, 0
    while well and done < persons.shape[0]:
        b = np.int64(persons[done, j, GROUP])
        if persons[done, i, GROUP] != b:
            well = allowed(
                persons[done], board.chairs[done], board.tables[done], board.rules[done], board.foe[done], i, j, b
            )
            total += change_places(board, done, i, j, weight)
        done += 1
    if well and total <= limit:
        book(board.cost, total)
        return
    while done > 0:
        done -= 1
        if persons[done, i, GROUP] != persons[done, j, GROUP]:
            change_places(board, done, i, j, weight)


@compiled
def swap_block(board: Board, block: Array, limit: float, weight: Int) -> None:
    """Let people who must sit together change places with as many of another group.

    `block`: round, size, the people, and room to note with whom each of them changed.
    """
    r, size = block[0], block[1]
    person, seats, table, rule, foe = board.persons[r], board.chairs[r], board.tables[r], board.rules[r], board.foe[r]
    a, b, n = np.int64(person[block[2], GROUP]), roll(board.dice, rule[GROUPS]), np.int64(person.shape[0] - 1)
    if a == b or table[b, SIZE] < size:
        return
    keep(board)
    total, done, well = 0, 0, True
    while done < size and well:
        j = np.int64(seats[b, roll(board.dice, table[b, SIZE])])
        well = person[j, MOVABLE] > 0
        if well:
            total += change_places(board, r, block[2 + done], j, weight)
            block[2 + size + done] = j
            done += 1
    for k in range(done):
        well = well and sits_well(person, foe, block[2 + k], b, n)
        well = well and sits_well(person, foe, block[2 + size + k], a, n)
    well = well and complete(person, seats, table, rule, a, n, n) and complete(person, seats, table, rule, b, n, n)
    if well and total <= limit:
        book(board.cost, total)
        return
    while done > 0:
        done -= 1
        change_places(board, r, block[2 + done], block[2 + size + done], weight)


@compiled
def anneal(
    board: Board, luck: Array, weight: Int, sweeps: Int, everywhere: Int, warm: float, cold: float, bound: Int
) -> None:
    """Search from `warm` to `cold` points of temperature in `sweeps` steps; stop at `bound`.

    `luck` holds −ln u for evenly spread u, the largest first: how many temperatures more a throw accepts. `everywhere`
    is how often in a sweep two people are tried in all rounds at once.
    """
    heat, cooling = warm, (cold / warm) ** (1.0 / max(1, sweeps))
    for _ in range(sweeps):
        r = board.active[roll(board.dice, board.active.shape[0])]
        sweep(board, luck, r, heat, weight, bound)
        for _more in range(everywhere):
            swap_everywhere(board, r, heat * luck[throw(board.dice) >> np.uint64(52)], weight)
        for _more in range(min(16, board.blocks.shape[0])):
            block = board.blocks[roll(board.dice, board.blocks.shape[0])]
            swap_block(board, block, heat * luck[throw(board.dice) >> np.uint64(52)], weight)
        if board.cost[BEST] <= bound:
            break
        heat *= cooling
    keep(board)
