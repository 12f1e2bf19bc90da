from __future__ import annotations

from datetime import date

import pytest

from samspill.delivery.models import Message
from samspill.meetings.actions.sharing import share
from samspill.meetings.letters import KIND
from tests.after import AFTER, given_follow_up, held_meeting, matter
from tests.asking import adopted_once, fresh
from tests.cast import Cast

standing = pytest.fixture(scope="module")(adopted_once)


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


def written_to(cast: Cast) -> set[str]:
    return set(Message.objects.filter(kind=KIND).values_list("name", flat=True))


def test_only_those_who_are_asked_to_approve_get_a_mail_at_once(cast: Cast) -> None:
    share(held_meeting(cast), acting=cast.leader, at=AFTER)

    assert written_to(cast) == {"Randi Moen", "Kari Lunde"}


def test_whoever_was_given_something_without_being_there_is_told(cast: Cast) -> None:
    meeting = held_meeting(cast)
    given_follow_up(cast, matter(cast, meeting), "ppt_adviser", by=date(2026, 10, 30))

    share(meeting, acting=cast.leader, at=AFTER)

    assert "Erik Foss" in written_to(cast)
    assert "Ringe foreldrene" in Message.objects.get(kind=KIND, name="Erik Foss").text


def test_both_reasons_make_one_mail(cast: Cast) -> None:
    meeting = held_meeting(cast)
    given_follow_up(cast, matter(cast, meeting), by=date(2026, 9, 18))

    share(meeting, acting=cast.leader, at=AFTER)

    assert "Ringe foreldrene" in Message.objects.get(kind=KIND, name="Randi Moen").text


def test_whoever_may_not_read_the_minutes_is_led_to_the_own_list(cast: Cast) -> None:
    meeting = held_meeting(cast)
    given_follow_up(cast, matter(cast, meeting), "teacher")

    share(meeting, acting=cast.leader, at=AFTER)

    assert Message.objects.get(kind=KIND, name="Samir Aziz").link.endswith("/followups/")
    assert Message.objects.get(kind=KIND, name="Randi Moen").link.endswith(f"/meeting/{meeting.pk}/minutes/")
