"""Fixtures for meetings: a called meeting of the resource team, and of a grade team, in a running project."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from samspill.meetings.actions.calling import call_meeting
from samspill.meetings.models import Meeting
from tests.cast import Cast
from tests.remembered import remembered

NOW = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)  # a Monday three weeks into the project
DAY = date(2026, 9, 16)


@remembered
def resource_meeting(cast: Cast, on: date = DAY) -> Meeting:
    """Two hours of the resource team, called by the school's leader, on a Wednesday afternoon."""
    return call_meeting(
        cast.arenas["resource-team"], on=on, begins=time(13, 0), minutes=120, acting=cast.leader, at=NOW
    )


@remembered
def grade_meeting(cast: Cast, grade: int = 5, on: date = DAY) -> Meeting:
    """The part of a grade team's weekly meeting that is for development matters."""
    arena = cast.arenas[f"grade-team-{grade}"]
    return call_meeting(arena, on=on, begins=time(14, 30), minutes=90, part_minutes=30, acting=cast.leader, at=NOW)
