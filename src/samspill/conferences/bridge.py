"""A conference's rows as a problem for the composer, which knows nobody's name, and who sits where as it reads it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import combinations

from samspill.conferences.models import Conference, Group, GroupSeat, Participant, Session, Wish
from samspill.conferences.queries import rounds_of
from samspill.conferences.words import ATTRIBUTES, weights_of
from samspill.core import grouping as core

Source = tuple[str, int]  # "wish" or "pin", and the row's id


@dataclass(frozen=True, slots=True)
class Board:
    """Everything a composition of this conference is made of, loaded once. `people` are those who come."""

    conference: Conference
    sessions: tuple[Session, ...]
    everybody: dict[int, Participant]
    groups: dict[int, list[Group]]
    seats: dict[int, dict[int, GroupSeat]]  # session → participant
    wishes: tuple[Wish, ...]
    met: dict[core.Pair, int]

    @property
    def people(self) -> dict[int, Participant]:
        return {pk: one for pk, one in self.everybody.items() if not one.absent}

    @property
    def composed(self) -> bool:
        return any(self.seats.values())

    def attends(self, one: Participant, session: Session) -> bool:
        return session not in one.away_from.all()

    def open(self) -> tuple[Session, ...]:
        """The rounds that have not begun: only those are composed anew."""
        return tuple(one for one in self.sessions if one.begun_at is None)

    def ahead(self) -> tuple[Session, ...]:
        """The rounds in which people still sit or will sit."""
        return tuple(one for one in self.sessions if one.ended_at is None)


@dataclass(frozen=True, slots=True)
class Problem:
    """What the composer is asked, about which rounds, and from which row each of its wishes comes."""

    grouping: core.Grouping
    sessions: tuple[Session, ...]
    sources: tuple[Source, ...]

    @property
    def key(self) -> str:
        """The same for the same people, rounds and weights: a bound holds for no other."""
        asked = self.grouping
        rounds = [(one.kind, one.smallest, one.largest, one.by) for one in asked.rounds]
        said = repr((asked.members, asked.attributes, rounds, sorted(asked.met.items())))
        return sha256(said.encode()).hexdigest()[:16]


def load(conference: Conference) -> Board:
    sessions = tuple(rounds_of(conference))
    everybody = {
        one.pk: one for one in conference.participants.select_related("person", "unit").prefetch_related("away_from")
    }
    groups: dict[int, list[Group]] = {one.pk: [] for one in sessions}
    for group in Group.objects.filter(session__in=sessions).order_by("number"):
        groups[group.session_id].append(group)
    seats: dict[int, dict[int, GroupSeat]] = {one.pk: {} for one in sessions}
    for seat in GroupSeat.objects.filter(session__in=sessions):
        seats[seat.session_id][seat.participant_id] = seat
    wishes = tuple(conference.wishes.prefetch_related("people__person"))
    return Board(conference, sessions, everybody, groups, seats, wishes, met_before(conference, everybody.values()))


def met_before(conference: Conference, people: Iterable[Participant]) -> dict[core.Pair, int]:
    """Who sat together at the unit's conference before, and who works in one team, as much as either counts."""
    weights, here = weights_of(conference), list(people)
    met: dict[core.Pair, int] = defaultdict(int)
    if weights["last"]:
        for pair in _pairs(_circles_of_last(conference, here)):
            met[pair] = weights["last"]
    if weights["team"]:
        teams: dict[str, set[int]] = defaultdict(set)
        for one in here:
            if one.team:
                teams[one.team].add(one.pk)
        for pair in _pairs(teams.values()):
            met[pair] = max(met[pair], weights["team"])
    return dict(met)


def _circles_of_last(conference: Conference, people: Sequence[Participant]) -> list[set[int]]:
    earlier = Conference.objects.filter(unit=conference.unit_id, meeting__on__lt=conference.meeting.on)
    last = earlier.filter(sessions__seats__isnull=False).order_by("-meeting__on", "-pk").first()
    if last is None:
        return []
    now = {one.person_id: one.pk for one in people}
    circles: dict[int, set[int]] = defaultdict(set)
    rows = GroupSeat.objects.filter(session__conference=last, participant__person__in=now)
    for group, person in rows.values_list("group", "participant__person"):
        circles[group].add(now[person])
    return list(circles.values())


def _pairs(circles: Iterable[Collection[int]]) -> Iterable[core.Pair]:
    return {pair for circle in circles for pair in combinations(sorted(circle), 2)}


def problem_of(
    board: Board, sessions: Sequence[Session], *, people: Collection[int] | None = None, counted: bool = False
) -> Problem:
    """Ask about these rounds; what happened in the others counts as met. `counted`: as many groups as there are."""
    weights = weights_of(board.conference)
    here = {pk: one for pk, one in board.everybody.items() if pk in (board.people if people is None else people)}
    wishes, sources = _wishes(board, sessions, here)
    grouping = core.Grouping(
        members=tuple(_member(board, one, sessions, heads=bool(weights["heads"])) for one in here.values()),
        attributes=tuple(core.Attribute(name, weights[name]) for name in ATTRIBUTES),
        rounds=tuple(_round(board, one, len(here), counted=counted) for one in sessions),
        wishes=wishes,
        met=_met(board, sessions, here),
        needs_leader=bool(weights["leaders"]),
        needs_note_taker=bool(weights["note-takers"]),
    )
    return Problem(grouping, tuple(sessions), sources)


def levels_of(one: Participant) -> dict[str, str]:
    school = str(one.unit_id) if one.unit_id else ""
    return {"profession": one.profession, "school": school, "grade": one.grade, "years": one.years}


def _member(board: Board, one: Participant, sessions: Sequence[Session], *, heads: bool) -> core.Member:
    levels = levels_of(one)
    attends = frozenset(at for at, session in enumerate(sessions) if board.attends(one, session))
    return core.Member(
        id=one.pk,
        levels=tuple(levels[name] for name in ATTRIBUTES),
        rounds=None if len(attends) == len(sessions) else attends,
        may_lead=one.may_lead,
        may_note=one.may_note,
        is_head=one.is_head,
        unit="" if one.is_head and not heads else levels["school"],
        team=one.team,
    )


def _round(board: Board, session: Session, people: int, *, counted: bool) -> core.Round:
    """Where somebody is pinned the groups keep their number, if it still fits: a pin is to one of them."""
    there = len(board.groups[session.pk])
    pinned = any(seat.pinned for seat in board.seats[session.pk].values())
    fits = there * session.smallest <= people <= there * session.largest
    kept = there if there and (counted or (pinned and fits)) else None
    return core.Round(session.form or "mixed", kept, session.smallest, session.largest, session.by)  # type: ignore[arg-type]


def _wishes(
    board: Board, sessions: Sequence[Session], here: Collection[int]
) -> tuple[tuple[core.Wish, ...], tuple[Source, ...]]:
    place = {session.pk: at for at, session in enumerate(sessions)}
    made: list[tuple[core.Wish, Source]] = []
    for wish in board.wishes:
        people = tuple(sorted(one.pk for one in wish.people.all() if one.pk in here))
        if len(people) > 1 and (wish.session_id is None or wish.session_id in place):
            at = None if wish.session_id is None else place[wish.session_id]
            made.append((core.Wish(wish.kind, people, at), ("wish", wish.pk)))  # type: ignore[arg-type]
    for session in sessions:
        places = {group.pk: at for at, group in enumerate(board.groups[session.pk])}
        for pk, seat in board.seats[session.pk].items():
            if seat.pinned and pk in here:
                pin = core.Wish("pin", (pk,), place[session.pk], places[seat.group_id])
                made.append((pin, ("pin", seat.pk)))
    return tuple(wish for wish, _source in made), tuple(source for _wish, source in made)


def _met(board: Board, sessions: Sequence[Session], here: Collection[int]) -> dict[core.Pair, int]:
    met = defaultdict(int, {pair: times for pair, times in board.met.items() if pair[0] in here and pair[1] in here})
    for session in board.sessions:
        if session not in sessions:
            for group in places_of(board, session):
                for pair in combinations(sorted(set(group.people).intersection(here)), 2):
                    met[pair] += 1
    return dict(met)


def places_of(board: Board, session: Session) -> tuple[core.Group, ...]:
    """The groups of a round as the composer reads them: in the order of their numbers."""
    seated: dict[int, list[int]] = defaultdict(list)
    for pk, seat in board.seats[session.pk].items():
        seated[seat.group_id].append(pk)
    return tuple(
        core.Group(tuple(sorted(seated[group.pk])), group.leader_id, group.note_taker_id)
        for group in board.groups[session.pk]
    )


def composition_of(board: Board, sessions: Sequence[Session]) -> core.Composition:
    return core.Composition(tuple(places_of(board, session) for session in sessions))
