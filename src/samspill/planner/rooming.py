"""Which rooms the meetings of a plan need one of, and when those rooms are taken by others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from samspill.core import scheduling as core
from samspill.planner.clock import Clock
from samspill.planner.loading import Ground
from samspill.planner.models import PlannedMeeting, UnitRooms
from samspill.planner.setup import chosen


@dataclass(frozen=True)
class Rooms:
    """Rooms by the ids they have in the core: the unit and the name, since a name says nothing elsewhere."""

    ground: Ground

    def names(self, unit: int, kind: str) -> tuple[str, ...]:
        """The rooms of a unit that a kind of meeting may use; none: it needs none there."""
        wanted = chosen(self.ground.setup, kind).rooms
        return tuple(name for name in self.ground.rooms.get(unit, ()) if name in wanted)

    def ids(self, unit: int, kind: str) -> tuple[str, ...]:
        return tuple(room_id(unit, name) for name in self.names(unit, kind))

    def of(self, row: PlannedMeeting) -> str:
        """The room a meeting lies in; "" where it has none, needs none or is held somewhere else."""
        return room_id(row.unit_id, row.place) if row.place in self.names(row.unit_id, row.kind) else ""

    def lacks(self, row: PlannedMeeting) -> bool:
        """Whether it needs a room and has none. What somebody called to another place by hand has its place."""
        return not row.place and bool(self.names(row.unit_id, row.kind))

    def all(self, clock: Clock) -> Iterator[core.Room]:
        for unit, names in sorted(self.ground.rooms.items()):
            for name in names:
                yield core.Room(room_id(unit, name), tuple(self._taken(unit, name, clock)))

    def _taken(self, unit: int, name: str, clock: Clock) -> Iterator[core.Busy]:
        for one in self.ground.engaged:
            if one.arena.unit_id == unit and one.place == name:
                begins = datetime.combine(one.on, one.begins or time())
                yield from clock.taken(begins, begins + timedelta(minutes=one.minutes))


def room_id(unit: int, name: str) -> str:
    return f"room-{unit}-{name}"


def parts_of(key: str) -> tuple[int, str]:
    """The unit and the name of a room by its id."""
    _room, unit, name = key.split("-", 2)
    return int(unit), name


def name_in(key: str) -> str:
    """The name of the room a meeting was laid in; "" for none."""
    return parts_of(key)[1] if key else ""


def rooms_for(row: PlannedMeeting) -> tuple[str, ...]:
    """The rooms one meeting may be held in; none: it needs none."""
    wanted = chosen(row.plan.setup, row.kind).rooms
    known = UnitRooms.objects.filter(unit=row.unit_id).values_list("names", flat=True).first() if wanted else None
    return tuple(name for name in known or () if name in wanted)
