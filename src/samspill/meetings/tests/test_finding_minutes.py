from __future__ import annotations

import pytest

from samspill.config.actor import actor_for
from samspill.meetings.actions.forwarding import take_back
from samspill.meetings.actions.sharing import share
from samspill.meetings.models import Away, Meeting
from samspill.people.versions import change
from samspill.search.actions import reindex
from samspill.search.models import Entry
from samspill.search.queries import readable
from tests.after import AFTER, decision, held_meeting, matter
from tests.asking import adopted_once, fresh
from tests.cast import Cast
from tests.meeting import DAY

standing = pytest.fixture(scope="module")(adopted_once)


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


def shared(cast: Cast) -> Meeting:
    meeting = held_meeting(cast)
    decision(cast, matter(cast, meeting))
    share(meeting, acting=cast.leader, at=AFTER)
    return meeting


def finds(cast: Cast, part: str) -> set[str]:
    rows = readable(actor_for(cast.people[part], DAY)).rows.filter(kind__in=["minutes", "minutes-sent", "outcome"])
    return set(rows.values_list("kind", flat=True))


def test_minutes_are_found_by_members_and_through_the_arenas_that_got_them(cast: Cast) -> None:
    shared(cast)

    assert finds(cast, "nurse") == {"minutes", "outcome"}
    assert finds(cast, "teacher") == {"minutes-sent"}
    assert finds(cast, "other_teacher") == finds(cast, "outsider") == set()
    assert "faddergrupper" in Entry.objects.get(kind="minutes").text


def test_what_is_taken_back_is_found_no_more(cast: Cast) -> None:
    sent = shared(cast).forwards.get(to=cast.arenas["grade-team-5"])

    take_back(sent, reason="Feil team.", acting=cast.leader, at=AFTER)

    assert finds(cast, "teacher") == set()


def test_a_guest_finds_nothing_of_a_meeting_they_left_for_an_item(cast: Cast) -> None:
    meeting = held_meeting(cast)
    guest = meeting.presences.get(person=cast.nurse)
    change(guest, version=None, fields={"guest": True})
    Away.objects.create(item=matter(cast, meeting), presence=guest)

    share(meeting, acting=cast.leader, at=AFTER)

    assert Entry.objects.get(kind="minutes").read_word == "minutes.write"


def test_rebuilding_finds_the_same(cast: Cast) -> None:
    shared(cast)
    before = set(Entry.objects.filter(kind__startswith="minutes").values_list("kind", "thing_id", "read_word"))
    Entry.objects.all().delete()

    reindex(at=AFTER)

    assert set(Entry.objects.filter(kind__startswith="minutes").values_list("kind", "thing_id", "read_word")) == before
