"""When a group's note is open: on the day of its conference, until the end of that day."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from samspill.conferences.models import Group
from samspill.meetings.models import Meeting

#: Why nothing is taken: "" open, before the day, after it, called off; "code": it opens nothing.
WHYS = ("", "before", "ended", "called_off", "code")


def why_shut(on: date, begun: datetime | None, ended: datetime | None, at: datetime, *, called_off: bool) -> str:
    """One of WHYS. A day that began early is open already; one that ended late is open until midnight."""
    if called_off:
        return "called_off"
    today = timezone.localdate(at)
    if today < on and begun is None:
        return "before"
    last = max(on, timezone.localdate(ended)) if ended else on
    return "ended" if today > last else ""


def shut(meeting: Meeting, at: datetime) -> str:
    return why_shut(meeting.on, meeting.begun_at, meeting.ended_at, at, called_off=bool(meeting.called_off))


def state_of(group: Group, at: datetime) -> dict[str, Any]:
    """What a phone shows besides the statements; the moment is the server's, so that all clocks agree."""
    session, conference = group.session, group.session.conference
    now = conference.current
    ends = session.begun_at + session.length if session.begun_at else None
    moved_on = now is not None and now.kind == "groups" and now.begun_at and now.place > session.place
    return {
        "now": at.isoformat(),
        "why": shut(conference.meeting, at),
        "ends": ends.isoformat() if ends and not session.ended_at else "",
        "over": session.ended_at is not None,
        "called": group.called_at is not None,
        "handed_in": group.handed_in_at is not None,
        "heard": group.heard_at is not None,
        "next": now.theme if now is not None and moved_on else "",
    }
