"""A conference is planned: begun from a script or from an earlier one, changed, moved, called off."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samspill.conferences.actions import checklist
from samspill.conferences.actions.conferring import add_participants, add_session, call_conference
from samspill.conferences.finding import index_conference
from samspill.conferences.models import Conference, Participant, Wish
from samspill.conferences.scripts import session_of
from samspill.journal.actions import note
from samspill.meetings.actions import moving
from samspill.people.models import Person, Unit
from samspill.people.queries import positions_on
from samspill.people.versions import change
from samspill.projects.models import Project
from samspill.projects.queries import adapted

#: What may come along from an earlier conference.
PROGRAMME, CHECKLIST, PARTICIPANTS, WISHES = "programme", "checklist", "participants", "wishes"


@transaction.atomic
def plan_conference(
    project: Project,
    unit: Unit,
    *,
    acting: Person | None,
    at: datetime,
    script: str = "",
    like: Conference | None = None,
    along: Collection[str] = (),
    **fields: Any,
) -> Conference:
    """Begin to plan: from a script, `like` an earlier conference (with what comes `along`), or from nothing."""
    made = call_conference(project, unit, acting=acting, at=at, script=script, copied_from=like, **fields)
    if script:
        _begin_from(made, script, acting, at)
    elif like:
        _begin_like(made, like, along, acting, at)
    return made


def _begin_from(made: Conference, script: str, acting: Person | None, at: datetime) -> None:
    known = adapted(made.project).method.scripts
    if script not in known:
        raise ValidationError(_("There is no such script. Choose one of those shown, or begin with your own."))
    for part in known[script].parts:
        add_session(made, acting=acting, at=at, **session_of(made.project, made.unit, script, part))
    checklist.promise_tasks(made, known[script].tasks, acting=acting, at=at)


def _begin_like(
    made: Conference, like: Conference, along: Collection[str], acting: Person | None, at: datetime
) -> None:
    if PROGRAMME in along:
        names = ("kind", "form", "by", "theme", "question", "treats", "minutes", "smallest", "largest")
        for one in like.sessions.all():
            add_session(made, acting=acting, at=at, **{name: getattr(one, name) for name in names})
        change(made, version=None, fields={"weights": like.weights, "script": like.script})
    if CHECKLIST in along:
        checklist.promise_again(made, like, acting=acting, at=at)
    if PARTICIPANTS in along:
        _invite_again(made, like, acting, at)
        if WISHES in along:
            _wish_again(made, like)


def _invite_again(made: Conference, like: Conference, acting: Person | None, at: datetime) -> None:
    """Those who still work in the municipality on the new day; guests are asked anew, one by one."""
    here = positions_on(made.meeting.on).filter(unit__municipality=made.unit.municipality_id).values("person")
    rows = list(like.participants.filter(guest=False, person__in=here).select_related("person"))
    leading = [row.person_id for row in rows if row.may_lead]
    add_participants(made, [row.person for row in rows], may_lead=leading, acting=acting, at=at)
    silent = [row.person_id for row in rows if not row.may_note]
    made.participants.filter(person__in=silent).update(may_note=False)


def _wish_again(made: Conference, like: Conference) -> None:
    """Wishes for all rounds, among those who come again; what was meant for one round stays there."""
    now = {row.person_id: row for row in Participant.objects.filter(conference=made)}
    for wish in like.wishes.filter(session=None).prefetch_related("people"):
        people = [now[one.person_id] for one in wish.people.all() if one.person_id in now]
        if len(people) > 1:
            Wish.objects.create(conference=made, kind=wish.kind).people.set(people)


@transaction.atomic
def change_conference(
    conference: Conference, *, version: int | None, acting: Person | None, at: datetime, **fields: Any
) -> None:
    """Change title, purpose, who answers for it, its deadlines, or the day it was prepared with the guidance team."""
    differences = change(conference, version=version, fields=fields)
    if not differences:
        return
    note("conference.changed", conference, acting=acting, at=at, changes=differences)
    index_conference(conference, at=at)
    if "title" in differences:
        moving.change_meeting(conference.meeting, version=None, title=conference.title, acting=acting, at=at)
    checklist.follow(conference, differences, acting=acting, at=at)


@transaction.atomic
def move(
    conference: Conference,
    *,
    on: date,
    begins: time | None,
    minutes: int,
    place: str,
    version: int | None,
    acting: Person | None,
    at: datetime,
    reason: str = "",
) -> None:
    """Hold it at another time or place: calendars hear of it, deadlines and what is to be done go along."""
    meeting, days = conference.meeting, on - conference.meeting.on
    where = {"minutes": minutes, "place": place}
    if meeting.called_off or (on, begins) != (meeting.on, meeting.begins):
        moving.move_meeting(
            meeting, on=on, begins=begins, also=where, version=version, reason=reason, acting=acting, at=at
        )
    else:
        moving.change_meeting(meeting, version=version, acting=acting, at=at, **where)
    if days:
        dues = ((name, getattr(conference, name)) for name in ("analysis_due", "report_due"))
        fields = {name: day + days for name, day in dues if day}
        note(
            "conference.changed",
            conference,
            acting=acting,
            at=at,
            changes=change(conference, version=None, fields=fields),
        )
        checklist.shift(conference, days, acting=acting, at=at)


@transaction.atomic
def call_off(conference: Conference, *, reason: str, version: int | None, acting: Person | None, at: datetime) -> None:
    """Call it off: those who were invited hear why, and nothing is to be done for it any more."""
    moving.call_off_meeting(conference.meeting, reason=reason, version=version, acting=acting, at=at)
    checklist.drop_open(conference, reason, acting=acting, at=at)
