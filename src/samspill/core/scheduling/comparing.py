"""What one plan breaks and costs beside another in which few meetings lie otherwise.

Only the part of the year is judged that these meetings touch: who takes part in them, in the weeks they lie in, what
is bound to them by order, and the weekly patterns they may disturb. All else is the same in both, and falls out.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from samspill.core.scheduling.checking import check_wheel
from samspill.core.scheduling.cost import cost_wheel
from samspill.core.scheduling.model import (
    CostBreakdown,
    Item,
    Meeting,
    Occurrence,
    Order,
    Series,
    Violation,
    Wheel,
    YearInstance,
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Rules that only the second plan breaks, and only the first; points it costs more, and what costs more in it."""

    broken: tuple[Violation, ...]
    mended: tuple[Violation, ...]
    points: int
    dearer: tuple[Item, ...]


def compare_wheels(instance: YearInstance, before: Wheel, after: Wheel, moved: Collection[str]) -> Comparison:
    """Compare two plans that differ in no more than where the `moved` meetings lie.

    In the second these are neither fixed nor facts: somebody wants them elsewhere. O(what they touch).
    """
    part, one, other = _touched(instance, before, after, frozenset(moved))
    return compared(part, one, other, moved)


def compared(instance: YearInstance, before: Wheel, after: Wheel, moved: Collection[str]) -> Comparison:
    """The same over the whole problem."""
    free = _freed(instance, moved)
    was, now = check_wheel(instance, before), check_wheel(free, after)
    old, new = {_key(one) for one in was}, {_key(one) for one in now}
    cost, price = cost_wheel(instance, before), cost_wheel(free, after)
    return Comparison(
        tuple(one for one in now if _key(one) not in old),
        tuple(one for one in was if _key(one) not in new),
        price.total - cost.total,
        tuple(_dearer(cost, price)),
    )


def _key(one: Violation) -> tuple[str, tuple[str, ...]]:
    return one.rule.id, one.meetings


def _dearer(before: CostBreakdown, after: CostBreakdown) -> list[Item]:
    """What was not there before, or less, the dearest first."""
    was = {(one.part, one.of, one.meetings): one.points for one in before.items}
    new = [one for one in after.items if one.points > was.get((one.part, one.of, one.meetings), 0)]
    return sorted(new, key=lambda one: (-one.points, one.part, one.of))


def _freed(instance: YearInstance, moved: Collection[str]) -> YearInstance:
    def free(one: Occurrence) -> Occurrence:
        return replace(one, at=None, held=False) if one.id in moved else one

    series = tuple(replace(some, occurrences=tuple(map(free, some.occurrences))) for some in instance.series)
    return replace(instance, series=series)


def _touched(
    instance: YearInstance, before: Wheel, after: Wheel, moved: frozenset[str]
) -> tuple[YearInstance, Wheel, Wheel]:
    """The part of a problem and of both plans in which they may differ."""
    own = [one for one in instance.series if any(some.id in moved for some in one.occurrences)]
    needed = {key for one in own for key in (*one.members, *one.rooms)}
    patterns = tuple(one for one in instance.patterns if needed & set(one.members))
    reach = _Reach(
        frozenset(one.id for one in own),
        frozenset(needed | {wish.person for one in own for wish in one.wanted}),
        frozenset(key for one in patterns for key in one.members),
        frozenset(_bound(instance.orders, moved)),
        frozenset(one.on.isocalendar()[:2] for plan in (before, after) for one in plan.meetings if one.id in moved),
    )
    laid = {one.id: one for plan in (before, after) for one in plan.meetings}
    series = tuple(some for one in instance.series if (some := reach.of(one, laid)).occurrences)
    kept = {one.id for some in series for one in some.occurrences} | {one.id for one in patterns}
    part = replace(instance, series=series, patterns=patterns)
    return part, _cut(before, kept), _cut(after, kept)


def _bound(orders: Collection[Order], moved: frozenset[str]) -> set[str]:
    """What orders bind to the moved meetings."""
    return {key for one in orders if {one.before, one.after} & moved for key in (one.before, one.after)}


def _cut(plan: Wheel, kept: Collection[str]) -> Wheel:
    meetings = tuple(one for one in plan.meetings if one.id in kept)
    return Wheel(meetings, tuple(one for one in plan.patterns if one.id in kept))


@dataclass(frozen=True, slots=True)
class _Reach:
    """What moves touch: their series, people and rooms in their weeks, weekly patterns' people all year."""

    series: frozenset[str]
    needed: frozenset[str]
    weekly: frozenset[str]
    ordered: frozenset[str]
    weeks: frozenset[tuple[int, int]]

    def of(self, series: Series, laid: dict[str, Meeting]) -> Series:
        """A series with the meetings that are touched."""
        if series.id in self.series or self.weekly & set(series.members):
            return series
        shares = self.needed & {*series.members, *series.rooms, *(one.person for one in series.wanted)}
        kept = (
            one
            for one in series.occurrences
            if one.id in self.ordered or (shares and one.id in laid and self._lies(laid[one.id].on))
        )
        return replace(series, occurrences=tuple(kept))

    def _lies(self, on: date) -> bool:
        return on.isocalendar()[:2] in self.weeks
