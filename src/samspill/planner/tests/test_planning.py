"""A year is planned: everybody where they must be, what was called already stays, what is changed meanwhile wins."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from itertools import pairwise

from samspill.calendars.models import BusyTime
from samspill.core import scheduling as core
from samspill.meetings.actions.calling import call_meeting
from samspill.planner.actions import making
from samspill.planner.bridge import load
from samspill.planner.models import PlanningState, YearPlan
from samspill.planner.tests import world
from tests.cast import Cast

TODAY = world.JUNE.date()


def test_four_schools_that_share_their_specialists_are_planned_without_breaking_a_rule(plan: YearPlan) -> None:
    loaded = load(plan, TODAY)

    assert core.check_wheel(loaded.instance, loaded.wheel) == []
    assert len(loaded.wheel.meetings) == len(loaded.rows) == 69
    assert len(loaded.wheel.patterns) == 12
    assert plan.runs.get().state == PlanningState.DONE


def test_nobody_is_in_two_places(four: Cast, plan: YearPlan) -> None:
    loaded = load(plan, TODAY)
    engaged = defaultdict(list)

    for key, row in loaded.rows.items():
        begins = row.begins.hour * 60 + row.begins.minute
        for person in loaded.company[key].must:
            engaged[person, row.on].append((begins, begins + row.minutes, row.unit_id))

    assert len([key for key in engaged if key[0] == four.nurse.pk]) > 40
    for spans in engaged.values():
        spans.sort()
        for (_start, end, unit), (start, _end, other) in pairwise(spans):
            assert end + (0 if unit == other else 30) <= start


def test_specialists_come_only_on_their_days(four: Cast, plan: YearPlan) -> None:
    nurse = {seat.arena_id: seat.weekdays for seat in four.nurse.memberships.filter(role="school-nurse")}

    days = {(row.arena_id, row.on.isoweekday()) for row in plan.meetings.filter(arena__in=nurse)}

    assert days
    assert all(weekday in nurse[arena] for arena, weekday in days)


def test_the_teams_meet_before_and_after_the_steering_group(four: Cast, plan: YearPlan) -> None:
    teams = sorted(plan.meetings.filter(arena=four.arenas["resource-team"]).values_list("on", flat=True))
    steering = sorted(plan.meetings.filter(arena=four.arenas["steering-group"]).values_list("on", flat=True))

    before = [max(day for day in teams if day < one) for one in steering]

    assert len(set(before)) == len(steering) == 4
    assert all((one - day).days >= 3 for one, day in zip(steering, before, strict=True))


def test_the_same_year_is_planned_the_same_way(plan: YearPlan) -> None:
    once = core.digest(load(plan, TODAY).wheel)

    world.run_now(plan, plan.made_by, again=True)

    assert core.digest(load(plan, TODAY).wheel) == once


def test_next_year_is_planned_from_this_one(four: Cast, plan: YearPlan) -> None:
    after = making.make_plan(four.municipality, unit=None, begins=2028, like=plan, acting=four.owner, at=world.JUNE)

    world.run_now(after, four.owner)

    team = four.arenas["resource-team"]
    usual = plan.liked or making.liked_of(plan)
    laid = [row.on.isoweekday() for row in after.meetings.filter(arena=team, on__isnull=False)]
    assert max(set(laid), key=laid.count) == usual[str(team.pk)]["weekday"]


def test_who_is_busy_in_their_own_calendar_is_not_planned_then_but_for_the_plan_s_own_meetings(
    four: Cast, plan: YearPlan
) -> None:
    row = plan.meetings.select_related("plan").filter(arena=four.arenas["resource-team"])[3]
    real = call_meeting(row.arena, on=row.on, begins=row.begins, minutes=120, acting=four.leader, at=world.JUNE)
    plan.meetings.filter(pk=row.pk).update(meeting=real, told_on=row.on, told_begins=row.begins)
    ends = real.ends_at + timedelta(hours=1)
    BusyTime.objects.create(person=four.nurse, starts=real.starts_at, ends=ends)

    busy = next(one for one in load(plan, TODAY).instance.people if one.id == f"person-{four.nurse.pk}").busy

    assert [(one.first, one.start - one.end) for one in busy] == [(row.on, -2)]


def test_arenas_meet_on_when_the_plan_of_the_method_has_ended(four: Cast) -> None:
    later = world.begun(four, begins=2031)

    asked = load(later, TODAY).ground.wants

    months = {want.earliest.month for want in asked if want.arena == four.arenas["resource-team"].pk}
    assert months == {8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6}
    assert not any(want.activity for want in asked)
