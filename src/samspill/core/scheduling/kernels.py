"""The compiled inner loops: what is taken where, what candidates cost, and the best chain of days of a year."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numpy as np
from numba import njit

Array = np.ndarray[Any, Any]
Function = TypeVar("Function", bound=Callable[..., Any])
NEVER = 1e12  # what is forbidden costs at least this; sums of it stay exact enough to be told from a price


def _compiled(function: Function) -> Function:
    return cast(Function, njit(cache=True)(function))


@_compiled
def lay(
    taken: Array, daily: Array, weekly: Array, week: Array, res: Array, day: Array, start: Array, stop: Array, sign: int
) -> None:
    """Put meetings (sign 1) on the board or take them off (-1). Rows are meetings, columns who or what they need."""
    none = taken.shape[0] - 1
    for i in range(res.shape[0]):
        for j in range(res.shape[1]):
            r = res[i, j]
            if r != none:
                daily[r, day[i]] += sign
                weekly[r, week[day[i]]] += sign
                for slot in range(start[i], stop[i, j]):
                    taken[r, day[i], slot] += sign


@_compiled
def clashes(
    taken: Array, daily: Array, caps: Array, res: Array, day: Array, start: Array, stop: Array, out: Array
) -> None:
    """Mark candidates that collide with what is on the board."""
    none = taken.shape[0] - 1
    for i in range(res.shape[0]):
        hit = False
        for j in range(res.shape[1]):
            r = res[i, j]
            if r == none:
                continue
            if daily[r, day[i]] == 0:
                continue
            if daily[r, day[i]] >= caps[r]:
                hit = True
                break
            for slot in range(start[i], stop[i, j]):
                if taken[r, day[i], slot] > 0:
                    hit = True
                    break
            if hit:
                break
        out[i] = hit


@_compiled
def crowding(weekly: Array, week: Array, wish: Array, over: Array, res: Array, day: Array, out: Array) -> None:
    """Add what one more meeting costs in weeks that are full for somebody."""
    for i in range(res.shape[0]):
        for j in range(res.shape[1]):
            r = res[i, j]
            if weekly[r, week[day[i]]] >= wish[r]:
                out[i] += over[r]


@_compiled
def toll(
    price: Array,
    by_day: Array,
    by_week: Array,
    week: Array,
    res: Array,
    day: Array,
    start: Array,
    stop: Array,
    out: Array,
) -> None:
    """Add the prices of every slot, day and week a candidate takes of anybody."""
    none = price.shape[0] - 1
    for i in range(res.shape[0]):
        for j in range(res.shape[1]):
            r = res[i, j]
            if r != none:
                out[i] += by_day[r, day[i]] + by_week[r, week[day[i]]]
                for slot in range(start[i], stop[i, j]):
                    out[i] += price[r, day[i], slot]


@_compiled
def weigh(price: Array, res: Array, day: Array, start: Array, stop: Array, weight: float) -> None:
    """Add a weight to every slot that candidates take."""
    none = price.shape[0] - 1
    for i in range(res.shape[0]):
        for j in range(res.shape[1]):
            if res[i, j] != none:
                for slot in range(start[i], stop[i, j]):
                    price[res[i, j], day[i], slot] += weight


@_compiled
def folded(cost: Array, lost: Array, slot: Array, column: Array, off: float, out: Array) -> None:
    """The cheapest candidate of each day, for each pattern choice and usual time.

    `cost` per candidate, `lost` per choice and candidate, `slot` the index of its time among the usual times, `column`
    the index of its day. `out` (choice, time, day) comes with what a day costs that has no candidate; a candidate off
    the usual time costs `off` more.
    """
    for g in range(lost.shape[0]):
        for i in range(cost.shape[0]):
            value = cost[i] + lost[g, i] + off
            if value < out[g, 0, column[i]]:
                out[g, 0, column[i]] = value
        if out.shape[1] == 1 and off == 0.0:
            continue
        for t in range(1, out.shape[1]):
            for d in range(out.shape[2]):
                out[g, t, d] = out[g, 0, d]
        for i in range(cost.shape[0]):
            value = cost[i] + lost[g, i]
            if value < out[g, slot[i], column[i]]:
                out[g, slot[i], column[i]] = value


@_compiled
def hang(own: Array, fixed: Array, out: Array) -> None:
    """Add to `out` (choice, day, next day) the cheapest day of a meeting that hangs between two of the chain.

    `own` (choice, day) is what it costs by itself, `fixed` (day, next day, its day) what it costs with them.
    """
    choices, values = own.shape
    best = np.empty(choices)
    for a in range(fixed.shape[0]):
        for b in range(fixed.shape[1]):
            best[:] = NEVER
            for x in range(values):
                tie = fixed[a, b, x]
                if tie < NEVER:
                    for g in range(choices):
                        if own[g, x] + tie < best[g]:
                            best[g] = own[g, x] + tie
            for g in range(choices):
                out[g, a, b] += best[g]


@_compiled
def cheapest(cost: Array, lost: Array, low: int, high: int, slot: Array, time: int, off: float) -> int:
    """The cheapest candidate from `low` until `high`, off the usual time costs more."""
    best, least = low, 2 * NEVER
    for i in range(low, high):
        value = cost[i] + lost[i] + (off if slot[i] != time else 0.0)
        if value < least:
            best, least = i, value
    return best


@_compiled
def _table(fixed: Array, shape: Array) -> Array:
    """One of the tables that lie one after the other: where it begins, and its three sizes."""
    size = shape[1] * shape[2] * shape[3]
    table: Array = fixed[shape[0] : shape[0] + size].reshape(shape[1], shape[2], shape[3])
    return table


@_compiled
def year(
    cost: Array,
    lost: Array,
    first: Array,
    lack: float,
    spans: Array,
    column: Array,
    slot: Array,
    sizes: Array,
    main: Array,
    sides: Array,
    fixed: Array,
    shapes: Array,
    arcs: Array,
    times: int,
    off_time: float,
    weekday: Array,
    weekdays: Array,
    off_day: float,
    days: Array,
) -> tuple[float, int, int]:
    """The best year of a strand that is a chain with meetings hanging between neighbours; `days` gets its days.

    `spans` are the candidates of each meeting, `main` the chain, `sides` rows of (meeting, where in the chain it hangs
    before, whether after it too); `fixed` what each side costs with its neighbours, one table of `shapes` after the
    other. Gives cost, choice and time.
    """
    choices, length, width = lost.shape[0], main.shape[0], arcs.shape[1]
    own = np.full((length, choices, times, width), NEVER)
    for row in range(length):
        low, high = spans[main[row]], spans[main[row] + 1]
        part = own[row, :, :, : sizes[main[row]]]
        folded(cost[low:high], lost[:, low:high], slot[low:high], column[low:high], off_time, part)
        part[:, :, sizes[main[row]] - 1] = lack
    ties = np.empty((max(1, length - 1), choices, width, width))
    for row in range(length - 1):
        for g in range(choices):
            ties[row, g] = arcs[row]
    alone = np.empty((sides.shape[0], choices, 1, np.max(sizes)))
    for n in range(sides.shape[0]):
        at, row = sides[n, 0], sides[n, 1]
        low, high = spans[at], spans[at + 1]
        alone[n] = NEVER
        folded(cost[low:high], lost[:, low:high], slot[low:high], column[low:high], 0.0, alone[n, :, :, : sizes[at]])
        alone[n, :, 0, sizes[at] - 1] = lack
        if sides[n, 2]:
            hang(alone[n, :, 0, : sizes[at]], _table(fixed, shapes[n]), ties[row])
        else:
            single = np.zeros((choices, sizes[main[row]], 1))
            hang(alone[n, :, 0, : sizes[at]], _table(fixed, shapes[n]), single)
            for t in range(times):
                own[row, :, t, : sizes[main[row]]] += single[:, :, 0]
    way = np.zeros(length, dtype=np.int64)
    value, choice, time, _weekday = chain(own, ties, sizes[main], weekday, weekdays, off_day, first, way)
    if value < NEVER:
        for row in range(length):
            days[main[row]] = way[row]
        for n in range(sides.shape[0]):
            row = sides[n, 1]
            after = way[row + 1] if sides[n, 2] else 0
            days[sides[n, 0]] = np.argmin(
                alone[n, choice, 0, : sizes[sides[n, 0]]] + _table(fixed, shapes[n])[way[row], after]
            )
    return value, choice, time


@_compiled
def chain(
    own: Array, arcs: Array, sizes: Array, weekday: Array, weekdays: Array, off: float, first: Array, way: Array
) -> tuple[float, int, int, int]:
    """The best days of a chain of meetings over all pattern choices, usual times and usual weekdays.

    `own` (meeting, choice, time, day) and `arcs` (meeting, choice, day, next day) are costs, `first` what each choice
    costs by itself. Fills `way` with the day of each meeting; gives cost, choice, time and weekday. Choices are tried
    in the order of what they cost without usual times, and no further when that is too much already.
    """
    length, choices, times, width = own.shape
    value = np.empty((length, width))
    best, kept = NEVER, (-1, -1, -1)
    floors = np.empty(choices)
    loose = np.empty((length, width))
    for g in range(choices):
        for a in range(length):
            for d in range(sizes[a]):
                least = own[a, g, 0, d]
                for t in range(1, times):
                    least = min(least, own[a, g, t, d])
                loose[a, d] = least
        floors[g] = first[g] + _along(loose, arcs, g, sizes, value)
    for g in np.argsort(floors, kind="mergesort"):
        if floors[g] >= best:
            break
        for t in range(times):
            for w in range(len(weekdays)):
                for a in range(length):
                    for d in range(sizes[a]):
                        loose[a, d] = own[a, g, t, d] + (off if weekday[a, d] != weekdays[w] else 0.0)
                found = first[g] + _along(loose, arcs, g, sizes, value)
                if found < best:
                    best, kept = found, (g, t, w)
                    _back(loose, arcs, g, sizes, value, way)
    return best, kept[0], kept[1], kept[2]


@_compiled
def _along(own: Array, arcs: Array, g: int, sizes: Array, value: Array) -> float:
    """Fill `value` with the cheapest way to each day; give the cheapest of all."""
    length = own.shape[0]
    for d in range(sizes[0]):
        value[0, d] = own[0, d]
    for a in range(1, length):
        for d in range(sizes[a]):
            least = NEVER * 2
            if own[a, d] < NEVER:
                for e in range(sizes[a - 1]):
                    least = min(least, value[a - 1, e] + arcs[a - 1, g, e, d])
            value[a, d] = least + own[a, d]
    least = NEVER * 2
    for d in range(sizes[length - 1]):
        least = min(least, value[length - 1, d])
    return least


@_compiled
def _back(own: Array, arcs: Array, g: int, sizes: Array, value: Array, way: Array) -> None:
    a = own.shape[0] - 1
    at = 0
    for d in range(sizes[a]):
        if value[a, d] < value[a, at]:
            at = d
    way[a] = at
    while a > 0:
        best = 0
        for e in range(sizes[a - 1]):
            if value[a - 1, e] + arcs[a - 1, g, e, at] < value[a - 1, best] + arcs[a - 1, g, best, at]:
                best = e
        a, at = a - 1, best
        way[a] = at
