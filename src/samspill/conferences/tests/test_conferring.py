"""A conference is called, has a programme and people, and shows itself to those it concerns."""

import pytest
from django.test import Client

from samspill.conferences.actions import conferring
from tests.asking import adopted_once, fresh, sign_in
from tests.cast import Cast
from tests.conferring import NOW, conference, seated, staff, with_people

standing = pytest.fixture(scope="module")(adopted_once)


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


def test_its_day_is_a_meeting_to_which_people_are_invited_by_name(cast: Cast) -> None:
    made = conference(cast)

    conferring.add_participants(made, [cast.teacher, cast.nurse], acting=cast.leader, at=NOW)

    assert {one.person for one in made.meeting.presences.all()} == {cast.teacher, cast.nurse}
    assert made.meeting.get_absolute_url() == made.get_absolute_url()


def test_two_conferences_of_a_school_share_one_arena(cast: Cast) -> None:
    first, second = conference(cast), conference(cast, title="Another")

    assert first.meeting.arena == second.meeting.arena


def test_nobody_is_on_the_list_twice(cast: Cast) -> None:
    made = conference(cast)

    conferring.add_participants(made, [cast.teacher, cast.teacher], acting=cast.leader, at=NOW)
    again = conferring.add_participants(made, [cast.teacher], acting=cast.leader, at=NOW)

    assert again == []
    assert made.participants.count() == 1


def test_what_is_known_of_people_comes_from_where_they_work(cast: Cast) -> None:
    made = conference(cast)

    conferring.add_participants(made, [cast.leader, *staff(cast, 1)], acting=cast.leader, at=NOW)

    head, other = made.participants.order_by("pk")
    assert (head.is_head, head.may_note, head.unit) == (True, False, cast.school)
    assert (other.is_head, other.grade, other.years) == (False, "1", "0-2")


def test_those_who_take_part_see_it_wherever_they_work(cast: Cast, client: Client) -> None:
    made = with_people(cast)
    seated(made)
    before = sign_in(client, cast.other_teacher).get(made.get_absolute_url())

    conferring.add_participants(made, [cast.other_teacher], acting=cast.leader, at=NOW)

    assert before.status_code == 403
    assert "Calm mornings" in client.get(made.get_absolute_url()).content.decode()
