"""Build `request.actor` from where a person works and sits today, and say which municipality the page belongs to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from django.contrib.auth.middleware import get_user
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from samspill.access.rules import Actor, Hat
from samspill.arenas.models import Membership
from samspill.arenas.queries import memberships_on
from samspill.config.naming import Naming
from samspill.guidance.models import Invitation
from samspill.guidance.queries import invited_to
from samspill.people.models import Municipality, Person, Position, Profession
from samspill.people.queries import positions_on

HAT_OF_PROFESSION = {
    Profession.SCHOOL_OWNER: "owner",
    Profession.SCHOOL_LEADER: "school-leader",
    Profession.SERVICE_HEAD: "service-head",
    Profession.ADMINISTRATOR: "administrator",
    Profession.GUIDANCE: "guidance",
    Profession.RESEARCHER: "researcher",
}

SEAT = (
    *("person_id", "leads", "guest", "arena__kind", "arena__group", "arena__name"),
    *("arena__unit__municipality_id", "arena__project__method", "arena__project__revision"),
)


def actor_for(person: Person | None, today: date) -> Actor:
    """Every hat `person` wears on `today`. Two queries, three for the guidance team."""
    if person is None or not person.is_active:
        return Actor()
    positions = positions_of(person, today)
    return actor_from(person, positions, seats_of(person, today), follows(person, positions, today))


def positions_of(person: Person, today: date) -> list[Position]:
    """Where somebody works today, the longest-held first."""
    rows = positions_on(today).filter(person=person).select_related(None).select_related("unit__municipality")
    return list(rows.order_by("since", "id"))


def seats_of(person: Person, today: date) -> list[Membership]:
    """Where somebody sits or stands in today, with no more than hats and their names need: every request asks."""
    rows = memberships_on(today).filter(Q(person=person) | Q(deputy=person))
    return list(rows.select_related(None).select_related("arena__unit", "arena__project").only(*SEAT))


def follows(person: Person, positions: Iterable[Position], today: date) -> list[Invitation]:
    """The schools that let somebody from the guidance team of their municipality follow them; none for anybody else."""
    guides = {one.unit.municipality_id for one in positions if one.profession == Profession.GUIDANCE}
    return list(invited_to(person, today).filter(unit__municipality__in=guides)) if guides else []


def actor_from(
    person: Person,
    positions: Iterable[Position],
    seats: Iterable[Membership],
    invitations: Iterable[Invitation] = (),
) -> Actor:
    invited = (Hat("guidance", one.unit.municipality_id, one.unit_id) for one in invitations)
    hats = [*_from_positions(positions), *_from_seats(person, seats), *invited]
    return Actor(person.pk, tuple(dict.fromkeys(hats)))


def _from_positions(positions: Iterable[Position]) -> Iterator[Hat]:
    for position in positions:
        place = position.unit.municipality_id, position.unit_id
        yield Hat("staff", *place)
        special = HAT_OF_PROFESSION.get(Profession(position.profession))
        if special:
            yield Hat(special, *place)


def _from_seats(person: Person, seats: Iterable[Membership]) -> Iterator[Hat]:
    for seat in seats:
        place = {"municipality": seat.arena.unit.municipality_id, "arena": seat.arena_id}
        if seat.person_id == person.pk and seat.guest:
            yield Hat("guest", **place)
            continue
        yield Hat("member", **place)
        if seat.leads and seat.person_id == person.pk:
            yield Hat("arena-lead", **place)


class ActorMiddleware:
    """Give every request `person`, `today`, `positions`, `actor`, `municipality` and `name_of` (a hat's place)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = get_user(request)  # the row itself: `request.user` only pretends to be one
        person = user if isinstance(user, Person) else None
        today = timezone.localdate()
        positions = positions_of(person, today) if person else []
        seats = seats_of(person, today) if person else []
        invited = follows(person, positions, today) if person else []
        request.person, request.today, request.positions = person, today, positions  # type: ignore[attr-defined]
        actor = actor_from(person, positions, seats, invited) if person else Actor()
        units = [*(one.unit for one in positions), *(one.unit for one in invited)]
        request.actor, request.name_of = actor, Naming(units, seats)  # type: ignore[attr-defined]
        request.municipality = municipality(request, actor, positions)  # type: ignore[attr-defined]
        return self.get_response(request)


def municipality(request: HttpRequest, actor: Actor, positions: Iterable[Position]) -> Municipality | None:
    """The one whose colours and menu the page wears: the reader's own, or the one chosen among several."""
    own = sorted(actor.municipalities)
    if not own:
        return None
    chosen = request.session.get("municipality")
    wanted = chosen if chosen in own else own[0]
    loaded = {position.unit.municipality_id: position.unit.municipality for position in positions}
    return loaded.get(wanted) or Municipality.objects.get(pk=wanted)
