"""The list of participants: kept in one table, people taken off and put back, guests, those who declined."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspill.conferences.actions.conferring import add_participants, change_participant
from samspill.conferences.models import Conference, Participant, Session
from samspill.journal.actions import note
from samspill.meetings.inviting import uninvite
from samspill.meetings.models import Reply
from samspill.people.actions import add_person
from samspill.people.models import Person

# Lazy: the letter speaks the language of whoever reads it.
OFF_THE_LIST = gettext_lazy("You are not on the list of this conference any more, so it leaves your calendar.")


@dataclass(frozen=True, slots=True)
class Wanted:
    """How one row of the table is to be; `away` are the parts somebody is not there for."""

    version: int
    may_lead: bool
    may_note: bool
    absent: bool
    away: frozenset[int]


@transaction.atomic
def change_list(conference: Conference, *, wanted: Mapping[int, Wanted], acting: Person | None, at: datetime) -> int:
    """Save what is ticked in many rows at once, and give back how many changed. Whoever was taken off stays off."""
    rows = conference.participants.filter(pk__in=wanted).select_related("person").prefetch_related("away_from")
    sessions = {one.pk: one for one in conference.sessions.all()}
    changed = 0
    for row in rows:
        row.conference = conference
        one = wanted[row.pk]
        fields = {"may_lead": one.may_lead, "may_note": one.may_note and not row.is_head, "absent": one.absent}
        before = {away.pk for away in row.away_from.all()}
        differences = change_participant(row, version=one.version, acting=acting, at=at, **fields)
        if before != one.away:
            _be_away(row, before, one.away & set(sessions), sessions, acting, at)
        changed += bool(differences) or before != one.away
    return changed


def _be_away(
    row: Participant,
    before: Collection[int],
    after: Collection[int],
    sessions: Mapping[int, Session],
    acting: Person | None,
    at: datetime,
) -> None:
    """Not there for a part: no seat in its groups either."""
    row.away_from.set(after)
    row.seats.filter(session__in=after).delete()
    named = [", ".join(sessions[pk].theme for pk in sorted(ids) if pk in sessions) for ids in (before, after)]
    changes = {"away_from": (named[0], named[1])}
    note("conference.participant_changed", row, acting=acting, at=at, changes=changes)


@transaction.atomic
def take_off(participant: Participant, *, acting: Person | None, at: datetime) -> None:
    """Take somebody off the list; whoever was invited hears that it is not for them."""
    conference = participant.conference
    if conference.meeting.begun_at:
        raise ValidationError(_("The conference has begun. Say that they are not coming instead; the list stays."))
    note("conference.participant_removed", participant, acting=acting, at=at)
    participant.delete()
    uninvite(conference.meeting, participant.person, sentence=OFF_THE_LIST, at=at)


@transaction.atomic
def put_back(
    conference: Conference,
    person: Person,
    *,
    acting: Person | None,
    at: datetime,
    guest: bool = False,
    may_lead: bool = False,
    may_note: bool = True,
    away: Collection[int] = (),
) -> Participant | None:
    """Put somebody on the list again as they were; None where somebody else has done it meanwhile."""
    made = add_participants(conference, [person], guests=guest, acting=acting, at=at)
    if not made:
        return None
    row = made[0]
    change_participant(
        row, version=None, may_lead=may_lead, may_note=may_note and not row.is_head, acting=acting, at=at
    )
    row.away_from.set(conference.sessions.filter(pk__in=away))
    return row


@transaction.atomic
def add_guest(
    conference: Conference, *, name: str, email: str, acting: Person | None, at: datetime, anyway: bool = False
) -> Participant:
    """Put somebody from outside on the list. An address we know is the person we know, if the names agree."""
    known = Person.objects.filter(email__iexact=email).first()
    if known and known.name.casefold() != name.casefold():
        raise ValidationError(
            {"email": _("This address belongs to somebody with another name. Check both, then add them again.")}
        )
    if known and conference.participants.filter(person=known).exists():
        raise ValidationError({"email": _("Found: this person is on the list already.")})
    alike = conference.participants.filter(person__name__iexact=name).exclude(person=known)
    if not anyway and alike.exists():
        said = _("Somebody of this name is on the list already. Tick here if this is another person.")
        raise ValidationError({"anyway": said})
    person = known or add_person(name=name, email=email, acting=acting, at=at)
    return add_participants(conference, [person], guests=True, acting=acting, at=at)[0]


@transaction.atomic
def mark_declined(conference: Conference, *, acting: Person | None, at: datetime) -> int:
    """Whoever has answered that they cannot come is not coming."""
    rows = declined(conference)
    for row in rows:
        row.conference = conference
        change_participant(row, version=None, absent=True, acting=acting, at=at)
    return len(rows)


def declined(conference: Conference) -> list[Participant]:
    """Those on the list who have answered that they cannot come, and are still counted."""
    said = conference.meeting.presences.filter(reply=Reply.DECLINED).values("person")
    return list(conference.participants.filter(person__in=said, absent=False).select_related("person"))
