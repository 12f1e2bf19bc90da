"""The best year of a strand that is no chain: its meetings are eliminated one by one (bucket elimination)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from samspill.core.scheduling.candidates import Array
from samspill.core.scheduling.kernels import NEVER, folded

if TYPE_CHECKING:
    from samspill.core.scheduling.strands import Strand

Tensor = tuple[tuple[int, ...], Array]  # variables, and (choice, one axis for each variable)


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

    As many combinations are eliminated at once as memory is for.
    """
    own = [_folded(strand, at, cost, lack) for at in range(len(strand.slots))]
    choices, times, weekdays = len(first), len(strand.times), len(strand.weekdays)
    wide = {}
    for at in range(len(own)):
        table = np.broadcast_to(own[at][:, :, None, :], (choices, own[at].shape[1], weekdays, strand.sizes[at]))
        if at in strand.main:
            off = strand.main_weekday[strand.main.index(at), : strand.sizes[at]][None, :] != strand.weekdays[:, None]
            table = table + strand.off_day * off
        shape = (choices, times, weekdays, strand.sizes[at])
        wide[at] = np.broadcast_to(table, shape).reshape(-1, strand.sizes[at])
    lead = np.repeat(first.astype(np.float64), times * weekdays)
    value, best, columns = NEVER, 0, [0] * len(own)
    for low in range(0, len(lead), strand.bunch):
        part = slice(low, low + strand.bunch)
        found = _cheapest(strand, {at: table[part] for at, table in wide.items()}, lead[part])
        if found[0] < value:
            value, best, columns = found[0], low + found[1], found[2]
    if value >= NEVER:
        return None
    choice, time = best // (times * weekdays), best // weekdays % times
    return value, choice, time, columns


def _cheapest(strand: Strand, own: dict[int, Array], lead: Array) -> tuple[float, int, list[int]]:
    """The cheapest of some combinations: its value, which one it is, and the day of each meeting."""
    messages, trail = _eliminate(strand, own)
    total = lead
    for _near, message in messages:
        total = total + message
    best = int(np.argmin(total))
    columns: dict[int, int] = {}
    for at, near, table in reversed(trail):
        columns[at] = int(np.argmin(table[(best, *(columns[one] for one in near))]))
    return float(total[best]), best, [columns[at] for at in range(len(strand.slots))]


def _eliminate(strand: Strand, own: dict[int, Array]) -> tuple[list[Tensor], list[tuple[int, tuple[int, ...], Array]]]:
    """Eliminate the planned meetings; give what is left of costs, and the trail back."""
    waiting: list[Tensor] = []
    trail = []
    for at, near, fixed in strand.plan:
        axes = (*near, at)
        table = own[at].reshape(own[at].shape[0], *[1] * len(near), strand.sizes[at]) + fixed[None]
        for variables, message in [one for one in waiting if at in one[0]]:
            table = table + _spread(message, variables, axes)
        waiting = [one for one in waiting if at not in one[0]]
        trail.append((at, near, table))
        waiting.append((near, table.min(axis=-1)))
    return waiting, trail


def _spread(message: Array, variables: tuple[int, ...], axes: tuple[int, ...]) -> Array:
    """Lay a message's axes (choice, then variables in order) under a table's."""
    order = sorted(range(len(variables)), key=lambda one: axes.index(variables[one]))
    turned = message.transpose(0, *(1 + one for one in order))
    sizes = iter(turned.shape[1:])
    shape = [next(sizes) if axis in variables else 1 for axis in axes]
    return turned.reshape(message.shape[0], *shape)
