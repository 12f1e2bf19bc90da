"""Pure: what comes before what, as orders between the meetings of one year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from samspill.core import scheduling as core
from samspill.methods.schema import Succession


@dataclass(frozen=True, slots=True)
class Slot:
    """One meeting of the year: its id, its names in the method (arena and activity), its unit (0: all), its days."""

    id: str
    names: tuple[str, ...]
    unit: int
    earliest: date
    latest: date

    @property
    def middle(self) -> date:
        return self.earliest + (self.latest - self.earliest) / 2


def orders_of(successions: Iterable[Succession], slots: Iterable[Slot]) -> tuple[core.Order, ...]:
    """Every order that the windows do not keep by themselves, in a fixed order."""
    rows = sorted(slots, key=lambda one: (one.earliest, one.latest, one.id))
    found: list[core.Order] = []
    for one in successions:
        befores = [slot for slot in rows if one.before in slot.names]
        afters = [slot for slot in rows if one.after in slot.names]
        for unit in sorted({slot.unit for slot in afters}):
            mine = [slot for slot in befores if not unit or slot.unit in (0, unit)]
            later = [slot for slot in afters if slot.unit == unit]
            found += _between(one, mine, later) if one.relation == "between" else _each(one, mine, later)
    return tuple(found)


def _each(one: Succession, befores: Sequence[Slot], afters: Sequence[Slot]) -> Iterator[core.Order]:
    """Each lies before the next that surely can follow it."""
    for before in befores:
        sure = before.latest + timedelta(days=one.least)
        after = next((slot for slot in afters if slot.latest >= sure), None)
        if after is not None and _matters(one, before, after):
            yield _order(one, before, after)


def _between(one: Succession, befores: Sequence[Slot], afters: Sequence[Slot]) -> Iterator[core.Order]:
    """Each after another pair in turn, the one whose days lie nearest."""
    taken = -1
    for after in afters:
        found = [at for at in range(taken + 1, len(befores)) if _fits(one, befores, at, after)]
        if found:
            taken = min(found, key=lambda at: (abs((_gap(befores, at) - after.middle).days), at))
            yield _order(one, befores[taken], after)
            if taken + 1 < len(befores):
                yield core.Order(f"{one.id}/{after.id}/{befores[taken + 1].id}", after.id, befores[taken + 1].id)


def _gap(befores: Sequence[Slot], at: int) -> date:
    """The day in the middle between two meetings in turn; after the last one, its own latest day."""
    if at + 1 == len(befores):
        return befores[at].latest
    return befores[at].middle + (befores[at + 1].middle - befores[at].middle) / 2


def _fits(one: Succession, befores: Sequence[Slot], at: int, after: Slot) -> bool:
    """Whether there are days for it between this one and the next."""
    first = max(after.earliest, befores[at].earliest + timedelta(days=one.least))
    last = after.latest
    if at + 1 < len(befores):
        last = min(last, befores[at + 1].latest - timedelta(days=1))
    return first <= last


def _matters(one: Succession, before: Slot, after: Slot) -> bool:
    """Windows far enough apart keep the order by themselves."""
    nearest, farthest = (after.earliest - before.latest).days, (after.latest - before.earliest).days
    upper = one.ideal if one.most is None else one.most
    return nearest < one.least or (upper is not None and farthest > upper)


def _order(one: Succession, before: Slot, after: Slot) -> core.Order:
    key = f"{one.id}/{before.id}/{after.id}"
    return core.Order(key, before.id, after.id, one.least, one.ideal, one.most, one.price)
