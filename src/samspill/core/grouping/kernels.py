"""The compiled inner loop of the search: simulated annealing by swaps, with whole-number differences.

One person is tried with all others at once: what everybody pulls from each group is kept in a table, so that a swap is
judged by five numbers, and the processor judges several in one step (300 million a second instead of 20 one by one).
Who really changes places pays for bringing the table up to date. The innermost functions take the arrays of
`arrays.Board` one by one: handing on the whole board for each swap would take longer than the swap.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numpy as np
from numba import njit

from samspill.core.grouping.arrays import (
    BEST,
    BIG,
    CAN_LEAD,
    CAN_NOTE,
    CLASS,
    COUNT,
    FEW,
    FOES,
    GROUP,
    GROUPS,
    HEAD,
    HEADS,
    HIGH,
    LEADS,
    LOW,
    NEED_LEAD,
    NEED_NOTE,
    NOISE,
    NOTES,
    NOW,
    ROW,
    SAVED,
    SIZE,
    SPOT,
    SWEEP,
    TABLE,
    TRIES,
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


def rough(kernel: Kernel) -> Kernel:
    """The same for sums whose order does not matter: only then may the processor reckon several at once."""
    return cast(Kernel, njit(cache=True, nogil=True, fastmath=True)(kernel))


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
def dearer(gain: Array, own: Array, sheet: Array, table: Array, a: Int, b: Int, i: Int, j: Int, weight: Int) -> Any:
    """Points more when i (of a) and j (of b, or the empty seat) change places in one round.

    Own meetings are still counted, so those are given back. The empty seat costs nothing anywhere.
    """
    apart = table[a, SIZE] - 1
    if j != sheet.shape[0] - 1:
        apart += table[b, SIZE] - 1
    return weight * apart - 2 * sheet[i, j] + gain[b, i] - own[i] + gain[a, j] - gain[b, j]


@compiled
def meet(pull: Array, gain: Array, own: Array, persons: Array, i: Int, x: Int, points: Int) -> None:
    """Book one meeting more (or less, if `points` are below 0) of i and x, in every round's prices."""
    for t in range(pull.shape[0]):
        pull[t, i, x] += points
        pull[t, x, i] += points
    for q in range(gain.shape[0]):
        a, b = persons[q, i, GROUP], persons[q, x, GROUP]
        gain[q, b, i] += points
        gain[q, a, x] += points
        if a == b:
            own[q, i] += points
            own[q, x] += points


@compiled
def recount(
    pull: Array, gain: Array, own: Array, persons: Array, seats: Array, weight: Int, i: Int, g: Int, other: Int
) -> None:
    """Book that i has come to sit in g (a weight below 0: leaves its people), all but `other`, who changed places."""
    n = persons.shape[1] - 1
    for k in range(seats.shape[1]):
        x = seats[g, k]
        if x != i and x != n and x != other:
            meet(pull, gain, own, persons, i, x, weight)


@compiled
def sit(person: Array, here: Array, i: Int, g: Int, spot: Int) -> None:
    person[i, GROUP], person[i, SPOT] = g, spot
    if person[i, CLASS] >= 0:
        here[person[i, CLASS], i] = g


@compiled
def exchange(
    pull: Array, gain: Array, own: Array, here: Array, persons: Array, seats: Array, table: Array, weight: Int, r: Int,
    t: Int, i: Int, j: Int, b: Int,
) -> None:  # fmt: skip
    """Let i and j (of group b, or nobody) change places in round r of prices t, whose `seats` and `table` these are."""
    person = persons[r]
    n = person.shape[0] - 1
    a, place = np.int64(person[i, GROUP]), np.int64(person[i, SPOT])
    for x in range(n):
        more = pull[t, j, x] - pull[t, i, x]
        gain[r, a, x] += more
        gain[r, b, x] -= more
    if j != n:
        to = np.int64(person[j, SPOT])
        seats[a, place] = j
        sit(person, here[r], j, a, place)
    else:
        table[a, SIZE] -= 1
        last = np.int64(seats[a, table[a, SIZE]])
        seats[a, place] = last
        person[last, SPOT] = place
        seats[a, table[a, SIZE]] = n
        to = np.int64(table[b, SIZE])
        table[b, SIZE] += 1
    seats[b, to] = i
    sit(person, here[r], i, b, to)
    recount(pull, gain, own, persons, seats, -weight, i, a, j)
    recount(pull, gain, own, persons, seats, weight, i, b, j)
    if j != n:
        recount(pull, gain, own, persons, seats, -weight, j, b, i)
        recount(pull, gain, own, persons, seats, weight, j, a, i)
    for k in range(seats.shape[1]):
        own[r, seats[a, k]] = gain[r, a, seats[a, k]]
        own[r, seats[b, k]] = gain[r, b, seats[b, k]]
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
def prices(gain: Array, own: Array, table: Array, move: Array, groups: Int, i: Int, a: Int, weight: Int) -> None:
    """Write down what it costs that i leaves a and sits with all of each other group."""
    apart = weight * (table[a, SIZE] - 2) - own[i]
    for g in range(groups):
        move[g] = apart + gain[g, i] + weight * table[g, SIZE]
    move[a] = BIG


@rough
def judge(
    move: Array, here: Array, gain: Array, own: Array, sheet: Array, noise: Array, heat: Any, score: Array
) -> Any:  # fmt: skip
    """Score a person's change of places with each of some others, less what chance adds; give the least score."""
    least = np.float32(BIG)
    for x in range(score.shape[0]):
        points = move[here[x]] + gain[x] - own[x] - np.int32(2) * np.int32(sheet[x])
        score[x] = np.float32(points) - heat * noise[x]
        if score[x] < least:
            least = score[x]
    return least


@compiled
def judge_empty(
    table: Array, rule: Array, move: Array, noise: Array, heat: Any, score: Array, a: Int, weight: Int
) -> Any:  # fmt: skip
    """The same for an empty seat in each group."""
    least = np.float32(BIG)
    for g in range(rule[GROUPS]):
        full = g == a or table[g, SIZE] >= rule[HIGH] or table[a, SIZE] <= rule[LOW]
        points = BIG if full else move[g] - weight * (table[g, SIZE] - 1)
        score[g] = np.float32(points) - heat * noise[g]
        least = min(least, score[g])
    return least


@compiled
def place_of(score: Array, least: float) -> Any:
    """Where the least score stands."""
    at = 0
    while score[at] != least:
        at += 1
    return at


@compiled
def choose(
    person: Array, seats: Array, table: Array, rule: Array, foe: Array, score: Array, i: Int, least: float,
    limit: float, start: Int,
) -> Any:  # fmt: skip
    """Give the best allowed change below `limit`: whom i changes places with (or n) and to which group; else −1."""
    n = person.shape[0] - 1
    for _ in range(TRIES):
        if least >= limit:
            return -1, 0
        at = place_of(score, least)
        j, b = (n, at) if start < 0 else (start + at, np.int64(person[start + at, GROUP]))
        if allowed(person, seats, table, rule, foe, i, j, b):
            return j, b
        score[at] = BIG
        least = score.min()
    return -1, 0


@compiled
def sweep(board: Board, r: Int, heat: float, weight: Int, bound: Int) -> None:
    """Try `SWEEP` random people of round r, each with everybody (or a part of many), now and then with empty seats.

    Chosen is as in a heat bath: change or stay, each as often as its cost at this temperature deserves.
    """
    person, seats, table, rule, foe = board.persons[r], board.chairs[r], board.tables[r], board.rules[r], board.foe[r]
    gain, own, here, sheet, move = board.gain[r], board.own[r], board.here[r], board.pull[rule[TABLE]], board.move
    n, warm, flexible = person.shape[0] - 1, np.float32(heat), rule[LOW] < rule[HIGH]
    parts = -(-n // ROW)
    for step in range(SWEEP):
        i = board.free[r, roll(board.dice, rule[COUNT])]
        a, noise = np.int64(person[i, GROUP]), board.noise[roll(board.dice, NOISE) :]
        prices(gain, own, table, move, rule[GROUPS], i, a, weight)
        if flexible and step % 8 == 0:
            start, score = -1, board.score[: rule[GROUPS]]
            least = judge_empty(table, rule, move, noise, warm, score, a, weight)
        else:
            part = roll(board.dice, parts)
            start, end = part * n // parts, (part + 1) * n // parts
            score = board.score[: end - start]
            least = judge(
                move, here[person[i, CLASS], start:end], gain[a, start:end], own[start:end], sheet[i, start:end],
                noise, warm, score,
            )  # fmt: skip
        limit = -warm * noise[score.shape[0]]
        j, b = choose(person, seats, table, rule, foe, score, i, least, limit, start)
        if j < 0:
            continue
        change = dearer(gain, own, sheet, table, a, b, i, j, weight)
        if change > 0:
            keep(board)
        exchange(
            board.pull, board.gain, board.own, board.here, board.persons, seats, table, weight, r, rule[TABLE], i, j, b
        )
        book(board.cost, change)
        if board.cost[BEST] <= bound:
            break


@compiled
def change_places(board: Board, r: Int, i: Int, j: Int, b: Int, weight: Int) -> Any:
    """Let i and j (of group b, or nobody) change places in round r, whatever it breaks; give the points it costs."""
    seats, table, t = board.chairs[r], board.tables[r], board.rules[r, TABLE]
    a = np.int64(board.persons[r, i, GROUP])
    cost = dearer(board.gain[r], board.own[r], board.pull[t], table, a, b, i, j, weight)
    exchange(board.pull, board.gain, board.own, board.here, board.persons, seats, table, weight, r, t, i, j, b)
    return cost


@compiled
def swap_block(board: Board, block: Array, limit: float, weight: Int) -> None:
    """Let people who must sit together change places with as many of another group, or fewer where sizes allow it.

    `block`: round, size, the people, and room to note with whom each of them changed.
    """
    r, size = block[0], block[1]
    person, seats, table, rule, foe = board.persons[r], board.chairs[r], board.tables[r], board.rules[r], board.foe[r]
    a, b, n = np.int64(person[block[2], GROUP]), roll(board.dice, rule[GROUPS]), np.int64(person.shape[0] - 1)
    fewest = max(0, size - (rule[HIGH] - table[b, SIZE]), size - (table[a, SIZE] - rule[LOW]))
    partners = fewest + roll(board.dice, size + 1 - fewest)
    if a == b or table[b, SIZE] < partners:
        return
    keep(board)
    total, done, well = 0, 0, True
    while done < size and well:
        j = np.int64(seats[b, roll(board.dice, table[b, SIZE])]) if done < partners else n
        well = j == n or person[j, CLASS] >= 0
        if well:
            total += change_places(board, r, block[2 + done], j, b, weight)
            block[2 + size + done] = j
            done += 1
    for k in range(done):
        i, j = block[2 + k], block[2 + size + k]
        well = well and sits_well(person, foe, i, b, n) and (j == n or sits_well(person, foe, j, a, n))
    well = well and complete(person, seats, table, rule, a, n, n) and complete(person, seats, table, rule, b, n, n)
    if well and total <= limit:
        book(board.cost, total)
        return
    while done > 0:
        done -= 1
        change_places(board, r, block[2 + done], block[2 + size + done], a, weight)


@compiled
def swap_two(board: Board, r: Int, block: Array, limit: float, weight: Int) -> None:
    """Let two of one group change places with two of another: a head and the company it needs, for one."""
    person, seats, table = board.persons[r], board.chairs[r], board.tables[r]
    i = board.free[r, roll(board.dice, board.rules[r, COUNT])]
    a = np.int64(person[i, GROUP])
    j = np.int64(seats[a, roll(board.dice, table[a, SIZE])])
    if i != j and person[j, CLASS] >= 0:
        block[0], block[1], block[2], block[3] = r, 2, i, j
        swap_block(board, block, limit, weight)


@compiled
def anneal(board: Board, weight: Int, sweeps: Int, warm: float, cold: float, bound: Int) -> None:
    """Search from `warm` to `cold` points of temperature in `sweeps` steps; stop at `bound`."""
    heat, cooling = warm, (cold / warm) ** (1.0 / max(1, sweeps))
    two, pairs = np.zeros(6, np.int64), 4 if board.best.shape[1] <= FEW else 0
    for _ in range(sweeps):
        r = board.active[roll(board.dice, board.active.shape[0])]
        sweep(board, r, heat, weight, bound)
        for _more in range(pairs):
            swap_two(board, r, two, -heat * np.log((roll(board.dice, NOISE) + 0.5) / NOISE), weight)
        for _more in range(min(4, board.blocks.shape[0])):
            block = board.blocks[roll(board.dice, board.blocks.shape[0])]
            swap_block(board, block, -heat * np.log((roll(board.dice, NOISE) + 0.5) / NOISE), weight)
        if board.cost[BEST] <= bound:
            break
        heat *= cooling
    keep(board)
