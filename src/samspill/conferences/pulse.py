"""The exit pulse: what is asked, when, and the result once there is one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from samspill.conferences import keys
from samspill.conferences.actions.pulse import FEWEST, digest
from samspill.conferences.models import Conference, Group, Showing
from samspill.conferences.queries import method_of
from samspill.people.asking import Asked

FORM = "exit-pulse"
SCALE = range(1, 6)
COOKIE = "samspill_pulse"


@dataclass(frozen=True, slots=True)
class Result:
    """How many gave each answer to one question, from 1 to 5."""

    question: str
    help_text: str
    counts: tuple[tuple[int, int], ...]
    ballots: int


def questions_of(conference: Conference) -> dict[str, tuple[str, str]]:
    """Field id → question and its help, in the reader's language; none where the method does not ask."""
    form, word = method_of(conference).forms.get(FORM), conference.project.word
    fields = form.fields if form else ()
    return {one.id: (word(f"forms.{FORM}.{one.id}.label"), word(f"forms.{FORM}.{one.id}.help")) for one in fields}


def is_open(conference: Conference, today: date) -> bool:
    """From the end of the last part, or when the projector asks, until the evening after."""
    meeting = conference.meeting
    if meeting.begun_at is None or meeting.called_off or conference.pulse_closed_at:
        return False
    last = conference.sessions.order_by("-place", "-id").first()
    reached = meeting.ended_at or conference.shows == Showing.PULSE or (last and last.ended_at)
    return bool(reached) and today <= timezone.localdate(meeting.begun_at) + timedelta(days=1)


def takes_part(request: Asked, conference: Conference) -> bool:
    """Whoever is on the list, or whose phone has opened the note of one of its groups."""
    if request.person and conference.participants.filter(person=request.person).exists():
        return True
    codes = keys.read(request.COOKIES.get(keys.COOKIE, ""))
    return bool(codes) and Group.objects.filter(session__conference=conference, code__in=codes).exists()


def has_answered(conference: Conference, mark: str) -> bool:
    return bool(mark) and conference.pulse_ballots.filter(device=digest(mark)).exists()


def result_of(conference: Conference) -> list[Result]:
    """The one picture of closed answers; nothing before, and nothing of fewer than FEWEST."""
    ballots = conference.pulse_ballots.count()
    if conference.pulse_closed_at is None or ballots < FEWEST:
        return []
    counts = {(row.question, row.value): row.count for row in conference.pulses.all()}
    asked = questions_of(conference).items()
    return [
        Result(label, told, tuple((value, counts.get((name, value), 0)) for value in SCALE), ballots)
        for name, (label, told) in asked
    ]
