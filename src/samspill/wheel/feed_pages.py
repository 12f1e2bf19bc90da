"""What the page about calendar addresses shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise

from samspill.arenas.models import Arena
from samspill.arenas.queries import seats_of
from samspill.arenas.words import name_of
from samspill.calendars.busy_words import said
from samspill.calendars.models import BusySource, BusyTime
from samspill.meetings.words import method_of
from samspill.people.asking import Asked
from samspill.wheel.feed_forms import ReminderForm, reminder_form
from samspill.wheel.models import FeedToken

SHOWN = 10  # of the busy times: so that one sees what others learn


@dataclass(frozen=True, slots=True)
class Row:
    """One calendar the reader can have: over all arenas, or of one; with its address, where one was made."""

    name: str
    where: str
    arena: Arena | None
    token: FeedToken | None

    @property
    def form(self) -> ReminderForm | None:
        """When it reminds, where there is an address."""
        return reminder_form(self.token.pk, reminder=self.token.reminder) if self.token else None


@dataclass(frozen=True, slots=True)
class BusyState:
    """What is known of the reader's own calendar; `source` None: nothing was given."""

    source: BusySource | None
    problem: str | Promise = ""
    times: tuple[BusyTime, ...] = ()
    count: int = 0


def context(request: Asked, at: datetime) -> dict[str, Any]:
    rows = rows_of(request)
    return {
        "rows": rows,
        "some_arena": any(row.arena and row.token for row in rows),
        "busy": busy_state(request, at),
    }


def rows_of(request: Asked) -> list[Row]:
    assert request.person, "only who has signed in comes here"
    running = FeedToken.objects.filter(person=request.person, revoked_at=None).select_related("arena__project")
    tokens = {token.arena_id: token for token in running}
    seats = seats_of(request.person, request.today).select_related("arena__project", "arena__unit")
    arenas = {seat.arena_id: seat.arena for seat in seats}
    own = [Row(name_of(one, method_of(one)), one.unit.name, one, tokens.get(pk)) for pk, one in arenas.items()]
    return [Row("", "", None, tokens.get(None)), *own]


def busy_state(request: Asked, at: datetime) -> BusyState:
    source = BusySource.objects.filter(person=request.person).first()
    if source is None:
        return BusyState(None)
    times = BusyTime.objects.filter(person=request.person, ends__gt=at)
    problem = said(source.problem) if source.problem else ""
    return BusyState(source, problem, tuple(times[:SHOWN]), times.count())
