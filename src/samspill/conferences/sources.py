"""Whom one can put on the list in one act: everybody of an arena, of a school or service, of a profession."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.text import capfirst

from samspill.arenas.queries import memberships_on
from samspill.arenas.words import name_of
from samspill.conferences.models import Conference
from samspill.conferences.queries import kind_for, method_of
from samspill.methods.schema import Method
from samspill.people.models import Person, Profession, Unit, UnitKind
from samspill.people.ordering import nordic
from samspill.people.queries import positions_on, units_of

STAFF = "staff"  # the method's word for everybody who works at a school


@dataclass(frozen=True, slots=True)
class Source:
    """Some people who belong together: where they are found, what they are called, who they are."""

    key: str  # "arena-7", "unit-3", "profession-teacher"
    name: str
    people: frozenset[int]
    usual: bool = False  # the plan asks for them, so they are ticked at first


@dataclass(frozen=True, slots=True)
class Sources:
    arenas: tuple[Source, ...]
    units: tuple[Source, ...]
    professions: tuple[Source, ...]

    def all(self) -> tuple[Source, ...]:
        return (*self.arenas, *self.units, *self.professions)


@dataclass(frozen=True, slots=True)
class Found:
    """What ticked sources come to: everybody once, how many were found more than once, who is new to the list."""

    people: frozenset[int]
    twice: int
    new: frozenset[int]

    @property
    def there(self) -> int:
        return len(self.people) - len(self.new)


def found_in(sources: Iterable[Source], there: Iterable[int]) -> Found:
    times = Counter(pk for source in sources for pk in source.people)
    people = frozenset(times)
    return Found(people, sum(count > 1 for count in times.values()), people - frozenset(there))


def sources_for(conference: Conference) -> Sources:
    """All that can be ticked, on the day of the conference. Four queries, whatever the size of the municipality."""
    day, municipality = conference.meeting.on, conference.unit.municipality
    rows = positions_on(day).filter(unit__municipality=municipality).order_by()
    at_unit: dict[int, set[int]] = defaultdict(set)
    working_as: dict[str, set[int]] = defaultdict(set)
    for person, unit, profession in rows.values_list("person", "unit", "profession"):
        at_unit[unit].add(person)
        working_as[profession].add(person)
    method = method_of(conference)
    asked = asked_of(conference, method)
    return Sources(
        _arenas(conference, method, asked, day),
        tuple(_units(conference, at_unit, asked)),
        tuple(_professions(conference, method, working_as, asked)),
    )


def usual_for(conference: Conference) -> list[Person]:
    """Whom the method's plan asks for, as the page for putting people on the list proposes it."""
    usual = (one for one in sources_for(conference).all() if one.usual)
    return list(Person.objects.filter(pk__in=found_in(usual, ()).people).order_by("name", "pk"))


def asked_of(conference: Conference, method: Method) -> frozenset[str]:
    """Roles and arenas that the plan names for this conference; else the method's places at any such conference."""
    activity = next((one for one in method.plan if one.id == conference.activity), None)
    if activity:
        return frozenset(activity.participants)
    kind = kind_for(conference.unit, conference.project)
    return frozenset(place.role for place in kind.places if not place.optional) if kind else frozenset()


def _arenas(conference: Conference, method: Method, asked: frozenset[str], day: date) -> tuple[Source, ...]:
    """The standing bodies of the unit, then those of the municipality."""
    here = Q(arena__unit=conference.unit_id) | Q(
        arena__unit__kind=UnitKind.OFFICE, arena__unit__municipality=conference.unit.municipality_id
    )
    seats = memberships_on(day).filter(here, guest=False).select_related("arena__project", "arena__unit")
    people: dict[int, set[int]] = defaultdict(set)
    arenas = {}
    for seat in seats.order_by("arena__kind", "arena__group", "pk"):
        arenas[seat.arena_id] = seat.arena
        people[seat.arena_id].add(seat.person_id)
    own_first = sorted(arenas.values(), key=lambda arena: arena.unit_id != conference.unit_id)
    return tuple(
        Source(
            f"arena-{arena.pk}",
            name_of(arena, method),
            frozenset(people[arena.pk]),
            arena.kind in asked and arena.unit_id == conference.unit_id,
        )
        for arena in own_first
    )


def _units(conference: Conference, people: Mapping[int, set[int]], asked: frozenset[str]) -> Iterable[Source]:
    """The own unit first, then schools, services and the office."""
    order = [UnitKind.SCHOOL, UnitKind.SERVICE, UnitKind.OFFICE]

    def place(unit: Unit) -> tuple[bool, int]:
        return unit.pk != conference.unit_id, order.index(UnitKind(unit.kind))

    for unit in sorted(units_of(conference.unit.municipality).order_by(nordic("name")), key=place):
        if people.get(unit.pk):
            usual = STAFF in asked and unit.pk == conference.unit_id
            yield Source(f"unit-{unit.pk}", unit.name, frozenset(people[unit.pk]), usual)


def _professions(
    conference: Conference, method: Method, people: Mapping[str, set[int]], asked: frozenset[str]
) -> Iterable[Source]:
    """Those of a profession all over the municipality: where it holds the conference, heads come from everywhere."""
    if conference.unit.kind != UnitKind.OFFICE:
        return
    wanted = {one for role in asked if role in method.roles for one in _of_role(method, role)}
    for profession in Profession:
        if people.get(profession.value):
            name = str(capfirst(profession.label))
            yield Source(
                f"profession-{profession.value}", name, frozenset(people[profession.value]), profession in wanted
            )


def _of_role(method: Method, role: str) -> Sequence[str]:
    """A role that several professions may fill says too little about whom to ask."""
    found = method.roles[role].professions
    return found if len(found) == 1 else ()
