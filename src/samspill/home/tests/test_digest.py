from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from samspill.delivery.models import Message
from samspill.followups.actions import promise
from samspill.home import digest
from samspill.home.gathering import gather
from samspill.meetings.actions.approving import approve
from samspill.meetings.actions.sharing import open_minutes, share
from samspill.meetings.models import Meeting
from samspill.people.models import Person
from samspill.queue.running import run_due
from tests.after import AFTER, given_follow_up, held_meeting, matter
from tests.asking import adopted_once, counted, fresh, sign_in
from tests.cast import Cast
from tests.meeting import resource_meeting

standing = pytest.fixture(scope="module")(adopted_once)
MONDAY = datetime(2026, 9, 21, 5, 0, tzinfo=UTC)


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


def shared(cast: Cast) -> Meeting:
    meeting = held_meeting(cast)
    share(meeting, acting=cast.leader, at=AFTER)
    return meeting


def letters(person: Person) -> list[Message]:
    return list(Message.objects.filter(recipient_id=person.pk, kind=digest.KIND))


def test_nothing_to_say_is_no_mail(cast: Cast) -> None:
    assert not digest.write_digest(cast.researcher, at=MONDAY)
    assert letters(cast.researcher) == []


def test_a_letter_is_grouped_by_arena_and_what_waits_comes_first(cast: Cast) -> None:
    meeting = shared(cast)
    given_follow_up(cast, matter(cast, meeting), by=date(2026, 9, 23))

    groups = gather(cast.nurse, MONDAY)

    assert [group.where for group in groups] == ["Fjellheim skole"]
    assert [line.waits for line in groups[0].lines] == sorted((line.waits for line in groups[0].lines), reverse=True)
    assert len(groups[0].lines) == 3  # to approve, to follow up, to open


def test_what_is_opened_and_approved_is_not_said_again(cast: Cast) -> None:
    meeting = shared(cast)
    open_minutes(meeting, acting=cast.nurse, at=AFTER)
    approve(meeting, acting=cast.nurse, at=AFTER)

    assert gather(cast.nurse, MONDAY) == []


def test_the_coming_week_is_in_it_and_the_one_after_is_not(cast: Cast) -> None:
    for days in (2, 9):
        resource_meeting(cast, MONDAY.date() + timedelta(days=days))

    assert sum(len(group.lines) for group in gather(cast.nurse, MONDAY)) == 1


def test_a_run_twice_sends_nothing_twice(cast: Cast) -> None:
    shared(cast)

    for _turn in range(2):
        digest.send_digests.run(at=MONDAY)
        run_due(MONDAY)

    assert len(letters(cast.nurse)) == 1
    assert len(letters(cast.teacher)) == 1  # through the grade team


def test_the_letter_is_in_the_readers_language_with_one_link_to_my_page(cast: Cast) -> None:
    shared(cast)
    Person.objects.filter(pk=cast.nurse.pk).update(language="en")

    digest.write_digest(Person.objects.get(pk=cast.nurse.pk), at=MONDAY)

    [letter] = letters(cast.nurse)
    assert letter.subject == "Your week in Samspill: 1 thing waits for you"
    assert letter.link.endswith(reverse("home:my_page"))
    assert "Resource team · Fjellheim skole" in letter.text


def test_whoever_turned_it_off_gets_none(client: Client, cast: Cast) -> None:
    shared(cast)
    sign_in(client, cast.nurse)

    client.post(reverse("home:choose_digest"), {"weekly": "0"})
    digest.send_digests.run(at=MONDAY)
    run_due(MONDAY)

    assert letters(cast.nurse) == []


def test_the_page_shows_what_the_letter_would_say(client: Client, cast: Cast) -> None:
    shared(cast)
    sign_in(client, cast.nurse)

    said = client.get(reverse("home:digest")).content.decode()

    assert "not opened yet" in said
    assert cast.nurse.email in said


def test_many_things_take_as_many_queries_as_one(client: Client, cast: Cast) -> None:
    meeting = shared(cast)
    today = timezone.localdate()
    sign_in(client, cast.nurse)

    def ask() -> None:
        promise(meeting.arena, text="Ring", who=cast.nurse, by=today, acting=cast.leader, at=AFTER)
        resource_meeting(cast, today + timedelta(days=1))

    ask()
    client.get(reverse("home:my_page"))
    with counted() as few:
        client.get(reverse("home:digest"))
        client.get(reverse("home:my_page"))
    for _turn in range(3):
        ask()

    with counted() as many:
        client.get(reverse("home:digest"))
        client.get(reverse("home:my_page"))

    assert len(many) == len(few)
