"""The plans a reader may see, and the beginning of a new one."""

from __future__ import annotations

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samspill.access.gate import fetch_for
from samspill.people.answering import answer
from samspill.people.asking import Asked, posted
from samspill.people.models import Municipality, Unit
from samspill.people.panels import Crumb
from samspill.planner import start_pages as pages
from samspill.planner.actions.making import make_plan
from samspill.planner.forms import NewPlanForm
from samspill.planner.frame import reader


def start(request: Asked) -> HttpResponse:
    return render(request, "planner/start.html", pages.page(request))


def new(request: Asked, kind: str, pk: int) -> HttpResponse:
    municipality, unit = _place(request, kind, pk)
    form = NewPlanForm(posted(request), municipality=municipality, unit=unit, today=request.today)
    place = unit or municipality
    do = partial(make_plan, municipality, unit=unit, acting=reader(request), at=timezone.now())
    above = (Crumb(place.name, place.get_absolute_url()), Crumb(_("Plans of the year"), reverse("planner:start")))
    context = {"title": _("Plan a school year"), "place": place, "crumbs": above, "back": reverse("planner:start")}
    return answer(request, form, do, template="planner/new.html", context=context, to=pages.first_step)


def _place(request: Asked, kind: str, pk: int) -> tuple[Municipality, Unit | None]:
    if kind == "municipality":
        return fetch_for(request, Municipality, pk, "yearplan.change"), None
    if kind != "unit":
        raise Http404
    unit = fetch_for(request, Unit.objects.select_related("municipality"), pk, "yearplan.change")
    return unit.municipality, unit
