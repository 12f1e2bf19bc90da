"""Answers about how the group worked: nobody's, counted once, shown once."""

from __future__ import annotations

from datetime import timedelta
from itertools import permutations

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from samspill.journal.models import Entry
from samspill.meetings.actions import attendance, dynamics, running
from samspill.meetings.dynamics import answered, questions_of, result_of
from samspill.meetings.models import DynamicsAnswer, DynamicsBallot, Meeting
from samspill.meetings.tests.stage import BEGUN, opened, running_once, tap
from samspill.people.models import Person
from tests.asking import adopted_once, fresh
from tests.cast import Cast

standing = pytest.fixture(scope="module")(adopted_once)
begun = pytest.fixture(scope="module")(running_once)
LATER = BEGUN + timedelta(minutes=90)
ANSWERS = ((5, 5, 5), (1, 2, 3), (4, 4, 4), (5, 3, 1), (2, 2, 2))


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


@pytest.fixture
def meeting(cast: Cast, begun: Meeting) -> Meeting:
    """Everybody is there, and the meeting has ended."""
    attendance.mark_rest_present(begun, acting=cast.leader, at=LATER)
    running.end_meeting(begun, acting=cast.leader, at=LATER)
    return Meeting.objects.get(pk=begun.pk)


def members(meeting: Meeting) -> list[Person]:
    return [place.person for place in meeting.presences.select_related("person")]


def vote(meeting: Meeting, person: Person, values: tuple[int, ...]) -> None:
    names = questions_of(meeting.arena)
    dynamics.answer_dynamics(meeting, person=person, answers=dict(zip(names, values, strict=True)))


def vote_all(meeting: Meeting, answers: tuple[tuple[int, ...], ...] = ANSWERS) -> None:
    for person, values in zip(members(meeting), answers, strict=False):
        vote(meeting, person, values)


def test_answers_hold_neither_a_person_nor_a_time_nor_an_order() -> None:
    columns = {field.name for field in DynamicsAnswer._meta.get_fields()}

    assert columns == {"id", "meeting", "question", "value", "count"}
    assert {field.name for field in DynamicsBallot._meta.get_fields()} == {"id", "meeting", "person"}


def test_who_answered_what_leaves_no_trace_whatever_the_order(meeting: Meeting) -> None:
    """The same answers handed out to other people leave the same rows: nothing in them tells the two cases apart."""
    found = set()
    for handed_out in list(permutations(ANSWERS))[::40]:
        DynamicsAnswer.objects.all().delete()
        DynamicsBallot.objects.all().delete()
        vote_all(meeting, handed_out)
        found.add(tuple(DynamicsAnswer.objects.order_by("question", "value").values_list("question", "value", "count")))

    assert len(found) == 1


def test_answering_writes_no_line_in_the_journal(client: Client, cast: Cast, meeting: Meeting) -> None:
    before = Entry.objects.count()

    said = tap(client, cast.nurse, "evaluate", meeting.pk, heard="4", use="4", forward="3")

    assert said.status_code == 302
    assert answered(meeting) == 1
    assert Entry.objects.count() == before


def test_each_answers_once(cast: Cast, meeting: Meeting) -> None:
    vote(meeting, cast.nurse, (5, 5, 5))

    with pytest.raises(ValidationError, match="already"):
        vote(meeting, cast.nurse, (1, 1, 1))

    assert not DynamicsAnswer.objects.filter(value=1).exists()


def test_who_was_not_there_does_not_answer(cast: Cast, meeting: Meeting) -> None:
    with pytest.raises(ValidationError, match="were there"):
        vote(meeting, cast.other_teacher, (5, 5, 5))


def test_nothing_is_shown_before_the_answers_are_closed(client: Client, cast: Cast, meeting: Meeting) -> None:
    vote_all(meeting)

    body = opened(client, cast.leader, "evaluate", meeting.pk).content.decode()

    assert "5 of at least 5 have answered." in body
    assert "<progress" not in body


def test_fewer_than_five_are_never_shown(cast: Cast, meeting: Meeting) -> None:
    vote_all(meeting, ANSWERS[:4])

    with pytest.raises(ValidationError, match="Fewer than 5"):
        dynamics.close_evaluation(meeting, acting=cast.leader, at=LATER)
    Meeting.objects.filter(pk=meeting.pk).update(evaluated=True)

    assert result_of(Meeting.objects.get(pk=meeting.pk)) == []


def test_the_answers_are_not_closed_while_the_meeting_runs(cast: Cast, meeting: Meeting) -> None:
    vote_all(meeting)
    running.resume_meeting(meeting, acting=cast.leader, at=LATER)

    with pytest.raises(ValidationError, match="has not ended"):
        dynamics.close_evaluation(meeting, acting=cast.leader, at=LATER)


def test_a_result_that_is_shown_takes_no_more(client: Client, cast: Cast, meeting: Meeting) -> None:
    """A picture that grew by one ballot would show that ballot."""
    vote_all(meeting)
    tap(client, cast.leader, "close_evaluation", meeting.pk)
    shown = result_of(Meeting.objects.get(pk=meeting.pk))

    with pytest.raises(ValidationError, match="closed"):
        vote(meeting, members(meeting)[5], (1, 1, 1))

    assert shown[0].counts == ((1, 1), (2, 1), (3, 0), (4, 1), (5, 2))
    assert result_of(Meeting.objects.get(pk=meeting.pk)) == shown


def test_the_result_is_said_in_numbers(client: Client, cast: Cast, meeting: Meeting) -> None:
    vote_all(meeting)
    tap(client, cast.leader, "close_evaluation", meeting.pk)

    body = opened(client, cast.nurse, "evaluate", meeting.pk).content.decode()

    assert "Everybody was heard" in body
    assert 'aria-label="5: 2 of 5"' in body


def test_a_number_left_out_is_asked_for(client: Client, cast: Cast, meeting: Meeting) -> None:
    said = tap(client, cast.nurse, "evaluate", meeting.pk, heard="4", use="9")

    assert said.status_code == 422
    assert "Choose a number from 1 to 5." in said.content.decode()
    assert answered(meeting) == 0
