"""One person, chosen on the board: where they sit in every round, and what may be done about it."""

from __future__ import annotations

from dataclasses import dataclass

from samspill.conferences.bridge import Board
from samspill.conferences.compose_words import about
from samspill.conferences.models import Group, GroupSeat, Participant, Session


@dataclass(frozen=True, slots=True)
class Place:
    """Where the person sits in one round, and where else there is a group."""

    session: Session
    number: int
    seat: GroupSeat | None
    group: Group | None
    others: tuple[Group, ...]
    neighbours: tuple[Participant, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    participant: Participant
    about: str
    places: tuple[Place, ...]
    wishes: tuple[tuple[str, str, int], ...]


def person_of(board: Board, pk: int | None, session: Session | None) -> Chosen | None:
    one = board.everybody.get(pk or 0)
    if one is None or session is None:
        return None
    places = tuple(_place(board, one, at, session) for at, session in enumerate(board.sessions, start=1))
    return Chosen(one, about(one), places, ())


def _place(board: Board, one: Participant, number: int, session: Session) -> Place:
    seats = board.seats[session.pk]
    seat = seats.get(one.pk)
    groups = board.groups[session.pk]
    group = next((group for group in groups if seat and group.pk == seat.group_id), None)
    others = tuple(other for other in groups if other is not group)
    near = [pk for pk, other in seats.items() if seat and other.group_id != seat.group_id]
    neighbours = sorted((board.everybody[pk] for pk in near), key=lambda other: other.person.name)
    return Place(session, number, seat, group, others, tuple(neighbours))
