"""Invitations as mail programs understand them: one calendar entry for each meeting, the same for ever.

Nobody hears of a meeting until its agenda is sent. From then on everybody who is invited holds an entry: a change of
day, hour, length, place or title comes as a REQUEST with a higher SEQUENCE, calling off as a CANCEL, whoever gets a
seat later is invited, and whoever leaves gets a CANCEL. The verbs that change a meeting see to this in their own
transaction; that seats have changed is noticed by a job every quarter of an hour.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.formats import date_format, time_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from samspill.arenas.queries import memberships_on
from samspill.arenas.words import name_of
from samspill.delivery import addresses
from samspill.delivery import calendars as ics
from samspill.delivery.actions import Recipient, send
from samspill.delivery.letter import Paragraph, compose, speaking
from samspill.design.dates import weekday
from samspill.journal.actions import note
from samspill.meetings.actions.calling import invite_members
from samspill.meetings.models import Here, Meeting, Presence, Reply
from samspill.meetings.queries import MEETINGS
from samspill.meetings.words import method_of
from samspill.people.models import Person
from samspill.people.post import language_of

KIND = "meeting-invitation"
PARTSTAT = {
    Reply.NONE: ics.PartStat.WAITING,
    Reply.ACCEPTED: ics.PartStat.ACCEPTED,
    Reply.DECLINED: ics.PartStat.DECLINED,
    Reply.TENTATIVE: ics.PartStat.TENTATIVE,
}


@dataclass(frozen=True, slots=True)
class Before:
    """When and where a meeting was to be, before it was changed."""

    on: date
    begins: object
    place: str


def before(meeting: Meeting) -> Before:
    return Before(meeting.on, meeting.begins, meeting.place)


def uid_of(meeting: Meeting) -> str:
    return f"{meeting.uid}@{addresses.domain()}"


def title_of(meeting: Meeting) -> str:
    return str(meeting.title or name_of(meeting.arena, method_of(meeting.arena)))


def event_of(meeting: Meeting, at: datetime, people: Iterable[Presence] = (), summary: str = "") -> ics.Event:
    """The meeting as a calendar entry, in the language that is spoken now. Without an hour it takes the whole day."""
    starts, ends = meeting.starts_at, meeting.ends_at
    link = addresses.page(meeting.get_absolute_url())
    return ics.Event(
        uid=uid_of(meeting),
        summary=summary or title_of(meeting),
        start=starts or meeting.on,
        end=ends or meeting.on,
        changed=at,
        sequence=meeting.sequence,
        place=meeting.place,
        description=_("Agenda and minutes: %(link)s") % {"link": link},
        link=link,
        organizer_name=str(meeting.arena.unit),
        organizer_address=addresses.sender(),
        attendees=[_attendee(row) for row in people if row.person.email],
    )


def _attendee(row: Presence) -> ics.Attendee:
    role = ics.Role.WELCOME if row.guest else ics.Role.NEEDED
    # Whoever accepted Wednesday is asked anew about Thursday (RFC 5546, 3.2.2.1).
    answered = ics.PartStat.WAITING if row.reply_is_old else PARTSTAT[Reply(row.reply)]
    return ics.Attendee(row.person.name, str(row.person.email), role, answered)


def invitation(meeting: Meeting, *, at: datetime) -> ics.Invitation:
    """The calendar part of a mail to those who are invited: a REQUEST, or a CANCEL when it is called off.

    Call it inside `speaking(language)`, and `mark_invited` once the mails are written.
    """
    event = event_of(meeting, at, invited(meeting))
    return ics.cancel(event, at=at) if meeting.called_off else ics.invite(event, at=at)


def invited(meeting: Meeting) -> QuerySet[Presence]:
    """Everybody with an address who is asked to come."""
    return meeting.presences.select_related("meeting", "person").exclude(person__email=None).exclude(person__email="")


def mark_invited(rows: Iterable[Presence], meeting: Meeting, *, at: datetime) -> None:
    """Remember which invitation each of them has: what changes later is sent to them."""
    pks = [row.pk for row in rows]
    Presence.objects.filter(pk__in=pks).update(invited_at=at, invited_sequence=meeting.sequence)


@transaction.atomic
def bring_invited_up_to_date(
    meeting: Meeting, *, at: datetime, acting: Person | None = None, was: Before | None = None
) -> int:
    """Let everybody's calendar say what is true, and give back how many mails that took.

    Does nothing until somebody has been invited, or once the meeting has begun. Safe to call at any time.
    """
    if meeting.begun_at or not _is_known(meeting):
        return 0
    return _bring(meeting, at=at, acting=acting, was=was)


@transaction.atomic
def invite(meeting: Meeting, *, acting: Person | None, at: datetime) -> int:
    """Invite everybody before there is an agenda: the day is settled, what is talked about comes later.

    From now on they hear of every change, as after an agenda was sent. Gives back how many mails that took.
    """
    return 0 if meeting.begun_at else _bring(meeting, at=at, acting=acting, was=None)


def _bring(meeting: Meeting, *, at: datetime, acting: Person | None, was: Before | None) -> int:
    gone = [] if meeting.called_off else _without_seat(meeting)
    if not meeting.called_off:
        invite_members(meeting)
    behind = [row for row in invited(meeting) if row not in gone and _needs_mail(row, meeting)]
    for row in behind:
        _write(meeting, row, at, was)
    mark_invited(behind, meeting, at=at)
    for row in gone:
        _part(meeting, row, at)
    if behind or gone:
        note("meeting.invited", meeting, acting=acting, at=at, changes={"new": (0, len(behind) + len(gone))})
    return len(behind) + len(gone)


def _is_known(meeting: Meeting) -> bool:
    return bool(meeting.agenda_sent_at) or meeting.presences.exclude(invited_sequence=None).exists()


def _needs_mail(row: Presence, meeting: Meeting) -> bool:
    if row.invited_sequence is None:
        return not meeting.called_off
    return row.invited_sequence < meeting.sequence


def _without_seat(meeting: Meeting) -> list[Presence]:
    """Members whose seat ends before the day; guests and substitutes were asked by name and stay."""
    sits = memberships_on(meeting.on).filter(arena_id=meeting.arena_id).values("person")
    rows = meeting.presences.filter(guest=False, stands_in_for=None, here=Here.UNKNOWN).exclude(role="")
    return list(rows.exclude(person__in=sits).select_related("person"))


@transaction.atomic
def uninvite(meeting: Meeting, person: Person, *, sentence: str | Promise, at: datetime) -> None:
    """Somebody who was asked by name is not asked any more: the meeting leaves their calendar, if it was in it."""
    row = meeting.presences.filter(person=person).select_related("person").first()
    if row is not None:
        _part(meeting, row, at, sentence)


def _part(meeting: Meeting, row: Presence, at: datetime, sentence: str | Promise = "") -> None:
    """Take the meeting out of the calendar of somebody who does not sit there any more."""
    if row.invited_sequence is not None and row.person.email:
        language = language_of(row.person, meeting.on)
        with speaking(language):
            alone = ics.cancel(event_of(meeting, at, [row]), at=at)
            sentence = str(sentence) or _("You do not sit in this arena any more, so the meeting leaves your calendar.")
            _send(meeting, row, [sentence], alone, language, at, "leave")
    row.delete()


def _write(meeting: Meeting, row: Presence, at: datetime, was: Before | None) -> None:
    language = language_of(row.person, meeting.on)
    with speaking(language):
        words = _what_is_new(meeting, was if row.invited_sequence is not None else None, row)
        _send(meeting, row, words, invitation(meeting, at=at), language, at, str(meeting.sequence))


def _what_is_new(meeting: Meeting, was: Before | None, row: Presence) -> list[str]:
    """The kind of change, said in one sentence; then when and where it is."""
    if meeting.called_off:
        return [_("The meeting is called off: %(reason)s") % {"reason": meeting.called_off}, when(meeting)]
    if row.invited_sequence is None:
        first = _("You are invited to this meeting.")
    elif was and (was.on, was.begins) != (meeting.on, meeting.begins):
        first = _("The meeting is moved from %(before)s to %(after)s.") % {
            "before": _moment(was.on, was.begins),
            "after": _moment(meeting.on, meeting.begins),
        }
    elif was and was.place != meeting.place and meeting.place:
        first = _("The meeting takes place somewhere else: %(place)s.") % {"place": meeting.place}
    else:
        first = _("The meeting is changed.")
    return [first, when(meeting)]


def when(meeting: Meeting) -> str:
    """Day, week, hour, length and place in one line."""
    holes = {"moment": _moment(meeting.on, meeting.begins), "week": meeting.on.isocalendar().week}
    line = _("%(moment)s, week %(week)s") % holes
    return f"{line}. {meeting.place}" if meeting.place else f"{line}."


def _moment(on: date, begins: object) -> str:
    day = weekday(on, year=True)
    return _("%(day)s at %(time)s") % {"day": day, "time": time_format(begins)} if begins else day  # type: ignore[arg-type]


def _send(
    meeting: Meeting, row: Presence, words: list[str], part: ics.Invitation, language: str, at: datetime, what: str
) -> None:
    """One mail with the calendar part, in the language spoken. The key keeps a second run from sending it again."""
    unit = meeting.arena.unit
    letter = compose(
        _subject(meeting, part),
        [Paragraph(line) for line in words],
        language=language,
        municipality=unit.municipality.name,
        why=_("You get this because you are invited to the meeting."),
        link=addresses.page(meeting.get_absolute_url()),
        label=_("Open the meeting"),
    )
    send(
        letter,
        to=Recipient(row.person_id, str(row.person.email), row.person.name, language),
        kind=KIND,
        key=f"{KIND} {meeting.pk} {row.pk} {what}",
        municipality_id=unit.municipality_id,
        at=at,
        about=meeting.get_absolute_url(),
        calendar=part,
    )


def _subject(meeting: Meeting, part: ics.Invitation) -> str:
    holes = {"meeting": title_of(meeting), "day": date_format(meeting.on, "MONTH_DAY_FORMAT")}
    if part.method == ics.Method.CANCEL:
        return _("Called off: %(meeting)s, %(day)s") % holes
    return _("Invitation: %(meeting)s, %(day)s") % holes


def bring_all_up_to_date(at: datetime) -> int:
    """Every coming meeting that somebody has been invited to: seats may have changed since."""
    today = at.date() - timedelta(days=1)
    known = Q(agenda_sent_at__isnull=False) | Q(presences__invited_sequence__isnull=False)
    rows = MEETINGS.filter(pk__in=Meeting.objects.filter(known, on__gte=today, begun_at=None).values("pk"))
    return sum(bring_invited_up_to_date(one, at=at) for one in rows)
