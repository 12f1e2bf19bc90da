from datetime import date, datetime, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from samspill.arenas.models import Membership
from samspill.config.actor import actor_for
from samspill.insight.bridge import read
from samspill.meetings.actions.calling import call_meeting
from samspill.meetings.models import Meeting
from samspill.projects.models import Participation
from samspill.wheel import calling
from samspill.wheel.actions import record_held
from samspill.wheel.bridge import held, planned, with_meetings
from samspill.wheel.models import Occasion
from samspill.wheel.warnings import outside_window
from tests.asking import counted, sign_in
from tests.cast import AT, Cast
from tests.meeting import NOW

TODAY = timezone.localdate()


@pytest.fixture
def team(cast: Cast) -> list[Occasion]:
    """The resource team's monthly occasions."""
    return list(Occasion.objects.filter(arena=cast.arenas["resource-team"]).order_by("on"))


def call(cast: Cast, on: date) -> Meeting:
    return call_meeting(cast.arenas["resource-team"], on=on, minutes=90, acting=cast.leader, at=NOW)


def end(meeting: Meeting, lasted: int = 75) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(begun_at=NOW, ended_at=NOW, lasted=lasted)


def test_a_meeting_that_ended_is_the_occasion_held(cast: Cast, team: list[Occasion]) -> None:
    end(call(cast, team[1].on + timedelta(days=1)))

    with_meetings(team)

    assert team[1].held_day == team[1].on + timedelta(days=1)
    assert (team[1].lasted, team[0].held_day) == (75, None)


def test_what_is_held_and_planned_counts_once(cast: Cast, own: Participation, team: list[Occasion]) -> None:
    before = len(read(own, date(2027, 6, 1)).evidence.planned)
    end(call(cast, team[1].on + timedelta(days=1)))

    reading = read(own, date(2027, 6, 1))

    (one,) = reading.evidence.held
    assert len(reading.evidence.planned) == before
    assert isinstance(reading.things[one.ref], Meeting)


def test_a_tick_made_by_hand_stays(cast: Cast, team: list[Occasion]) -> None:
    record_held(
        team[0], on=team[0].on, version=1, acting=cast.leader, at=datetime.combine(team[0].on, time(12), AT.tzinfo)
    )
    end(call(cast, team[0].on))

    also = with_meetings(team)

    found = [one for one in held(team, {}, also) if one.ref]
    assert [one.on for one in found] == [team[0].on]


def test_a_meeting_beside_the_plan_counts_too(cast: Cast, team: list[Occasion]) -> None:
    for days in (0, 1):
        end(call(cast, team[0].on + timedelta(days=days)))

    also = with_meetings(team)

    assert len(also) == 1
    assert len(held(team, {}, also)) == len([one for one in planned(team, {}, also) if one.ref.kind == "meeting"]) == 2


def test_a_meeting_called_off_calls_the_occasion_off(cast: Cast, team: list[Occasion]) -> None:
    Meeting.objects.filter(pk=call(cast, team[0].on).pk).update(called_off="Illness")

    with_meetings(team)

    assert team[0].off == "Illness"


def test_the_plan_shows_the_real_day_in_as_many_queries(
    client: Client, cast: Cast, own: Participation, team: list[Occasion]
) -> None:
    url = reverse("wheel:plan", args=[own.pk]) + "?half=&arena=resource-team"
    call(cast, team[0].on)
    sign_in(client, cast.leader).get(url)
    with counted() as one:
        client.get(url)
    for row in team[1:8]:
        call(cast, row.on)

    with counted() as many:
        answer = client.get(url)

    assert sum(line.occasion.meeting is not None for line in answer.context["lines"]) == 8
    assert len(many) == len(one)


def test_the_meetings_of_the_plan_are_called_in_one_go(client: Client, cast: Cast, team: list[Occasion]) -> None:
    arena = cast.arenas["resource-team"]
    url = reverse("wheel:call_half", args=[arena.pk])
    shown = sign_in(client, cast.leader).get(url).context["choices"]
    ticked = [choice.occasion.pk for choice in shown]

    answer = client.post(url, {"begins": "13:00", "minutes": 120, "occasions": ticked})

    assert ticked
    assert (answer.status_code, arena.meetings.count()) == (302, len(ticked))
    assert not {row.pk for row in calling.not_called(arena, TODAY)} & set(ticked)


@pytest.mark.parametrize(("part", "status"), [("leader", 422), ("nurse", 403), ("outsider", 404)])
def test_only_who_prepares_calls_and_something_must_be_ticked(
    client: Client, cast: Cast, part: str, status: int
) -> None:
    url = reverse("wheel:call_half", args=[cast.arenas["resource-team"].pk])

    answer = sign_in(client, cast.people[part]).post(url, {"minutes": 60, "place": "Room 3"})

    assert answer.status_code == status


def test_whoever_is_away_on_the_weekday_is_named_at_the_day(cast: Cast, team: list[Occasion]) -> None:
    Membership.objects.filter(person=cast.nurse).update(weekdays=[team[3].on.isoweekday() % 5 + 1])

    rows = calling.choices_for(actor_for(cast.leader, TODAY), team[3].arena, [team[3]], time(13), 60)

    assert "is at the school only on" in str(rows[0])


def test_an_occasion_offers_to_call_its_meeting_and_then_leads_to_it(
    client: Client, cast: Cast, team: list[Occasion]
) -> None:
    sign_in(client, cast.leader)

    offered = client.get(team[4].get_absolute_url()).content.decode()
    meeting = call(cast, team[4].on)
    led = client.get(team[4].get_absolute_url()).content.decode()

    assert f"?on={team[4].on}" in offered
    assert meeting.get_absolute_url() in led
    assert "Tick off as held" not in led


def test_the_arena_page_lists_meetings_beside_the_plan(client: Client, cast: Cast, team: list[Occasion]) -> None:
    Occasion.objects.filter(arena=cast.arenas["resource-team"]).delete()
    meeting = call(cast, TODAY + timedelta(days=3))

    page = sign_in(client, cast.leader).get(reverse("wheel:arena_occasions", args=[meeting.arena_id])).content.decode()

    assert meeting.get_absolute_url() in page


def test_moving_out_of_the_methods_time_warns(cast: Cast, team: list[Occasion]) -> None:
    meeting = call(cast, team[2].on)
    meeting.on = team[2].latest + timedelta(days=20)

    assert "The method places this between" in outside_window(meeting)
