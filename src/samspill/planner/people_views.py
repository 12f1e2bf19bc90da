"""The second step: who can come on which days."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.utils import timezone

from samspill.people.answering import answer
from samspill.people.asking import Asked, posted
from samspill.planner import people_pages as pages
from samspill.planner.frame import plan_for, reader
from samspill.planner.people_forms import DaysForm
from samspill.planner.seat_days import keep_days, places_of


def people(request: Asked, pk: int) -> HttpResponse:
    """On which weekdays everybody is at each school; saved for all of them at once."""
    plan = plan_for(request, pk)
    places = pages.shown(places_of(request, plan), everybody=pages.wants_everybody(request))
    form = DaysForm(posted(request), rows=places)
    do = partial(keep_days, places, acting=reader(request), at=timezone.now())
    context = pages.page(request, plan, form, places)
    return answer(request, form, do, template="planner/people.html", context=context, to=plan.get_absolute_url())
