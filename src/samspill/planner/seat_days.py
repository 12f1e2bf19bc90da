"""The days somebody is at a school, over all the seats they have there: read and changed as one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from samspill.access.gate import may
from samspill.arenas.actions import change_seat
from samspill.arenas.models import Membership
from samspill.arenas.queries import memberships_on
from samspill.people.asking import Asked
from samspill.people.models import Person, Unit
from samspill.people.versions import StaleError
from samspill.planner.models import YearPlan

Key = tuple[int, int]  # person, unit


@dataclass(frozen=True, slots=True)
class Days:
    """What the reader saw, and what they want instead."""

    was: tuple[int, ...]
    wanted: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """One person at one school, with the days their seats there say."""

    person: Person
    unit: Unit
    seats: tuple[Membership, ...]
    may_change: bool

    @property
    def key(self) -> Key:
        return self.person.pk, self.unit.pk

    @property
    def name(self) -> str:
        return f"days-{self.person.pk}-{self.unit.pk}"

    @property
    def label(self) -> str:
        return f"{self.person.name}, {self.unit.name}"

    @property
    def weekdays(self) -> tuple[int, ...]:
        return tuple(sorted({day for seat in self.seats for day in seat.weekdays}))


def seats_in(plan: YearPlan, today: date) -> Sequence[Membership]:
    """The seats of the plan's arenas: those of today, or of the day the year begins if that is later."""
    day = max(today, plan.year.period.start)
    rows = memberships_on(day).filter(arena__unit__municipality=plan.municipality_id, guest=False)
    if plan.unit_id:
        rows = rows.filter(arena__unit=plan.unit_id)
    return list(rows.select_related("arena__unit__municipality", "arena__project", "person").order_by("person__name"))


def places_of(request: Asked, plan: YearPlan) -> Sequence[Place]:
    """Everybody at every school where they sit in something, by name."""
    seats: dict[Key, list[Membership]] = {}
    for seat in seats_in(plan, request.today):
        seats.setdefault((seat.person_id, seat.arena.unit_id), []).append(seat)
    return [
        Place(own[0].person, own[0].arena.unit, tuple(own), all(may(request, seat, "arena.change") for seat in own))
        for own in seats.values()
    ]


@transaction.atomic
def keep_days(places: Sequence[Place], *, days: Mapping[Key, Days], acting: Person | None, at: datetime) -> int:
    """Give the seats of each changed row its days. A row that is otherwise than the reader saw raises StaleError."""
    known = {place.key: place for place in places}
    for key, wish in days.items():
        place = known[key]
        if place.weekdays != wish.was:
            raise StaleError(place.seats[0])
        for seat in place.seats:
            change_seat(seat, version=None, weekdays=list(wish.wanted), acting=acting, at=at)
    return len(days)
