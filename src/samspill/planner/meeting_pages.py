"""What the page of one planned meeting shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspill.design.dates import weekday
from samspill.people.asking import Asked, number
from samspill.planner.forms import written
from samspill.planner.frame import frame
from samspill.planner.judging_pages import laid_in
from samspill.planner.models import PlannedMeeting, YearPlan
from samspill.planner.reading import board_of, suggestions

#: Why a meeting cannot be moved here, by its state.
HELD_FAST = {
    "fixed": gettext_lazy("Somebody called this meeting by hand. Move it on its own page; the plan follows."),
    "past": gettext_lazy("This meeting lies behind us, and stays where it was."),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """Another place, with what its button sends."""

    title: str
    on: str
    begins: str
    also: str
    room: str
    said: tuple[str, ...]


def page(request: Asked, meeting: PlannedMeeting) -> dict[str, Any]:
    board = board_of(meeting.plan, request.today)
    laid = laid_in(board, meeting.key)
    context = frame(request, meeting.plan, laid.title)
    moves = context["may_change"] and laid.state not in HELD_FAST and not meeting.dropped
    return {
        **context,
        "meeting": meeting,
        "laid": laid,
        "reasons": [one.sentence for one in (*board.violations, *board.not_ideal) if meeting.key in one.meetings],
        "may_move": moves,
        "held_fast": HELD_FAST.get(laid.state, ""),
        "places": list(_choices(meeting, request.today)) if moves else (),
    }


def _choices(meeting: PlannedMeeting, today: date) -> Iterator[Choice]:
    for one in suggestions(meeting.plan, meeting.key, today):
        title = _("%(day)s at %(hour)s") % {"day": weekday(one.on), "hour": f"{one.begins:%H:%M}"}
        title = f"{title}, {one.room}" if one.room else title
        also, said = written(one.also), tuple(one.sentences)
        yield Choice(title, one.on.isoformat(), f"{one.begins:%H:%M}", also, one.room, said)


def asked(meeting: PlannedMeeting) -> dict[str, Any]:
    """What the form shows first: where it lies."""
    return {"version": meeting.version, "on": meeting.on, "begins": meeting.begins, "place": meeting.place}


def onward(request: Asked, plan: YearPlan, on: date) -> str:
    """The month it lies in now, of the school that was looked at."""
    school = number(request, "school")
    query = f"?school={school}" if school else ""
    return f"{plan.get_absolute_url()}{query}#m-{on:%Y-%m}"
