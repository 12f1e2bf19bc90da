"""Whether a problem can be read at all: ids that exist and are there once, days in order, slots that make sense."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain, pairwise

from samspill.core.scheduling.model import YearInstance


def require_sound(instance: YearInstance) -> None:
    """Raise ValueError with every contradiction found. O(size)."""
    found = list(chain(_twice(instance), _unknown(instance), _slots(instance)))
    if found:
        raise ValueError(" ".join(found))


def _twice(instance: YearInstance) -> Iterator[str]:
    meetings = [one.id for series in instance.series for one in series.occurrences]
    kinds: dict[str, Iterable[str]] = {
        "person": (one.id for one in instance.people),
        "room": (one.id for one in instance.rooms),
        "series": (one.id for one in instance.series),
        "order": (one.id for one in instance.orders),
        "meeting or weekly pattern": (*meetings, *(one.id for one in instance.patterns)),
    }
    for kind, ids in kinds.items():
        for key, times in Counter(ids).items():
            if times > 1:
                yield f"The {kind} {key} is there {times} times; each id stands for one."
    for one, other in pairwise(instance.days):
        if one >= other:
            yield f"The school days are not in order at {other.isoformat()}."


def _unknown(instance: YearInstance) -> Iterator[str]:
    people, rooms = {one.id for one in instance.people}, {one.id for one in instance.rooms}
    for series in instance.series:
        named = {*series.members, *series.deputies, *(one.person for one in series.wanted)}
        for key in sorted(named - people):
            yield f"The series {series.id} names {key}, who is not among the people."
        for key in sorted(set(series.rooms) - rooms):
            yield f"The series {series.id} names the room {key}, which is not among the rooms."
        if not series.occurrences:
            yield f"The series {series.id} has no meetings."
    for pattern in instance.patterns:
        for key in sorted(set(pattern.members) - people):
            yield f"The weekly pattern {pattern.id} names {key}, who is not among the people."
        if not pattern.choices:
            yield f"The weekly pattern {pattern.id} has no weekday to choose."
    meetings = {one.id for series in instance.series for one in series.occurrences}
    for order in instance.orders:
        for key in sorted({order.before, order.after} - meetings):
            yield f"The order {order.id} names {key}, which is not among the meetings."


def _slots(instance: YearInstance) -> Iterator[str]:
    if not 0 < instance.slots <= 60:
        yield f"A day has 1 to 60 slots, not {instance.slots}."
    for series in instance.series:
        if not 0 < series.slots <= instance.slots:
            yield f"The series {series.id} lasts {series.slots} slots; a day has {instance.slots}."
        for one in series.occurrences:
            if one.held and one.at is None:
                yield f"The meeting {one.id} was held, but nothing says when."
