"""Calling a meeting: its day, its agenda's standing points, and who is invited."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time

from django.db import transaction

from samspill.arenas.models import Arena
from samspill.arenas.queries import memberships_on
from samspill.journal.actions import note
from samspill.meetings.actions.agenda import begin_agenda
from samspill.meetings.actions.collecting import collect
from samspill.meetings.models import Meeting, Presence, Series
from samspill.people.models import Person
from samspill.people.versions import save_new


@transaction.atomic
def call_meeting(
    arena: Arena,
    *,
    on: date,
    minutes: int,
    acting: Person | None,
    at: datetime,
    begins: time | None = None,
    part_minutes: int | None = None,
    place: str = "",
    title: str = "",
    inbox_closes: datetime | None = None,
    minute_taker: Person | None = None,
    series: Series | None = None,
    only: Iterable[Person] | None = None,
    collecting: bool = True,
) -> Meeting:
    """Call a meeting of the arena: its standing points are on the agenda, its members of that day invited.

    Nobody hears of it until the agenda is sent. With `only`, these are invited by name instead of all members.
    Whoever calls many has what is due collected afterwards, and not `collecting` here.
    """
    meeting = save_new(
        Meeting(
            arena=arena,
            series=series,
            on=on,
            begins=begins,
            minutes=minutes,
            part_minutes=part_minutes,
            place=place,
            title=title,
            inbox_closes=inbox_closes,
            minute_taker=minute_taker,
            by_name=only is not None,
        )
    )
    invite_members(meeting, only=only)
    begin_agenda(meeting, at=at)
    note("meeting.called", meeting, acting=acting, at=at)
    if collecting:
        collect(meeting, acting=acting, at=at)
    return meeting


def invite_members(meeting: Meeting, *, only: Iterable[Person] | None = None) -> None:
    """Invite everybody with a seat on the day of the meeting who is not invited yet, once each.

    To a meeting by name nobody comes but those it was called for; whoever of them has no seat comes as a guest.
    """
    if meeting.by_name and only is None:
        return
    named = None if only is None else {person.pk: person for person in only}
    there = set(meeting.presences.values_list("person_id", flat=True))
    rows: dict[int, Presence] = {}
    for seat in memberships_on(meeting.on).filter(arena_id=meeting.arena_id).select_related(None):
        wanted = named is None or seat.person_id in named
        if wanted and seat.person_id not in there and seat.person_id not in rows:
            rows[seat.person_id] = Presence(meeting=meeting, person_id=seat.person_id, role=seat.role, guest=seat.guest)
    for pk, person in (named or {}).items():
        if pk not in there and pk not in rows:
            rows[pk] = Presence(meeting=meeting, person=person, guest=True)
    Presence.objects.bulk_create(rows.values())
