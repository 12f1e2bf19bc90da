"""Outcomes of an item: added, said otherwise, taken back."""

from __future__ import annotations

from functools import partial

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from samspill.access.gate import fetch_for
from samspill.meetings import run_forms, run_pages
from samspill.meetings.actions import outcomes
from samspill.meetings.models import Item, Meeting, Outcome
from samspill.meetings.queries import ITEMS
from samspill.meetings.run_queries import OUTCOMES, RUNNING, who_can_do
from samspill.meetings.taking_part import writer
from samspill.people.answering import answer
from samspill.people.asking import Asked, posted


def add(request: Asked, pk: int) -> HttpResponse:
    item = fetch_for(request, ITEMS, pk, "minutes.write", writer(request.person))
    meeting = _meeting(item)
    form = run_forms.OutcomeForm(posted(request), choices=run_pages.choices_for(meeting, request))
    do = partial(outcomes.add_outcome, item, acting=request.person, at=timezone.now())
    context = {"page": run_pages.RunPage(request, meeting, timezone.now(), item)}
    return answer(request, form, do, template="meetings/run.html", context=context, to=run_pages.run_url(meeting, item))


def change(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, OUTCOMES, pk, "minutes.write", writer(request.person))
    meeting, back = _back(found)
    form = run_forms.ChangeOutcomeForm(posted(request), outcome=found, people=who_can_do(meeting, request.today))
    do = partial(outcomes.change_outcome, found, acting=request.person, at=timezone.now())
    context = run_pages.frame(meeting, _("Say it otherwise"), back)
    return answer(request, form, do, template="people/form.html", context=context, to=back)


def remove(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, OUTCOMES, pk, "minutes.write", writer(request.person))
    meeting, back = _back(found)
    form = run_forms.RemoveOutcomeForm(posted(request), outcome=found)
    do = partial(outcomes.remove_outcome, found, acting=request.person, at=timezone.now())
    context = {**run_pages.frame(meeting, _("Take this back?"), back), "lead": found.text, "submit": _("Take it back")}
    return answer(request, form, do, template="people/form.html", context=context, to=back)


def _back(outcome: Outcome) -> tuple[Meeting, str]:
    meeting = _meeting(outcome.item)
    return meeting, run_pages.run_url(meeting, outcome.item)


def _meeting(item: Item) -> Meeting:
    if item.meeting_id is None:
        raise Http404
    return RUNNING.get(pk=item.meeting_id)
