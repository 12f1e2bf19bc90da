"""Who sits where, loaded once for all papers: a fixed number of queries however many come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from samspill.conferences.models import Conference, Group, GroupSeat, Participant, Session, SessionKind
from samspill.conferences.queries import groups_of
from samspill.people.ordering import nordic


@dataclass(frozen=True, slots=True)
class Round:
    """A round of group talks, its number among the rounds, and its groups."""

    number: int
    session: Session
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Laid:
    """A conference as it is laid out: its parts, its rounds, and everybody who comes, by alphabet."""

    conference: Conference
    sessions: Sequence[Session]
    rounds: tuple[Round, ...]
    people: tuple[Participant, ...]
    seats: dict[tuple[int, int], Group]  # session and participant → group
    sitting: dict[int, tuple[Participant, ...]]  # group → who

    def group_of(self, person: Participant, turn: Round) -> Group | None:
        return self.seats.get((turn.session.pk, person.pk))

    def members(self, group: Group) -> tuple[Participant, ...]:
        return self.sitting.get(group.pk, ())


def laid_out(conference: Conference) -> Laid:
    sessions = list(conference.sessions.select_related("responsible"))
    rows = conference.participants.filter(absent=False).select_related("person", "unit")
    people = tuple(rows.order_by(nordic("person__name"), "pk"))
    groups = {group.pk: group for group in groups_of(conference).select_related("time_keeper__person")}
    found = GroupSeat.objects.filter(group__in=groups).values_list("session_id", "participant_id", "group_id")
    seats = {(session, person): groups[group] for session, person, group in found}
    return Laid(conference, sessions, _rounds(sessions, groups), people, seats, _sitting(people, sessions, seats))


def _rounds(sessions: Sequence[Session], groups: dict[int, Group]) -> tuple[Round, ...]:
    turns = [one for one in sessions if one.kind == SessionKind.GROUPS]
    by_session: dict[int, list[Group]] = defaultdict(list)
    for group in groups.values():
        by_session[group.session_id].append(group)
    return tuple(Round(number, one, tuple(by_session[one.pk])) for number, one in enumerate(turns, start=1))


def _sitting(
    people: Sequence[Participant], sessions: Sequence[Session], seats: dict[tuple[int, int], Group]
) -> dict[int, tuple[Participant, ...]]:
    """By alphabet, as `people` are."""
    made: dict[int, tuple[Participant, ...]] = {}
    for one in sessions:
        for person in people:
            if group := seats.get((one.pk, person.pk)):
                made[group.pk] = (*made.get(group.pk, ()), person)
    return made
