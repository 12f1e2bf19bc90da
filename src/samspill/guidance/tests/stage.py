"""The guidance team at a school, for tests: invited, with a measure opened to it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils import timezone

from samspill.guidance import actions
from samspill.guidance.models import Conversation, Invitation
from samspill.measures.models import LogEntry, Measure
from samspill.people.models import Unit
from tests.cast import Cast

HELP = "We meet, and nobody says anything."


def now() -> datetime:
    """The moment pages are asked at: an invitation holds on a day, and pages ask for today."""
    return timezone.now()


def invited(cast: Cast, unit: Unit | None = None, until: date | None = None) -> Invitation:
    last = until or timezone.localdate() + timedelta(days=30)
    place = unit or cast.school
    return actions.invite(
        place, cast.project, person=cast.guidance, topic="The mornings", until=last, acting=cast.leader, at=now()
    )


def first(cast: Cast) -> Measure:
    return Measure.objects.get(title="Two adults in the first lesson")


def opened(cast: Cast) -> Measure:
    actions.open_measure(first(cast), acting=cast.leader, at=now())
    return first(cast)


def logged(cast: Cast, measure: Measure) -> LogEntry:
    place = {"project": cast.project, "unit": cast.school, "measure": measure}
    return LogEntry.objects.create(**place, on=date(2026, 10, 20), done="At the door.", written_at=now())


def asked(cast: Cast, measure: Measure | None = None, text: str = HELP) -> Conversation:
    return actions.ask(cast.school, reason="stuck", text=text, measure=measure, acting=cast.leader, at=now())


def commented(cast: Cast, text: str = "Who meets those who come late?") -> Conversation:
    return actions.comment(opened(cast), part="goal", text=text, acting=cast.guidance, at=now())
