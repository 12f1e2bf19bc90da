"""Somebody is away: the plan is mended with few moves, looked at, accepted; and the pages say what is wrong."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from samspill.core import scheduling as core
from samspill.people.models import Person
from samspill.people.versions import StaleError
from samspill.planner.actions import changing, planning
from samspill.planner.actions.people import add_absence, end_absence, set_hours
from samspill.planner.actions.repairing import accept_repair, propose_repair
from samspill.planner.bridge import load
from samspill.planner.explaining import counted
from samspill.planner.jobs import work
from samspill.planner.models import Absence, Planning, PlanningState, YearPlan
from samspill.planner.reading import board_of, judge, kinds_of, people_of, suggestions
from samspill.planner.tests import world
from samspill.queue.jobs import GiveUp
from tests.asking import counted as questions
from tests.cast import Cast

TODAY = world.JUNE.date()
FIRST, LAST = world.day("2027-10-04"), world.day("2027-10-24")


def ill(four: Cast) -> Absence:
    return add_absence(four.nurse, first=FIRST, last=LAST, acting=four.head_of_health, at=world.JUNE)


def proposed(four: Cast, plan: YearPlan) -> Planning:
    return world.worked(propose_repair(plan, acting=four.owner, at=world.JUNE))


def test_a_nurse_who_is_ill_for_three_weeks_is_seen_and_said(four: Cast, plan: YearPlan) -> None:
    hit = plan.meetings.filter(arena__memberships__person=four.nurse, on__range=(FIRST, LAST)).distinct().count()

    ill(four)

    said = [one.sentence for one in board_of(plan, TODAY).violations]
    assert hit
    assert len(said) == hit
    assert all(one.startswith("Randi Moen is away on ") for one in said)


def test_the_plan_is_mended_with_few_moves(four: Cast, plan: YearPlan) -> None:
    ill(four)
    hit = len(board_of(plan, TODAY).violations)

    run = proposed(four, plan)

    assert run.state == PlanningState.DONE
    assert run.result["proven"]
    assert run.result["least"] <= len(run.result["moves"]) <= hit + 2
    assert run.result["unmended"] == []


def test_a_repair_that_is_accepted_holds_and_can_be_taken_back(four: Cast, plan: YearPlan) -> None:
    ill(four)
    before = dict(plan.meetings.values_list("key", "on"))
    run = proposed(four, plan)

    accept_repair(run, acting=four.owner, at=world.JUNE)

    loaded = load(plan, TODAY)
    assert core.check_wheel(loaded.instance, loaded.wheel) == []
    planning.undo(plan, acting=four.owner, at=world.JUNE)
    assert dict(plan.meetings.values_list("key", "on")) == before


def test_a_proposal_that_grew_old_is_refused(four: Cast, plan: YearPlan) -> None:
    absence = ill(four)
    run = proposed(four, plan)
    end_absence(absence, acting=four.owner, at=world.JUNE)

    with pytest.raises(StaleError):
        accept_repair(run, acting=four.owner, at=world.JUNE)


def test_an_accepted_proposal_is_not_accepted_twice(four: Cast, plan: YearPlan) -> None:
    ill(four)
    run = proposed(four, plan)
    accept_repair(run, acting=four.owner, at=world.JUNE)

    with pytest.raises(ValidationError, match="not open any more"):
        accept_repair(run, acting=four.owner, at=world.JUNE)


def test_a_move_says_what_it_breaks_before_it_is_made(four: Cast, plan: YearPlan) -> None:
    row = plan.meetings.filter(arena=four.arenas["resource-team"])[2]
    monday = row.on - timedelta(days=row.on.weekday())

    judged = judge(plan, {row.key: (monday, time(8))}, TODAY)

    assert any(one.startswith("Randi Moen is not there on Monday") for one in judged.breaks)
    assert judged.points > 0
    assert judged.worse
    assert plan.meetings.get(pk=row.pk).on == row.on


def test_other_places_are_suggested_that_break_nothing(four: Cast, plan: YearPlan) -> None:
    row = plan.meetings.filter(arena=four.arenas["resource-team"])[2]

    places = suggestions(plan, row.key, TODAY)

    assert len(places) > 1
    for one in places:
        assert judge(plan, {row.key: (one.on, one.begins), **one.also}, TODAY).breaks == ()


def test_a_meeting_is_moved_and_stays(four: Cast, plan: YearPlan) -> None:
    row = plan.meetings.filter(arena=four.arenas["resource-team"])[2]
    place = suggestions(plan, row.key, TODAY)[0]
    changing.move(row, on=place.on, begins=place.begins, version=row.version, acting=four.owner, at=world.JUNE)

    world.run_now(plan, four.owner)

    assert plan.meetings.get(pk=row.pk).on == place.on
    with pytest.raises(StaleError):
        changing.pin(row.__class__.objects.get(pk=row.pk), pinned=False, version=1, acting=four.owner, at=world.JUNE)


def test_a_day_outside_the_year_is_refused(four: Cast, plan: YearPlan) -> None:
    row = plan.meetings.first()

    with pytest.raises(ValidationError, match="not in the school year"):
        changing.move(row, on=world.day("2029-01-08"), begins=time(9), version=None, acting=four.owner, at=world.JUNE)


def test_somebody_without_a_weekday_left_is_named_with_what_to_do(four: Cast, plan: YearPlan) -> None:
    rows = [(day, time(8), time(9)) for day in range(1, 6)]
    set_hours(
        four.nurse, rows=rows, per_day=2, per_week=None, travel=30, version=None, acting=four.nurse, at=world.JUNE
    )

    said = [one for someone in people_of(plan, TODAY) for one in someone.warnings]

    assert any("Randi Moen has no weekday left for Resource team at Fjellheim skole" in one for one in said)
    assert set(counted(load(plan, TODAY)).core) == set(said)


def test_what_the_specialists_bear_is_counted(four: Cast, plan: YearPlan) -> None:
    loads = {one.name: one for one in board_of(plan, TODAY).loads}

    assert set(loads) == {"Randi Moen", "Erik Foss", "Nora Lie"}
    assert sum(loads["Randi Moen"].months) > 40
    assert loads["Randi Moen"].profession == "school nurse"
    assert len(loads["Randi Moen"].schools) == 4


def test_a_plan_is_shown_in_the_same_number_of_queries_whatever_lies_in_it(plan: YearPlan) -> None:
    with questions() as many:
        board_of(plan, TODAY)
    plan.meetings.exclude(number=1).delete()

    with questions() as few:
        board_of(plan, TODAY)

    assert len(many) == len(few)


def test_each_kind_of_meeting_says_how_often_the_method_asks_for_it(plan: YearPlan) -> None:
    kinds = {one.kind: one for one in kinds_of(plan, TODAY)}

    assert (kinds["resource-team"].times, kinds["resource-team"].minutes) == (11, 120)
    assert kinds["grade-team"].asked == "The method asks for it every week."
    assert (kinds["grade-team"].arenas, kinds["resource-team"].where) == (12, "At 4 places")


def test_what_cannot_be_searched_through_ends_and_can_be_asked_for_again(
    client: Client, four: Cast, plan: YearPlan
) -> None:
    ill(four)
    run = propose_repair(plan, acting=four.owner, at=world.JUNE)

    def too_much(_run: Planning) -> None:
        raise ValueError

    with pytest.raises(GiveUp):
        work(run.pk, world.JUNE, too_much)

    run.refresh_from_db()
    Person.objects.update(language="en")
    client.force_login(four.owner)
    said = client.get(reverse("planner:repair", args=[plan.pk])).content.decode()
    assert run.state == PlanningState.FAILED
    assert "No way was found to mend it." in said
    assert propose_repair(plan, acting=four.owner, at=world.JUNE).state == PlanningState.WAITING
