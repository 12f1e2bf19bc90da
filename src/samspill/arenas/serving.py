"""What the head of a service sees to: who comes from the service to each school, and who stands in (R40)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from samspill.arenas.bridge import Facts, facts_about
from samspill.arenas.models import Arena, Membership
from samspill.arenas.queries import ARENAS, passing
from samspill.arenas.words import name_of, role_name
from samspill.methods.schema import Place
from samspill.people.models import Unit, UnitKind
from samspill.people.queries import positions_on, running


@dataclass(frozen=True, slots=True)
class Served:
    """One place at one school that this service fills; `words` says what lacks, `url` leads to where it is mended."""

    school: str
    arena: str
    role: str
    seat: Membership | None
    words: str
    way: str
    url: str


def served_by(units: Iterable[Unit], day: date) -> list[Served]:
    """Every place in the municipality that these services fill or should. The queries do not grow with the schools."""
    services = [unit for unit in units if unit.kind == UnitKind.SERVICE]
    if not services:
        return []
    works = list(positions_on(day).filter(unit__in=services).values_list("person", "profession"))
    homes = {unit.municipality_id for unit in services}
    arenas = list(ARENAS.filter(running(day), ~passing(), unit__municipality__in=homes).exclude(project=None))
    facts = facts_about(arenas, day)
    people, professions = {person for person, _job in works}, {job for _person, job in works}
    return [row for arena in arenas for row in _rows(arena, facts, people, professions)]


def _rows(arena: Arena, facts: Facts, people: set[int], professions: set[str]) -> Iterator[Served]:
    kind, method = facts.kind(arena), facts.method(arena)
    for place in kind.places if kind and method else ():
        if place.named_by is None or not method or professions.isdisjoint(method.roles[place.role].professions):
            continue
        seats = [seat for seat in facts.seats_in(arena) if seat.role == place.role]
        own = [seat for seat in seats if seat.person_id in people]
        for seat in own:
            yield _filled(arena, place, seat, facts)
        if not seats:
            yield _vacant(arena, place, facts)


def _filled(arena: Arena, place: Place, seat: Membership, facts: Facts) -> Served:
    lacks = place.deputy and seat.deputy is None
    return _served(
        arena,
        place,
        facts,
        seat=seat,
        words=_("No deputy is named.") if lacks else "",
        way=_("Name a deputy") if lacks else _("Another deputy"),
        url=reverse("arenas:deputy", args=[seat.pk]),
    )


def _vacant(arena: Arena, place: Place, facts: Facts) -> Served:
    url = f"{reverse('arenas:representative', args=[arena.pk])}?role={place.role}"
    words, way = _("Nobody is named from your service."), _("Name who represents your service")
    return _served(arena, place, facts, seat=None, words=words, way=way, url=url)


def _served(
    arena: Arena, place: Place, facts: Facts, *, seat: Membership | None, words: str, way: str, url: str
) -> Served:
    method = facts.method(arena)
    return Served(arena.unit.name, name_of(arena, method), role_name(place.role, method), seat, words, way, url)
