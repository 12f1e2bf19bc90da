"""Somebody is seated elsewhere by hand, changes places, is pinned."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samspill.conferences import laying
from samspill.conferences.actions.composing import begin, done, hold
from samspill.conferences.bridge import Board, composition_of, load, problem_of
from samspill.conferences.models import Composing, Conference, Group, Participant, Session
from samspill.conferences.telling import tell
from samspill.core import grouping as core
from samspill.journal.actions import note
from samspill.people.models import Person
from samspill.people.versions import StaleError, change


@transaction.atomic
def seat(
    conference: Conference,
    *,
    participant: Participant,
    session: Session,
    acting: Person | None,
    at: datetime,
    group: int | None = None,
    other: Participant | None = None,
    seen: int | None = None,
) -> Composing:
    """Seat somebody in the group with this number, or let them change places with `other`, in one round.

    Whoever is moved by hand is pinned there. `seen` is the number of the group the reader saw them in.
    """
    held = hold(conference)
    board = load(held)
    _demand_seats(board, session, participant, group)
    if seen is not None and seen != number_of(board, session, participant.pk):
        raise StaleError(held)
    made = begin(board, [session], "move", acting=acting, at=at)
    _move(board, session, participant.pk, group, other.pk if other else None)
    done(made, board, at=at, person=participant.pk, session=session.pk, to=number_of(board, session, participant.pk))
    return made


def _demand_seats(board: Board, session: Session, participant: Participant, group: int | None) -> None:
    if session not in board.ahead():
        raise ValidationError(_("This round is over, so its groups stay as they were."))
    if participant.pk not in board.people or not board.attends(board.people[participant.pk], session):
        raise ValidationError(_("%(name)s is not coming to this round.") % {"name": participant.person.name})
    if group is not None and not 1 <= group <= len(board.groups[session.pk]):
        raise ValidationError(_("There is no such group in this round. Choose one of those shown."))


def _move(board: Board, session: Session, person: int, group: int | None, other: int | None) -> None:
    problem, before = problem_of(board, [session]).grouping, composition_of(board, [session])
    if other is not None:
        try:
            after = core.swap(problem, before, person, other, 0)
        except ValueError as error:
            raise ValidationError(_("One of the two has no seat in this round. Choose a group instead.")) from error
    else:
        after = core.move(problem, before, person, (group or 1) - 1, 0)
    wanted = laying.from_core(board, session, after.rounds[0])
    hands = frozenset(one for one in (person, other) if one is not None)
    laying.lay(board, session, [laying.pinning(laid, hands) for laid in wanted])


def number_of(board: Board, session: Session, person: int) -> int:
    """The number of the group somebody sits in, 0 for none."""
    seat = board.seats[session.pk].get(person)
    return next((group.number for group in board.groups[session.pk] if seat and group.pk == seat.group_id), 0)


def told(made: Composing) -> str:
    """What was done, for those who cannot see it."""
    people = Participant.objects.select_related("person").get(pk=made.result["person"])
    holes: Mapping[str, object] = {"name": people.person.name, "number": made.result["to"]}
    return _("%(name)s now sits in group %(number)s, and stays there when the others are mixed again.") % holes


@transaction.atomic
def pin(
    conference: Conference,
    *,
    participant: Participant,
    acting: Person | None,
    at: datetime,
    on: bool,
    session: Session | None = None,
) -> Composing | None:
    """Keep somebody where they sit when the rest is mixed again, or let them go: in one round or in all."""
    held = hold(conference)
    board = load(held)
    sessions = [session] if session else list(board.ahead())
    seats = [board.seats[one.pk][participant.pk] for one in sessions if participant.pk in board.seats[one.pk]]
    if all(one.pinned == on for one in seats):
        return None
    made = begin(board, sessions, "pin", acting=acting, at=at)
    for one in seats:
        one.pinned = on
        one.save(update_fields=["pinned"])
    done(made, board, at=at)
    return made


@transaction.atomic
def place_all(
    conference: Conference,
    *,
    wanted: Mapping[tuple[int, int], int],
    seen: int | None,
    acting: Person | None,
    at: datetime,
) -> Composing | None:
    """Seat many at once: (round, participant) → number of the group. Whoever sits there already is left alone."""
    held = hold(conference, seen)
    board = load(held)
    ahead = {one.pk: one for one in board.ahead()}
    moves = [
        (ahead[session], person, group)
        for (session, person), group in wanted.items()
        if session in ahead and person in board.people and number_of(board, ahead[session], person) != group
    ]
    if not moves:
        return None
    sessions = list({session.pk: session for session, _person, _group in moves}.values())
    made = begin(board, sessions, "table", acting=acting, at=at)
    for session, person, group in moves:
        _demand_seats(board, session, board.people[person], group)
        _move(board, session, person, group, None)
    done(made, board, at=at, moved=len(moves))
    return made


@transaction.atomic
def change_group(group: Group, *, version: int | None, acting: Person | None, at: datetime, **fields: object) -> None:
    """Say where a group sits, what it is asked, and who does what in it."""
    held = hold(group.session.conference)
    differences = change(group, version=version, fields=fields)
    if differences:
        note("conference.group_changed", group, acting=acting, at=at)
        tell(held.pk, "group", group=group.pk)
