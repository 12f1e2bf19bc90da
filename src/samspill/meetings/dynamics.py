"""The questions of the method about how the group worked, and the result once there is one."""

from __future__ import annotations

from dataclasses import dataclass

from samspill.arenas.models import Arena
from samspill.meetings.actions.dynamics import FEWEST
from samspill.meetings.models import Here, Meeting
from samspill.meetings.words import method_of
from samspill.people.models import Person

FORM = "group-dynamics"
SCALE = range(1, 6)


@dataclass(frozen=True, slots=True)
class Result:
    """How many gave each answer to one question, from 1 to 5."""

    question: str
    help_text: str
    counts: tuple[tuple[int, int], ...]
    ballots: int


def questions_of(arena: Arena) -> dict[str, tuple[str, str]]:
    """Field id → question and its help, in the reader's language; none where the method does not ask."""
    method = method_of(arena)
    form = method.forms.get(FORM) if method else None
    if form is None or arena.project is None:
        return {}
    word = arena.project.word
    return {one.id: (word(f"forms.{FORM}.{one.id}.label"), word(f"forms.{FORM}.{one.id}.help")) for one in form.fields}


def answered(meeting: Meeting) -> int:
    return meeting.ballots.count()


def may_answer(meeting: Meeting, person: Person | None) -> bool:
    if person is None or meeting.evaluated or meeting.begun_at is None:
        return False
    there = meeting.presences.filter(person=person, here=Here.PRESENT).exists()
    return there and not meeting.ballots.filter(person=person).exists()


def result_of(meeting: Meeting) -> list[Result]:
    """The one picture of a closed evaluation; nothing before, and nothing of fewer than FEWEST."""
    ballots = answered(meeting)
    if not meeting.evaluated or meeting.ended_at is None or ballots < FEWEST:
        return []
    counts = {(row.question, row.value): row.count for row in meeting.dynamics.all()}
    asked = questions_of(meeting.arena).items()
    return [
        Result(label, told, tuple((value, counts.get((name, value), 0)) for value in SCALE), ballots)
        for name, (label, told) in asked
    ]
