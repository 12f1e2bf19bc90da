"""Rooms: written down once for each school, given to the meetings that need one, one meeting at a time in each."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from samspill.core import scheduling as core
from samspill.meetings.actions.calling import call_meeting
from samspill.meetings.actions.moving import change_meeting
from samspill.meetings.models import Meeting
from samspill.planner.actions import changing, making
from samspill.planner.actions.publishing import publish
from samspill.planner.actions.repairing import accept_repair, propose_repair
from samspill.planner.actions.rooms import set_rooms
from samspill.planner.bridge import load
from samspill.planner.models import PlannedMeeting, UnitRooms, YearPlan
from samspill.planner.reading import board_of, difference, judge, suggestions
from samspill.planner.tests import world
from tests.asking import sign_in
from tests.cast import Cast

TODAY = world.JUNE.date()
NEED = {kind: {"rooms": ["Library", "Room 2"]} for kind in ("resource-team", "steering-group")}


def with_rooms(cast: Cast, plan: YearPlan, *names: str) -> None:
    """The school has these rooms, and two kinds of meetings need one of the first two."""
    set_rooms(rooms={cast.school.pk: ([], list(names))}, acting=cast.owner, at=world.JUNE)
    making.change_setup(
        plan, setup=NEED | {"grade-team": {"on": False}}, version=None, acting=cast.owner, at=world.JUNE
    )


@pytest.fixture
def roomy(one: Cast) -> YearPlan:
    """One school with a library for its teams, its year planned."""
    plan = world.begun(one)
    with_rooms(one, plan, "Library")
    world.run_now(plan, one.owner)
    return plan


def team_of(plan: YearPlan, cast: Cast) -> PlannedMeeting:
    return plan.meetings.select_related("plan", "meeting").filter(arena=cast.arenas["resource-team"])[2]


def test_whatever_needs_a_room_gets_one_and_nothing_else_does(one: Cast, roomy: YearPlan) -> None:
    loaded = load(roomy, TODAY)

    need = roomy.meetings.filter(unit=one.school, kind__in=NEED)
    assert set(need.values_list("place", flat=True)) == {"Library"}
    assert set(roomy.meetings.exclude(kind__in=NEED).values_list("place", flat=True)) == {""}
    assert core.check_wheel(loaded.instance, loaded.wheel) == []


def test_a_room_that_is_taken_twice_is_named(one: Cast, roomy: YearPlan) -> None:
    team = team_of(roomy, one)
    group = roomy.meetings.get(pk=roomy.meetings.filter(kind="steering-group").first().pk)

    judged = judge(roomy, {group.key: (team.on, team.begins)}, TODAY)
    elsewhere = judge(roomy, {group.key: (team.on, team.begins, "")}, TODAY)

    assert any(one.startswith("Library at Fjellheim skole would be taken twice: ") for one in judged.breaks)
    assert any(one.startswith("Steering group at Fjellheim skole has no room on ") for one in elsewhere.breaks)


def test_a_meeting_beside_the_plan_takes_its_room(one: Cast, roomy: YearPlan) -> None:
    team = team_of(roomy, one)
    call_meeting(
        one.arenas["grade-team-5"],
        on=team.on,
        begins=team.begins,
        minutes=60,
        place="Library",
        acting=None,
        at=world.JUNE,
    )

    said = [one.sentence for one in board_of(roomy, TODAY).violations]

    assert any(one.startswith("Library at Fjellheim skole is taken by another meeting on ") for one in said)
    assert all(place.room == "Library" for place in suggestions(roomy, team.key, TODAY))


def test_the_room_is_where_people_are_invited_to_and_another_one_is_told(one: Cast, roomy: YearPlan) -> None:
    publish(roomy, seen=difference(roomy, TODAY).digest, acting=one.owner, at=world.JUNE)
    team = team_of(roomy, one)
    told = team.meeting.place
    changing.move(team, on=team.on, begins=team.begins, place="Room 2", version=None, acting=one.owner, at=world.JUNE)

    left = difference(roomy, TODAY)
    publish(roomy, seen=left.digest, acting=one.owner, at=world.JUNE)

    assert (told, [laid.row.key for laid in left.moved]) == ("Library", [team.key])
    assert Meeting.objects.get(pk=team.meeting_id).place == "Room 2"
    assert not difference(roomy, TODAY).moved


def test_a_place_that_somebody_wrote_at_the_meeting_stays_and_the_meeting_may_be_moved(
    one: Cast, roomy: YearPlan
) -> None:
    publish(roomy, seen=difference(roomy, TODAY).digest, acting=one.owner, at=world.JUNE)
    team = team_of(roomy, one)
    change_meeting(team.meeting, place="At the pupils'", version=None, acting=one.leader, at=world.JUNE)

    left = difference(roomy, TODAY)
    world.run_now(roomy, one.owner)

    team.refresh_from_db()
    assert left.moved == ()
    assert (team.place, team.told_place, team.pinned) == ("At the pupils'", "At the pupils'", False)
    assert board_of(roomy, TODAY).violations == ()


def test_when_rooms_come_later_the_repair_gives_them_without_moving_anything(one: Cast) -> None:
    plan = world.begun(one)
    making.change_setup(plan, setup={"grade-team": {"on": False}}, version=None, acting=one.owner, at=world.JUNE)
    world.run_now(plan, one.owner)
    with_rooms(one, plan, "Library")
    lying = set(plan.meetings.values_list("key", "on", "begins"))

    run = world.worked(propose_repair(plan, acting=one.owner, at=world.JUNE))
    accept_repair(run, acting=one.owner, at=world.JUNE)

    assert set(plan.meetings.values_list("key", "on", "begins")) == lying
    assert set(plan.meetings.filter(kind__in=NEED).values_list("place", flat=True)) == {"Library"}


# The pages


def test_rooms_are_written_down_by_the_planner_and_chosen_for_a_kind(client: Client, one: Cast) -> None:
    plan = world.begun(one)
    url = reverse("planner:rooms", args=[plan.pk])
    codes = {part: sign_in(client, one.people[part]).get(url).status_code for part in ("owner", "nurse", "outsider")}
    sign_in(client, one.owner)

    answer = client.post(url, {f"rooms-{one.school.pk}": "Library\n\n Room  2 \nLibrary", f"was-{one.school.pk}": ""})
    fields = client.get(answer.headers["Location"]).context["form"].fields

    assert codes == {"owner": 200, "nurse": 403, "outsider": 404}
    assert UnitRooms.objects.get(unit=one.school).names == ["Library", "Room 2"]
    assert [name for name, _said in fields["resource-team__rooms"].choices] == ["Library", "Room 2"]
    assert "grade-team__rooms" not in fields


def test_rooms_that_somebody_changed_meanwhile_and_names_too_long_are_refused(client: Client, one: Cast) -> None:
    plan, field = world.begun(one), f"rooms-{one.school.pk}"
    UnitRooms.objects.create(unit=one.school, names=["Hall"])
    url, pages = reverse("planner:rooms", args=[plan.pk]), sign_in(client, one.owner)

    stale = pages.post(url, {field: "Library", f"was-{one.school.pk}": ""})
    wrong = pages.post(url, {field: "x" * 81, f"was-{one.school.pk}": "Hall"})
    again = pages.post(url, {field: "Library", f"was-{one.school.pk}": "Hall"})

    assert (stale.status_code, wrong.status_code, again.status_code) == (409, 422, 302)
    assert "Library</textarea>" in stale.content.decode()
    assert "without a semicolon" in wrong.content.decode()


def test_a_move_by_form_chooses_another_room(client: Client, one: Cast, roomy: YearPlan) -> None:
    UnitRooms.objects.filter(unit=one.school).update(names=["Library", "Room 2"])
    team, pages = team_of(roomy, one), sign_in(client, one.owner)
    url, where = reverse("planner:meeting", args=[roomy.pk, team.pk]), {"on": team.on, "begins": "08:00"}

    page = pages.get(url).content.decode()
    judged = pages.get(reverse("planner:judge", args=[roomy.pk]), where | {"key": team.key, "place": "Room 2"})
    unknown = pages.post(url, where | {"version": team.version, "place": "Cellar"})
    moved = pages.post(url, where | {"version": team.version, "place": "Room 2"})

    team.refresh_from_db()
    assert '<option value="Library" selected>' in page
    assert (judged.status_code, unknown.status_code, moved.status_code) == (200, 422, 302)
    assert (team.place, team.begins) == ("Room 2", time(8))
    assert "Room 2" in pages.get(roomy.get_absolute_url()).content.decode()


def test_what_moves_along_takes_its_room_with_it(client: Client, one: Cast, roomy: YearPlan) -> None:
    first, second = roomy.meetings.filter(arena=one.arenas["resource-team"])[2:4]
    on = second.on + timedelta(days=1)
    given = {"version": first.version, "on": first.on, "begins": "09:00", "also": f"{second.key} {on} 10:00 Room 2"}

    sign_in(client, one.owner).post(reverse("planner:meeting", args=[roomy.pk, first.pk]), given)

    second.refresh_from_db()
    assert (second.on, second.place) == (on, "Room 2")
