"""What the board reads from conferences: held, groups that change, leaders and minutes, analysis and answers (L15, L20
to L23)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from samspill.conferences.models import Conference, Group, GroupSeat, Theme, ThemeProposal
from samspill.core.fidelity.model import State
from samspill.insight.board import board_of
from samspill.insight.bridge import read
from samspill.insight.tests.test_meetings import hold
from samspill.measures.actions.proposing import propose
from samspill.measures.models import Measure
from samspill.meetings.actions.agenda import add_item
from samspill.meetings.actions.calling import call_meeting
from samspill.projects.models import Participation
from tests.asking import counted
from tests.cast import AT, Cast
from tests.conferring import DAY, NOW, conference, seated, with_people

WITHIN, AFTER = DAY + timedelta(days=7), DAY + timedelta(days=60)
THEN = datetime(2026, 9, 30, 9, 0, tzinfo=UTC)


def state(own: Participation, requirement: str, today: date = WITHIN) -> State:
    return next(one for one in board_of(own, today).rows if one.wish.id == requirement).verdict.state


def talked(cast: Cast) -> Conference:
    """A conference with groups that was held."""
    made = with_people(cast, 10)
    seated(made, 3)
    end(made)
    return made


def end(made: Conference) -> None:
    began = datetime.combine(made.meeting.on, time(12), tzinfo=UTC)
    made.meeting.begun_at, made.meeting.ended_at = began, began + timedelta(hours=3)
    made.meeting.save()


def proposed(cast: Cast, made: Conference, title: str = "A calm start") -> Measure:
    theme = Theme.objects.create(conference=made, name=title, made_at=NOW)
    measure = propose(cast.school, cast.project, title=title, acting=cast.leader, at=THEN)
    ThemeProposal.objects.create(theme=theme, measure=measure)
    return measure


def test_one_that_is_only_planned_owes_nothing(cast: Cast, own: Participation) -> None:
    conference(cast)

    assert {state(own, one, AFTER) for one in ("L21", "L22", "L23")} == {State.NOT_APPLICABLE}


def test_one_that_was_held_counts_for_the_year(cast: Cast, own: Participation) -> None:
    before = state(own, "L20")
    talked(cast)

    assert before != State.MET
    assert state(own, "L20") == State.MET


def test_groups_that_change_are_met(cast: Cast, own: Participation) -> None:
    talked(cast)

    assert state(own, "L21") == State.MET


def test_the_same_groups_twice_are_not(cast: Cast, own: Participation) -> None:
    made = talked(cast)
    first, second = made.sessions.filter(kind="groups")
    for seat in GroupSeat.objects.filter(session=first).select_related("group"):
        same = Group.objects.get(session=second, number=seat.group.number)
        GroupSeat.objects.filter(session=second, participant=seat.participant_id).update(group=same)

    assert state(own, "L21") == State.OVERDUE


def test_a_conference_without_groups_says_nothing_of_them(cast: Cast, own: Participation) -> None:
    end(conference(cast))

    assert state(own, "L21") == State.NOTHING_YET


@pytest.mark.parametrize(
    ("whole", "shared", "today", "expected"),
    [
        (True, True, WITHIN, State.MET),
        (True, False, AFTER, State.OVERDUE),
        (False, True, AFTER, State.OVERDUE),
    ],
)
def test_leaders_takers_and_plenary_minutes(
    cast: Cast, own: Participation, whole: bool, shared: bool, today: date, expected: State
) -> None:
    made = talked(cast)
    groups = Group.objects.filter(session__conference=made)
    groups.update(leader=made.participants.first())
    if not whole:
        groups.filter(number=1).update(note_taker=None)
    made.meeting.shared_at = THEN if shared else None
    made.meeting.save()

    assert state(own, "L22", today) == expected


def test_every_proposal_needs_its_answer(cast: Cast, own: Participation) -> None:
    made = talked(cast)
    Conference.objects.filter(pk=made.pk).update(analysed_at=THEN)
    proposed(cast, made, "Another")
    one = proposed(cast, made)
    Measure.objects.exclude(pk=one.pk).update(analysed_on=THEN.date())
    waits = state(own, "L23", AFTER)

    Measure.objects.filter(pk=one.pk).update(fate="parked", fate_reason="No rooms.", fate_on=THEN.date())

    assert waits == State.OVERDUE
    assert state(own, "L23", AFTER) == State.MET


def test_an_analysis_that_led_to_nothing_is_half(cast: Cast, own: Participation) -> None:
    made = talked(cast)
    Conference.objects.filter(pk=made.pk).update(analysed_at=THEN)

    assert state(own, "L23", AFTER) == State.OVERDUE


@pytest.mark.parametrize(("taken", "expected"), [("summer-evaluation", State.MET), ("", State.PARTLY)])
def test_the_evaluation_before_the_summer_is_taken_up(
    cast: Cast, own: Participation, taken: str, expected: State
) -> None:
    summer = call_meeting(
        cast.arenas["resource-team"], on=date(2027, 6, 9), begins=time(13), minutes=60, acting=cast.leader, at=AT
    )
    add_item(summer, title="The year", treats="summer-evaluation", acting=cast.leader, at=AT)
    hold(summer, cast.leader)
    made = conference(cast, on=date(2027, 9, 15))
    made.sessions.filter(place=2).update(treats=taken)

    end(made)

    assert state(own, "L15", date(2027, 9, 20)) == expected


def test_many_conferences_take_as_many_queries_as_one(cast: Cast, own: Participation) -> None:
    talked(cast)
    read(own, AFTER)
    with counted() as one:
        read(own, AFTER)
    for number in range(3):
        end(conference(cast, title=f"More {number}"))

    with counted() as many:
        read(own, AFTER)

    assert len(many) == len(one)
