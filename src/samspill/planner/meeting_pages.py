"""What the page of one planned meeting shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspill.design.dates import weekday
from samspill.people.asking import Asked, number
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
    """Another place, as a line that fills in the form."""

    title: str
    url: str
    said: tuple[str, ...]


def page(request: Asked, meeting: PlannedMeeting) -> dict[str, Any]:
    board = board_of(meeting.plan, request.today)
    laid = laid_in(board, meeting.key)
    context = frame(request, meeting.plan, laid.title)
    moves = context["may_change"] and laid.state not in HELD_FAST
    return {
        **context,
        "meeting": meeting,
        "laid": laid,
        "reasons": [one.sentence for one in (*board.violations, *board.not_ideal) if meeting.key in one.meetings],
        "may_move": moves,
        "held_fast": HELD_FAST.get(laid.state, ""),
        "places": list(_choices(meeting)) if moves else (),
    }


def _choices(meeting: PlannedMeeting) -> Iterator[Choice]:
    for one in suggestions(meeting.plan, meeting.key):
        query = urlencode({"on": one.on.isoformat(), "begins": f"{one.begins:%H:%M}"})
        title = _("%(day)s at %(hour)s") % {"day": weekday(one.on), "hour": f"{one.begins:%H:%M}"}
        yield Choice(title, f"?{query}#move", tuple(one.sentences))


def asked(request: Asked, meeting: PlannedMeeting) -> dict[str, Any]:
    """What the form shows first: the place that was chosen in the list, else where it lies."""
    return {
        "version": meeting.version,
        "on": _day(request.GET.get("on", "")) or meeting.on,
        "begins": _hour(request.GET.get("begins", "")) or meeting.begins,
    }


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _hour(text: str) -> time | None:
    try:
        return time.fromisoformat(text)
    except ValueError:
        return None


def onward(request: Asked, plan: YearPlan, on: date) -> str:
    """The month it lies in now, of the school that was looked at."""
    school = number(request, "school")
    query = f"?school={school}" if school else ""
    return f"{plan.get_absolute_url()}{query}#m-{on:%Y-%m}"
