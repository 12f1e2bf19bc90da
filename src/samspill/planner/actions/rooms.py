"""The rooms of units are written down: each name once, one meeting at a time in each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from samspill.journal.actions import note
from samspill.people.models import Person
from samspill.people.versions import StaleError, change
from samspill.planner.models import UnitRooms

#: Names as the reader saw them, and as they shall be.
Names = tuple[list[str], list[str]]


@transaction.atomic
def set_rooms(*, rooms: Mapping[int, Names], acting: Person, at: datetime) -> None:
    """Keep the rooms of several units (by id) at once, or of none, where somebody has changed one of them meanwhile."""
    for unit, (was, wanted) in rooms.items():
        UnitRooms.objects.get_or_create(unit_id=unit)
        row = UnitRooms.objects.select_for_update(of=("self",)).select_related("unit").get(unit=unit)
        if row.names != was:
            raise StaleError(row)
        if differences := change(row, version=None, fields={"names": wanted}):
            note("rooms.set", row, acting=acting, at=at, changes=differences)
