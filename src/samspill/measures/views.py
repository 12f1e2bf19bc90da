from __future__ import annotations

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from samspill.access.gate import demand, fetch_for
from samspill.measures import forms, page
from samspill.measures.actions.stepping import step as take_step
from samspill.measures.bridge import pack_phases
from samspill.measures.queries import MEASURES, matters_about, method_of, steering
from samspill.measures.whole import BARE, fill
from samspill.measures.words import phase_name
from samspill.people.answering import answer
from samspill.people.asking import Asked, posted


def measure(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, BARE.all(), pk, "measure.read")
    fill(found)
    return render(request, "measures/measure.html", page.page(request, found))


def step(request: Asked, pk: int, to: str) -> HttpResponse:
    found = fetch_for(request, MEASURES.all(), pk, "measure.read")
    method = method_of(found)
    demand(request, steering(found, method, request.today), "measure.steer")
    if to not in pack_phases(method):
        raise Http404
    initial = {"version": found.version, "on": request.today}
    form = forms.StepForm(posted(request), initial=initial, items=matters_about(found))
    do = partial(take_step, found, to=to, acting=request.person, at=timezone.now())
    context = page.step_page(request, found, to)
    name = phase_name(found.project, to)
    said = _("Done. It stands at “%(phase)s” now.") % {"phase": name}
    return answer(
        request, form, do, template="measures/step.html", context=context, to=found.get_absolute_url(), said=said
    )
