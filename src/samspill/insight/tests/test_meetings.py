"""What the board reads from real meetings, with links back to the very meeting."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from samspill.arenas.models import Arena
from samspill.core.fidelity.model import State
from samspill.insight.board import Row, board_of
from samspill.meetings.actions.agenda import add_point, plan_items
from samspill.meetings.actions.running import begin_meeting, end_meeting, go_to, name_minute_taker
from samspill.meetings.actions.sharing import open_minutes, share
from samspill.meetings.models import ItemTime, Meeting
from samspill.meetings.queries import agenda_of
from samspill.people.models import Person
from samspill.projects.models import Participation
from tests.cast import Cast
from tests.meeting import DAY, grade_meeting, resource_meeting

LATER = DAY + timedelta(days=20)


def row(own: Participation, requirement: str, today: date = LATER) -> Row:
    return next(one for one in board_of(own, today).rows if one.wish.id == requirement)


def hold(meeting: Meeting, lead: Person, writer: Person | None = None) -> Meeting:
    """Let it begin, come to every item, and end when it was to end."""
    begun = meeting.starts_at
    assert begun
    if writer:
        name_minute_taker(meeting, person=writer, acting=lead, at=begun)
    begin_meeting(meeting, acting=lead, at=begun)
    for item in agenda_of(meeting):
        go_to(meeting, item, acting=lead, at=begun)
    end_meeting(meeting, acting=lead, at=begun + timedelta(minutes=meeting.minutes))
    meeting.refresh_from_db()
    return meeting


def shared(meeting: Meeting, lead: Person) -> Meeting:
    assert meeting.ended_at
    share(meeting, acting=lead, at=meeting.ended_at + timedelta(hours=1))
    return meeting


def test_a_meeting_counts_for_rhythm_and_length_and_leads_back_to_itself(cast: Cast, own: Participation) -> None:
    meeting = hold(resource_meeting(cast), cast.leader)

    rhythm, length = row(own, "L09", DAY), row(own, "L10")

    assert (rhythm.verdict.state, length.verdict.state) == (State.MET, State.MET)
    assert list(rhythm.traces) == [meeting]


def test_a_meeting_is_whole_with_agenda_minute_taker_and_minutes(cast: Cast, own: Participation) -> None:
    meeting = hold(resource_meeting(cast), cast.leader)
    assert row(own, "L11").verdict.state is State.OVERDUE

    Meeting.objects.filter(pk=meeting.pk).update(agenda_sent_at=meeting.begun_at, minute_taker=cast.nurse)
    meeting.refresh_from_db()
    shared(meeting, cast.leader)

    assert row(own, "L11").verdict.state is State.MET


def test_only_what_the_meeting_came_to_counts_as_treated(cast: Cast, own: Participation) -> None:
    meeting = resource_meeting(cast)
    add_point(meeting, point="role-and-concept", acting=cast.leader, at=timezone.now())
    hold(meeting, cast.leader)
    assert row(own, "L13").verdict.state is State.MET

    ItemTime.objects.filter(item__treats="role-and-concept").delete()

    assert row(own, "L13").verdict.state is not State.MET


def test_time_is_split_when_every_item_has_minutes_on_both_sides(cast: Cast, own: Participation) -> None:
    meeting = grade_meeting(cast)
    planned = {item.pk: {"minutes": 10} for item in agenda_of(meeting)}
    plan_items(meeting, planned=planned, acting=cast.grade_leader_5, at=timezone.now())

    hold(meeting, cast.grade_leader_5)

    assert row(own, "L17").verdict.state is State.MET


@pytest.mark.parametrize(("opened", "state"), [(True, State.MET), (False, State.OVERDUE)])
def test_minutes_count_as_exchanged_when_they_were_opened(
    cast: Cast, own: Participation, opened: bool, state: State
) -> None:
    Arena.objects.filter(kind="grade-team").exclude(group="5").update(until=DAY - timedelta(days=1))
    team = shared(hold(resource_meeting(cast), cast.leader, cast.nurse), cast.leader)
    grade = shared(hold(grade_meeting(cast), cast.grade_leader_5, cast.teacher), cast.grade_leader_5)

    assert team.shared_at
    if opened:
        open_minutes(team, acting=cast.teacher, at=team.shared_at)
        open_minutes(grade, acting=cast.nurse, at=team.shared_at)

    assert row(own, "L18").verdict.state is state
