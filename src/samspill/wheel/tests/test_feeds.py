from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from samspill.arenas.models import Membership
from samspill.delivery.reading import Found, read_calendar
from samspill.meetings.models import Meeting
from samspill.people.models import Person
from samspill.wheel.feed_actions import make_feed, revoke_feed
from samspill.wheel.models import FeedToken, Occasion
from tests.asking import counted, sign_in
from tests.cast import Cast
from tests.meeting import NOW, grade_meeting, resource_meeting

SOON = timezone.localdate() + timedelta(days=9)


@pytest.fixture
def bare(cast: Cast) -> Cast:
    """The cast without a plan: what a feed holds is only the meetings."""
    Occasion.objects.all().delete()
    return cast


def address(person: Person, arena: object = None) -> str:
    return reverse("wheel:feed", args=[make_feed(person, arena, acting=person, at=NOW)])


def events(client: Client, url: str) -> list[Found]:
    answer = client.get(url)
    assert answer.status_code == 200
    return list(read_calendar(answer.content).events)


def test_a_feed_holds_the_meetings_of_all_arenas_without_signing_in(client: Client, bare: Cast) -> None:
    resource_meeting(bare, SOON)
    grade_meeting(bare, on=SOON)
    grade_meeting(bare, grade=6, on=SOON)

    found = events(client, address(bare.grade_leader_5))

    assert len(found) == 2
    assert all(one.start.tzname() in ("CET", "CEST") for one in found)


def test_a_feed_of_one_arena_holds_only_that(client: Client, bare: Cast) -> None:
    resource_meeting(bare, SOON)
    meeting = grade_meeting(bare, on=SOON)

    found = events(client, address(bare.grade_leader_5, meeting.arena))

    assert [one.uid.partition("@")[0] for one in found] == [str(meeting.uid)]


def test_what_lies_in_a_seat_that_begins_later_is_in_the_feed_already(client: Client, bare: Cast) -> None:
    begins = timezone.localdate() + timedelta(days=5)
    seats = Membership.objects.filter(person=bare.nurse, arena=bare.arenas["resource-team"])
    seats.update(since=begins)
    meeting = resource_meeting(bare, SOON)
    url = address(bare.nurse)

    held = events(client, url)
    seats.update(since=SOON + timedelta(days=1))
    later = events(client, url)

    assert [one.uid.partition("@")[0] for one in held] == [str(meeting.uid)]
    assert later == []


def test_days_of_the_plan_are_whole_days_until_a_meeting_is_called(client: Client, cast: Cast) -> None:
    url = address(cast.nurse, cast.arenas["resource-team"])
    before = events(client, url)
    first = Occasion.objects.filter(arena=cast.arenas["resource-team"], on__gte=timezone.localdate())[0]
    resource_meeting(cast, first.on)

    after = events(client, url)

    assert {one.status for one in before} == {"TENTATIVE"}
    assert len(after) == len(before)
    assert [one.status for one in after].count("CONFIRMED") == 1


def test_no_name_of_a_person_leaves_the_house(client: Client, bare: Cast) -> None:
    meeting = resource_meeting(bare, SOON)
    Meeting.objects.filter(pk=meeting.pk).update(title="About Kari Lunde")

    text = client.get(address(bare.nurse)).content.decode()

    assert "Kari" not in text
    assert "ATTENDEE" not in text
    assert meeting.get_absolute_url() in text.replace("\r\n ", "")


def test_an_ended_seat_leaves_the_calendar_at_the_next_fetch(client: Client, bare: Cast) -> None:
    resource_meeting(bare, SOON)
    url = address(bare.nurse)
    before = len(events(client, url))
    Membership.objects.filter(person=bare.nurse).update(until=timezone.localdate() - timedelta(days=1))

    assert (before, events(client, url)) == (1, [])


def test_what_did_not_change_is_not_sent_again(client: Client, bare: Cast) -> None:
    meeting = resource_meeting(bare, SOON)
    url = address(bare.nurse)
    first = client.get(url)

    same = client.get(url, headers={"If-None-Match": first.headers["ETag"]})
    Meeting.objects.filter(pk=meeting.pk).update(place="Room 7")
    changed = client.get(url, headers={"If-None-Match": first.headers["ETag"]})

    assert (same.status_code, changed.status_code) == (304, 200)
    assert first.headers["Cache-Control"].startswith("private")


def test_revoked_replaced_unknown_and_left_are_all_not_found(client: Client, bare: Cast) -> None:
    old, new = address(bare.nurse), address(bare.nurse)
    gone = address(bare.teacher)
    Person.objects.filter(pk=bare.teacher.pk).update(is_active=False)
    replaced = client.get(old).status_code
    works = client.get(new).status_code
    revoke_feed(FeedToken.objects.get(person=bare.nurse, revoked_at=None), acting=bare.nurse, at=NOW)

    seen = [client.get(url).status_code for url in (new, gone, "/calendar/guessed.ics")]

    assert (works, replaced, seen) == (200, 404, [404, 404, 404])


def test_the_address_is_shown_once_and_kept_only_as_a_digest(client: Client, bare: Cast) -> None:
    sign_in(client, bare.nurse)

    made = client.post(reverse("wheel:make_feed"), {"arena": bare.arenas["resource-team"].pk})
    page = client.get(reverse("wheel:feeds")).content.decode()

    assert ".ics" in made.content.decode()
    assert ".ics" not in page
    assert FeedToken.objects.get().digest not in made.content.decode()


@pytest.mark.parametrize("arena", ["9" * 5000, "-1", "x"])
def test_what_is_no_arena_is_not_found(client: Client, bare: Cast, arena: str) -> None:
    made = sign_in(client, bare.nurse).post(reverse("wheel:make_feed"), {"arena": arena})

    assert made.status_code == 404


def test_nobody_makes_or_revokes_what_is_not_theirs(client: Client, bare: Cast) -> None:
    make_feed(bare.nurse, None, acting=bare.nurse, at=NOW)
    sign_in(client, bare.outsider)

    made = client.post(reverse("wheel:make_feed"), {"arena": bare.arenas["resource-team"].pk})
    revoked = client.post(reverse("wheel:revoke_feed", args=[FeedToken.objects.get().pk]))

    assert (made.status_code, revoked.status_code) == (404, 404)


def test_a_hundred_meetings_take_as_many_queries_as_one(client: Client, bare: Cast) -> None:
    resource_meeting(bare, SOON)
    url = address(bare.nurse)
    client.get(url)
    with counted() as one:
        client.get(url)
    for days in range(1, 9):
        resource_meeting(bare, SOON + timedelta(days=days))

    with counted() as many:
        client.get(url)

    assert len(many) == len(one)


def test_who_asks_all_the_time_is_asked_to_wait(client: Client, bare: Cast) -> None:
    url = address(bare.nurse)

    seen = [client.head(url).status_code for _n in range(31)]

    assert (seen[0], seen[-1]) == (200, 429)


def test_a_new_address_can_be_opened_in_the_calendar_of_the_device(client: Client, cast: Cast) -> None:
    page = sign_in(client, cast.nurse).post(reverse("wheel:make_feed"), {"arena": ""})

    made = page.context["made"].partition("://")[2]
    assert f'href="webcal://{made}"' in page.content.decode()
