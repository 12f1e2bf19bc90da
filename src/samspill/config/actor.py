"""Build `request.actor` from where a person works and sits today, and set language and municipality."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from samspill.access.rules import Actor, Hat
from samspill.arenas.queries import memberships_on
from samspill.people.models import Person, Profession, UnitKind
from samspill.people.queries import positions_on

HAT_OF_PROFESSION = {
    Profession.SCHOOL_OWNER: "owner",
    Profession.SCHOOL_LEADER: "school-leader",
    Profession.SERVICE_HEAD: "service-head",
    Profession.ADMINISTRATOR: "administrator",
    Profession.GUIDANCE: "guidance",
    Profession.RESEARCHER: "researcher",
}


def actor_for(person: Person | None, today: date) -> Actor:
    """Every hat `person` wears on `today`. Two queries."""
    if person is None or not person.is_active:
        return Actor()
    return Actor(person.pk, tuple(dict.fromkeys([*_from_positions(person, today), *_from_memberships(person, today)])))


def _from_positions(person: Person, today: date) -> Iterator[Hat]:
    for position in positions_on(today).filter(person=person):
        place = position.unit.municipality_id, position.unit_id
        yield Hat("staff", *place)
        special = HAT_OF_PROFESSION.get(Profession(position.profession))
        if special:
            yield Hat(special, *place)
        elif position.unit.kind == UnitKind.OFFICE:
            continue


def _from_memberships(person: Person, today: date) -> Iterator[Hat]:
    for seat in memberships_on(today).filter(person=person):
        municipality = seat.arena.unit.municipality_id
        if seat.guest:
            yield Hat("guest", municipality, arena=seat.arena_id)
            continue
        yield Hat("member", municipality, arena=seat.arena_id)
        if seat.leads:
            yield Hat("arena-lead", municipality, arena=seat.arena_id)
    for seat in memberships_on(today).filter(deputy=person):
        yield Hat("member", seat.arena.unit.municipality_id, arena=seat.arena_id)


class ActorMiddleware:
    """Give every request `actor`, `today`, `person` and the reader's language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        person = request.user if isinstance(request.user, Person) else None
        today = timezone.localdate()
        request.person, request.today = person, today  # type: ignore[attr-defined]
        request.actor = actor_for(person, today)  # type: ignore[attr-defined]
        return self.get_response(request)
