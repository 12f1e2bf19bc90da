from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from samspill.access.gate import actor_of, fetch_for
from samspill.arenas.queries import ARENAS
from samspill.meetings.rhythm_pages import HOUR, arena_frame, last_of, usual_frame
from samspill.people.answering import answer
from samspill.people.asking import Asked, posted
from samspill.wheel import calling


def call_half(request: Asked, pk: int) -> HttpResponse:
    """The days of the plan that have no meeting yet, to be called in one go."""
    arena = fetch_for(request, ARENAS.all(), pk, "meeting.prepare")
    start = usual_frame(arena, last_of(arena))
    rows = calling.not_called(arena, request.today)
    choices = calling.choices_for(actor_of(request), arena, rows, start.get("begins"), start["minutes"] or HOUR)
    form = calling.CallHalfForm(posted(request), choices=choices, initial=start)
    do = partial(calling.call_planned, arena, acting=request.person, at=timezone.now())
    context = arena_frame(arena, _("Call the meetings of the plan")) | {"choices": choices, "submit": _("Call them")}
    said = _("The meetings are called. Nobody hears of one until its agenda is sent.")
    return answer(request, form, do, template="wheel/call_half.html", context=context, to=context["back"], said=said)
