"""A week before its answer is due, whoever leads a team that is silent gets one letter."""

from datetime import timedelta

from samspill.delivery.models import Message
from samspill.overall.actions.hearing import propose
from samspill.overall.models import OverallPlan
from samspill.overall.reminding import KIND, remind_leads
from samspill.overall.tests.stage import AT, answered, drafted
from tests.cast import Cast


def asked(cast: Cast, days: int) -> OverallPlan:
    plan = drafted(cast)
    propose(plan, by=AT.date() + timedelta(days=days), version=None, acting=cast.leader, at=AT)
    return plan


def reminded() -> list[str]:
    return sorted(Message.objects.filter(kind=KIND).values_list("address", flat=True))


def test_the_lead_of_each_silent_team_is_reminded_once(cast: Cast) -> None:
    plan = asked(cast, 7)
    answered(cast, plan, "grade-team-5")

    remind_leads(AT)
    remind_leads(AT + timedelta(days=1))

    assert reminded() == sorted(one.email for one in (cast.leader, cast.grade_leader_6, cast.grade_leader_7))


def test_nobody_is_reminded_long_before_or_after_all_have_answered(cast: Cast) -> None:
    plan = asked(cast, 8)

    remind_leads(AT)
    answered(cast, plan, "grade-team-5", "grade-team-6", "grade-team-7", "resource-team")
    remind_leads(AT + timedelta(days=3))

    assert reminded() == []
