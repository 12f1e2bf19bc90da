"""What the pages about arenas show, gathered with a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse

from samspill.access.gate import may, visible_to
from samspill.arenas.actions import groups_of
from samspill.arenas.bridge import Facts, facts_about
from samspill.arenas.composition import Lack, lacks_in
from samspill.arenas.models import Arena, Membership
from samspill.arenas.queries import arenas_of_unit
from samspill.arenas.words import days_of, kind_name, mandate_of, name_of, role_name
from samspill.methods.schema import Method
from samspill.people.asking import Asked
from samspill.people.models import Person, Profession, Unit, UnitKind
from samspill.people.panels import Crumb
from samspill.projects.models import Project
from samspill.projects.queries import adapted, participation_of


@dataclass(frozen=True, slots=True)
class SeatRow:
    seat: Membership
    professions: str
    units: str
    days: str
    lacks: tuple[Lack, ...] = ()
    may_mend: bool = False
    url: str = ""


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One kind of place with those who sit there and what it lacks."""

    role: str
    name: str
    seats: tuple[SeatRow, ...]
    lacks: tuple[Lack, ...] = ()
    optional: bool = False
    may_name: bool = False


@dataclass(frozen=True, slots=True)
class ArenaPage:
    arena: Arena
    title: str
    kind: str
    mandate: str
    places: tuple[PlaceRow, ...]
    guests: tuple[SeatRow, ...]
    lacks: tuple[Lack, ...]
    may_change: bool
    names_deputies: bool
    may_meet: bool
    may_submit: bool
    crumbs: tuple[Crumb, ...] = field(default=())


def arena_page(request: Asked, arena: Arena) -> ArenaPage:
    day = request.today
    facts = facts_about([arena], day)
    lacks = lacks_in([arena], day, facts)
    kind = facts.kind(arena)
    rows = seat_rows(request, arena, facts, lacks)
    return ArenaPage(
        arena=arena,
        title=name_of(arena, facts.method(arena)),
        kind=kind_name(arena, facts.method(arena)),
        mandate=mandate_of(arena, facts.method(arena)),
        places=tuple(_place_rows(request, arena, facts, rows, lacks)),
        guests=tuple(row for row in rows if row.seat.guest),
        lacks=tuple(lacks),
        may_change=may(request, arena, "arena.change"),
        names_deputies=kind is not None and any(place.deputy for place in kind.places),
        may_meet=may(request, arena, "meeting.read"),
        may_submit=may(request, arena, "item.submit"),
        crumbs=crumbs_of(arena),
    )


@dataclass(frozen=True, slots=True)
class Tabs:
    """What the tabs of an arena ask, for the pages of rooms above."""

    arena: Arena
    names_deputies: bool
    may_meet: bool


def arena_tabs(arena: Arena, method: Method | None, *, may_meet: bool) -> Tabs:
    kind = method.arenas.get(arena.kind) if method else None
    return Tabs(arena, kind is not None and any(place.deputy for place in kind.places), may_meet)


def own_units(request: Asked) -> frozenset[int]:
    """The services the reader heads, whose representatives she names (R40)."""
    return frozenset(hat.unit for hat in request.actor.hats if hat.name == "service-head" and hat.unit is not None)


def crumbs_of(arena: Arena) -> tuple[Crumb, ...]:
    unit = arena.unit
    return (
        Crumb(unit.municipality.name, unit.municipality.get_absolute_url()),
        Crumb(unit.name, unit.get_absolute_url()),
    )


def under(arena: Arena, title: str) -> tuple[Crumb, ...]:
    """The way to a page below an arena's own."""
    return (*crumbs_of(arena), Crumb(title, reverse("arenas:arena", args=[arena.pk])))


def seat_rows(request: Asked, arena: Arena, facts: Facts, lacks: Sequence[Lack]) -> list[SeatRow]:
    """Those who sit; a name leads on only where the reader may read about the person."""
    seats = facts.seats_in(arena)
    readable = readable_people(request, {seat.person_id for seat in seats})
    changes, own = may(request, arena, "arena.change"), own_units(request)
    return [_seat_row(seat, facts, lacks, own, changes=changes, readable=readable) for seat in seats]


def readable_people(request: Asked, people: set[int]) -> frozenset[int]:
    rows = visible_to(request.actor, Person.objects.filter(pk__in=people), "person.read")
    return frozenset(rows.order_by().values_list("pk", flat=True))


def _seat_row(
    seat: Membership,
    facts: Facts,
    lacks: Sequence[Lack],
    own: frozenset[int],
    *,
    changes: bool,
    readable: frozenset[int],
) -> SeatRow:
    works = [work for work in facts.works if work.person == seat.person_id]
    return SeatRow(
        seat,
        professions=", ".join(dict.fromkeys(str(Profession(work.profession).label) for work in works)),
        units=", ".join(dict.fromkeys(work.unit_name for work in works if work.unit != seat.arena.unit_id)),
        days=days_of(seat.weekdays),
        lacks=tuple(lack for lack in lacks if lack.seat == seat.pk),
        may_mend=changes or any(work.unit in own for work in works),
        url=seat.person.get_absolute_url() if seat.person_id in readable else "",
    )


def _place_rows(
    request: Asked, arena: Arena, facts: Facts, rows: Sequence[SeatRow], lacks: Sequence[Lack]
) -> list[PlaceRow]:
    kind, method = facts.kind(arena), facts.method(arena)
    names = bool(own_units(request)) and may(request, arena, "arena.name_representative")
    asked = kind.places if kind else ()
    places = [
        PlaceRow(
            place.role,
            role_name(place.role, method),
            tuple(row for row in rows if row.seat.role == place.role and not row.seat.guest),
            tuple(lack for lack in lacks if lack.role == place.role and lack.seat is None),
            place.optional,
            may_name=names and place.named_by is not None,
        )
        for place in asked
    ]
    known = {place.role for place in asked}
    rest = tuple(row for row in rows if row.seat.role not in known and not row.seat.guest)
    return [*places, PlaceRow("", "", rest)] if rest else places


def contacts_page(request: Asked, arena: Arena) -> dict[str, object]:
    """The members as a teacher needs them: who, what, when at the school, who instead (R53)."""
    facts = facts_about([arena], request.today)
    title = name_of(arena, facts.method(arena))
    rows = [row for row in seat_rows(request, arena, facts, ()) if not row.seat.guest]
    return {
        "arena": arena,
        "title": title,
        "rows": sorted(rows, key=lambda row: not row.units),  # first those whom a teacher does not meet every day
        "crumbs": under(arena, title),
        "may_review": may(request, arena, "contacts.review"),
    }


def past_rows(request: Asked, seats: Iterable[Membership]) -> list[tuple[Membership, str]]:
    """Those who sat before, with the address of each whom the reader may read about."""
    found = list(seats)
    readable = readable_people(request, {seat.person_id for seat in found})
    return [(seat, seat.person.get_absolute_url() if seat.person_id in readable else "") for seat in found]


def way_back(request: Asked, arena: Arena) -> str:
    """The arena's page, or the own service's for a head of service who does not sit in the arena."""
    units = own_units(request)
    if not units or may(request, arena, "arena.read"):
        return arena.get_absolute_url()
    return reverse("people:unit", args=[min(units)])


def frame(arena: Arena, title: str, back: str = "") -> dict[str, object]:
    """What every form below an arena's page shows round itself."""
    return {
        "title": title,
        "back": back or arena.get_absolute_url(),
        "crumbs": under(arena, name_of(arena, method_of(arena))),
    }


def method_of(arena: Arena) -> Method | None:
    return None if arena.project is None else adapted(arena.project).method


def roles_of(arena: Arena, *, named_only: bool = False) -> list[tuple[str, str]]:
    """The places the method asks for here, by name; `named_only` keeps those that a head of service fills."""
    method = method_of(arena)
    places = method.arenas[arena.kind].places if method and arena.kind in method.arenas else ()
    chosen = [place.role for place in places if place.named_by is not None or not named_only]
    return [(role, role_name(role, method)) for role in dict.fromkeys(chosen)]


def professions_of(arena: Arena, role: str) -> tuple[str, ...]:
    """The professions that may fill a place; none for a place we do not know."""
    method = method_of(arena)
    return method.roles[role].professions if method and role in method.roles else ()


def kinds_to_open(unit: Unit, day: date) -> tuple[Project | None, list[tuple[str, str]]]:
    """The project the unit takes part in, and the standing arenas of its method that do not run here yet."""
    taking_part = participation_of(unit)
    if taking_part is None:
        return None, []
    project = taking_part.project
    method, level = adapted(project).method, "municipality" if unit.kind == UnitKind.OFFICE else "school"
    there = set(arenas_of_unit(unit, day).filter(project=project).values_list("kind", "group"))
    kinds = [kind for kind in method.arenas.values() if kind.standing and kind.level == level]
    wanted = [(kind.id, group) for kind in kinds for group in groups_of(kind, unit)]
    free = [Arena(unit=unit, project=project, kind=kind, group=group) for kind, group in wanted]
    shown = [arena for arena in free if (arena.kind, arena.group) not in there]
    return project, [("/".join(filter(None, [arena.kind, arena.group])), kind_name(arena, method)) for arena in shown]
