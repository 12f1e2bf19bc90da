"""Weekly meetings are moved and held fast, the last change is taken back, what others called is said."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from samspill.journal.models import Entry
from samspill.meetings.actions.calling import call_meeting
from samspill.people.models import Person
from samspill.planner.actions import changing, making, undoing
from samspill.planner.models import PlannedMeeting, WeeklyPlace, YearPlan
from samspill.planner.reading import board_of, difference
from samspill.planner.tests import world
from samspill.planner.weekly_judging import judge_weekly
from tests.asking import sign_in
from tests.cast import Cast

TODAY = world.JUNE.date()


def weekly_of(plan: YearPlan, cast: Cast, team: str = "grade-team-5") -> WeeklyPlace:
    rows = plan.weeklies.select_related("plan", "arena__unit", "arena__project")
    return rows.get(arena=cast.arenas[team])


def team_of(plan: YearPlan, cast: Cast, number: int = 2) -> PlannedMeeting:
    return plan.meetings.select_related("plan", "meeting").filter(arena=cast.arenas["resource-team"])[number]


def at(name: str, *args: object) -> str:
    return reverse(f"planner:{name}", args=args)


@pytest.fixture
def english_reader(four: Cast) -> Person:
    Person.objects.update(language="en")
    return four.owner


# What meets every week


def test_a_weekly_meeting_moved_by_hand_stays_when_the_year_is_planned_again(four: Cast, plan: YearPlan) -> None:
    row = weekly_of(plan, four)
    weekday = row.weekday % 5 + 1
    changing.move_weekly(
        row, weekday=weekday, begins=time(13, 30), version=row.version, acting=four.owner, at=world.JUNE
    )

    world.run_now(plan, four.owner, again=True)

    row.refresh_from_db()
    assert (row.weekday, row.begins, row.pinned) == (weekday, time(13, 30), True)


def test_an_hour_that_is_not_offered_is_refused(four: Cast, plan: YearPlan) -> None:
    row = weekly_of(plan, four)

    with pytest.raises(ValidationError, match="Choose one of those that are offered"):
        changing.move_weekly(row, weekday=2, begins=time(6), version=None, acting=four.owner, at=world.JUNE)


def test_what_another_hour_every_week_breaks_and_costs_is_said(four: Cast, plan: YearPlan) -> None:
    row, other = weekly_of(plan, four), weekly_of(plan, four, "grade-team-6")
    leader = row.arena.memberships.filter(role="grade-team-leader").first()
    plan.weeklies.filter(pk=other.pk).update(weekday=row.weekday % 5 + 1, begins=row.begins)
    other.arena.memberships.create(person=leader.person, role=leader.role, since=leader.since)

    same = judge_weekly(plan, row, row.weekday, row.begins, TODAY)
    judged = judge_weekly(plan, other, row.weekday, row.begins, TODAY)

    assert (same.breaks, same.points) == ((), 0)
    assert any("in two places at once: Grade team 5 at Fjellheim skole, every" in one for one in judged.breaks)


def test_hours_that_are_not_allowed_any_more_are_said_and_planned_anew(four: Cast, plan: YearPlan) -> None:
    row = weekly_of(plan, four)
    plan.weeklies.filter(pk=row.pk).update(weekday=1, begins=time(8))
    setup = {"grade-team": {"weekdays": [4], "from": "13:30"}}
    making.change_setup(plan, setup=setup, version=None, acting=four.owner, at=world.JUNE)

    said = [one.sentence for one in board_of(plan, TODAY).violations]
    world.run_now(plan, four.owner)

    assert any("cannot be held every week where it lies" in one for one in said)
    assert plan.weeklies.get(pk=row.pk).weekday == 4


def test_the_page_of_a_weekly_meeting_moves_it(client: Client, four: Cast, plan: YearPlan) -> None:
    row = weekly_of(plan, four)
    url, judge = at("weekly", plan.pk, row.pk), at("judge_weekly", plan.pk, row.pk)
    codes = {part: sign_in(client, four.people[part]).get(url).status_code for part in ("owner", "nurse", "outsider")}
    pages, given = sign_in(client, four.owner), {"version": row.version, "weekday": "2"}

    judged = [pages.get(judge, given | {"begins": hour}).status_code for hour in ("13:30", "06:00")]
    answers = [pages.post(url, given | {"begins": hour}) for hour in ("06:00", "13:30", "14:00")]

    row.refresh_from_db()
    assert codes == {"owner": 200, "nurse": 403, "outsider": 404}
    assert (judged, [one.status_code for one in answers]) == ([200, 422], [422, 302, 409])
    assert (row.weekday, row.begins, row.pinned) == (2, time(13, 30), True)


def test_a_weekly_meeting_is_held_fast_and_let_go(client: Client, four: Cast, plan: YearPlan) -> None:
    row, pages = weekly_of(plan, four), sign_in(client, four.owner)
    url = at("pin_weekly", plan.pk, row.pk)

    held = pages.post(url, {"on": "1", "version": row.version})
    stale = pages.post(url, {"version": row.version})
    pinned = weekly_of(plan, four).pinned
    pages.post(url, {"version": weekly_of(plan, four).version})

    assert (held.status_code, stale.status_code, pinned) == (302, 409, True)
    assert not weekly_of(plan, four).pinned


def test_a_weekly_meeting_that_is_left_out_stays_so_when_the_year_is_planned_again(four: Cast, plan: YearPlan) -> None:
    row, other = weekly_of(plan, four), weekly_of(plan, four, "grade-team-6")
    changing.leave_out_weekly(row, version=row.version, acting=four.owner, at=world.JUNE)

    world.run_now(plan, four.owner, again=True)

    left = {one.arena_id for one in difference(plan, TODAY).weekly_new}
    assert weekly_of(plan, four).dropped
    assert (row.arena_id in left, other.arena_id in left) == (False, True)


def test_a_weekly_meeting_is_left_out_and_put_back_on_its_page(
    client: Client, four: Cast, plan: YearPlan, english_reader: Person
) -> None:
    row, pages = weekly_of(plan, four), sign_in(client, english_reader)
    url = at("leave_out_weekly", plan.pk, row.pk)

    out = pages.post(url, {"version": row.version}, follow=True).content.decode()
    own = pages.get(at("weekly", plan.pk, row.pk)).content.decode()
    stale = pages.post(url, {"version": row.version, "back": "1"})
    pages.post(url, {"version": weekly_of(plan, four).version, "back": "1"})

    assert "Left out: Grade team 5 at Fjellheim skole" in out
    assert "These meetings are left out this year." in own
    assert (stale.status_code, weekly_of(plan, four).dropped) == (409, False)


def test_nobody_else_leaves_a_weekly_meeting_out(client: Client, four: Cast, plan: YearPlan) -> None:
    url = at("leave_out_weekly", plan.pk, weekly_of(plan, four).pk)

    codes = [sign_in(client, one).post(url).status_code for one in (four.nurse, four.outsider)]

    assert codes == [403, 404]


# The last change is taken back


def test_a_move_is_taken_back_with_what_moved_along(four: Cast, plan: YearPlan) -> None:
    rows = list(plan.meetings.filter(arena=four.arenas["resource-team"]).values_list("on", "begins", "pinned"))
    first, second = team_of(plan, four, 1), team_of(plan, four, 2)
    also = [changing.Along(second.key, second.on + timedelta(days=1), time(9))]
    on = first.on + timedelta(days=1)
    changing.move(first, on=on, begins=time(8), version=None, acting=four.owner, at=world.JUNE, also=also)
    plan.refresh_from_db()

    undoing.take_back(plan, token=plan.last_change["token"], acting=four.owner, at=world.JUNE)

    after = plan.meetings.filter(arena=four.arenas["resource-team"])
    assert list(after.values_list("on", "begins", "pinned")) == rows
    assert Entry.objects.filter(verb="yearplan.change_undone").count() == 1


def test_what_is_newer_is_not_undone(four: Cast, plan: YearPlan) -> None:
    row, how = team_of(plan, four), {"acting": four.owner, "at": world.JUNE}
    changing.leave_out(row, version=None, **how)
    plan.refresh_from_db()
    token = plan.last_change["token"]
    PlannedMeeting.objects.filter(pk=row.pk).update(version=row.version + 1)

    for other in (token, "another"):
        with pytest.raises(ValidationError, match="Something newer has happened"):
            undoing.take_back(plan, token=other, **how)

    assert plan.meetings.get(pk=row.pk).dropped


@pytest.mark.parametrize("verb", ["move", "pin", "weekly", "out"])
def test_the_page_says_what_was_done_and_undoes_it_once(
    verb: str, client: Client, four: Cast, plan: YearPlan, english_reader: Person
) -> None:
    team, weekly, pages = team_of(plan, four), weekly_of(plan, four), sign_in(client, english_reader)
    if verb == "weekly":
        pages.post(
            at("weekly", plan.pk, weekly.pk),
            {"version": weekly.version, "weekday": weekly.weekday % 5 + 1, "begins": "13:30"},
        )
    elif verb == "out":
        pages.post(at("leave_out_weekly", plan.pk, weekly.pk), {"version": weekly.version})
    else:
        given = {"version": team.version, "on": "1" if verb == "pin" else team.on, "begins": "08:00"}
        pages.post(at("pin" if verb == "pin" else "meeting", plan.pk, team.pk), given)
    said = {"move": "Moved by hand: Resource team", "pin": "Stays where it is: Resource", "weekly": "Moved by hand: "}
    said |= {"out": "Left out: Grade team 5"}
    page = pages.get(plan.get_absolute_url())
    token = {"token": page.context["last_change"]["token"]}

    answers = [pages.post(at("take_back", plan.pk), token).status_code for _time in range(2)]

    assert said[verb] in page.content.decode()
    assert answers == [302, 422]
    assert said[verb] not in pages.get(plan.get_absolute_url()).content.decode()
    weekly = weekly_of(plan, four)
    assert (team_of(plan, four).pinned, weekly.pinned, weekly.dropped) == (False, False, False)


def test_nobody_else_takes_a_change_back(client: Client, four: Cast, plan: YearPlan) -> None:
    codes = [sign_in(client, one).post(at("take_back", plan.pk)).status_code for one in (four.nurse, four.outsider)]

    assert codes == [403, 404]


def test_a_change_of_another_day_is_not_offered_any_more(
    client: Client, four: Cast, plan: YearPlan, english_reader: Person
) -> None:
    yesterday = timezone.now() - timedelta(days=1)
    changing.pin(team_of(plan, four), pinned=True, version=None, acting=english_reader, at=yesterday)

    page = sign_in(client, english_reader).get(plan.get_absolute_url())

    assert page.context["last_change"] == {}


# What somebody called beside the plan


def test_meetings_called_by_hand_that_clash_stand_by_themselves(
    client: Client, four: Cast, plan: YearPlan, english_reader: Person
) -> None:
    on = date(2027, 10, 11)  # a Monday: the nurse is at the school on Tuesdays
    team = team_of(plan, four)
    real = call_meeting(team.arena, on=on, begins=time(9), minutes=120, acting=four.leader, at=world.JUNE)
    told = {"meeting": real, "on": on, "begins": time(9), "told_on": on, "told_begins": time(9)}
    plan.meetings.filter(pk=team.pk).update(by_hand=True, pinned=True, earliest=on, latest=on, **told)
    pages = sign_in(client, english_reader)

    page, repair = pages.get(plan.get_absolute_url()), pages.get(at("repair", plan.pk))

    assert page.context["by_hand"][0].sentence.startswith("Randi Moen is not there on Monday")
    assert "Called by hand" in page.content.decode()
    assert real.get_absolute_url() in page.content.decode()
    assert not any("Randi Moen" in one.sentence for one in page.context["clashes"])
    assert not any("Randi Moen" in one.sentence for one in repair.context["violations"])
