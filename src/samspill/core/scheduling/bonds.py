"""What binds two meetings of a strand: rhythm, order, and that nobody is at two of them on one day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise

import numpy as np

from samspill.core.scheduling.candidates import Array, Places
from samspill.core.scheduling.kernels import NEVER
from samspill.core.scheduling.model import Order, Series


@dataclass(frozen=True, slots=True)
class Slot:
    """One occurrence within a strand: its series, its candidates, and the days these lie on."""

    id: str
    series: Series
    places: Places
    offset: int
    days: Array  # indices of school days, in order
    column: Array  # of each candidate: which of these days


@dataclass(frozen=True, slots=True)
class Bonds:
    """The meetings of a strand with the orders between them; `dropped` are "spacing:…" rules that are given up."""

    slots: tuple[Slot, ...]
    orders: tuple[Order, ...]
    ordinals: Array
    dropped: frozenset[str]
    is_relaxed: bool

    @property
    def sizes(self) -> list[int]:
        """How many values each meeting has: its days, and no place."""
        return [len(slot.days) + 1 for slot in self.slots]

    def edges(self) -> tuple[dict[tuple[int, int], Array], list[tuple[int, int]]]:
        """Costs of two days together: rhythm, order, not one day for the same people; and pairs that may lie on one."""
        edges: dict[tuple[int, int], Array] = {}
        after: set[tuple[int, int]] = set()
        for one, other, least, most, short, long, price in self._ties():
            days = self.ordinals[self.slots[other].days][None, :] - self.ordinals[self.slots[one].days][:, None]
            cost = price * (np.maximum(0, short - days) + np.maximum(0, days - long)).astype(np.float64)
            cost[(days < least) | (days > most)] = NEVER
            self._tie(edges, one, other, cost)
            if least > 0:
                after.add((one, other))
        unordered = self._unordered(after)
        for one, other in unordered if not self.is_relaxed else ():
            if not share(self.slots[one], self.slots[other]):
                continue
            same = self.slots[one].days[:, None] == self.slots[other].days[None, :]
            if same.any():
                self._tie(edges, one, other, np.where(same, NEVER, 0.0))
        return edges, unordered

    def _ties(self) -> Iterator[tuple[int, int, int, int, int, int, int]]:
        far, at = 10_000, {slot.id: number for number, slot in enumerate(self.slots)}
        for one, other in pairwise(range(len(self.slots))):
            gap = self.slots[one].series.gap
            if gap and self.slots[one].series is self.slots[other].series:
                free = f"spacing:{self.slots[one].series.id}" in self.dropped
                most = far if gap.most is None or free else gap.most
                yield (
                    one,
                    other,
                    -far if free else gap.least,
                    most,
                    gap.short,
                    far if gap.long is None else gap.long,
                    gap.price,
                )
        for order in self.orders:
            most = far if order.most is None else order.most
            ideal = far if order.ideal is None else order.ideal
            yield at[order.before], at[order.after], order.least, most, -far, ideal, order.price

    def _unordered(self, after: set[tuple[int, int]]) -> list[tuple[int, int]]:
        """Pairs that no order keeps on different days."""
        reach = np.zeros((len(self.slots),) * 2, dtype=bool)
        for one, other in after:
            reach[one, other] = True
        for middle in range(len(self.slots)):
            reach |= reach[:, middle : middle + 1] & reach[middle : middle + 1, :]
        reach |= reach.T
        there = np.zeros((len(self.slots), len(self.ordinals)), dtype=np.int64)
        for at, slot in enumerate(self.slots):
            there[at, slot.days] = 1
        reach |= there @ there.T == 0
        return [(one, other) for one, other in combinations(range(len(self.slots)), 2) if not reach[one, other]]

    def _tie(self, edges: dict[tuple[int, int], Array], one: int, other: int, cost: Array) -> None:
        low, high = min(one, other), max(one, other)
        table = edges.setdefault((low, high), np.zeros((self.sizes[low], self.sizes[high])))
        table[:-1, :-1] += cost if one < other else cost.T


def share(one: Slot, other: Slot) -> bool:
    """Whether somebody or a room is needed at both."""
    mine, yours = one.series, other.series
    return bool(set(mine.members) & set(yours.members) or set(mine.rooms) & set(yours.rooms))
