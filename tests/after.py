"""Fixtures for what comes after a meeting: held, with somebody there, an outcome and a follow-up."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from samspill.followups.actions import promise
from samspill.meetings.actions.agenda import add_item
from samspill.meetings.actions.calling import call_meeting
from samspill.meetings.models import Here, Item, Meeting, Outcome, OutcomeKind
from samspill.people.versions import change, save_new
from tests.cast import Cast
from tests.meeting import DAY, NOW
from tests.remembered import remembered

AFTER = datetime(2026, 9, 16, 16, 0, tzinfo=UTC)  # an hour after the resource team's meeting
LATER = datetime(2026, 9, 24, 9, 0, tzinfo=UTC)  # when the waiting time is over
THERE = ("leader", "nurse", "grade_leader_5")


@remembered
def held_meeting(cast: Cast, on: date = DAY, arena: str = "resource-team", there: tuple[str, ...] = THERE) -> Meeting:
    """A meeting that was held; those in `there` came, everybody else invited was absent."""
    meeting = call_meeting(cast.arenas[arena], on=on, begins=time(13, 0), minutes=120, acting=cast.leader, at=NOW)
    begun = datetime(on.year, on.month, on.day, 11, 0, tzinfo=UTC)
    change(meeting, version=None, fields={"begun_at": begun, "ended_at": begun.replace(hour=13)})
    came = {cast.people[part].pk for part in there}
    for row in meeting.presences.all():
        change(row, version=None, fields={"here": Here.PRESENT if row.person_id in came else Here.ABSENT})
    return meeting


def matter(cast: Cast, meeting: Meeting, title: str = "Overgang til 6. trinn") -> Item:
    return add_item(meeting, title=title, acting=cast.leader, at=NOW)


def decision(cast: Cast, item: Item, text: str = "Vi prøver ut faddergrupper.") -> Outcome:
    return save_new(
        Outcome(
            item=item, kind=OutcomeKind.DECISION, text=text, why="Det virket i fjor.", made_by=cast.leader, made_at=NOW
        )
    )


def given_follow_up(cast: Cast, item: Item, part: str = "nurse", by: date | None = date(2026, 9, 30)) -> Outcome:
    """A follow-up as an outcome, with its row in the one list."""
    assert item.meeting, "only what is on an agenda has outcomes"
    origin = ("meeting", item.meeting.pk, str(item.meeting), f"/meeting/{item.meeting.pk}/minutes/")
    text = "Ringe foreldrene"
    row = promise(item.arena, text=text, who=cast.people[part], by=by, acting=cast.leader, at=NOW, origin=origin)
    return save_new(Outcome(item=item, kind=OutcomeKind.FOLLOWUP, text=text, followup=row, made_at=NOW))
