"""A plan becomes real meetings, all or none; later only the difference; nobody is told twice."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from django.core.exceptions import ValidationError

from samspill.conferences.models import Conference
from samspill.delivery.models import Message
from samspill.meetings.actions.moving import call_off_meeting, move_meeting
from samspill.meetings.models import Meeting, Series
from samspill.planner.actions import changing, planning
from samspill.planner.actions.publishing import Published, publish
from samspill.planner.models import PlannedMeeting, YearPlan
from samspill.planner.reading import difference
from samspill.planner.tests import world
from samspill.queue.running import run_due
from tests.cast import Cast

TODAY = world.JUNE.date()


@pytest.fixture
def plan(told: Cast) -> YearPlan:
    return YearPlan.objects.select_related("municipality").get()


def published(told: Cast, plan: YearPlan) -> Published:
    found = publish(plan, seen=difference(plan, TODAY).digest, acting=told.owner, at=world.JUNE)
    run_due(world.JUNE)
    return found


def first_of(plan: YearPlan, told: Cast) -> PlannedMeeting:
    return plan.meetings.select_related("plan", "meeting").filter(arena=told.arenas["resource-team"])[1]


def test_everything_planned_is_called_where_it_lies(told: Cast, plan: YearPlan) -> None:
    rows = plan.meetings.select_related("meeting")

    assert rows.count() > 15
    assert all((row.meeting.on, row.meeting.begins) == (row.on, row.begins) for row in rows)
    assert Conference.objects.get(activity="conference-2-school").meeting.on == rows.get(kind="school-conference").on


def test_everybody_is_invited_with_a_calendar_entry(told: Cast, plan: YearPlan) -> None:
    team = first_of(plan, told).meeting

    invited = team.presences.exclude(invited_sequence=None)
    assert set(invited.values_list("person", flat=True)) == set(team.presences.values_list("person", flat=True))
    assert Message.objects.filter(about=team.get_absolute_url()).count() == invited.count() == 8


def test_what_meets_every_week_is_a_series_without_forty_letters(told: Cast, plan: YearPlan) -> None:
    weekly = plan.weeklies.get(arena=told.arenas["grade-team-5"])

    series = Series.objects.get(arena=told.arenas["grade-team-5"])
    assert (series.weekday, series.begins) == (weekly.weekday, weekly.begins)
    assert series.meetings.count() > 30
    assert not Message.objects.filter(about=series.meetings.first().get_absolute_url()).exists()


def test_published_once_there_is_nothing_left_to_tell(told: Cast, plan: YearPlan) -> None:
    left = difference(plan, TODAY)

    assert (left.new, left.moved, left.off, left.weekly_new) == ((), (), (), ())
    with pytest.raises(ValidationError, match="published already"):
        published(told, plan)


def test_only_the_difference_is_published_later(told: Cast, plan: YearPlan) -> None:
    row, letters = first_of(plan, told), Message.objects.count()
    changing.move(row, on=row.on, begins=time(8), version=None, acting=told.owner, at=world.JUNE)

    found = published(told, plan)

    assert (found.called, found.moved, found.called_off) == (0, 1, 0)
    assert Meeting.objects.get(pk=row.meeting_id).begins == time(8)
    assert Message.objects.count() == letters + 8


def test_what_is_left_out_is_called_off(told: Cast, plan: YearPlan) -> None:
    row = first_of(plan, told)
    changing.leave_out(row, version=None, acting=told.owner, at=world.JUNE)

    found = published(told, plan)

    assert found.called_off == 1
    assert Meeting.objects.get(pk=row.meeting_id).called_off == "It is left out of the year's plan."


def test_a_conference_moves_with_its_checklist(told: Cast, plan: YearPlan) -> None:
    row = plan.meetings.select_related("plan", "meeting").get(kind="school-conference")
    due = row.meeting.conference.report_due
    changing.move(row, on=row.on + timedelta(days=1), begins=time(9), version=None, acting=told.owner, at=world.JUNE)

    published(told, plan)

    moved = Conference.objects.select_related("meeting").get(pk=row.meeting.conference.pk)
    assert (moved.meeting.on, moved.report_due) == (row.on, due + timedelta(days=1))


def test_what_somebody_moved_by_hand_is_taken_over(told: Cast, plan: YearPlan) -> None:
    row = first_of(plan, told)
    elsewhere = row.on + timedelta(days=1)
    move_meeting(row.meeting, on=elsewhere, begins=time(9, 15), version=None, acting=told.leader, at=world.JUNE)

    world.run_now(plan, told.owner)

    row.refresh_from_db()
    assert (row.on, row.begins, row.pinned) == (elsewhere, time(9, 15), True)
    assert not difference(plan, TODAY).moved


def test_what_somebody_called_off_by_hand_is_not_called_again(told: Cast, plan: YearPlan) -> None:
    row = first_of(plan, told)
    call_off_meeting(row.meeting, reason="Storm", version=None, acting=told.leader, at=world.JUNE)

    world.run_now(plan, told.owner)

    left = difference(plan, TODAY)
    assert (left.new, left.moved, left.off) == ((), (), ())


def test_what_people_were_told_stays_when_the_year_is_planned_again(told: Cast, plan: YearPlan) -> None:
    places = dict(plan.meetings.values_list("key", "on"))

    world.run_now(plan, told.owner)
    kept = dict(plan.meetings.values_list("key", "on"))
    planning.undo(plan, acting=told.owner, at=world.JUNE)

    assert kept == places
    assert difference(plan, TODAY).moved == ()
