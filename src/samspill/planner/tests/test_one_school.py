"""What is asked for, what was called already, and what is changed meanwhile."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from samspill.arenas.models import Arena
from samspill.delivery.models import Message
from samspill.meetings.actions.calling import call_meeting
from samspill.meetings.models import Meeting
from samspill.people.models import Person
from samspill.planner.actions import changing, making, planning
from samspill.planner.actions.publishing import publish
from samspill.planner.bridge import load
from samspill.planner.jobs import plan_in_queue
from samspill.planner.loading import units_of
from samspill.planner.models import PlanningState, YearPlan
from samspill.planner.reading import difference
from samspill.planner.tests import world
from samspill.queue.models import Job, State
from tests.asking import counted
from tests.cast import Cast

TODAY = world.JUNE.date()


def test_a_plan_is_read_in_the_same_number_of_queries_however_many_schools(one: Cast) -> None:
    small = world.begun(one)
    planning.start(small, acting=one.owner, at=world.JUNE)
    with counted() as few:
        _ = load(small, TODAY).instance
    world.join_school(one, one.other_school, 1)
    small.runs.update(state=PlanningState.DONE)
    planning.start(small, acting=one.owner, at=world.JUNE)

    with counted() as many:
        _ = load(small, TODAY).instance

    assert len(many) == len(few)


def test_a_meeting_called_by_hand_is_the_plan_s_and_stays(one: Cast) -> None:
    team = one.arenas["resource-team"]
    real = call_meeting(team, on=world.day("2027-10-08"), begins=time(9), minutes=120, acting=one.leader, at=world.JUNE)

    plan = world.planned(one)

    row = plan.meetings.get(meeting=real)
    assert (row.on, row.begins, row.pinned, row.by_hand) == (real.on, real.begins, True, True)
    assert plan.meetings.filter(arena=team, on__month=10).count() == 1


def test_whoever_sits_in_another_meeting_is_not_planned_then(one: Cast) -> None:
    days = [world.day("2027-09-01") + timedelta(days=n) for n in range(30)]
    for on in days[:-2]:
        call_meeting(
            one.arenas["grade-team-5"], on=on, begins=time(8), minutes=450, acting=one.leader, at=world.JUNE, title="x"
        )

    plan = world.planned(one)

    assert plan.meetings.get(arena=one.arenas["resource-team"], latest="2027-09-30").on in days[-2:]


def test_what_is_changed_by_hand_while_it_is_planned_wins(one: Cast) -> None:
    plan = world.planned(one)
    row = plan.meetings.filter(on__isnull=False).first()
    run = planning.start(plan, acting=one.owner, at=world.JUNE, again=True)
    loaded = load(plan, TODAY)
    was = world.stamp(loaded)
    changing.move(row, on=row.earliest, begins=time(8), version=None, acting=one.owner, at=world.JUNE)
    run.__class__.objects.filter(pk=run.pk).update(state=PlanningState.RUNNING)

    found = planning.look_for(loaded, run, 50, None, lambda _progress: True)
    kept = planning.keep(run, was, found, at=world.JUNE)

    run.refresh_from_db()
    assert kept is None
    assert (run.state, run.result["changed"]) == (PlanningState.CANCELLED, True)
    assert plan.meetings.get(pk=row.pk).on == row.on


def test_a_planning_that_was_stopped_does_nothing_more(one: Cast) -> None:
    plan = world.begun(one)
    run = planning.start(plan, acting=one.owner, at=world.JUNE)

    planning.stop(plan, acting=one.owner, at=world.JUNE)
    plan_in_queue.run(planning=run.pk, at=world.JUNE)

    run.refresh_from_db()
    assert run.state == PlanningState.CANCELLED
    assert not plan.meetings.filter(on__isnull=False).exists()


def test_a_planning_is_taken_back(one: Cast) -> None:
    plan = world.planned(one)

    planning.undo(plan, acting=one.owner, at=world.JUNE)

    assert not plan.meetings.filter(on__isnull=False).exists()
    assert planning.undo(plan, acting=one.owner, at=world.JUNE) is None


def test_two_do_not_plan_at_once(one: Cast) -> None:
    plan = world.begun(one)
    planning.start(plan, acting=one.owner, at=world.JUNE)

    with pytest.raises(ValidationError, match="being planned just now"):
        planning.start(plan, acting=one.owner, at=world.JUNE)


def test_a_planning_that_the_queue_has_given_up_holds_up_nobody(one: Cast) -> None:
    plan = world.begun(one)
    run = planning.start(plan, acting=one.owner, at=world.JUNE)
    Job.objects.update(state=State.FAILED)

    again = planning.start(plan, acting=one.owner, at=world.JUNE)

    run.refresh_from_db()
    assert (run.state, again.state) == (PlanningState.FAILED, PlanningState.WAITING)


def test_nothing_to_plan_is_said(one: Cast) -> None:
    plan = making.make_plan(one.neighbour, unit=None, begins=2027, like=None, acting=one.owner, at=world.JUNE)

    with pytest.raises(ValidationError, match="There is nothing to plan"):
        planning.start(plan, acting=one.owner, at=world.JUNE)


def test_a_kind_that_is_turned_off_is_not_planned_and_one_that_is_wanted_more_often_is(one: Cast) -> None:
    plan = world.begun(one)
    setup = {"steering-group": {"on": False}, "resource-team": {"times": 5, "minutes": 90}}
    making.change_setup(plan, setup=setup, version=plan.version, acting=one.owner, at=world.JUNE)

    world.run_now(plan, one.owner)

    teams = plan.meetings.filter(arena=one.arenas["resource-team"])
    assert not plan.meetings.filter(arena=one.arenas["steering-group"]).exists()
    assert (teams.count(), set(teams.values_list("minutes", flat=True))) == (5, {90})


def test_a_school_alone_has_a_plan_of_its_own(one: Cast) -> None:
    plan = making.make_plan(one.municipality, unit=one.school, begins=2027, like=None, acting=one.leader, at=world.JUNE)

    world.run_now(plan, one.leader)

    assert set(plan.meetings.values_list("unit", flat=True)) == {one.school.pk}


def test_a_school_whose_year_is_planned_with_all_others_gets_no_second_plan(one: Cast, client: Client) -> None:
    world.begun(one)
    Person.objects.update(language="en")
    client.force_login(one.leader)

    page = client.post(f"/planner/new/unit/{one.school.pk}/", {"begins": 2027})

    assert page.status_code == 422
    assert "This school year is planned for all schools in" in page.content.decode()


def test_the_plan_of_all_leaves_a_school_alone_that_plans_on_its_own(one: Cast, client: Client) -> None:
    making.make_plan(one.municipality, unit=one.school, begins=2027, like=None, acting=one.leader, at=world.JUNE)
    plan = world.begun(one)
    Person.objects.update(language="en")
    client.force_login(one.owner)

    page = client.get(f"/planner/{plan.pk}/setup/").content.decode()

    assert one.school not in units_of(plan)
    assert f"left alone here: {one.school.name}" in page


def _without_weekly(one: Cast) -> YearPlan:
    plan = world.begun(one)
    setup = {"grade-team": {"on": False}}
    making.change_setup(plan, setup=setup, version=plan.version, acting=one.owner, at=world.JUNE)
    world.run_now(plan, one.owner)
    return plan


def test_the_second_of_two_who_publish_at_once_is_told(one: Cast) -> None:
    plan = _without_weekly(one)
    seen = difference(plan, TODAY).digest
    publish(plan, seen=seen, acting=one.owner, at=world.JUNE)

    with pytest.raises(ValidationError, match="Somebody published or changed the plan meanwhile"):
        publish(plan, seen=seen, acting=one.administrator, at=world.JUNE)


def test_a_plan_that_cannot_be_published_whole_is_not_published_at_all(one: Cast) -> None:
    plan = world.planned(one)
    for team in ("grade-team-5", "grade-team-6"):
        plan.weeklies.filter(arena=one.arenas[team]).delete()
    Arena.objects.filter(pk=one.arenas["grade-team-7"].pk).update(until=world.day("2027-01-01"))

    with pytest.raises(ValidationError, match="The last day is before the first day"):
        publish(plan, seen=difference(plan, TODAY).digest, acting=one.owner, at=world.JUNE)

    assert not Meeting.objects.exists()
    assert not Message.objects.exists()
    assert not plan.meetings.exclude(meeting=None).exists()
