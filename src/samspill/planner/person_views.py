"""When somebody can come: absences, hours and wishes, for whoever plans and for the person."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.access.gate import fetch_for
from samspill.journal.actions import note_reading
from samspill.people.answering import answer
from samspill.people.asking import Asked, posted
from samspill.people.models import Person
from samspill.planner import person_pages as pages
from samspill.planner.actions.people import add_absence, set_hours
from samspill.planner.actions.people import end_absence as take_back
from samspill.planner.forms import AbsenceForm
from samspill.planner.frame import reader
from samspill.planner.models import Absence
from samspill.planner.person_forms import HoursForm


def person(request: Asked, pk: int) -> HttpResponse:
    """Hours and wishes; what is sent here changes them."""
    found = fetch_for(request, Person, pk, "absence.change")
    if found != request.person:
        note_reading("person.read", found, acting=reader(request), at=timezone.now())
    form = HoursForm(posted(request), person=found)
    do = partial(set_hours, found, acting=reader(request), at=timezone.now())
    to = f"{reverse('planner:person', args=[pk])}{pages.onward(request)}"
    context = pages.page(request, found)
    return answer(request, form, do, template="planner/person.html", context=context, to=to, said=_("Saved."))


def away(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, Person, pk, "absence.change")
    form = AbsenceForm(posted(request))
    do = partial(add_absence, found, acting=reader(request), at=timezone.now())
    to = f"{reverse('planner:person', args=[pk])}{pages.onward(request)}"
    context = {**pages.frame(request, found, _("Away on these days")), "submit": _("Save"), "back": to}
    return answer(request, form, do, template="planner/person_away.html", context=context, to=to)


@require_POST
def end_absence(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, Absence.objects.select_related("person"), pk, "absence.change")
    take_back(found, acting=reader(request), at=timezone.now())
    return redirect(f"{reverse('planner:person', args=[found.person_id])}{pages.onward(request)}")
