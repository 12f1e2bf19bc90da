"""Cases for tests: asked by the school in its resource team, brought as far as a test needs."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from samspill.clarifications import actions
from samspill.clarifications.models import Clarification
from samspill.clarifications.queries import CASES
from samspill.meetings.actions.calling import call_meeting
from samspill.meetings.models import Meeting
from samspill.people.versions import change
from tests.cast import Cast
from tests.meeting import NOW

DAY, WEEK = timedelta(days=1), timedelta(days=7)
QUESTION, ANSWER = "Hvem betaler tolken?", "Kommunen betaler."
FORUM_MEETS = date(2026, 9, 23)
AFTER_FORUM = datetime(2026, 9, 23, 16, 0, tzinfo=UTC)


def asked(cast: Cast, title: str = QUESTION, at: datetime = NOW) -> Clarification:
    team = cast.arenas["resource-team"]
    return actions.raise_case(cast.project, unit=cast.school, arena=team, title=title, acting=cast.nurse, at=at)


def reported(cast: Cast, title: str = QUESTION, at: datetime = NOW) -> Clarification:
    case = asked(cast, title, at)
    actions.report(case, acting=cast.leader, at=at)
    return anew(case)


def forum_meeting(cast: Cast, on: date = FORUM_MEETS) -> Meeting:
    return call_meeting(cast.arenas["strategy-forum"], on=on, minutes=90, acting=cast.owner, at=NOW)


def called(cast: Cast) -> Clarification:
    """Reported, and on the agenda of the forum's next meeting by itself."""
    case = reported(cast)
    forum_meeting(cast)
    return anew(case)


def clarified(cast: Cast) -> Clarification:
    case = called(cast)
    assert case.meeting, "the forum's meeting takes it up"
    change(case.meeting, version=None, fields={"ended_at": AFTER_FORUM})
    actions.clarify(case, answer=ANSWER, acting=cast.owner, at=AFTER_FORUM)
    return anew(case)


def answered(cast: Cast, *, general: bool = False) -> Clarification:
    case = clarified(cast)
    actions.answer_back(case, general=general, acting=cast.owner, at=AFTER_FORUM)
    return anew(case)


def anew(case: Clarification) -> Clarification:
    return CASES.get(pk=case.pk)
