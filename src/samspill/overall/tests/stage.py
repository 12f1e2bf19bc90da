"""An overall plan on its way, as the steering group of the school works with it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.test import Client
from django.urls import reverse

from samspill.meetings.actions.calling import call_meeting
from samspill.meetings.actions.collecting import collect
from samspill.meetings.models import Meeting
from samspill.overall.actions.adopting import adopt
from samspill.overall.actions.drafting import begin_plan, write
from samspill.overall.actions.hearing import give_answer, propose
from samspill.overall.models import Answer, OverallPlan
from tests.asking import sign_in
from tests.cast import Cast

AT = datetime(2026, 10, 5, 8, 0, tzinfo=UTC)
TEAMS = ("grade-team-5", "grade-team-6", "grade-team-7", "resource-team")
AIM = "Every pupil knows who to turn to."


def drafted(cast: Cast) -> OverallPlan:
    plan = begin_plan(cast.project, cast.school, begins=2026, like=None, acting=cast.leader, at=AT)
    write(plan, aims=AIM, review_on=date(2027, 3, 3), version=None, acting=cast.leader, at=AT)
    return plan


def proposed(cast: Cast) -> OverallPlan:
    plan = drafted(cast)
    propose(plan, version=None, acting=cast.leader, at=AT)
    return plan


def asked(cast: Cast, plan: OverallPlan, arena: str = "grade-team-5") -> Answer:
    return Answer.objects.get(plan=plan, arena=cast.arenas[arena])


def answered(cast: Cast, plan: OverallPlan, *arenas: str, at: datetime = AT) -> None:
    for arena in arenas:
        one = asked(cast, plan, arena)
        give_answer(one, stance="agrees", version=None, acting=cast.leader, at=at)


def sitting(cast: Cast, on: date = date(2026, 10, 28), arena: str = "steering-group", *, ended: bool = True) -> Meeting:
    """A meeting of an arena, with what is due on its agenda, held to its end."""
    meeting = call_meeting(cast.arenas[arena], on=on, begins=time(13), minutes=60, acting=cast.leader, at=AT)
    collect(meeting, acting=cast.leader, at=AT)
    if ended:
        close = datetime.combine(on, time(14), UTC)
        Meeting.objects.filter(pk=meeting.pk).update(begun_at=close - timedelta(hours=1), ended_at=close)
        meeting.refresh_from_db()
    return meeting


def adopted(cast: Cast, plan: OverallPlan, meeting: Meeting, reason: str = "") -> None:
    at = datetime.combine(meeting.on, time(15), UTC)
    adopt(plan, meeting=meeting, reason=reason, version=None, acting=cast.leader, at=at)


def send(client: Client, cast: Cast, who: str, name: str, *args: object, **sent: object) -> Any:
    return sign_in(client, cast.people[who]).post(reverse(f"overall:{name}", args=args), sent)


def look(client: Client, cast: Cast, who: str, name: str, *args: object) -> Any:
    return sign_in(client, cast.people[who]).get(reverse(f"overall:{name}", args=args))
