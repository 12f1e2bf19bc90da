from __future__ import annotations

from functools import partial

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspill.access.gate import demand, fetch_for
from samspill.documents.answers import download
from samspill.measures import practice_pages
from samspill.measures.actions import practising
from samspill.measures.bridge import stage_of
from samspill.measures.close_pages import frame
from samspill.measures.closing import checked_by, kept_by
from samspill.measures.models import Measure, Recheck
from samspill.measures.models.measure import place_of
from samspill.measures.practices import standing
from samspill.measures.queries import MEASURES, method_of
from samspill.people.answering import answer
from samspill.people.asking import Asked
from samspill.people.models import Unit

WITH_PRACTICE = MEASURES.select_related("practice__owner")
RECHECKS = Recheck.objects.select_related(
    "measure__unit__municipality", "measure__project__municipality", "measure__practice__owner"
).prefetch_related("measure__unit__arenas")


def practices(request: Asked, pk: int) -> HttpResponse:
    unit = fetch_for(request, Unit.objects.select_related("municipality"), pk, "unit.read")
    demand(request, place_of(unit), "measure.read")
    return render(request, "measures/practices.html", practice_pages.practices_page(request, unit))


def practice(request: Asked, pk: int) -> HttpResponse:
    measure = _practised(fetch_for(request, WITH_PRACTICE, pk, "measure.read"))
    return render(request, "measures/practice.html", practice_pages.practice_page(request, measure))


def paper(request: Asked, pk: int, kind: str) -> HttpResponse:
    measure = _practised(fetch_for(request, WITH_PRACTICE, pk, "measure.read"))
    one = standing(measure, request.today)
    made = practice_pages.practice_paper(measure, one, get_language() or settings.LANGUAGE_CODE)
    return download(made, kind, at=timezone.now(), on=request.today)


def change(request: Asked, pk: int) -> HttpResponse:
    measure = fetch_for(request, WITH_PRACTICE, pk, "measure.read")
    demand(request, kept_by(measure, method_of(measure), request.today), "measure.edit")
    form = practice_pages.change_form(request, measure)
    do = partial(practising.describe, measure, acting=request.person, at=timezone.now())
    context = frame(measure, _("The practice, for somebody new"))
    return answer(request, form, do, template="people/form.html", context=context, to=measure.get_absolute_url())


def recheck(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, RECHECKS, pk, "practice.check", lambda one: checked_by(one.measure))
    form = practice_pages.check_form(request, found)
    do = partial(practising.check, found, acting=request.person, at=timezone.now())
    context, to = practice_pages.check_page(found), found.measure.get_absolute_url()
    said = _("Thank you. It is kept with the practice.")
    return answer(request, form, do, template="measures/recheck.html", context=context, to=to, said=said)


def _practised(measure: Measure) -> Measure:
    """Only what is daily practice has a page for somebody new."""
    if stage_of(measure, method_of(measure)) != "practice":
        raise Http404
    return measure
