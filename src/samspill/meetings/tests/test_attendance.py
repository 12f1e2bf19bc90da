"""Who is there, who stands in, who is out of the room, and what that lets a guest read."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from samspill.arenas.models import Membership
from samspill.meetings.actions import attendance, running
from samspill.meetings.finding import MATTER
from samspill.meetings.models import Away, Here, Item, Meeting, Presence
from samspill.meetings.queries import readable_items
from samspill.meetings.tests.stage import BEGUN, items, opened, presence, running_once, said, tap
from samspill.search.models import Entry
from tests.asking import adopted_once, counted, fresh
from tests.cast import Cast

standing = pytest.fixture(scope="module")(adopted_once)
begun = pytest.fixture(scope="module")(running_once)
LATER = BEGUN + timedelta(minutes=20)


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


@pytest.fixture
def meeting(cast: Cast, begun: Meeting) -> Meeting:
    return Meeting.objects.get(pk=begun.pk)


def guest_of(cast: Cast, meeting: Meeting, only: Item | None = None) -> Presence:
    return attendance.join(meeting, cast.other_teacher, only=only, acting=cast.leader, at=LATER)


def test_one_tap_says_who_is_here_and_twice_is_once(client: Client, cast: Cast, meeting: Meeting) -> None:
    place = presence(meeting, cast.nurse)

    for _tap in range(2):
        said = tap(client, cast.leader, "mark", place.pk, here="present")

    assert said.status_code == 302
    assert presence(meeting, cast.nurse).here == Here.PRESENT
    assert presence(meeting, cast.nurse).version == place.version + 1


def test_all_the_others_are_here_but_not_who_is_absent(client: Client, cast: Cast, meeting: Meeting) -> None:
    attendance.mark(presence(meeting, cast.nurse), Here.ABSENT, acting=cast.leader, at=LATER)

    tap(client, cast.leader, "all_present", meeting.pk)

    assert presence(meeting, cast.nurse).here == Here.ABSENT
    assert not meeting.presences.filter(here=Here.UNKNOWN).exists()


def test_the_named_deputy_is_offered_and_takes_over_the_place(client: Client, cast: Cast, meeting: Meeting) -> None:
    place = presence(meeting, cast.nurse)
    Membership.objects.filter(person=cast.nurse).update(deputy=cast.head_of_health)
    assert f"{cast.head_of_health} stands in" in opened(client, cast.leader, "attendance", meeting.pk).content.decode()

    tap(client, cast.leader, "stand_in", place.pk, person=cast.head_of_health.pk)

    substitute = presence(meeting, cast.head_of_health)
    assert (substitute.stands_in_for, substitute.role, substitute.guest) == (cast.nurse, place.role, False)
    assert presence(meeting, cast.nurse).here == Here.ABSENT


def test_who_was_absent_and_comes_late_has_missed_what_is_done(cast: Cast, meeting: Meeting) -> None:
    first, second, *_rest = items(meeting)
    attendance.mark(presence(meeting, cast.nurse), Here.ABSENT, acting=cast.leader, at=LATER)
    running.go_to(meeting, second, acting=cast.leader, at=LATER)

    attendance.mark(presence(meeting, cast.nurse), Here.PRESENT, acting=cast.leader, at=LATER)

    assert [away.item for away in Away.objects.all()] == [first]


def test_a_guest_for_one_item_reads_that_item_only(client: Client, cast: Cast, meeting: Meeting) -> None:
    first, *rest = items(meeting)
    guest_of(cast, meeting, only=rest[-1])

    assert [item.pk for item in readable_items(meeting, cast.other_teacher)] == [rest[-1].pk]
    body = opened(client, cast.other_teacher, "run", meeting.pk, item=first.pk).content.decode()
    assert said(first) not in body
    assert said(rest[-1]) in body


def test_a_guest_reads_the_page_and_gets_no_socket_that_would_hand_over_all(
    client: Client, cast: Cast, meeting: Meeting
) -> None:
    guest_of(cast, meeting)

    body = opened(client, cast.other_teacher, "run", meeting.pk).content.decode()

    assert meeting.note.address not in body
    assert meeting.note.address in opened(client, cast.nurse, "run", meeting.pk).content.decode()


def test_a_guest_may_not_write(client: Client, cast: Cast, meeting: Meeting) -> None:
    guest_of(cast, meeting)

    assert tap(client, cast.other_teacher, "end", meeting.pk).status_code == 403


def test_a_guest_reads_no_longer_when_the_minutes_are_approved(client: Client, cast: Cast, meeting: Meeting) -> None:
    guest_of(cast, meeting)
    Meeting.objects.filter(pk=meeting.pk).update(approved_at=LATER)

    assert opened(client, cast.other_teacher, "run", meeting.pk).status_code == 403


def test_a_guest_who_comes_late_may_not_read_what_is_done(cast: Cast, meeting: Meeting) -> None:
    first, second, *_rest = items(meeting)
    running.go_to(meeting, second, acting=cast.leader, at=LATER)

    guest_of(cast, meeting)

    assert first not in readable_items(meeting, cast.other_teacher)


def test_a_substitute_without_a_seat_may_write(client: Client, cast: Cast, meeting: Meeting) -> None:
    attendance.stand_in(presence(meeting, cast.nurse), cast.other_teacher, acting=cast.leader, at=LATER)

    said = tap(client, cast.other_teacher, "add_outcome", items(meeting)[0].pk, kind="information", text="Heard")

    assert said.status_code == 302


def test_out_of_the_room_for_an_item_and_back(client: Client, cast: Cast, meeting: Meeting) -> None:
    place, item = presence(meeting, cast.nurse), items(meeting)[0]

    tap(client, cast.leader, "away", place.pk, item.pk, out="1")
    assert Away.objects.get().presence == place

    tap(client, cast.leader, "away", place.pk, item.pk, out="")
    assert not Away.objects.exists()


def test_a_member_out_of_the_room_still_reads_the_minutes(cast: Cast, meeting: Meeting) -> None:
    first = items(meeting)[0]

    attendance.step_out(presence(meeting, cast.nurse), first, acting=cast.leader, at=LATER)

    assert first in readable_items(meeting, cast.nurse)


def test_somebody_from_the_municipality_is_found_and_taken_in(client: Client, cast: Cast, meeting: Meeting) -> None:
    name = cast.other_teacher.name.split()[0]
    assert cast.other_teacher.name in opened(client, cast.nurse, "join", meeting.pk, q=name).content.decode()

    tap(client, cast.nurse, "join", meeting.pk, person=cast.other_teacher.pk)

    assert presence(meeting, cast.other_teacher).guest


def test_nobody_from_another_municipality_is_taken_in(client: Client, cast: Cast, meeting: Meeting) -> None:
    assert tap(client, cast.nurse, "join", meeting.pk, person=cast.outsider.pk).status_code == 404


@pytest.mark.parametrize("name", ["mark", "stand_in"])
@pytest.mark.parametrize(("part", "status"), [("other_teacher", 403), ("outsider", 404)])
def test_who_may_not_say_who_is_here(
    client: Client, cast: Cast, meeting: Meeting, name: str, part: str, status: int
) -> None:
    assert tap(client, cast.people[part], name, presence(meeting, cast.nurse).pk).status_code == status


def test_approved_attendance_stays(client: Client, cast: Cast, meeting: Meeting) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(approved_at=LATER)

    tap(client, cast.leader, "mark", presence(meeting, cast.nurse).pk, here="present")

    assert presence(meeting, cast.nurse).here == Here.UNKNOWN


def test_many_people_cost_no_more_queries(client: Client, cast: Cast, meeting: Meeting) -> None:
    attendance.join(meeting, cast.head_of_ppt, acting=cast.leader, at=LATER)
    opened(client, cast.nurse, "attendance", meeting.pk)
    with counted() as few:
        opened(client, cast.nurse, "attendance", meeting.pk)
    for part in ("other_teacher", "researcher", "head_of_health"):
        attendance.join(meeting, cast.people[part], acting=cast.leader, at=LATER)

    with counted() as many:
        opened(client, cast.nurse, "attendance", meeting.pk)

    assert len(many) == len(few)


def test_whose_seat_has_ended_reads_and_writes_no_longer(client: Client, cast: Cast, meeting: Meeting) -> None:
    Membership.objects.filter(person=cast.ppt_adviser).update(until=BEGUN.date() - timedelta(days=1))

    assert opened(client, cast.ppt_adviser, "run", meeting.pk).status_code == 403
    assert tap(client, cast.ppt_adviser, "all_present", meeting.pk).status_code == 403


def test_a_guest_who_steps_out_does_not_find_the_matter(cast: Cast, meeting: Meeting) -> None:
    guest, item = guest_of(cast, meeting), meeting.items.get(title="Breaks in the rain")
    words = Entry.objects.filter(kind=MATTER, thing_id=item.pk).values_list("read_word", flat=True)
    before = list(words)

    attendance.step_out(guest, item, acting=cast.leader, at=LATER)

    assert (before, list(words.all())) == (["item.read"], ["minutes.write"])
