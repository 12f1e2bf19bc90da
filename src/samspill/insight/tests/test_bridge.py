from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samspill.arenas.actions import review_contacts
from samspill.arenas.models import Membership
from samspill.core.fidelity.model import State
from samspill.insight import actions
from samspill.insight.board import Board, Row, board_of
from samspill.people.actions import add_unit
from samspill.projects.actions import adapt, join, record_service_contact
from samspill.projects.models import Participation
from samspill.wheel.actions import call_off, record_held, set_responsible
from samspill.wheel.models import Occasion
from tests.cast import AT, Cast

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def row(board: Board, requirement: str) -> Row:
    return next(one for one in board.rows if one.wish.id == requirement)


def state(participation: Participation, requirement: str, today: date = TODAY) -> State:
    return row(board_of(participation, today), requirement).verdict.state


def hold(activity: str, on: date, minutes: int | None = None) -> None:
    for one in Occasion.objects.filter(activity=activity):
        record_held(one, on=on, minutes=minutes, version=None, acting=None, at=NOW)


def test_a_school_reads_its_own_level_and_the_office_the_municipalitys(
    own: Participation, municipal: Participation
) -> None:
    levels = [{one.wish.level for one in board_of(each, TODAY).rows} for each in (own, municipal)]

    assert levels == [{"school"}, {"municipality"}]


def test_what_nothing_is_recorded_about_is_never_met(own: Participation) -> None:
    found = board_of(own, TODAY)

    assert {row(found, one).verdict.state for one in ("L11", "L15")} == {State.NOTHING_YET}


def test_a_meeting_that_was_held_counts_and_leads_back_to_its_page(own: Participation) -> None:
    hold("overall-plan-in-resource-team", date(2026, 11, 4), 120)

    met = row(board_of(own, TODAY), "L09")

    assert met.verdict.state is State.MET
    assert [thing.activity for thing in met.traces] == ["overall-plan-in-resource-team"]


def test_minutes_below_the_method_show(own: Participation) -> None:
    hold("overall-plan-in-resource-team", date(2026, 11, 4), 60)

    assert state(own, "L10") is State.OVERDUE


def test_a_seat_without_a_deputy_leaves_the_services_partly(cast: Cast, own: Participation) -> None:
    seat = Membership.objects.get(person=cast.nurse, arena=cast.arenas["resource-team"])
    Membership.objects.filter(pk=seat.pk).update(deputy=cast.head_of_health)

    assert row(board_of(own, TODAY), "L05").verdict.finding.params["count"] == 1


def test_a_reviewed_contact_list_is_fresh(cast: Cast, own: Participation) -> None:
    review_contacts(cast.arenas["resource-team"], on=date(2026, 11, 2), acting=cast.leader, at=NOW)

    assert state(own, "L19") is State.MET


def test_contact_with_every_service_is_met(cast: Cast, municipal: Participation) -> None:
    for service in (cast.ppt, cast.health, cast.welfare):
        record_service_contact(cast.project, service, on=date(2026, 9, 1), acting=cast.owner, at=NOW)

    assert state(municipal, "L01") is State.MET


def test_one_service_that_was_not_contacted_is_named(cast: Cast, municipal: Participation) -> None:
    for service in (cast.ppt, cast.health):
        record_service_contact(cast.project, service, on=date(2026, 9, 1), acting=cast.owner, at=NOW)

    assert row(board_of(municipal, TODAY), "L01").verdict.finding.params["missing_subjects"] == "child-welfare"


def test_the_forum_wants_a_leader_of_each_school_that_takes_part(cast: Cast, municipal: Participation) -> None:
    assert state(municipal, "L02") is State.MET

    join(cast.project, cast.other_school, joined=date(2026, 8, 17), acting=cast.owner, at=AT)

    assert state(municipal, "L02") is State.PARTLY


def test_the_overall_plan_is_adopted_after_everybody_discussed_it(own: Participation) -> None:
    hold("overall-plan-in-grade-teams", date(2026, 10, 14))
    hold("overall-plan-in-resource-team", date(2026, 10, 21))
    hold("adopt-overall-plan", date(2026, 11, 4))

    assert state(own, "L33") is State.MET


def test_a_plan_adopted_before_one_grade_team_discussed_it_is_not_in_order(own: Participation) -> None:
    hold("overall-plan-in-resource-team", date(2026, 10, 21))
    hold("adopt-overall-plan", date(2026, 11, 4))

    found = row(board_of(own, TODAY), "L33").verdict

    assert found.state is not State.MET
    assert found.finding.params["missing_parts"] == "discussed-in-grade-team"


def test_an_activity_is_whole_when_roles_are_filled_or_somebody_is_named(cast: Cast, own: Participation) -> None:
    assert state(own, "L32") is State.MET

    Membership.objects.filter(role="school-leader").delete()

    assert state(own, "L32") is not State.MET


def test_an_own_activity_without_anybody_leaves_its_year_partly(cast: Cast, own: Participation) -> None:
    one = Occasion.objects.get(activity="conference-1-school")
    Occasion.objects.filter(pk=one.pk).update(activity="", title="Walk", on=date(2027, 3, 1))
    assert state(own, "L32") is not State.MET

    one.refresh_from_db()
    set_responsible(one, responsible=cast.leader, version=None, acting=cast.leader, at=NOW)

    assert row(board_of(own, TODAY), "L32").verdict.finding.params["missing_parts"] == "participants"


def test_what_is_called_off_is_not_planned(cast: Cast, own: Participation) -> None:
    before = len(board_of(own, TODAY).gaps)
    (meeting,) = Occasion.objects.filter(activity="steering-group-spring-1")

    call_off(meeting, reason="Illness", version=None, acting=cast.leader, at=NOW)

    spring = next(gap for gap in board_of(own, TODAY).gaps if gap.wish == "L07")
    assert spring.finding.params["count"] == 0
    assert len(board_of(own, TODAY).gaps) == before


def test_the_guides_own_plan_lays_one_meeting_in_spring_where_it_asks_for_two(own: Participation) -> None:
    spring = next(gap for gap in board_of(own, TODAY).gaps if gap.wish == "L07")

    assert (spring.period.key, spring.finding.params["count"], spring.finding.params["at_least"]) == ("2027-H1", 1, 2)


def test_the_guides_own_plan_has_no_forum_in_autumn(municipal: Participation) -> None:
    assert [gap.period.key for gap in board_of(municipal, TODAY).gaps if gap.wish == "L03"] == [
        "2026-H2",
        "2027-H2",
        "2029-H1",
    ]


def test_a_reason_makes_it_deviate_from_its_day_on(cast: Cast, own: Participation) -> None:
    actions.depart(
        own, requirement="L09", reason="Every sixth week.", since=date(2026, 11, 1), acting=cast.leader, at=NOW
    )

    found = row(board_of(own, TODAY), "L09")

    assert (found.verdict.state, found.departure.reason) == (State.DEVIATES, "Every sixth week.")
    assert state(own, "L09", date(2026, 10, 31)) is not State.DEVIATES


def test_what_the_municipality_set_aside_applies_to_nobody(cast: Cast, own: Participation) -> None:
    adapt(cast.project, path="requirements.L19.off", value=True, reason="Not here.", acting=cast.owner, at=NOW)

    assert state(own, "L19") is State.NOT_APPLICABLE


def test_a_board_of_a_project_that_is_over_stands_as_on_its_last_day(own: Participation) -> None:
    found = board_of(own, date(2035, 1, 1))

    assert found.day == date(2029, 6, 30)
    assert State.OVERDUE in dict(found.counts)


def test_what_to_do_first_is_three_and_the_heaviest(own: Participation) -> None:
    first = board_of(own, TODAY).first

    weights = [one.verdict.finding.weight for one in first]
    assert len(first) == 3
    assert weights == sorted(weights, reverse=True)


@pytest.mark.parametrize("many", [False, True])
def test_a_board_is_read_in_the_same_queries_however_much_there_is(cast: Cast, own: Participation, many: bool) -> None:
    if many:
        hold("overall-plan-in-resource-team", date(2026, 11, 4))
        add_unit(cast.municipality, kind="service", name="Helse", service="school-health", acting=None, at=AT)
    else:
        Occasion.objects.all().delete()

    with CaptureQueriesContext(connection) as seen:
        board_of(own, TODAY)

    assert len(seen) == 15
