"""A plan becomes real meetings, all or none; later only the difference; nobody is told twice."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from samspill.conferences.models import Conference
from samspill.delivery.models import Message
from samspill.meetings.actions.moving import call_off_meeting, move_meeting
from samspill.meetings.actions.series import bring_rest, change_series
from samspill.meetings.models import Meeting, Series
from samspill.people.models import Person
from samspill.planner.actions import changing, planning, undoing
from samspill.planner.actions.people import add_absence
from samspill.planner.actions.publishing import Published, publish
from samspill.planner.actions.repairing import propose_repair
from samspill.planner.jobs import weekly_in_queue
from samspill.planner.models import PlannedMeeting, WeeklyPlace, YearPlan
from samspill.planner.reading import difference
from samspill.planner.tests import world
from samspill.queue.running import run_due
from tests.asking import sign_in
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


def test_a_conference_begins_with_those_the_method_asks_for_and_they_are_invited(told: Cast, plan: YearPlan) -> None:
    held = Conference.objects.select_related("meeting").get(activity="conference-2-school")

    people = set(held.participants.values_list("person", flat=True))
    assert people >= {told.leader.pk, told.teacher.pk, told.nurse.pk}
    assert people == set(held.meeting.presences.exclude(invited_sequence=None).values_list("person", flat=True))


def test_what_meets_every_week_is_a_series_without_forty_letters(told: Cast, plan: YearPlan) -> None:
    weekly = plan.weeklies.get(arena=told.arenas["grade-team-5"])

    series = Series.objects.get(arena=told.arenas["grade-team-5"])
    assert (series.weekday, series.begins) == (weekly.weekday, weekly.begins)
    assert series.meetings.count() > 30
    assert not Message.objects.filter(about=series.meetings.first().get_absolute_url()).exists()


def moved_weekly(told: Cast, plan: YearPlan) -> WeeklyPlace:
    """A grade team that meets on another weekday and at another hour from now on; published, not brought yet."""
    weekly = plan.weeklies.get(arena=told.arenas["grade-team-5"])
    weekday = weekly.weekday % 5 + 1
    plan.weeklies.filter(pk=weekly.pk).update(weekday=weekday, begins=time(13, 15))
    publish(plan, seen=difference(plan, TODAY).digest, acting=told.owner, at=world.JUNE)
    return plan.weeklies.select_related("series").get(pk=weekly.pk)


def test_weekly_meetings_are_called_once_however_often_the_queue_runs(told: Cast, plan: YearPlan) -> None:
    series = Series.objects.get(arena=told.arenas["grade-team-5"])
    days = list(series.meetings.values_list("on", flat=True))

    weekly_in_queue.run(series=series.pk, was=series.weekday, reason="", by=told.owner.pk, at=world.JUNE)

    assert list(series.meetings.values_list("on", flat=True)) == days
    assert len(set(days)) == len(days)


def test_weekly_meetings_that_are_published_wait_for_the_queue_and_the_page_says_so(
    client: Client, told: Cast, plan: YearPlan
) -> None:
    weekly = moved_weekly(told, plan)
    page = sign_in(client, told.owner).get(reverse("planner:publish", args=[plan.pk]))

    before = set(weekly.series.meetings.values_list("begins", flat=True))
    run_due(world.JUNE)

    assert weekly.series.weekday == weekly.weekday
    assert time(13, 15) not in before
    assert set(weekly.series.meetings.values_list("begins", flat=True)) == {time(13, 15)}
    assert "The weekly meetings of 1 team are being brought up to date." in page.content.decode()


def test_a_weekly_meeting_moved_by_hand_stays_when_the_change_is_brought_twice(told: Cast, plan: YearPlan) -> None:
    weekly = moved_weekly(told, plan)
    run_due(world.JUNE)
    one = weekly.series.meetings.order_by("on")[3]
    move_meeting(one, on=one.on + timedelta(days=1), begins=time(8), version=None, acting=told.leader, at=world.JUNE)
    days, was = list(weekly.series.meetings.values_list("on", flat=True)), (weekly.weekday - 2) % 5 + 1

    weekly_in_queue.run(series=weekly.series_id, was=was, reason="", by=told.owner.pk, at=world.JUNE)

    assert list(weekly.series.meetings.values_list("on", flat=True)) == days


def test_weekly_meetings_that_are_left_out_are_called_off_and_begin_anew_when_they_are_back(
    told: Cast, plan: YearPlan
) -> None:
    rows = plan.weeklies.filter(arena=told.arenas["grade-team-5"])
    old = rows.get().series
    rows.update(dropped=True)
    published(told, plan)
    off = set(old.meetings.values_list("called_off", flat=True))
    rows.update(dropped=False)

    found = published(told, plan)

    new = rows.get().series
    assert off == {"It is left out of the year's plan."}
    assert (found.weekly, new.pk == old.pk) == (1, False)
    assert set(new.meetings.values_list("called_off", flat=True)) == {""}


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


def test_what_was_published_is_not_undone(told: Cast, plan: YearPlan) -> None:
    row = first_of(plan, told)
    changing.move(row, on=row.on, begins=time(8), version=None, acting=told.owner, at=world.JUNE)
    plan.refresh_from_db()
    token = plan.last_change["token"]
    published(told, plan)

    with pytest.raises(ValidationError, match="Something newer has happened"):
        undoing.take_back(plan, token=token, acting=told.owner, at=world.JUNE)


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


def test_what_somebody_moved_by_hand_does_not_stop_the_rest_from_being_published(told: Cast, plan: YearPlan) -> None:
    row, other = plan.meetings.select_related("plan", "meeting").filter(arena=told.arenas["resource-team"])[1:3]
    elsewhere = row.on + timedelta(days=1)
    move_meeting(row.meeting, on=elsewhere, begins=time(9, 15), version=None, acting=told.leader, at=world.JUNE)
    day = other.on + timedelta(days=1)
    changing.move(other, on=day, begins=time(9), version=None, acting=told.owner, at=world.JUNE)

    assert published(told, plan).moved == 1

    assert Meeting.objects.get(pk=row.meeting.pk).on == elsewhere


def test_what_was_called_off_with_the_plan_is_held_again_once_it_is_put_back(told: Cast, plan: YearPlan) -> None:
    row = first_of(plan, told)
    changing.leave_out(row, version=None, acting=told.owner, at=world.JUNE)
    published(told, plan)

    changing.leave_out(first_of(plan, told), version=None, acting=told.owner, at=world.JUNE, left_out=False)
    assert published(told, plan).moved == 1

    assert not Meeting.objects.get(pk=row.meeting.pk).called_off


def test_nothing_is_moved_into_the_past(told: Cast, plan: YearPlan) -> None:
    row, october = first_of(plan, told), datetime(2027, 10, 20, 8, tzinfo=UTC)

    with pytest.raises(ValidationError, match="This day is past"):
        changing.move(
            plan.meetings.filter(on__gt="2027-11-01")[0],
            on=world.day("2027-10-01"),
            begins=time(9),
            version=None,
            acting=told.owner,
            at=october,
        )
    with pytest.raises(ValidationError, match="lies behind us"):
        changing.leave_out(row, version=None, acting=told.owner, at=october)


def test_a_weekly_meeting_of_this_week_is_not_moved_to_a_day_that_is_over(told: Cast, plan: YearPlan) -> None:
    series = Series.objects.filter(planned__plan=plan, weekday__gt=1)[0]
    on = series.meetings.order_by("on")[10].on
    at, was = datetime(on.year, on.month, on.day, 6, tzinfo=UTC), series.weekday
    change_series(series, version=None, acting=told.owner, at=at, weekday=1)

    bring_rest(series, since=on, was=was, acting=told.owner, at=at)

    assert series.meetings.filter(on__lt=on).count() == 10
    assert series.meetings.filter(on__gt=on).first().on.isoweekday() == 1


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


def test_nobody_is_asked_to_stand_in_at_a_meeting_that_was_held(told: Cast, plan: YearPlan) -> None:
    november, first = datetime(2027, 11, 15, 8, tzinfo=UTC), world.day("2027-10-04")
    add_absence(told.nurse, first=first, last=world.day("2027-12-10"), acting=told.head_of_health, at=november)

    run = world.worked(propose_repair(plan, acting=told.owner, at=november), november)

    days = [one["from"][0] for one in run.result["moves"]]
    assert plan.meetings.filter(arena__memberships__person=told.nurse, on__range=(first, november.date())).exists()
    assert days
    assert min(days) >= november.date().isoformat()
    assert run.result["least"] <= len(days)


def test_a_deputy_is_asked_to_a_meeting_that_stays_where_it_is(told: Cast, plan: YearPlan) -> None:
    row = first_of(plan, told)
    row.arena.memberships.filter(person=told.nurse).update(deputy=told.head_of_health)
    plan.meetings.filter(pk=row.pk).update(deputies=[told.nurse.pk])
    Person.objects.update(language="en")
    client = sign_in(Client(), told.owner)

    listed = client.get(reverse("planner:start")).content.decode()
    page = client.get(reverse("planner:publish", args=[plan.pk])).content.decode()
    found = published(told, plan)

    asked = row.meeting.presences.get(stands_in_for=told.nurse)
    assert "1 change is not published" in listed
    assert f"{told.head_of_health.name} comes for {told.nurse.name}." in page
    assert "person is told" in page
    assert (found.sent, found.moved, asked.person) == (1, 0, told.head_of_health)
    assert asked.invited_sequence is not None
    assert not difference(plan, TODAY).sent
