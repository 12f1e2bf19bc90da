"""What comes on an agenda by itself: once, with its source, to be taken off for good."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from samspill.followups.actions import promise
from samspill.journal.models import Entry
from samspill.meetings.actions.agenda import add_point, restore, take_off
from samspill.meetings.actions.calling import call_meeting
from samspill.meetings.actions.collecting import collect
from samspill.meetings.actions.inbox import postpone, submit
from samspill.meetings.models import Forward, Item, ItemState, Meeting
from tests.asking import adopted_once, fresh
from tests.cast import Cast
from tests.meeting import DAY, NOW, grade_meeting, resource_meeting

standing = pytest.fixture(scope="module")(adopted_once)
WEEK = timedelta(days=7)


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


def ended(meeting: Meeting) -> Meeting:
    Meeting.objects.filter(pk=meeting.pk).update(begun_at=NOW, ended_at=NOW)
    meeting.refresh_from_db()
    return meeting


def titles(meeting: Meeting, source: str) -> list[str]:
    return list(meeting.items.filter(state=ItemState.AGENDA, source=source).values_list("title", flat=True))


def test_a_promise_late_at_the_last_meeting_gets_its_own_place(cast: Cast) -> None:
    last = ended(resource_meeting(cast))
    promise(last.arena, text="Ringe PPT", who=cast.nurse, by=DAY - WEEK, acting=cast.leader, at=NOW)
    promise(last.arena, text="Senere", who=cast.nurse, by=DAY + WEEK, acting=cast.leader, at=NOW)

    meeting = resource_meeting(cast, DAY + 2 * WEEK)

    assert titles(meeting, "followup") == ["Ringe PPT"]
    order = list(meeting.items.order_by("place").values_list("point", "source"))
    assert order[:2] == [("thread", ""), ("", "followup")]


def test_where_no_point_takes_up_the_thread_every_promise_is_an_item(cast: Cast) -> None:
    group = cast.arenas["steering-group"]
    promise(group, text="Skrive plan", who=cast.nurse, by=DAY - WEEK, acting=cast.leader, at=NOW)
    meeting = call_meeting(group, on=DAY, minutes=60, acting=cast.leader, at=NOW)

    assert titles(meeting, "followup") == ["Skrive plan"]


def test_collecting_twice_adds_nothing(cast: Cast) -> None:
    meeting = resource_meeting(cast)
    lines = Entry.objects.filter(verb="agenda.collected").count()

    again = collect(meeting, acting=cast.leader, at=NOW)

    assert again == []
    assert Entry.objects.filter(verb="agenda.collected").count() == lines


def test_what_was_taken_off_does_not_come_back_by_itself(cast: Cast) -> None:
    meeting = resource_meeting(cast)
    item = meeting.items.get(point="role-and-concept")
    take_off(item, version=item.version, acting=cast.leader, at=NOW)

    collect(meeting, acting=cast.leader, at=NOW)

    assert list(meeting.items.filter(point="role-and-concept").values_list("state", flat=True)) == ["removed"]


def test_what_was_taken_off_can_be_put_back(cast: Cast) -> None:
    meeting = resource_meeting(cast)
    item = meeting.items.get(point="role-and-concept")
    take_off(item, version=item.version, acting=cast.leader, at=NOW)

    restore(item, version=item.version, acting=cast.leader, at=NOW)

    assert Item.objects.get(pk=item.pk).state == ItemState.AGENDA


def test_a_yearly_point_rests_once_it_was_treated(cast: Cast) -> None:
    ended(resource_meeting(cast))

    meeting = resource_meeting(cast, DAY + WEEK)

    assert not meeting.items.filter(point="role-and-concept").exists()


@pytest.mark.parametrize(("on", "due"), [(date(2027, 6, 9), True), (date(2027, 3, 9), False)])
def test_the_summer_evaluation_belongs_to_the_last_meeting(cast: Cast, on: date, due: bool) -> None:
    meeting = resource_meeting(cast, on)

    assert meeting.items.filter(point="summer-evaluation").exists() is due


def test_what_closes_the_agenda_stays_last(cast: Cast) -> None:
    meeting = resource_meeting(cast)

    add_point(meeting, point="conference-proposals", acting=cast.leader, at=NOW)

    assert list(meeting.items.values_list("point", flat=True))[-1] == "group-dynamics"


def test_minutes_that_came_are_one_matter_for_each_sender(cast: Cast) -> None:
    for weeks in (0, 1):
        held = ended(grade_meeting(cast, on=DAY - weeks * WEEK))
        Forward.objects.create(meeting=held, to=cast.arenas["resource-team"], at=NOW)

    meeting = resource_meeting(cast)

    assert titles(meeting, "minutes") == ["Minutes from Grade team 5"]


def test_postponed_matters_come_with_their_meeting(cast: Cast) -> None:
    meeting = resource_meeting(cast)
    item = submit(meeting.arena, title="Siden", acting=cast.nurse, at=NOW)
    postpone(item, meeting=meeting, version=item.version, acting=cast.leader, at=NOW)

    collect(meeting, acting=cast.leader, at=NOW)

    assert titles(meeting, "postponed") == ["Siden"]


def test_a_meeting_further_ahead_gets_nothing_yet(cast: Cast) -> None:
    first = resource_meeting(cast)
    later = resource_meeting(cast, DAY + WEEK)

    promise(first.arena, text="Nå", who=cast.nurse, by=DAY, acting=cast.leader, at=NOW)

    assert collect(later, acting=cast.leader, at=NOW) == []
