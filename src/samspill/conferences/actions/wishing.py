"""What the groups shall be like: who sits together or apart, what counts how much, what is done without."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samspill.conferences.actions.composing import compose, hold
from samspill.conferences.actions.conferring import change_participant
from samspill.conferences.bridge import load
from samspill.conferences.models import (
    Composing,
    ComposingState,
    Conference,
    GroupSeat,
    Participant,
    Session,
    Wish,
    WishKind,
)
from samspill.conferences.words import ATTRIBUTES, HABITS, weights_of
from samspill.journal.actions import note
from samspill.people.models import Person
from samspill.people.versions import StaleError, change


@transaction.atomic
def wish(
    conference: Conference,
    *,
    kind: str,
    people: Iterable[Participant],
    acting: Person | None,
    at: datetime,
    session: Session | None = None,
) -> Wish:
    """Let two or more sit together, or apart, in one round or in all. It counts when the groups are next mixed."""
    held, wanted = hold(conference), {one.pk: one for one in people}
    if len(wanted) < 2:
        raise ValidationError({"people": _("Choose at least two people.")})
    made = Wish.objects.create(conference=held, kind=WishKind(kind), session=session)
    made.people.set(wanted.values())
    note("conference.wish_added", held, acting=acting, at=at)
    return made


@transaction.atomic
def forget(found: Wish, *, acting: Person | None, at: datetime) -> None:
    held = hold(found.conference)
    found.delete()
    note("conference.wish_removed", held, acting=acting, at=at)


@transaction.atomic
def weigh(conference: Conference, *, weights: Mapping[str, int], acting: Person | None, at: datetime) -> None:
    """Say how much each thing counts when the groups are mixed: 0 is not at all."""
    held = hold(conference)
    known = {name: weights[name] for name in (*ATTRIBUTES, *HABITS) if name in weights}
    _set(held, known, acting, at)


def _set(held: Conference, weights: Mapping[str, int], acting: Person | None, at: datetime) -> None:
    now = {**held.weights, **{name: value for name, value in weights.items() if weights_of(held)[name] != value}}
    if change(held, version=None, fields={"weights": now}):
        note("conference.weights_changed", held, acting=acting, at=at)


@transaction.atomic
def do_without(failed: Composing, *, number: int, seed: int, acting: Person | None, at: datetime) -> Composing:
    """Give up one of the wishes that collide, for good, and put the groups together without it."""
    held = hold(failed.conference)
    conflict = failed.result.get("conflict")
    if failed.state != ComposingState.FAILED or not conflict or not 0 <= number < len(conflict["reasons"]):
        raise StaleError(held)
    _give_up(held, conflict["reasons"][number], conflict["session"], acting, at)
    return compose(held, seed=seed, acting=acting, at=at)


def _give_up(held: Conference, reason: Mapping[str, object], session: int, acting: Person | None, at: datetime) -> None:
    code, source = str(reason["code"]), reason["source"]
    if isinstance(source, list):
        kind, pk = source
        if kind == "pin":
            GroupSeat.objects.filter(pk=pk, session__conference=held).update(pinned=False)
        else:
            held.wishes.filter(pk=pk).delete()
        note("conference.wish_removed", held, acting=acting, at=at)
    elif code == "sizes":
        _fit(held, held.sessions.get(pk=session), acting, at)
    else:
        _set(held, {code: 0}, acting, at)


def _fit(held: Conference, session: Session, acting: Person | None, at: datetime) -> None:
    """Let the round's sizes be the nearest that divide those who come."""
    board = load(held)
    people = sum(board.attends(one, session) for one in board.people.values())
    smallest, largest = nearest(people, session.smallest, session.largest)
    if change(session, version=None, fields={"smallest": smallest, "largest": largest}):
        note("conference.programme_changed", held, acting=acting, at=at)


def nearest(people: int, smallest: int, largest: int) -> tuple[int, int]:
    """The bounds that change least, taken together, so that `people` can be divided into groups between them."""
    if people <= smallest:
        return max(1, people), max(1, people)
    ways = []
    for groups in range(1, people + 1):
        low, high = people // groups, -(-people // groups)
        ways.append((max(0, smallest - low) + max(0, high - largest), groups, low, high))
    _cost, _groups, low, high = min(ways)
    return min(smallest, low), max(largest, high)


@transaction.atomic
def can_lead(participant: Participant, *, acting: Person | None, at: datetime) -> None:
    """Somebody was asked to lead a group and said yes."""
    change_participant(participant, version=None, acting=acting, at=at, may_lead=True)
