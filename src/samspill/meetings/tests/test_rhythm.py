from collections.abc import Iterator
from datetime import UTC, date, datetime, time

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from samspill.arenas.models import Membership
from samspill.calendars.actions import set_calendar
from samspill.config.actor import actor_for
from samspill.core.clashes import AT_ONCE, WEEKDAY
from samspill.journal.models import Entry
from samspill.meetings.actions import moving, series
from samspill.meetings.actions.agenda import add_item
from samspill.meetings.actions.replying import reply
from samspill.meetings.clashing import clashes, told
from samspill.meetings.models import Meeting, Presence, Reply, Series
from tests.asking import adopted_once, fresh
from tests.cast import AT, Cast
from tests.meeting import DAY, NOW, grade_meeting, resource_meeting


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: object) -> Iterator[Cast]:
    yield from adopted_once(django_db_setup, django_db_blocker)


@pytest.fixture
def cast(world: Cast, db: None) -> Iterator[Cast]:
    with override("en"):
        yield fresh(world)


def wednesdays(cast: Cast, **given: object) -> Series:
    frame = {"weekday": 3, "starts": date(2026, 9, 9), "until": date(2026, 10, 21), "begins": time(13), "minutes": 60}
    return Series(arena=cast.arenas["grade-team-5"], **{**frame, **given})


def autumn_holiday(cast: Cast) -> None:
    set_calendar(
        cast.municipality,
        None,
        starts=date(2026, 8, 1),
        ends=date(2026, 12, 31),
        spans=[("holiday", date(2026, 10, 5), date(2026, 10, 9), "Høstferie")],
        source="route.csv",
        acting=cast.administrator,
        at=AT,
    )


def only_on(cast: Cast, part: str, *weekdays: int) -> None:
    Membership.objects.filter(person=cast.people[part]).update(weekdays=list(weekdays))


def test_a_series_skips_the_holiday_and_is_written_down_once(cast: Cast) -> None:
    autumn_holiday(cast)

    made = series.call_series(wednesdays(cast), acting=cast.leader, at=NOW)

    assert [one.on.isocalendar().week for one in made] == [37, 38, 39, 40, 42, 43]
    assert Entry.objects.filter(verb="series.called").count() == 1
    assert {one.presences.count() for one in made} == {2}


def test_only_days_that_were_offered_come_instead(cast: Cast) -> None:
    rows = wednesdays(cast, starts=date(2026, 12, 23), until=date(2027, 1, 6))

    made = series.call_series(rows, instead=[date(2026, 12, 24), date(2027, 1, 9)], acting=cast.leader, at=NOW)

    assert date(2027, 1, 9) not in [one.on for one in made]


@pytest.mark.parametrize("until", [date(2026, 9, 1), date(2028, 9, 1)])
def test_a_series_without_an_end_in_sight_is_refused(cast: Cast, until: date) -> None:
    with pytest.raises(ValidationError) as refused:
        series.call_series(wednesdays(cast, until=until), acting=cast.leader, at=NOW)

    assert list(refused.value.message_dict) == ["until"]


def test_this_and_later_meetings_move_but_not_the_earlier_ones(cast: Cast) -> None:
    made = series.call_series(wednesdays(cast), acting=cast.leader, at=NOW)
    frame = {"begins": time(14), "minutes": 45, "part_minutes": 30, "place": "Room 4"}

    series.change_rest(made[2], weekday=4, **frame, version=1, acting=cast.leader, at=NOW)

    rows = list(Meeting.objects.filter(series=made[0].series).values_list("on", "begins", "minutes"))
    assert rows[1] == (date(2026, 9, 16), time(13), 60)
    assert rows[2] == (date(2026, 9, 24), time(14), 45)


def test_a_meeting_moved_by_hand_keeps_its_day_when_the_rest_changes(cast: Cast) -> None:
    made = series.call_series(wednesdays(cast), acting=cast.leader, at=NOW)
    moving.move_meeting(made[3], on=date(2026, 9, 28), begins=time(13), version=1, acting=cast.leader, at=NOW)
    frame = {"begins": time(13), "minutes": 60, "part_minutes": None, "place": ""}

    series.change_rest(made[2], weekday=4, **frame, version=1, acting=cast.leader, at=NOW)

    assert Meeting.objects.get(pk=made[3].pk).on == date(2026, 9, 28)


def test_the_rest_is_called_off_with_one_reason(cast: Cast) -> None:
    made = series.call_series(wednesdays(cast), acting=cast.leader, at=NOW)

    series.end_rest(made[4], reason="The project is over.", version=1, acting=cast.leader, at=NOW)

    stands = Meeting.objects.filter(series=made[0].series, called_off="")
    assert [one.pk for one in stands] == [one.pk for one in made[:4]]


def test_moving_raises_the_sequence_and_takes_the_closing_of_the_inbox_along(cast: Cast) -> None:
    meeting = resource_meeting(cast)
    meeting.inbox_closes = datetime(2026, 9, 14, 10, tzinfo=UTC)
    meeting.save()

    moving.move_meeting(meeting, on=date(2026, 9, 18), begins=time(13), version=1, acting=cast.leader, at=NOW)

    meeting.refresh_from_db()
    assert (meeting.sequence, meeting.inbox_closes) == (1, datetime(2026, 9, 16, 10, tzinfo=UTC))


def test_what_calendars_need_not_hear_leaves_the_sequence(cast: Cast) -> None:
    meeting = resource_meeting(cast)

    moving.change_meeting(meeting, minute_taker=cast.nurse, version=1, acting=cast.leader, at=NOW)
    moving.change_meeting(meeting, place="Room 2", version=2, acting=cast.leader, at=NOW)

    assert Meeting.objects.get(pk=meeting.pk).sequence == 1


def test_calling_off_needs_a_reason_and_a_new_day_plans_it_again(cast: Cast) -> None:
    meeting = resource_meeting(cast)

    with pytest.raises(ValidationError, match="why it is called off"):
        moving.call_off_meeting(meeting, reason=" ", version=1, acting=cast.leader, at=NOW)
    moving.call_off_meeting(meeting, reason="Illness", version=1, acting=cast.leader, at=NOW)
    moving.move_meeting(meeting, on=date(2026, 9, 23), begins=time(13), version=2, acting=cast.leader, at=NOW)

    meeting.refresh_from_db()
    assert (meeting.called_off, meeting.sequence) == ("", 2)


def test_what_has_begun_stays_where_it_was(cast: Cast) -> None:
    meeting = resource_meeting(cast)
    meeting.begun_at = NOW

    with pytest.raises(ValidationError, match="has begun"):
        moving.move_meeting(meeting, on=date(2026, 9, 23), begins=None, version=1, acting=cast.leader, at=NOW)


def test_a_copy_takes_along_what_was_ticked(cast: Cast) -> None:
    meeting = resource_meeting(cast)
    add_item(meeting, title="The new reading corner", acting=cast.leader, at=NOW)
    Presence.objects.create(meeting=meeting, person=cast.teacher, guest=True)
    day = {"on": date(2026, 10, 14), "begins": time(13), "acting": cast.leader, "at": NOW}

    bare = moving.duplicate_meeting(meeting, **day)
    full = moving.duplicate_meeting(meeting, **day, items=True, attendees=True)

    assert not bare.items.filter(title="The new reading corner").exists()
    assert full.items.get(title="The new reading corner").came_from.meeting == meeting
    assert full.presences.count() == bare.presences.count() + 1


def test_a_clash_is_seen_over_all_arenas_and_on_days_somebody_is_away(cast: Cast) -> None:
    only_on(cast, "nurse", 1, 4)
    team, grade = resource_meeting(cast), grade_meeting(cast)

    found = {(one.person, one.kind): one.other for one in clashes(team)}

    assert found == {(cast.grade_leader_5.pk, AT_ONCE): grade.pk, (cast.nurse.pk, WEEKDAY): None}


def test_whoever_said_no_is_nowhere_else(cast: Cast) -> None:
    team, grade = resource_meeting(cast), grade_meeting(cast)
    grade.presences.filter(person=cast.grade_leader_5).update(reply=Reply.DECLINED)

    assert clashes(team) == ()


def test_another_arenas_name_is_told_only_to_its_readers(cast: Cast) -> None:
    team, _grade = resource_meeting(cast), grade_meeting(cast)

    seen = {part: told(actor_for(cast.people[part], DAY), team).warnings for part in ("leader", "nurse")}

    assert seen["leader"] == ("At 14:30 Kari Lunde has Grade team 5.",)
    assert seen["nurse"] == ("At 14:30 Kari Lunde has another meeting.",)


def test_a_deputy_is_sent_and_stays_at_home_when_the_member_comes_after_all(cast: Cast) -> None:
    Membership.objects.filter(person=cast.nurse).update(deputy=cast.head_of_health)
    presence = resource_meeting(cast).presences.get(person=cast.nurse)

    reply(presence, answer=Reply.DECLINED, substitute=True, acting=cast.nurse, at=NOW)
    there = presence.meeting.presences.get(person=cast.head_of_health)
    reply(presence, answer=Reply.ACCEPTED, acting=cast.nurse, at=NOW)

    assert there.stands_in_for == cast.nurse
    assert not presence.meeting.presences.filter(person=cast.head_of_health).exists()
