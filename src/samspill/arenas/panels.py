"""What the arenas say on the pages of the rooms below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html

from samspill.access.gate import may, visible_to
from samspill.arenas.bridge import Facts, facts_about
from samspill.arenas.composition import Lack, lacks_in
from samspill.arenas.models import Arena, Membership
from samspill.arenas.pages import own_units
from samspill.arenas.queries import ARENAS, passing, seats_of
from samspill.arenas.serving import served_by
from samspill.arenas.words import name_of, role_name
from samspill.people.asking import Asked
from samspill.people.missing import Missing
from samspill.people.models import Person, Unit, UnitKind
from samspill.people.panels import Panel
from samspill.people.queries import running


@dataclass(frozen=True, slots=True)
class ArenaRow:
    arena: Arena
    title: str
    members: int
    lacks: tuple[Lack, ...]
    readable: bool


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """A place that a head of service fills: who comes, who stands in, where to say so."""

    arena: str
    role: str
    seats: tuple[Membership, ...]
    lacks: tuple[Lack, ...]
    add_url: str


def unit(request: Asked, unit: Unit) -> Panel | None:
    """The unit's arenas, with what lacks in each."""
    arenas = list(ARENAS.filter(running(request.today), ~passing(), unit=unit))
    if unit.kind == UnitKind.SERVICE and not arenas:
        return None
    facts = facts_about(arenas, request.today)
    lacks = lacks_in(arenas, request.today, facts)
    readable = _readable(request, ARENAS.filter(unit=unit))
    rows = [
        ArenaRow(
            arena,
            name_of(arena, facts.method(arena)),
            len(facts.seats_in(arena)),
            tuple(lack for lack in lacks if lack.arena == arena),
            arena.pk in readable,
        )
        for arena in arenas
    ]
    missing = tuple(Missing(_at(row.title, lack), lack.url, unit.pk) for row in rows for lack in row.lacks)
    context = {"rows": rows, "unit": unit, "may_set_up": may(request, unit, "unit.set_up")}
    return Panel("arenas/_unit_panel.html", context, missing)


def service(request: Asked, unit: Unit) -> Panel | None:
    """Where the people of a service are at the schools; whoever heads it names them and their deputies (R40)."""
    if unit.kind != UnitKind.SERVICE:
        return None
    return Panel(
        "arenas/_service_panel.html",
        {"rows": served_by([unit], request.today), "may_name": unit.pk in own_units(request)},
    )


def _at(title: str, lack: Lack) -> str:
    return format_html("{}: {}", title, lack.words)


def _readable(request: Asked, arenas: QuerySet[Arena]) -> set[int]:
    return set(visible_to(request.actor, arenas, "arena.read").values_list("pk", flat=True))


def person(request: Asked, person: Person) -> Panel:
    """Where somebody sits, and for whom they stand in."""
    seats = list(seats_with_arenas(person, request))
    facts = facts_about([seat.arena for seat in seats], request.today)
    readable = _readable(request, ARENAS.filter(pk__in={seat.arena_id for seat in seats}))
    rows = [
        {
            "seat": seat,
            "title": name_of(seat.arena, facts.method(seat.arena)),
            "role": role_name(seat.role, facts.method(seat.arena)),
            "deputy": seat.deputy_id == person.pk,
            "url": seat.arena.get_absolute_url() if seat.arena_id in readable else "",
        }
        for seat in seats
    ]
    return Panel("arenas/_person_panel.html", {"rows": rows})


def seats_with_arenas(person: Person, request: Asked) -> QuerySet[Membership]:
    return seats_of(person, request.today).select_related("arena__project", "arena__unit", "person")


def school_services(request: Asked, unit: Unit) -> Panel | None:
    """The places that the heads of the services fill at this school (R40)."""
    arenas = list(ARENAS.filter(running(request.today), ~passing(), unit=unit))
    facts = facts_about(arenas, request.today)
    lacks = lacks_in(arenas, request.today, facts)
    rows = [row for arena in arenas for row in _service_rows(arena, facts, lacks)]
    return Panel("arenas/_services_panel.html", {"rows": rows}) if rows else None


def _service_rows(arena: Arena, facts: Facts, lacks: Sequence[Lack]) -> list[ServiceRow]:
    kind, method = facts.kind(arena), facts.method(arena)
    url = reverse("arenas:seat", args=[arena.pk])
    return [
        ServiceRow(
            name_of(arena, method),
            role_name(place.role, method),
            tuple(seat for seat in facts.seats_in(arena) if seat.role == place.role),
            tuple(lack for lack in lacks if lack.arena == arena and lack.role == place.role),
            f"{url}?role={place.role}",
        )
        for place in (kind.places if kind else ())
        if place.named_by is not None
    ]
