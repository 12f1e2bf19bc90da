"""Rows to what the composition check reads: the places a method asks for, and who belongs in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from samspill.arenas.models import Arena, Membership
from samspill.arenas.queries import memberships_on
from samspill.core.composition import Sitting, Wanted
from samspill.methods.schema import ArenaKind, Method, Place, Role
from samspill.people.models import Position, UnitKind
from samspill.people.queries import positions_on
from samspill.projects.models import Participation, Project
from samspill.projects.queries import adapted


@dataclass(frozen=True, slots=True)
class Work:
    """One running position, as the check needs it."""

    person: int
    name: str
    unit: int
    unit_name: str
    kind: str
    profession: str
    grades: frozenset[int]


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything the check reads about some arenas, fetched with a fixed number of queries."""

    methods: dict[int, Method]  # by project
    works: tuple[Work, ...]
    seats: tuple[Membership, ...]  # of all running arenas at the same units
    taking_part: dict[int, frozenset[int]]  # project → units

    def method(self, arena: Arena) -> Method | None:
        return None if arena.project_id is None else self.methods.get(arena.project_id)

    def kind(self, arena: Arena) -> ArenaKind | None:
        method = self.method(arena)
        return None if method is None else method.arenas.get(arena.kind)

    def professions(self, person: int) -> frozenset[str]:
        return frozenset(work.profession for work in self.works if work.person == person)

    def name(self, person: int) -> str:
        """The name of somebody who sits or works here."""
        named = {work.person: work.name for work in self.works}
        return named.get(person) or next(seat.person.name for seat in self.seats if seat.person_id == person)

    def seats_in(self, arena: Arena) -> list[Membership]:
        return [seat for seat in self.seats if seat.arena_id == arena.pk]


def facts_about(arenas: Sequence[Arena], day: date) -> Facts:
    """Read what the check needs about `arenas`; their `project` and `unit` must be at hand. Four queries and one
    for each project's adaptations."""
    projects = {arena.project_id: arena.project for arena in arenas if arena.project is not None}
    methods = {project.pk: adapted(project).method for project in projects.values()}
    units = {arena.unit_id for arena in arenas}
    seats = tuple(memberships_on(day).filter(arena__unit__in=units).order_by("-leads", "role", "person__name"))
    taking_part = _taking_part(projects.values(), day)
    return Facts(methods, tuple(_works(arenas, methods, seats, taking_part, day)), seats, taking_part)


def _taking_part(projects: Iterable[Project], day: date) -> dict[int, frozenset[int]]:
    present = Q(joined__lte=day, takes_part=True) & (Q(left__isnull=True) | Q(left__gte=day))
    rows = Participation.objects.filter(present, project__in=list(projects)).values_list("project", "unit")
    found: dict[int, set[int]] = {}
    for project, unit in rows:
        found.setdefault(project, set()).add(unit)
    return {project: frozenset(units) for project, units in found.items()}


def _works(
    arenas: Sequence[Arena],
    methods: dict[int, Method],
    seats: Sequence[Membership],
    taking_part: dict[int, frozenset[int]],
    day: date,
) -> Iterator[Work]:
    """The positions of those who sit, and of those who should because all of their kind do."""
    asked = {
        profession
        for method in methods.values()
        for kind in method.arenas.values()
        for place in kind.places
        if place.everyone
        for profession in method.roles[place.role].professions
    }
    units = {arena.unit_id for arena in arenas}.union(*taking_part.values())
    municipalities = {arena.unit.municipality_id for arena in arenas}
    near = Q(unit__in=units) | Q(unit__kind=UnitKind.SERVICE, unit__municipality__in=municipalities)
    sitting = Q(person__in={seat.person_id for seat in seats})
    rows: Iterable[Position] = positions_on(day).filter(sitting | (near & Q(profession__in=asked)))
    for row in rows:
        unit = row.unit
        grades = frozenset(row.grades)
        yield Work(row.person_id, row.person.name, unit.pk, unit.name, unit.kind, row.profession, grades)


def places_of(arena: Arena, facts: Facts) -> list[Wanted]:
    """The places of `arena` as the method asks for them here."""
    kind, method = facts.kind(arena), facts.method(arena)
    if kind is None or method is None:
        return []
    return [_wanted(place, arena, kind, method, facts) for place in kind.places]


def _wanted(place: Place, arena: Arena, kind: ArenaKind, method: Method, facts: Facts) -> Wanted:
    role = method.roles[place.role]
    belonging = _belonging(role, arena, kind, method, facts) if place.everyone else frozenset()
    elsewhere = {seat.person_id for seat in facts.seats_in(arena) if seat.role != place.role}
    return Wanted(
        role=place.role,
        at_least=place.at_least,
        deputy=place.deputy,
        optional=place.optional,
        professions=frozenset(role.professions),
        belonging=frozenset(belonging - elsewhere),
    )


def _belonging(role: Role, arena: Arena, kind: ArenaKind, method: Method, facts: Facts) -> frozenset[int]:
    """Everybody of a kind: those who lead the sister arenas here, else those with the profession where it counts."""
    sisters = {each.id for each in method.arenas.values() if each.lead == role.id and each.level == kind.level}
    sisters.discard(kind.id)
    if role.level == kind.level == "school" and sisters and role.id != kind.lead:
        return frozenset(
            seat.person_id
            for seat in facts.seats
            if seat.role == role.id and seat.arena.kind in sisters and seat.arena.unit_id == arena.unit_id
        )
    return frozenset(
        work.person
        for work in facts.works
        if work.profession in role.professions and _counts(work, role, arena, kind, facts)
    )


def _counts(work: Work, role: Role, arena: Arena, kind: ArenaKind, facts: Facts) -> bool:
    if role.level == "service":
        return work.kind == UnitKind.SERVICE
    if kind.level == "school":
        return work.unit == arena.unit_id and (not arena.group or int(arena.group) in work.grades)
    return work.unit in facts.taking_part.get(arena.project_id or 0, frozenset())


def sittings_of(arena: Arena, facts: Facts) -> list[Sitting]:
    return [
        Sitting(
            id=seat.pk,
            person=seat.person_id,
            role=seat.role,
            since=seat.since,
            until=seat.until,
            leads=seat.leads,
            guest=seat.guest,
            deputy=seat.deputy_id,
            professions=facts.professions(seat.person_id),
        )
        for seat in facts.seats_in(arena)
    ]
