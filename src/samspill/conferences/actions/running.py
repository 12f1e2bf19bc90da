"""The day of a conference: it begins, goes from part to part, the groups report, it ends.

Several people hold the same buttons. Each verb says where the day shall be, not “one further”: two who tap at once go
one part on, not two. Only minutes are given by number, as they are said in the hall.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samspill.conferences.actions.inviting import SOURCE, lay_on_agenda
from samspill.conferences.finding import index_conference
from samspill.conferences.models import Conference, Group, Session, SessionKind, Showing
from samspill.conferences.stage_queries import missing_groups, reporting
from samspill.conferences.telling import tell
from samspill.journal.actions import note
from samspill.meetings.actions import running
from samspill.meetings.models import Item
from samspill.meetings.queries import agenda_of
from samspill.people.models import Person
from samspill.people.versions import change

SHOWS = {
    SessionKind.GROUPS: Showing.GROUPS,
    SessionKind.PLENARY: Showing.QUESTION,
    SessionKind.BREAK: Showing.COUNTDOWN,
}


@transaction.atomic
def begin_day(conference: Conference, *, acting: Person | None, at: datetime) -> None:
    """Open the day: its meeting begins, with the programme as agenda, so that the plenary has its minutes."""
    held = _hold(conference)
    if held.meeting.begun_at:
        return
    if not held.sessions.exists():
        raise ValidationError(_("The programme is empty, so there is nothing to begin. Lay the programme first."))
    lay_on_agenda(held, acting=acting, at=at)
    running.begin_meeting(held.meeting, acting=acting, at=at)
    note("conference.day_begun", held, acting=acting, at=at)
    tell(held.pk, "session")


@transaction.atomic
def begin_session(session: Session, *, acting: Person | None, at: datetime) -> None:
    """Take up a part of the programme; the one before ends. One that was ended goes on where its clock stopped."""
    held = _running(session.conference)
    row = Session.objects.select_for_update().get(pk=session.pk)
    if held.current_id == row.pk and row.ended_at is None:
        return
    _end_current(held, at)
    begun = row.begun_at + (at - row.ended_at) if row.begun_at and row.ended_at else at
    change(row, version=None, fields={"begun_at": begun, "ended_at": None})
    reports = row.kind == SessionKind.PLENARY and reporting(held, row)
    shows = Showing.BOARD if reports else SHOWS[SessionKind(row.kind)]
    change(held, version=None, fields={"current": row, "shows": shows, "speaking": None, "speaking_since": None})
    _take_up(held, row, acting, at)
    note("conference.session_begun", held, acting=acting, at=at, why=row.theme)
    tell(held.pk, "session", session=row.pk)


@transaction.atomic
def end_session(session: Session, *, acting: Person | None, at: datetime) -> None:
    """Lay a part down. Nothing is taken up by that: the next part begins when somebody says so."""
    held = _running(session.conference)
    if held.current_id != session.pk or Session.objects.filter(pk=session.pk, ended_at__isnull=False).exists():
        return
    _end_current(held, at)
    note("conference.session_ended", held, acting=acting, at=at, why=session.theme)
    tell(held.pk, "session", session=session.pk)


@transaction.atomic
def give_minutes(session: Session, *, minutes: int, acting: Person | None, at: datetime) -> None:
    """Give the part that runs more minutes, or take some (`minutes` below nothing); one minute is always left."""
    held = _running(session.conference)
    row = Session.objects.select_for_update().get(pk=session.pk)
    if held.current_id != row.pk or row.ended_at:
        raise ValidationError(_("This part is not running, so its clock stays as it is. Begin it first."))
    extra = max(1 - row.minutes, min(row.extra_minutes + minutes, 240))
    changes = change(row, version=None, fields={"extra_minutes": extra})
    if changes:
        note("conference.minutes_given", held, acting=acting, at=at, changes=changes, why=row.theme)
        tell(held.pk, "session", session=row.pk)


@transaction.atomic
def show(conference: Conference, *, what: str, acting: Person | None, at: datetime) -> None:
    """Choose what the projector shows."""
    held = _hold(conference)
    if what not in Showing.values:
        raise ValidationError(_("The projector does not know this. Choose one of the buttons."))
    changes = change(held, version=None, fields={"shows": what})
    if changes:
        note("conference.shown", held, acting=acting, at=at, changes=changes)
        tell(held.pk, "board")


@transaction.atomic
def answer_call(group: Group, *, acting: Person | None, at: datetime) -> None:
    """Somebody has come to a group that had called."""
    _mark(group, "conference.call_answered", acting, at, called_at=None)


@transaction.atomic
def give_floor(group: Group, *, acting: Person | None, at: datetime) -> None:
    """This group reports now. One that was heard already has the floor again."""
    held = _running(group.session.conference)
    if held.speaking_id == group.pk:
        return
    _give_floor(held, group, at)
    _mark(group, "conference.floor_given", acting, at, heard_at=None, always=True)


@transaction.atomic
def group_heard(group: Group, *, acting: Person | None, at: datetime) -> None:
    """The group has reported, and the next that has not been heard has the floor."""
    held = _running(group.session.conference)
    if not _mark(group, "conference.group_heard", acting, at, heard_at=at):
        return
    if held.speaking_id == group.pk and held.current:
        rest = [one for one in reporting(held, held.current) if one.heard_at is None]
        _give_floor(held, rest[0] if rest else None, at)


@transaction.atomic
def close_day(conference: Conference, *, acting: Person | None, at: datetime, reason: str = "") -> None:
    """End the day and its meeting. Its minutes are in when every group has handed in, or with a `reason` why not."""
    held = _hold(conference)
    if held.meeting.begun_at is None or held.meeting.ended_at:
        return
    _end_current(held, at)
    change(held, version=None, fields={"speaking": None, "speaking_since": None})
    running.end_meeting(held.meeting, acting=acting, at=at)
    note("conference.day_closed", held, acting=acting, at=at)
    if reason or not missing_groups(held):
        complete_minutes(held, reason=reason, acting=acting, at=at)
    tell(held.pk, "session")


@transaction.atomic
def complete_minutes(conference: Conference, *, acting: Person | None, at: datetime, reason: str = "") -> None:
    """Say that the groups' minutes are in. With groups that have not handed in it takes a reason, kept for good."""
    held = _hold(conference)
    if held.meeting.ended_at is None:
        raise ValidationError(_("The day is not closed yet. Close it first; the groups may write until then."))
    if held.minutes_in_at:
        return
    if not reason.strip() and missing_groups(held):
        raise ValidationError({"reason": _("Some groups have not handed in. Say why the minutes count without them.")})
    change(held, version=None, fields={"minutes_in_at": at})
    note("conference.minutes_in", held, acting=acting, at=at, why=reason.strip())
    index_conference(held, at=at)
    tell(held.pk, "session")


@transaction.atomic
def reopen(conference: Conference, *, acting: Person | None, at: datetime) -> None:
    """The day was closed too early: it runs on, at the part that was taken up last."""
    held = _hold(conference)
    if held.meeting.ended_at is None:
        return
    if held.analysed_at:
        raise ValidationError(_("What was said has been analysed already, so the day stays closed."))
    running.resume_meeting(held.meeting, acting=acting, at=at)
    change(held, version=None, fields={"minutes_in_at": None, "pulse_closed_at": None})
    note("conference.reopened", held, acting=acting, at=at)
    index_conference(held, at=at)
    tell(held.pk, "session")


def _hold(conference: Conference) -> Conference:
    rows = Conference.objects.select_related("meeting__arena__unit", "meeting__note", "unit__municipality", "current")
    return rows.select_for_update(of=("self",)).get(pk=conference.pk)


def _running(conference: Conference) -> Conference:
    held = _hold(conference)
    if held.meeting.begun_at is None:
        raise ValidationError(_("The day has not begun. Begin it first."))
    if held.meeting.ended_at:
        raise ValidationError(_("The day is closed. Open it again first."))
    return held


def _end_current(held: Conference, at: datetime) -> None:
    """The part that ran ends; it stays `current`, so that everybody sees where the day is."""
    row = held.current
    if row and row.begun_at and row.ended_at is None:
        change(row, version=None, fields={"ended_at": at})


def _take_up(held: Conference, session: Session, acting: Person | None, at: datetime) -> None:
    """The clock of the meeting follows, so that its minutes say how long each part took."""
    found = agenda_of(held.meeting).filter(source=SOURCE, source_id=session.pk)
    item: Item | None = found.first()
    if item is None:
        lay_on_agenda(held, acting=acting, at=at)
        item = found.get()
    running.go_to(held.meeting, item, acting=acting, at=at)


def _give_floor(held: Conference, group: Group | None, at: datetime) -> None:
    change(held, version=None, fields={"speaking": group, "speaking_since": at if group else None})


def _mark(group: Group, verb: str, acting: Person | None, at: datetime, *, always: bool = False, **fields: Any) -> bool:
    """Write it on the group's row and tell it; what is so already is not written twice."""
    held = Group.objects.select_for_update(of=("self",)).select_related("session__conference__unit").get(pk=group.pk)
    if all(bool(getattr(held, name)) == bool(value) for name, value in fields.items()) and not always:
        return False
    change(held, version=None, fields=fields)
    note(verb, held, acting=acting, at=at)
    tell(held.session.conference_id, "group", group=held.pk, session=held.session_id)
    return True
