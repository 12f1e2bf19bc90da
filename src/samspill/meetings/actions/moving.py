"""A meeting that is called: moved, changed, called off, or taken as the pattern for another."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from samspill.followups.queries import OPEN, made_in
from samspill.journal.actions import note
from samspill.meetings import inviting
from samspill.meetings.actions.agenda import add_item
from samspill.meetings.actions.calling import call_meeting
from samspill.meetings.models import Item, ItemState, Meeting, Presence
from samspill.people.models import Person
from samspill.people.versions import change

# What calendars must hear of, once somebody has been invited: each change raises the entry's SEQUENCE (RFC 5546).
HEARD = frozenset({"on", "begins", "minutes", "place", "title", "called_off"})


@transaction.atomic
def move_meeting(
    meeting: Meeting,
    *,
    on: date,
    begins: time | None,
    version: int | None,
    acting: Person | None,
    at: datetime,
    reason: str = "",
    also: Mapping[str, object] | None = None,
) -> None:
    """Hold it on another day or at another hour. What was called off is planned anew by this.

    `also` is what else changes with it (place, length), so that people hear of it in one mail.

    Any day is accepted: holidays and clashes are warned of where it is chosen.
    """
    _demand_not_begun(meeting)
    fields: dict[str, object] = {"on": on, "begins": begins, "called_off": "", **(also or {})}
    if meeting.inbox_closes and on != meeting.on:
        fields["inbox_closes"] = meeting.inbox_closes + (on - meeting.on)
    _change(meeting, "meeting.moved", fields, version=version, acting=acting, at=at, why=reason)


@transaction.atomic
def change_meeting(
    meeting: Meeting, *, version: int | None, acting: Person | None, at: datetime, **fields: object
) -> None:
    """Change its title, length, the part for development, place, when matters close or who takes the minutes."""
    if meeting.approved_at:
        raise ValidationError(_("The minutes of this meeting are approved, so it stands as it was."))
    _change(meeting, "meeting.changed", fields, version=version, acting=acting, at=at)


@transaction.atomic
def call_off_meeting(
    meeting: Meeting, *, reason: str, version: int | None, acting: Person | None, at: datetime
) -> None:
    """Call it off and say why. It stays in the list; moving it to a new day plans it again."""
    _demand_not_begun(meeting)
    if not reason.strip():
        raise ValidationError({"reason": _("Write why it is called off, so that others understand it later.")})
    _change(meeting, "meeting.called_off", {"called_off": reason}, version=version, acting=acting, at=at, why=reason)


@transaction.atomic
def duplicate_meeting(
    meeting: Meeting,
    *,
    on: date,
    begins: time | None,
    acting: Person | None,
    at: datetime,
    items: bool = False,
    thread: bool = False,
    attendees: bool = False,
    frame: bool = True,
) -> Meeting:
    """Call another meeting after the pattern of this one. What comes along is copied: this one stays as it is.

    `items` are matters beyond the method's standing points; `thread` takes up what was promised here and is open;
    `attendees` invites guests and substitutes too; `frame` keeps place and title, beside the length.
    """
    made = call_meeting(
        meeting.arena,
        on=on,
        begins=begins,
        minutes=meeting.minutes,
        part_minutes=meeting.part_minutes,
        place=meeting.place if frame else "",
        title=meeting.title if frame else "",
        acting=acting,
        at=at,
    )
    if items:
        _copy_items(meeting, made, acting, at)
    if thread:
        _take_up(meeting, made, acting, at)
    if attendees:
        _invite_also(meeting, made)
    return made


def _copy_items(meeting: Meeting, made: Meeting, acting: Person | None, at: datetime) -> None:
    for item in meeting.items.filter(state=ItemState.AGENDA, point="", source=""):
        copy = add_item(
            made,
            title=item.title,
            text=item.text,
            owner=item.owner,
            minutes=item.minutes,
            tryout=item.tryout,
            treats=item.treats,
            acting=acting,
            at=at,
        )
        Item.objects.filter(pk=copy.pk).update(came_from=item)


def _take_up(meeting: Meeting, made: Meeting, acting: Person | None, at: datetime) -> None:
    there = set(made.items.filter(source="followup").values_list("source_id", flat=True))
    for row in made_in("meeting", [meeting.pk]).filter(OPEN):
        if row.pk not in there:
            add_item(
                made,
                title=row.text[:200],
                owner=row.who,
                source="followup",
                source_id=row.pk,
                source_url=row.get_absolute_url(),
                acting=acting,
                at=at,
            )


def _invite_also(meeting: Meeting, made: Meeting) -> None:
    there = set(made.presences.values_list("person_id", flat=True))
    Presence.objects.bulk_create(
        Presence(
            meeting=made, person_id=row.person_id, role=row.role, guest=row.guest, stands_in_for_id=row.stands_in_for_id
        )
        for row in meeting.presences.all()
        if row.person_id not in there
    )


def _demand_not_begun(meeting: Meeting) -> None:
    if meeting.begun_at or meeting.ended_at:
        raise ValidationError(_("This meeting has begun, so its day stands. Call another meeting instead."))


def _change(
    meeting: Meeting,
    verb: str,
    fields: dict[str, object],
    *,
    version: int | None,
    acting: Person | None,
    at: datetime,
    why: str = "",
) -> None:
    was = inviting.before(meeting)
    differences = change(meeting, version=version, fields=fields)
    if not differences:
        return
    note(verb, meeting, acting=acting, at=at, why=why, changes=differences)
    if HEARD & set(differences):
        Meeting.objects.filter(pk=meeting.pk).update(sequence=F("sequence") + 1)
        meeting.sequence += 1
        inviting.bring_invited_up_to_date(meeting, was=was, acting=acting, at=at)
