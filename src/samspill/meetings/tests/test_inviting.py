from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from django.utils.translation import override

from samspill.arenas.models import Membership
from samspill.delivery.incoming import Reply as Mailed
from samspill.delivery.models import Message
from samspill.delivery.reading import Found, read_calendar
from samspill.meetings.actions import moving
from samspill.meetings.actions.replying import reply
from samspill.meetings.inviting import bring_all_up_to_date, bring_invited_up_to_date, event_of, uid_of
from samspill.meetings.models import Meeting, Reply
from samspill.meetings.replies import receive
from tests.asking import adopted_once, fresh
from tests.cast import Cast
from tests.meeting import NOW, grade_meeting, resource_meeting

LATER = NOW + timedelta(hours=1)
OSLO = ZoneInfo("Europe/Oslo")


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: object) -> Iterator[Cast]:
    yield from adopted_once(django_db_setup, django_db_blocker)


@pytest.fixture
def cast(world: Cast, db: None) -> Iterator[Cast]:
    with override("en"):
        yield fresh(world)


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    """A grade team's meeting whose agenda is sent, so that both members hold the invitation."""
    made = grade_meeting(cast)
    made.agenda_sent_at = NOW
    made.save()
    bring_invited_up_to_date(made, at=NOW)
    return made


def in_mail(message: Message) -> Found:
    (event,) = read_calendar(message.calendar.encode()).events
    return event


def last_to(cast: Cast, part: str) -> Message:
    return Message.objects.filter(recipient_id=cast.people[part].pk).order_by("-pk")[0]


def mailed(meeting: Meeting, cast: Cast, answer: str, *, sequence: int = 0, stamp: datetime = NOW) -> Mailed:
    return Mailed(uid_of(meeting), sequence, "", str(cast.teacher.email).upper(), answer, "", stamp)


def test_nobody_hears_of_a_meeting_before_its_agenda_is_sent(cast: Cast) -> None:
    assert bring_invited_up_to_date(resource_meeting(cast), at=NOW) == 0


def test_everybody_invited_gets_a_request_once(cast: Cast, meeting: Meeting) -> None:
    again = bring_invited_up_to_date(meeting, at=LATER)

    (first, second) = Message.objects.all()
    assert (again, first.method, second.method) == (0, "REQUEST", "REQUEST")
    assert in_mail(first).uid == uid_of(meeting)
    assert {one.address for one in in_mail(first).attendees} == {cast.teacher.email, cast.grade_leader_5.email}


def test_a_move_says_from_when_to_when_with_the_same_uid_and_a_higher_sequence(cast: Cast, meeting: Meeting) -> None:
    moving.move_meeting(meeting, on=date(2026, 9, 17), begins=time(9), version=1, acting=cast.leader, at=LATER)

    found = last_to(cast, "teacher")
    event = in_mail(found)
    assert (event.uid, event.sequence) == (uid_of(meeting), 1)
    assert event.start == datetime(2026, 9, 17, 9, tzinfo=OSLO)
    with override("nb"):
        assert str(found.language) == "nb"


def test_calling_off_is_a_cancel_above_the_last_sequence(cast: Cast, meeting: Meeting) -> None:
    moving.call_off_meeting(meeting, reason="Illness", version=1, acting=cast.leader, at=LATER)

    found = last_to(cast, "teacher")
    assert (found.method, in_mail(found).sequence, in_mail(found).status) == ("CANCEL", 1, "CANCELLED")
    assert "Illness" in found.text


def test_whoever_gets_a_seat_later_is_invited_and_whoever_leaves_is_let_go(cast: Cast, meeting: Meeting) -> None:
    Membership.objects.filter(arena=meeting.arena, person=cast.teacher).update(person=cast.coordinator)

    bring_all_up_to_date(LATER)

    assert last_to(cast, "teacher").method == "CANCEL"
    assert last_to(cast, "coordinator").method == "REQUEST"
    assert {row.person for row in meeting.presences.all()} == {cast.grade_leader_5, cast.coordinator}


@pytest.mark.parametrize(
    ("on", "hours"), [(date(2026, 3, 27), 1), (date(2026, 3, 30), 2), (date(2026, 10, 23), 2), (date(2026, 10, 26), 1)]
)
def test_the_hour_on_the_wall_holds_through_the_changes_of_the_clock(cast: Cast, on: date, hours: int) -> None:
    event = event_of(resource_meeting(cast, on), NOW)

    assert isinstance(event.start, datetime)
    assert (event.start.hour, event.start.utcoffset()) == (13, timedelta(hours=hours))
    assert timezone.localtime(event.end).hour == 15


def test_a_reply_by_mail_is_kept_whatever_the_letters_of_the_address(cast: Cast, meeting: Meeting) -> None:
    taken = receive(mailed(meeting, cast, "ACCEPTED"), LATER)

    row = meeting.presences.get(person=cast.teacher)
    assert (taken, row.reply, row.replied_sequence) == (True, Reply.ACCEPTED, 0)


def test_a_reply_that_comes_late_does_not_undo_a_newer_one(cast: Cast, meeting: Meeting) -> None:
    receive(mailed(meeting, cast, "DECLINED", stamp=LATER), LATER)
    taken = receive(mailed(meeting, cast, "ACCEPTED", stamp=NOW), LATER)

    assert taken
    assert meeting.presences.get(person=cast.teacher).reply == Reply.DECLINED


def test_a_reply_to_an_older_invitation_is_kept_as_such(cast: Cast, meeting: Meeting) -> None:
    moving.move_meeting(meeting, on=date(2026, 9, 17), begins=time(9), version=1, acting=cast.leader, at=LATER)

    receive(mailed(meeting, cast, "ACCEPTED"), LATER)

    row = meeting.presences.get(person=cast.teacher)
    assert (row.reply, row.reply_is_old) == (Reply.ACCEPTED, True)


def test_an_answer_in_the_browser_stands_above_an_older_mail(cast: Cast, meeting: Meeting) -> None:
    row = meeting.presences.get(person=cast.teacher)
    reply(row, answer=Reply.DECLINED, acting=cast.teacher, at=LATER)

    receive(mailed(meeting, cast, "ACCEPTED", stamp=NOW), LATER)

    assert meeting.presences.get(person=cast.teacher).reply == Reply.DECLINED


@pytest.mark.parametrize(("uid", "answer"), [("nonsense@example", "ACCEPTED"), ("", "ACCEPTED"), (None, "COUNTER")])
def test_what_is_not_ours_is_left_to_others(cast: Cast, meeting: Meeting, uid: str | None, answer: str) -> None:
    asked = Mailed(uid_of(meeting) if uid is None else uid, 0, "", str(cast.teacher.email), answer, "", NOW)

    assert not receive(asked, LATER)
