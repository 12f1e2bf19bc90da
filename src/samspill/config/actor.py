"""Build `request.actor` from where a person works and sits today, and set language and municipality."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from samspill.access.rules import Actor, Hat
from samspill.arenas.queries import memberships_on
from samspill.people.models import Municipality, Person, Profession
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
        request.municipality = self.municipality(request)  # type: ignore[attr-defined]
        return self.get_response(request)

    def municipality(self, request: HttpRequest) -> Municipality | None:
        """The one whose colours and menu the page wears: the reader's own, or the one chosen among several."""
        own = sorted(request.actor.municipalities)  # type: ignore[attr-defined]
        if not own:
            return None
        chosen = request.session.get("municipality")
        return Municipality.objects.defer("logo").get(pk=chosen if chosen in own else own[0])
