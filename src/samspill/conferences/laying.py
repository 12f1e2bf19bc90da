"""Groups and seats as rows: laid down from a composition or from what was, and remembered for taking back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samspill.conferences.bridge import Board
from samspill.conferences.codes import new_code
from samspill.conferences.models import Group, GroupSeat, Point, Session
from samspill.core import grouping as core

DUTIES = ("leader", "note_taker", "rapporteur", "time_keeper")


@dataclass(frozen=True, slots=True)
class Laid:
    """One group: who sits in it, who of them is pinned, and who has which duty."""

    people: tuple[int, ...]
    pinned: frozenset[int] = frozenset()
    leader: int | None = None
    note_taker: int | None = None
    rapporteur: int | None = None
    time_keeper: int | None = None


def laid_of(board: Board, session: Session) -> list[Laid]:
    """The groups as they are."""
    seats = board.seats[session.pk]
    found = []
    for group in board.groups[session.pk]:
        people = tuple(sorted(pk for pk, seat in seats.items() if seat.group_id == group.pk))
        pinned = frozenset(pk for pk in people if seats[pk].pinned)
        found.append(
            Laid(people, pinned, group.leader_id, group.note_taker_id, group.rapporteur_id, group.time_keeper_id)
        )
    return found


def from_core(board: Board, session: Session, groups: Sequence[core.Group]) -> list[Laid]:
    """What the composer found, with pins kept where they hold, and the two duties it knows nothing of.

    The leader speaks for the group unless somebody else was chosen; somebody without a duty keeps the time.
    """
    pins = {pk for pk, seat in board.seats[session.pk].items() if seat.pinned}
    old = laid_of(board, session)
    found = []
    for at, group in enumerate(groups):
        was = old[at] if at < len(old) else Laid(())
        found.append(_with_duties(group, was, pins))
    return found


def _with_duties(group: core.Group, was: Laid, pins: Collection[int]) -> Laid:
    chosen = was.rapporteur if was.rapporteur != was.leader else None
    rapporteur = chosen if chosen in group.people else group.leader
    free = [one for one in group.people if one not in (group.leader, group.note_taker)]
    keeper = was.time_keeper if was.time_keeper in free else next(iter(free), None)
    return Laid(
        group.people, frozenset(pins).intersection(group.people), group.leader, group.note_taker, rapporteur, keeper
    )


def lay(board: Board, session: Session, wanted: Sequence[Laid]) -> None:
    """Make the round's rows say this. Groups keep their number, room, question and code."""
    rows = _enough(board, session, len(wanted))
    changed = []
    for group, laid in zip(rows, wanted, strict=True):
        if any(getattr(group, f"{duty}_id") != getattr(laid, duty) for duty in DUTIES):
            for duty in DUTIES:
                setattr(group, f"{duty}_id", getattr(laid, duty))
            group.version += 1
            changed.append(group)
    Group.objects.bulk_update(changed, [*DUTIES, "version"])
    _seat(board, session, rows, wanted)


def _enough(board: Board, session: Session, number: int) -> list[Group]:
    rows = board.groups[session.pk]
    for group in rows[number:]:
        if Point.objects.filter(group=group).exists():
            raise ValidationError(_("A group has begun to write, so the number of groups in this round stays."))
        group.delete()
    del rows[number:]
    new = [Group(session=session, number=place, code=new_code()) for place in range(len(rows) + 1, number + 1)]
    rows += Group.objects.bulk_create(new)
    return rows


def _seat(board: Board, session: Session, rows: Sequence[Group], wanted: Sequence[Laid]) -> None:
    seats = board.seats[session.pk]
    places = {pk: (group, pk in laid.pinned) for group, laid in zip(rows, wanted, strict=True) for pk in laid.people}
    GroupSeat.objects.filter(pk__in=[seats.pop(pk).pk for pk in list(seats) if pk not in places]).delete()
    moved, new = [], []
    for pk, (group, pinned) in places.items():
        seat = seats.get(pk)
        if seat is None:
            seats[pk] = GroupSeat(group=group, session=session, participant_id=pk, pinned=pinned)
            new.append(seats[pk])
        elif (seat.group_id, seat.pinned) != (group.pk, pinned):
            seat.group, seat.pinned = group, pinned
            moved.append(seat)
    GroupSeat.objects.bulk_update(moved, ["group", "pinned"])
    GroupSeat.objects.bulk_create(new)


# Remembering


def remembered(board: Board, sessions: Sequence[Session], absent: Collection[int] = ()) -> dict[str, Any]:
    """Who sits where in these rounds, as JSON; `absent` are those whose coming or not is about to change."""
    rounds = {
        str(one.pk): [[list(laid.people), sorted(laid.pinned), *_duties(laid)] for laid in laid_of(board, one)]
        for one in sessions
    }
    return {"rounds": rounds, "absent": {str(pk): board.everybody[pk].absent for pk in absent}}


def _duties(laid: Laid) -> list[int | None]:
    return [getattr(laid, duty) for duty in DUTIES]


def put_back(board: Board, before: dict[str, Any]) -> None:
    """Lay the rounds as they were, without those who are no longer on the list; a round that has ended stays."""
    for session in board.ahead():
        was = before["rounds"].get(str(session.pk))
        if was is not None:
            lay(board, session, [_still(board, Laid(tuple(row[0]), frozenset(row[1]), *row[2:])) for row in was])


def _still(board: Board, laid: Laid) -> Laid:
    here = board.everybody.keys()
    gone: dict[str, Any] = {duty: None for duty in DUTIES if getattr(laid, duty) not in here}
    return replace(laid, people=tuple(pk for pk in laid.people if pk in here), **gone)


def pinning(laid: Laid, people: Collection[int]) -> Laid:
    """The same group with these of its people pinned."""
    return replace(laid, pinned=laid.pinned | frozenset(people).intersection(laid.people))
