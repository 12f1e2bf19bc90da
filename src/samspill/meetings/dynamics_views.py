"""A short look at how the group worked, answered without a name on one's own phone."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from samspill.access.gate import fetch_for
from samspill.meetings import run_pages
from samspill.meetings.actions import dynamics
from samspill.meetings.dynamics import answered, may_answer, questions_of, result_of
from samspill.meetings.models import Meeting
from samspill.meetings.run_forms import DynamicsForm
from samspill.meetings.run_queries import RUNNING
from samspill.meetings.run_views import tapped, to_write
from samspill.meetings.taking_part import reader
from samspill.people.answering import answer
from samspill.people.asking import Asked, posted


def evaluate(request: Asked, pk: int) -> HttpResponse:
    meeting = fetch_for(request, RUNNING, pk, "meeting.read", reader(request.person))
    questions = questions_of(meeting.arena)
    if not questions or request.person is None:
        raise Http404
    form = DynamicsForm(posted(request), questions=questions)
    here = reverse("meetings:evaluate", args=[pk])
    person = request.person

    def do(**answers: int) -> None:
        dynamics.answer_dynamics(meeting, person=person, answers=answers)

    return answer(request, form, do, template="meetings/evaluate.html", context=_context(request, meeting), to=here)


def _context(request: Asked, meeting: Meeting) -> dict[str, Any]:
    return {
        "page": run_pages.RunPage(request, meeting, timezone.now()),
        "meeting": meeting,
        "answered": answered(meeting),
        "fewest": dynamics.FEWEST,
        "may_answer": may_answer(meeting, request.person),
        "result": result_of(meeting),
    }


@require_POST
def close(request: Asked, pk: int) -> HttpResponse:
    meeting = to_write(request, pk)
    do = partial(dynamics.close_evaluation, meeting, acting=request.person, at=timezone.now())
    return tapped(request, do, reverse("meetings:evaluate", args=[pk]))
