"""The day goes from part to part, groups report, and it ends with the minutes in."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from samspill.conferences.actions import running
from samspill.conferences.models import Conference, Group, Session, Showing
from samspill.conferences.stage_queries import missing_groups, reporting
from samspill.journal.models import Entry
from samspill.meetings.models import ItemTime
from tests.asking import adopted_once, fresh
from tests.cast import Cast
from tests.conferring import seated, with_people

standing = pytest.fixture(scope="module")(adopted_once)
NOON = datetime(2026, 9, 23, 10, 0, tzinfo=UTC)


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


@pytest.fixture
def running_one(cast: Cast) -> Conference:
    """A conference whose day has begun."""
    made = with_people(cast, 7)
    seated(made)
    running.begin_day(made, acting=cast.coordinator, at=NOON)
    return made


def after(minutes: int) -> datetime:
    return NOON + timedelta(minutes=minutes)


def parts(made: Conference) -> list[Session]:
    return list(made.sessions.all())


def begin(made: Conference, place: int, minutes: int) -> Session:
    session = parts(made)[place]
    running.begin_session(session, acting=None, at=after(minutes))
    return Session.objects.get(pk=session.pk)


def begin_plenary(made: Conference) -> Session:
    """After both rounds."""
    begin(made, 1, 5)
    begin(made, 2, 50)
    return begin(made, 3, 100)


def stand(made: Conference) -> Conference:
    return Conference.objects.select_related("meeting").get(pk=made.pk)


def test_the_day_begins_with_the_meeting_and_its_agenda(running_one: Conference) -> None:
    now = stand(running_one)

    assert now.meeting.begun_at == NOON
    assert [item.title for item in now.meeting.items.all()] == [one.theme for one in parts(now)]
    assert now.state == "running"


def test_a_day_without_a_programme_does_not_begin(cast: Cast) -> None:
    made = with_people(cast, 1)
    made.sessions.all().delete()

    with pytest.raises(ValidationError, match="Lay the programme first"):
        running.begin_day(made, acting=cast.leader, at=NOON)


def test_beginning_a_part_ends_the_one_before(running_one: Conference) -> None:
    begin(running_one, 0, 1)

    second = begin(running_one, 1, 20)

    first = parts(running_one)[0]
    assert (first.ended_at, second.begun_at, second.ended_at) == (after(20), after(20), None)
    assert stand(running_one).current == second
    assert ItemTime.objects.filter(item__source="session", item__source_id=first.pk).get().ended_at == after(20)


def test_two_who_tap_at_once_go_one_part_on(running_one: Conference) -> None:
    begin(running_one, 1, 20)
    begin(running_one, 1, 21)

    assert parts(running_one)[1].begun_at == after(20)


def test_one_goes_back_to_where_the_clock_stopped(running_one: Conference) -> None:
    begin(running_one, 1, 0)
    begin(running_one, 2, 40)

    again = begin(running_one, 1, 60)

    assert again.begun_at == after(20)
    assert again.begun_at + again.length == after(65)


def test_minutes_are_given_and_taken(running_one: Conference, cast: Cast) -> None:
    round_ = begin(running_one, 1, 0)

    for minutes in (2, 1, -1, -100):
        running.give_minutes(round_, minutes=minutes, acting=cast.leader, at=after(5))

    assert Session.objects.get(pk=round_.pk).length == timedelta(minutes=1)
    assert Entry.objects.filter(verb="conference.minutes_given").count() == 4


def test_a_part_that_does_not_run_gets_no_minutes(running_one: Conference) -> None:
    with pytest.raises(ValidationError, match="not running"):
        running.give_minutes(parts(running_one)[1], minutes=1, acting=None, at=after(5))


def test_a_call_is_answered_once(running_one: Conference, cast: Cast) -> None:
    group = Group.objects.filter(session__conference=running_one)[0]
    Group.objects.filter(pk=group.pk).update(called_at=after(3))

    running.answer_call(group, acting=cast.leader, at=after(4))
    running.answer_call(group, acting=cast.leader, at=after(5))

    assert Group.objects.get(pk=group.pk).called_at is None
    assert Entry.objects.filter(verb="conference.call_answered").count() == 1


def test_the_groups_of_both_rounds_report_one_by_one(running_one: Conference, cast: Cast) -> None:
    plenary = begin_plenary(running_one)
    groups = reporting(running_one, plenary)

    running.give_floor(groups[0], acting=cast.leader, at=after(101))
    running.group_heard(groups[0], acting=cast.leader, at=after(103))

    now = stand(running_one)
    assert len(groups) == 6
    assert (now.speaking, now.speaking_since, now.shows) == (groups[1], after(103), Showing.BOARD)
    assert Group.objects.get(pk=groups[0].pk).heard_at == after(103)


def test_after_the_last_group_nobody_has_the_floor(running_one: Conference, cast: Cast) -> None:
    plenary = begin_plenary(running_one)
    groups = reporting(running_one, plenary)
    running.give_floor(groups[0], acting=cast.leader, at=after(101))

    for group in groups:
        running.group_heard(group, acting=cast.leader, at=after(105))

    assert stand(running_one).speaking is None


def test_a_group_that_is_heard_again_has_the_floor_again(running_one: Conference, cast: Cast) -> None:
    plenary = begin_plenary(running_one)
    first = reporting(running_one, plenary)[0]
    running.group_heard(first, acting=cast.leader, at=after(102))

    running.give_floor(first, acting=cast.leader, at=after(104))

    assert stand(running_one).speaking == first
    assert Group.objects.get(pk=first.pk).heard_at is None


def test_a_round_that_was_left_out_is_not_heard(running_one: Conference) -> None:
    begin(running_one, 2, 50)

    groups = reporting(running_one, begin(running_one, 3, 100))

    assert {one.session.theme for one in groups} == {"What we could do"}


def test_the_opening_plenary_hears_nobody(running_one: Conference) -> None:
    assert reporting(running_one, begin(running_one, 0, 0)) == []
    assert stand(running_one).shows == Showing.QUESTION


def test_the_minutes_are_in_when_every_group_of_the_held_rounds_has_handed_in(running_one: Conference) -> None:
    held = begin(running_one, 1, 0)
    held.groups.update(handed_in_at=after(30))

    running.close_day(running_one, acting=None, at=after(90))

    now = stand(running_one)
    assert (now.meeting.ended_at, now.minutes_in_at, now.state) == (after(90), after(90), "minutes-in")
    assert parts(now)[1].ended_at == after(90)


def test_a_day_that_closes_with_groups_missing_waits_for_them(running_one: Conference, cast: Cast) -> None:
    begin(running_one, 1, 0)

    running.close_day(running_one, acting=cast.leader, at=after(90))

    assert stand(running_one).state == "held"
    assert len(missing_groups(running_one)) == 3
    with pytest.raises(ValidationError, match="Say why"):
        running.complete_minutes(running_one, acting=cast.leader, at=after(95))


def test_the_minutes_may_count_without_a_group_for_a_reason(running_one: Conference, cast: Cast) -> None:
    begin(running_one, 1, 0)

    running.close_day(running_one, reason="Group 2 left early.", acting=cast.leader, at=after(90))

    assert stand(running_one).minutes_in_at == after(90)
    assert Entry.objects.get(verb="conference.minutes_in").why == "Group 2 left early."


def test_a_day_closed_too_early_runs_on(running_one: Conference, cast: Cast) -> None:
    begin(running_one, 1, 0)
    running.close_day(running_one, reason="Fire alarm.", acting=cast.leader, at=after(10))

    running.reopen(running_one, acting=cast.leader, at=after(20))
    again = begin(running_one, 1, 20)

    now = stand(running_one)
    assert (now.state, now.minutes_in_at, now.current) == ("running", None, again)
    assert again.begun_at == after(10)


def test_an_analysed_day_stays_closed(running_one: Conference, cast: Cast) -> None:
    running.close_day(running_one, acting=cast.leader, at=after(10))
    Conference.objects.filter(pk=running_one.pk).update(analysed_at=after(500))

    with pytest.raises(ValidationError, match="analysed already"):
        running.reopen(running_one, acting=cast.leader, at=after(600))


def test_before_it_begins_and_after_it_closes_nothing_runs(cast: Cast) -> None:
    made = with_people(cast, 1)

    with pytest.raises(ValidationError, match="has not begun"):
        begin(made, 0, 0)
    running.begin_day(made, acting=cast.leader, at=NOON)
    running.close_day(made, acting=cast.leader, at=after(5))
    with pytest.raises(ValidationError, match="is closed"):
        begin(made, 0, 6)
