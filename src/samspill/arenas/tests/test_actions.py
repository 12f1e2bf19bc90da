from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from pytest_django import DjangoAssertNumQueries

from samspill.arenas import actions
from samspill.arenas.models import Arena
from samspill.arenas.queries import memberships_on, seats_of, with_seats
from samspill.journal.models import Entry
from tests.asking import adopted_once, fresh
from tests.cast import AT, BEGAN, Cast

pytestmark = pytest.mark.django_db
standing = pytest.fixture(scope="module")(adopted_once)


standing = pytest.fixture(scope="module")(adopted_once)


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


def test_a_school_gets_every_standing_arena_and_one_team_per_grade(cast: Cast) -> None:
    kinds = {(arena.kind, arena.group) for arena in Arena.objects.filter(unit=cast.school)}

    assert kinds == {
        ("steering-group", ""),
        ("resource-team", ""),
        ("grade-team", "5"),
        ("grade-team", "6"),
        ("grade-team", "7"),
    }


def test_opening_again_keeps_what_runs(cast: Cast) -> None:
    again = actions.open_arenas(cast.project, cast.school, level="school", since=BEGAN, acting=cast.leader, at=AT)

    assert again == []


def test_a_guest_needs_a_last_day(cast: Cast) -> None:
    with pytest.raises(ValidationError, match=r"gjest|guest"):
        actions.seat(cast.arenas["resource-team"], cast.researcher, guest=True, since=BEGAN, acting=None, at=AT)


def test_nobody_is_their_own_deputy(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        actions.seat(cast.arenas["resource-team"], cast.teacher, deputy=cast.teacher, since=BEGAN, acting=None, at=AT)


def test_an_ended_seat_stays_in_the_history(cast: Cast) -> None:
    seat = cast.nurse.memberships.get(arena=cast.arenas["resource-team"])

    actions.end_seat(seat, until=date(2026, 10, 1), version=None, acting=cast.leader, at=AT, why="Permisjon")

    assert seat in memberships_on(date(2026, 10, 1))
    assert seat not in memberships_on(date(2026, 10, 2))
    assert Entry.objects.get(verb="arena.seat_ended").why == "Permisjon"


def test_a_deputy_sees_the_seat_among_her_own(cast: Cast) -> None:
    seat = cast.nurse.memberships.get(arena=cast.arenas["resource-team"])

    actions.change_seat(seat, version=None, deputy=cast.special_needs, acting=cast.head_of_health, at=AT)

    assert seat in seats_of(cast.special_needs, BEGAN)


def test_the_contact_list_cannot_be_reviewed_tomorrow(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        actions.review_contacts(
            cast.arenas["resource-team"], on=AT.date() + timedelta(days=1), acting=cast.leader, at=AT
        )


def test_seats_come_with_the_arenas_in_two_queries(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        people = [seat.person.name for arena in with_seats(Arena.objects.all(), BEGAN) for seat in arena.seats]

    assert len(people) == 21
