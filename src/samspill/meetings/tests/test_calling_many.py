"""Many meetings called at once are what each would be by itself, in a number of statements that stays the same."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from django.core.exceptions import ValidationError

from samspill.followups.actions import promise
from samspill.journal.models import Entry
from samspill.meetings.actions.calling import call_meeting
from samspill.meetings.actions.calling_many import Call, call_meetings
from samspill.meetings.models import ItemState, Meeting
from samspill.queue.running import run_due
from tests.asking import adopted_once, counted, fresh
from tests.cast import Cast
from tests.meeting import DAY, NOW

standing = pytest.fixture(scope="module")(adopted_once)
WEEK = timedelta(days=7)


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


def calls(cast: Cast, count: int) -> list[Call]:
    team = cast.arenas["resource-team"]
    return [Call(team, DAY + number * WEEK, time(9), 60, place="Library") for number in range(count)]


def said(meeting: Meeting) -> tuple[object, ...]:
    people = sorted(meeting.presences.values_list("person", "role", "guest"))
    points = list(meeting.items.order_by("place").values_list("title", "point", "minutes", "place", "state"))
    return people, points, meeting.place, meeting.begins, meeting.by_name


def test_each_is_what_it_would_be_by_itself(cast: Cast) -> None:
    team = cast.arenas["resource-team"]
    team.memberships.filter(person=cast.nurse).update(until=DAY + 8 * WEEK)
    spot = {"begins": time(9), "minutes": 60, "place": "Library", "acting": cast.leader, "at": NOW}
    alone = [call_meeting(team, on=DAY + weeks * WEEK, collecting=False, **spot) for weeks in (1, 12)]

    many = call_meetings([Call(team, one.on, time(9), 60, place="Library") for one in alone], acting=None, at=NOW)

    assert [said(one) for one in many] == [said(one) for one in alone]
    assert len(said(many[1])[0]) == len(said(many[0])[0]) - 1
    assert Entry.objects.filter(verb="meeting.called", thing_id=many[0].pk, arena=team.pk).count() == 1


def test_called_by_name_only_these_come_and_who_has_no_seat_is_a_guest(cast: Cast) -> None:
    call = Call(cast.arenas["steering-group"], DAY, None, 60, only=(cast.leader, cast.outsider))

    made = call_meetings([call], acting=cast.leader, at=NOW)[0]

    guests = dict(made.presences.values_list("person", "guest"))
    assert guests == {cast.leader.pk: False, cast.outsider.pk: True}
    assert made.by_name


def test_the_number_of_statements_is_the_same_for_two_and_twelve(cast: Cast) -> None:
    with counted() as few:
        call_meetings(calls(cast, 2), acting=cast.leader, at=NOW)

    with counted() as many:
        call_meetings(calls(cast, 12), acting=cast.leader, at=NOW)

    assert len(few) == len(many)
    assert call_meetings([], acting=cast.leader, at=NOW) == []


def test_one_that_is_not_sound_is_named_and_none_is_called(cast: Cast) -> None:
    wrong = Call(cast.arenas["resource-team"], DAY, None, 60, place="x" * 200)

    with pytest.raises(ValidationError, match=r"Resource team, .*2026: .*160"):
        call_meetings([*calls(cast, 2), wrong], acting=cast.leader, at=NOW)

    assert not Meeting.objects.exists()


def test_what_is_due_comes_on_the_first_agenda_with_the_queue(cast: Cast) -> None:
    group = cast.arenas["steering-group"]
    promise(group, text="Write the plan", who=cast.nurse, by=DAY - WEEK, acting=cast.leader, at=NOW)
    asked = [Call(group, DAY + number * WEEK, None, 60) for number in (1, 0)]

    later, first = call_meetings(asked, acting=cast.leader, at=NOW)
    run_due(NOW)

    due = {one.pk: one.items.filter(state=ItemState.AGENDA, source="followup").count() for one in (later, first)}
    assert due == {later.pk: 0, first.pk: 1}
