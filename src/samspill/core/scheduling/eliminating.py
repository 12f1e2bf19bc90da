"""The best year of a strand that is no chain: its meetings are eliminated one by one (bucket elimination)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from samspill.core.scheduling.candidates import Array
from samspill.core.scheduling.kernels import NEVER, folded

if TYPE_CHECKING:
    from samspill.core.scheduling.strands import Strand

Tensor = tuple[tuple[int, ...], Array]  # variables, and (choice, one axis for each variable)
Step = tuple[int, tuple[int, ...], Array]  # a meeting, its neighbours, and a table over both


def _folded(strand: Strand, at: int, cost: Array, lack: float) -> Array:
    slot, main, lost = strand.slots[at], strand.in_main[at], strand.weeklies.lost
    part = slice(slot.offset, slot.offset + len(slot.places))
    out = np.full((lost.shape[0], len(strand.times) if main else 1, strand.sizes[at]), NEVER)
    which = strand.time_slot[part] if main else np.zeros(len(slot.places), dtype=np.int64)
    folded(cost[part], lost[:, part], which, slot.column, strand.off_time if main else 0.0, out)
    out[:, :, -1] = lack
    return out


def by_elimination(strand: Strand, cost: Array, first: Array, lack: float) -> tuple[float, int, int, list[int]] | None:
    """The cheapest year: its cost, choice, usual time, and the day of each meeting; None if there is none.

    What does not belong to the longest series knows nothing of usual times and weekdays and is eliminated once for each
    choice; then choices are tried in the order of what they cost without usual places, and no further than needed. As
    many combinations are eliminated at once as memory is for. O(choices × largest table).
    """
    own = [_folded(strand, at, cost, lack) for at in range(len(strand.slots))]
    off = [strand.off_day * _other(strand, at) if strand.in_main[at] else None for at in range(len(own))]
    best: tuple[float, int, int, list[int]] = (NEVER, 0, 0, [])
    for low in range(0, len(first), strand.bunch):
        part = slice(low, low + strand.bunch)
        lead, waiting = first[part].astype(np.float64), list[Tensor]()
        sides = _eliminate([step for step in strand.plan if not strand.in_main[step[0]]], _flat(own, part), waiting)
        main = [step for step in strand.plan if strand.in_main[step[0]]]
        rest = list(waiting)
        _eliminate(main, _flat(own, part), rest)
        floors = lead + sum(message for _near, message in rest)
        for at in np.argsort(floors, kind="stable").tolist():
            if floors[at] >= best[0]:
                break
            messages = [(near, message[at : at + 1]) for near, message in waiting]
            found = _usual(strand, main, {n: table[low + at] for n, table in enumerate(own)}, off, messages)
            if lead[at] + found[0] < best[0]:
                columns = found[2]
                _back(sides, at, columns)
                best = float(lead[at] + found[0]), low + at, found[1], [columns[n] for n in range(len(own))]
    return best if best[0] < NEVER else None


def _other(strand: Strand, at: int) -> Array:
    """For each usual weekday (row) whether each day of a meeting of the longest series is on another."""
    weekday = strand.main_weekday[strand.main.index(at), : strand.sizes[at]]
    other: Array = weekday[None, :] != strand.weekdays[:, None]
    return other


def _flat(own: list[Array], part: slice) -> dict[int, Array]:
    """What each day costs at its best usual time (choice, day)."""
    return {at: table[part].min(axis=1) for at, table in enumerate(own)}


def _usual(
    strand: Strand, main: list[Step], own: dict[int, Array], off: list[Array | None], messages: list[Tensor]
) -> tuple[float, int, dict[int, int]]:
    """The best usual time and weekday of one choice: what the year costs then, the time, the longest series' days."""
    times, weekdays = len(strand.times), len(strand.weekdays)
    wide = {}
    for at, away in enumerate(off):
        if away is not None:
            shape = times, weekdays, strand.sizes[at]
            wide[at] = np.broadcast_to(own[at][:, None, :] + away[None], shape).reshape(-1, strand.sizes[at])
    least, best, columns = NEVER * 2, 0, dict[int, int]()
    for low in range(0, times * weekdays, strand.bunch):
        waiting = list(messages)
        trail = _eliminate(main, {at: table[low : low + strand.bunch] for at, table in wide.items()}, waiting)
        total = np.zeros(len(wide[main[0][0]][low : low + strand.bunch]))
        for _near, message in waiting:
            total = total + message
        at = int(np.argmin(total))
        if total[at] < least:
            least, best, columns = float(total[at]), low + at, {}
            _back(trail, at, columns)
    return least, best // weekdays, columns


def _back(trail: list[Step], at: int, columns: dict[int, int]) -> None:
    """Fill in the days of what was eliminated, the last first."""
    for one, near, table in reversed(trail):
        row = table[min(at, len(table) - 1)]
        columns[one] = int(np.argmin(row[tuple(columns[other] for other in near)]))


def _eliminate(steps: list[Step], own: dict[int, Array], waiting: list[Tensor]) -> list[Step]:
    """Eliminate meetings in turn; give the trail back. `waiting` has the costs others left, and then what is left."""
    trail = []
    for at, near, fixed in steps:
        axes = (*near, at)
        table = own[at].reshape(own[at].shape[0], *[1] * len(near), own[at].shape[1]) + fixed[None]
        for variables, message in [one for one in waiting if at in one[0]]:
            table = table + _spread(message, variables, axes)
        waiting[:] = [one for one in waiting if at not in one[0]]
        trail.append((at, near, table))
        waiting.append((near, table.min(axis=-1)))
    return trail


def _spread(message: Array, variables: tuple[int, ...], axes: tuple[int, ...]) -> Array:
    """Lay a message's axes (choice, then variables in order) under a table's."""
    order = sorted(range(len(variables)), key=lambda one: axes.index(variables[one]))
    turned = message.transpose(0, *(1 + one for one in order))
    sizes = iter(turned.shape[1:])
    shape = [next(sizes) if axis in variables else 1 for axis in axes]
    return turned.reshape(message.shape[0], *shape)
