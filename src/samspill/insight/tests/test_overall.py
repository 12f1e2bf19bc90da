"""L33 from real traces: the overall plan put forward, discussed in the teams, adopted by the steering group."""

from datetime import date, timedelta

from samspill.core.fidelity.model import State
from samspill.insight.board import Row, board_of
from samspill.overall.actions.adopting import take_up_again
from samspill.overall.tests.stage import AT, TEAMS, adopted, answered, drafted, proposed, sitting
from samspill.projects.models import Participation
from samspill.wheel.actions import record_held
from samspill.wheel.models import Occasion
from tests.cast import Cast

TODAY = date(2026, 11, 20)


def judged(own: Participation) -> Row:
    return next(row for row in board_of(own, TODAY).rows if row.wish.id == "L33")


def test_discussed_by_all_then_adopted_is_met_and_leads_to_the_very_meetings(cast: Cast, own: Participation) -> None:
    plan = proposed(cast)
    talks = [sitting(cast, date(2026, 10, 14), arena) for arena in TEAMS]
    meeting = sitting(cast)
    adopted(cast, plan, meeting)

    row = judged(own)

    assert row.verdict.state is State.MET
    assert row.traces[-1] == meeting
    assert {*row.traces, plan} <= {plan, *talks, meeting}
    assert len(row.traces) + row.more == 6


def test_answers_without_a_meeting_count_as_discussed(cast: Cast, own: Participation) -> None:
    plan = proposed(cast)
    answered(cast, plan, *TEAMS, at=AT + timedelta(days=3))
    adopted(cast, plan, sitting(cast))

    assert judged(own).verdict.state is State.MET


def test_one_silent_team_leaves_it_unmet_as_long_as_nobody_says_why(cast: Cast, own: Participation) -> None:
    plan = proposed(cast)
    answered(cast, plan, *TEAMS[1:])
    adopted(cast, plan, sitting(cast), "The autumn was short.")
    type(plan).objects.filter(pk=plan.pk).update(deviation="")

    row = judged(own)

    assert row.verdict.state in (State.OVERDUE, State.PARTLY)
    assert row.verdict.finding.params["missing_parts"] == "discussed-in-grade-team"


def test_adopted_too_early_with_a_reason_deviates(cast: Cast, own: Participation) -> None:
    plan = proposed(cast)
    adopted(cast, plan, sitting(cast), "The autumn was short.")

    assert judged(own).verdict.state is State.DEVIATES


def test_a_plan_that_is_taken_up_again_is_not_adopted(cast: Cast, own: Participation) -> None:
    plan = proposed(cast)
    answered(cast, plan, *TEAMS)
    adopted(cast, plan, sitting(cast))

    take_up_again(plan, reason="A new class.", version=None, acting=cast.leader, at=AT)

    assert judged(own).verdict.state is not State.MET


def test_a_school_that_ticks_off_by_hand_is_still_read(cast: Cast, own: Participation) -> None:
    drafted(cast)
    rows = Occasion.objects.filter(activity__in=["overall-plan-in-grade-teams", "overall-plan-in-resource-team"])
    for row in (*rows, *Occasion.objects.filter(activity="adopt-overall-plan")):
        record_held(row, on=date(2026, 11, 4), minutes=None, version=None, acting=None, at=AT + timedelta(days=40))

    assert judged(own).verdict.state is State.MET
