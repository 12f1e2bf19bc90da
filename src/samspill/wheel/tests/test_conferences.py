"""A conference of the plan and the real one are one: matched, held, planned from the plan's line."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from samspill.arenas.composition import lacks_in
from samspill.arenas.models import Arena
from samspill.conferences.actions.conferring import add_participants
from samspill.conferences.models import Conference
from samspill.guidance.conferences import conferences_of
from samspill.people.actions import add_person
from samspill.wheel.actions import lay_plan
from samspill.wheel.bridge import with_meetings
from samspill.wheel.feed_actions import make_feed
from samspill.wheel.feeds import feed_of
from samspill.wheel.models import FeedToken, Occasion
from tests.asking import counted, sign_in
from tests.cast import AT, Cast
from tests.conferring import NOW, conference

FIRST = "conference-1-school"
FAR = date(2027, 2, 3)


@pytest.fixture
def line(cast: Cast, own: object) -> Occasion:
    return Occasion.objects.select_related("unit", "project", "arena").get(activity=FIRST, unit=cast.school)


def named(cast: Cast, line: Occasion, on: date = FAR) -> Conference:
    made = conference(cast, on=on)
    Conference.objects.filter(pk=made.pk).update(activity=line.activity)
    return made


def end(made: Conference) -> None:
    made.meeting.begun_at = made.meeting.ended_at = NOW
    made.meeting.save()


def test_the_line_knows_its_conference_by_the_day(cast: Cast, line: Occasion) -> None:
    made = conference(cast, on=line.earliest)

    with_meetings([line])

    assert line.meeting == made.meeting
    assert line.meeting.get_absolute_url() == made.get_absolute_url()


def test_the_line_that_was_named_is_the_one_whatever_the_day(cast: Cast, line: Occasion) -> None:
    made = named(cast, line)

    with_meetings([line])

    assert line.meeting == made.meeting
    assert line.day == FAR


def test_a_conference_that_was_held_ticks_the_line(cast: Cast, line: Occasion) -> None:
    end(named(cast, line))

    with_meetings([line])

    assert line.held_day == FAR


def test_one_called_off_leaves_the_line_to_the_next(cast: Cast, line: Occasion) -> None:
    off, made = named(cast, line), named(cast, line, FAR + timedelta(days=7))
    off.meeting.called_off = "Snow"
    off.meeting.save()

    with_meetings([line])

    assert line.meeting == made.meeting


def test_nothing_is_laid_anew_once_there_is_a_conference(cast: Cast, line: Occasion) -> None:
    conference(cast)

    assert lay_plan(cast.project, cast.school, acting=cast.leader, at=NOW) == []


def test_no_conference_is_told_twice(cast: Cast, line: Occasion) -> None:
    Occasion.objects.filter(pk=line.pk).update(held_on=FAR)
    assert [one.key for one in conferences_of(cast.project)] == [f"occasion-{line.pk}"]
    made = named(cast, line)

    end(made)

    assert [one.key for one in conferences_of(cast.project)] == [f"conference-{made.pk}"]


def test_the_line_leads_to_planning_with_its_day(cast: Cast, line: Occasion, client: Client) -> None:
    Occasion.objects.filter(pk=line.pk).update(on=FAR)
    wanted = f"{reverse('conferences:new', args=[cast.school.pk])}?activity={FIRST}&amp;on={FAR}"

    page = sign_in(client, cast.leader).get(line.get_absolute_url()).content.decode()
    starts = client.get(wanted.replace("&amp;", "&")).content.decode()
    form = client.get(f"{wanted.replace('&amp;', '&')}&from=own").content.decode()

    assert wanted in page
    assert f"?from=own&amp;activity={FIRST}" in starts
    assert f'value="{FAR}"' in form


def test_only_who_plans_is_led_there(cast: Cast, line: Occasion, client: Client) -> None:
    page = sign_in(client, cast.teacher).get(line.get_absolute_url()).content.decode()

    assert "Plan the conference" not in page


def test_the_line_leads_to_the_conference_for_all_of_the_school(cast: Cast, line: Occasion, client: Client) -> None:
    made = named(cast, line)

    page = sign_in(client, cast.teacher).get(line.get_absolute_url()).content.decode()

    assert "Open the conference" in page
    assert made.get_absolute_url() in page


def test_the_row_behind_conferences_is_no_body(cast: Cast, line: Occasion, client: Client) -> None:
    made = conference(cast)
    arena = Arena.objects.get(pk=made.meeting.arena_id)

    school = sign_in(client, cast.leader).get(cast.school.get_absolute_url()).content.decode()
    own = client.get(arena.get_absolute_url()).content.decode()

    assert arena.get_absolute_url() not in school
    assert made.get_absolute_url() in school
    assert made.get_absolute_url() in own
    assert "Add a member" not in own
    assert lacks_in([arena], FAR) == []


def test_a_participant_has_it_in_the_calendar(cast: Cast, line: Occasion) -> None:
    made, guest = named(cast, line), add_person(name="Kim Gjest", email="kim@example.org", acting=None, at=AT)
    add_participants(made, [guest], guests=True, acting=cast.leader, at=NOW)
    make_feed(guest, None, acting=guest, at=NOW)

    body = feed_of(FeedToken.objects.get(person=guest), NOW).body.decode()

    assert made.get_absolute_url() in body.replace("\r\n ", "")


def test_the_plan_takes_as_many_queries_with_its_conference(
    cast: Cast, line: Occasion, client: Client, own: object
) -> None:
    address = reverse("wheel:plan", args=[own.pk])  # type: ignore[attr-defined]
    conference(cast)
    sign_in(client, cast.leader).get(address)
    with counted() as one:
        client.get(address)
    for number in range(3):
        conference(cast, title=f"More {number}", on=FAR + timedelta(days=number))

    with counted() as many:
        client.get(address)

    assert len(many) == len(one)
