"""The programme of a conference: parts changed, taken out, put back, put in order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samspill.conferences.actions.conferring import add_session
from samspill.conferences.models import Conference, Point, Session
from samspill.journal.actions import note
from samspill.people.models import Person
from samspill.people.versions import StaleError, change


@transaction.atomic
def put_in(conference: Conference, *, acting: Person | None, at: datetime, place: int = 0, **fields: Any) -> Session:
    """Add a part at the end, or at its place in the order (from 1)."""
    demand_open(conference)
    made = add_session(conference, acting=acting, at=at, **fields)
    if place:
        rows = [one for one in conference.sessions.all() if one.pk != made.pk]
        rows.insert(place - 1, made)
        _number(rows)
    return made


@transaction.atomic
def change_session(
    session: Session, *, version: int | None, acting: Person | None, at: datetime, **fields: Any
) -> None:
    """Say it otherwise, or give it another length."""
    demand_open(session.conference)
    if change(session, version=version, fields=fields):
        note("conference.programme_changed", session.conference, acting=acting, at=at)


@transaction.atomic
def take_out(session: Session, *, acting: Person | None, at: datetime, sure: bool = False) -> dict[str, Any]:
    """Take a part out of the programme and give back what it was, so that it can be put in again.

    Groups go with their round, which is asked about first (`sure`); what a group has said keeps its round.
    """
    demand_open(session.conference)
    if session.begun_at or Point.objects.filter(group__session=session).exists():
        raise ValidationError(_("The groups have begun to work with this, so it stays in the programme."))
    if not sure and session.groups.exists():
        raise ValidationError({"sure": _("This round has groups. Tick here if they may go with it.")})
    names = ("kind", "form", "by", "theme", "question", "treats", "minutes", "smallest", "largest")
    was = {name: getattr(session, name) for name in names} | {"place": _place(session)}
    session.delete()
    _number(list(session.conference.sessions.all()))
    note("conference.programme_changed", session.conference, acting=acting, at=at)
    return was


@transaction.atomic
def arrange(
    conference: Conference, *, order: Sequence[int], seen: Sequence[int], acting: Person | None, at: datetime
) -> None:
    """Save the order of the programme. `seen` is the order the reader had: if it is another now, nothing is moved."""
    held = Conference.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=conference.pk)
    rows = {one.pk: one for one in held.sessions.all()}
    if list(rows) != list(seen) or set(order) != set(rows):
        raise StaleError(held)
    demand_open(held)
    if list(order) != list(seen):
        _number([rows[pk] for pk in order])
        note("conference.programme_changed", conference, acting=acting, at=at)


def demand_open(conference: Conference) -> None:
    if conference.meeting.ended_at or conference.meeting.called_off:
        raise ValidationError(_("The conference is over or called off, so its programme stays as it is."))


def _place(session: Session) -> int:
    return list(session.conference.sessions.values_list("pk", flat=True)).index(session.pk) + 1


def _number(rows: Sequence[Session]) -> None:
    """Give the rows the places 1, 2, 3 …; no row is newer by that."""
    moved = [(place, row) for place, row in enumerate(rows, start=1) if row.place != place]
    for place, row in moved:
        row.place = place
    Session.objects.bulk_update([row for _place, row in moved], ["place"])
