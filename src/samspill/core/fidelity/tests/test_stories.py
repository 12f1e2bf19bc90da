"""What the guide asks, told one story at a time: edges, exemptions and the words behind the numbers."""

from datetime import date

import pytest

from samspill.core.fidelity import Frame, Planned, Seat, State, evaluate
from samspill.core.fidelity.tests.world import (
    frame,
    judge,
    measure,
    met,
    seen,
    whole_meeting,
    wish,
)

D = date
S = State
RUNNING = measure(D(2018, 1, 8))
FULL = {"goal": D(2018, 1, 9), "content": D(2018, 1, 9)}


def seats(*roles):
    return [Seat("resource-team", role, f"person {role}", D(2017, 10, 9)) for role in roles]


def leaders(*groups):
    return [Seat("resource-team", "grade-leader", f"leader {one}", D(2017, 10, 9), group=one) for one in groups]


def team(on, group, *items):
    return met("grade-team", on, group=group, treats=frozenset(items))


def test_a_monthly_meeting_is_not_asked_for_in_july():
    monthly = {"arena": "resource-team", "at_least": 1, "period": "month", "exempt_months": (7,)}
    june = met("resource-team", D(2018, 6, 5))

    assert judge("held_at_least", D(2018, 7, 10), **monthly).finding.code == "held_at_least.resting"
    assert judge("held_at_least", D(2018, 8, 1), june, **monthly).state is S.MET
    assert judge("held_at_least", D(2018, 8, 1), **monthly).state is S.OVERDUE


def test_a_meeting_in_july_is_not_needed_and_repairs_nothing():
    monthly = {"arena": "resource-team", "at_least": 1, "period": "month", "exempt_months": (7,)}
    july = met("resource-team", D(2018, 7, 3))

    assert judge("held_at_least", D(2018, 7, 3), july, **monthly).state is S.NOT_APPLICABLE
    assert judge("held_at_least", D(2018, 8, 1), july, **monthly).state is S.OVERDUE


def test_the_steering_group_is_asked_from_january():
    """R35: on need in autumn 2017, twice in a half-year from 2018."""
    autumn = judge("held_at_least", D(2017, 12, 31), after_months=3)

    assert autumn.finding.code == "held_at_least.not_asked"
    assert autumn.finding.params["date"] == D(2018, 1, 2)
    assert judge("held_at_least", D(2018, 1, 31), after_months=3).state is S.NOTHING_YET


@pytest.mark.parametrize(("joined", "code"), [(16, "nothing_yet"), (17, "not_asked"), (31, "not_asked")])
def test_a_month_is_asked_when_half_of_it_lies_in_the_project(joined, code):
    """October has 31 days: from the 16th on there are sixteen left, from the 17th fifteen."""
    day = D(2017, 10, joined)
    for rule in ("held_at_least", "reach_at_least"):
        (verdict,) = evaluate([wish(rule, period="month")], seen(), Frame(today=day, joined=day, soon_days=0))

        assert verdict.finding.code == f"{rule}.{code}"


def test_the_next_planned_meeting_is_the_due_day():
    verdict = judge("held_at_least", D(2018, 3, 1), Planned("steering-group", D(2018, 3, 20)))

    assert verdict.due == D(2018, 3, 20)


def test_one_silent_grade_team_is_not_hidden_by_two_busy_ones():
    busy = [team(D(2018, 2, 5), one, "measure") for one in "57"]

    verdict = judge("treated_at_least", D(2018, 2, 6), RUNNING, *busy)

    assert (verdict.state, verdict.finding.params["group"]) == (S.OVERDUE, "6")


def test_once_of_twice_is_partly():
    once = [team(D(2018, 1, 9), one, "measure") for one in "567"]

    verdict = judge("treated_at_least", D(2018, 1, 20), RUNNING, *once, at_least=2)

    assert verdict.state is S.PARTLY


def test_roles_and_concepts_are_reflected_on_once_a_year():
    """L13: the school year ends with the last day before summer."""
    yearly = {"arena": "resource-team", "item": "role", "period": "school_year", "weeks": None, "while_subject": None}
    reflected = met("resource-team", D(2018, 3, 1), treats=frozenset({"role"}))

    assert judge("treated_at_least", D(2018, 6, 19), **yearly).state is S.DUE_SOON
    assert judge("treated_at_least", D(2018, 6, 20), **yearly).state is S.OVERDUE
    assert judge("treated_at_least", D(2018, 6, 20), reflected, **yearly).state is S.MET


def test_what_has_no_day_is_never_overdue():
    """L32: a planned activity without a person responsible waits, it is not late."""
    named = measure(D(2018, 1, 9), parts=FULL)

    assert judge("each_has", D(2019, 1, 8), RUNNING, within_days=None).state is S.NOTHING_YET
    assert judge("each_has", D(2019, 1, 8), RUNNING, named, within_days=None).state is S.PARTLY


def test_an_evaluation_is_counted_from_the_end_of_the_try_out():
    """L30: the weeks run when the try-out is over, not when it began."""
    tried = measure(D(2018, 1, 8), D(2018, 5, 1))

    after = {"within_days": 42, "counted_from": "until"}
    assert judge("each_has", D(2018, 4, 30), tried, **after).state is S.NOTHING_YET
    assert judge("each_has", D(2018, 6, 12), tried, **after).state is S.DUE_SOON
    assert judge("each_has", D(2018, 6, 13), tried, **after).state is S.OVERDUE


def test_only_subjects_with_the_tag_are_asked():
    other = measure(D(2018, 1, 8), tags=frozenset({"idea"}))

    assert judge("each_has", D(2018, 3, 1), other, tags=("tried-out",)).state is S.NOT_APPLICABLE


def test_a_coordinator_has_weeks_to_be_found():
    fine = measure(D(2018, 1, 9), tags=frozenset({"from-grade-team"}))

    assert judge("one_of_tags", D(2018, 1, 9), RUNNING, within_days=60).state is S.NOTHING_YET
    assert judge("one_of_tags", D(2018, 1, 9), RUNNING, fine, within_days=60).state is S.PARTLY


def test_what_ended_more_than_a_year_ago_is_history():
    old = measure(D(2017, 10, 9), D(2018, 1, 31))

    assert judge("each_has", D(2019, 1, 31), old).state is S.OVERDUE
    assert judge("each_has", D(2019, 2, 1), old).state is S.NOT_APPLICABLE


def test_a_vacant_seat_of_everyone_is_missed():
    vacant = Seat("resource-team", "grade-leader", None, D(2017, 10, 9), group="6")
    rest = seats("ppt", "leader") + leaders("5", "7")

    verdict = judge("composed", D(2018, 3, 1), vacant, *rest)

    assert verdict.finding.params["missing_roles"] == "grade-leader"
    assert (verdict.finding.params["count"], verdict.finding.params["total"]) == (4, 5)


def test_one_person_may_lead_two_grades():
    both = [Seat("resource-team", "grade-leader", "Kari", D(2017, 10, 9), group=one) for one in "567"]

    assert judge("composed", D(2018, 3, 1), *both, *seats("ppt", "leader")).state is S.MET


def test_a_seat_counts_from_its_first_to_its_last_day():
    short = [Seat("resource-team", one, one, D(2018, 1, 8), D(2018, 1, 12), deputy="Bo") for one in ("ppt", "nurse")]

    states = [judge("deputies_named", D(2018, 1, day), *short).state for day in (7, 8, 12, 13)]

    assert states == [S.OVERDUE, S.MET, S.MET, S.OVERDUE]


def test_grade_teams_are_composed_grade_by_grade():
    params = {"arena": "grade-team", "places": ({"role": "teacher", "everyone": True},), "lead": "grade-leader"}
    fifth = [Seat("grade-team", one, one, D(2017, 10, 9), group="5") for one in ("teacher", "grade-leader")]

    verdict = judge("composed", D(2018, 3, 1), *fifth, **params, per_group=True)

    assert (verdict.finding.params["count"], verdict.finding.params["total"]) == (2, 6)


def test_only_the_last_meetings_count_when_the_pack_says_so():
    short = met("resource-team", D(2018, 2, 1), minutes=60)
    long = whole_meeting(D(2018, 3, 1))

    assert judge("lasts_at_least", D(2018, 3, 2), short, long, last=1).state is S.MET


def test_no_calendar_no_summer():
    (verdict,) = evaluate([wish("last_before_summer_treats")], seen(), frame(D(2018, 6, 20), summer_begins=()))

    assert verdict.finding.code == "last_before_summer_treats.no_calendar"
