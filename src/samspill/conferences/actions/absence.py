"""Somebody is not there on the day, or comes unexpectedly: the fewest moves that let every group work."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from samspill.conferences.actions.composing import begin, done, hold, lay_composition
from samspill.conferences.actions.conferring import add_participants, change_participant
from samspill.conferences.actions.participants import add_guest
from samspill.conferences.bridge import Board, Problem, composition_of, load, problem_of
from samspill.conferences.models import Composing, Conference, Participant, Session
from samspill.core import grouping as core
from samspill.core.grouping.duties import appointed
from samspill.meetings.actions.attendance import join, mark
from samspill.meetings.models import Here
from samspill.people.actions import add_person
from samspill.people.models import Person
from samspill.people.versions import StaleError

BUDGET = core.Budget(25_000_000)


@dataclass(frozen=True, slots=True)
class Step:
    """One sentence of a proposal: somebody goes from one group to another (0: had no seat), or gets a duty."""

    person: int
    session: Session
    before: int
    after: int
    duty: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Where everybody sits when `away` are away and `here` are there; `steps` are what is told."""

    away: frozenset[int]
    here: frozenset[int]
    stay: frozenset[int]
    sessions: tuple[Session, ...]
    composition: core.Composition
    steps: tuple[Step, ...]
    proven: bool

    @property
    def moved(self) -> frozenset[int]:
        """Those who would have to get up, and might rather stay."""
        return frozenset(step.person for step in self.steps if step.before and step.after != step.before)

    @property
    def key(self) -> str:
        said = [(step.person, step.session.pk, step.before, step.after, step.duty) for step in self.steps]
        return sha256(repr((sorted(self.away), sorted(self.here), said)).encode()).hexdigest()[:16]


def propose(
    conference: Conference, *, away: Collection[int] = (), here: Collection[int] = (), stay: Collection[int] = ()
) -> Proposal:
    """Find the fewest moves; `stay` are people who are not to be moved. Raises core.Impossible.

    The groups of a round keep their number if that can be, else there are fewer or more of them.
    """
    board = load(conference)
    sessions = tuple(one for one in board.ahead() if board.seats[one.pk])
    before = composition_of(board, sessions)
    people = (board.people.keys() | set(here)) - set(away)
    try:
        found = _repaired(board, sessions, before, people, stay, counted=True)
    except core.Impossible:
        found = _repaired(board, sessions, before, people, stay, counted=False)
    steps = tuple(_steps(sessions, before, found.composition))
    sets = frozenset(away), frozenset(here), frozenset(stay)
    return Proposal(*sets, sessions, found.composition, steps, found.stopped == "proven")


def nothing(conference: Conference, away: int) -> Proposal:
    """Only the seat is given up. Duties go to those who sit in the group."""
    board = load(conference)
    sessions = tuple(one for one in board.ahead() if board.seats[one.pk])
    before = composition_of(board, sessions)
    problem = problem_of(board, sessions, people=board.people.keys() | {away})
    seats = [
        [[pk for pk in group.people if pk != away and pk in board.people] for group in groups]
        for groups in before.rounds
    ]
    after = appointed(problem.grouping, seats, before)
    steps = tuple(_steps(sessions, before, after))
    return Proposal(frozenset({away}), frozenset(), frozenset(), sessions, after, steps, proven=True)


def _repaired(
    board: Board,
    sessions: Sequence[Session],
    before: core.Composition,
    people: Collection[int],
    stay: Collection[int],
    *,
    counted: bool,
) -> core.Composed:
    problem = problem_of(board, sessions, people=people, counted=counted)
    return core.repair(_staying(problem, before, stay), before, budget=BUDGET)


def _staying(problem: Problem, before: core.Composition, stay: Collection[int]) -> core.Grouping:
    pins = [
        core.Wish("pin", (pk,), at, place)
        for at, groups in enumerate(before.rounds)
        for place, group in enumerate(groups)
        for pk in group.people
        if pk in stay
    ]
    return replace(problem.grouping, wishes=(*problem.grouping.wishes, *pins))


def _steps(sessions: Sequence[Session], before: core.Composition, after: core.Composition) -> list[Step]:
    found = []
    for session, old, new in zip(sessions, before.rounds, after.rounds, strict=True):
        was = {pk: place for place, group in enumerate(old, start=1) for pk in group.people}
        for place, group in enumerate(new, start=1):
            found += [Step(pk, session, was.get(pk, 0), place) for pk in group.people if was.get(pk, 0) != place]
            found += _duties(session, place, old[place - 1] if place <= len(old) else core.Group(()), group)
    return found


def _duties(session: Session, place: int, old: core.Group, new: core.Group) -> list[Step]:
    changed = (("leader", old.leader, new.leader), ("note_taker", old.note_taker, new.note_taker))
    return [Step(pk, session, place, place, duty) for duty, was, pk in changed if pk is not None and pk != was]


@transaction.atomic
def accept(conference: Conference, proposal: Proposal, *, key: str, acting: Person | None, at: datetime) -> Composing:
    """Let it be as proposed. `key` is the proposal that was read: if it is another by now, StaleError."""
    held = hold(conference)
    if proposal.key != key:
        raise StaleError(held)
    board = load(held)
    changing = sorted(pk for pk in proposal.away | proposal.here if pk in board.everybody)
    made = begin(board, proposal.sessions, "repair", acting=acting, at=at, absent=changing)
    for pk in changing:
        _mark(held, board.everybody[pk], here=pk in proposal.here, acting=acting, at=at)
    lay_composition(board, proposal.sessions, proposal.composition)
    done(made, board, at=at, moved=len(proposal.moved))
    return made


def _mark(held: Conference, one: Participant, *, here: bool, acting: Person | None, at: datetime) -> None:
    """On the day the meeting's attendance says the same."""
    change_participant(one, version=None, acting=acting, at=at, absent=not here)
    if timezone.localdate(at) != held.meeting.on:
        return
    presence = held.meeting.presences.filter(person=one.person_id).first()
    if here:
        join(held.meeting, one.person, acting=acting, at=at)
    elif presence:
        mark(presence, Here.ABSENT, acting=acting, at=at)


@transaction.atomic
def arrive(
    conference: Conference,
    *,
    acting: Person | None,
    at: datetime,
    person: Person | None = None,
    name: str = "",
    email: str = "",
) -> Participant:
    """Put somebody who came on the list: somebody we know, or a guest, whose address nobody needs to know."""
    held = hold(conference)
    if person is None and email:
        return add_guest(held, name=name, email=email, acting=acting, at=at)
    guest = person or add_person(name=name, acting=acting, at=at)
    made = add_participants(held, [guest], guests=person is None, acting=acting, at=at)
    return made[0] if made else held.participants.get(person=guest)
