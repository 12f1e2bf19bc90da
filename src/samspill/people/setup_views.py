"""Setting up a municipality, step by step."""

from __future__ import annotations

from functools import partial

from django.forms import formset_factory
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from samspill.access.gate import fetch_for, may
from samspill.people import actions, pages, setup, welcoming
from samspill.people.answering import answer, answer_rows
from samspill.people.asking import Asked, posted
from samspill.people.forms import MunicipalityForm, start_of
from samspill.people.models import Municipality, UnitKind
from samspill.people.queries import units_of
from samspill.people.setup_forms import SchoolForm
from samspill.people.views import MUNICIPALITIES

SCHOOLS_AT_ONCE = 3


def details(request: Asked, pk: int) -> HttpResponse:
    found = _municipality(request, pk)
    form = MunicipalityForm(posted(request), initial=start_of(found, MunicipalityForm))
    do = partial(actions.change_municipality, found, acting=request.person, at=timezone.now())
    context = _frame(found, "set_up_details")
    to = reverse("people:set_up_services", args=[pk])
    return answer(request, form, do, template="people/set_up_form.html", context=context, to=to)


def services(request: Asked, pk: int) -> HttpResponse:
    found = _municipality(request, pk)
    there = list(units_of(found, UnitKind.SERVICE))
    rows = setup.service_rows(posted(request), there)
    do = partial(welcoming.add_service, found, since=request.today, acting=request.person, at=timezone.now())
    context = {**_frame(found, "set_up_services"), "there": pages.unit_rows(there, request)}
    to = reverse("people:set_up_services", args=[pk])
    return answer_rows(request, rows, do, template="people/set_up_rows.html", context=context, to=to)


def schools(request: Asked, pk: int) -> HttpResponse:
    found = _municipality(request, pk)
    there = pages.unit_rows(list(units_of(found, UnitKind.SCHOOL)), request)
    rows = formset_factory(SchoolForm, extra=SCHOOLS_AT_ONCE)(posted(request), prefix="schools")
    do = partial(actions.add_unit, found, kind=UnitKind.SCHOOL, acting=request.person, at=timezone.now())
    context = {**_frame(found, "set_up_schools"), "there": there, "may_import": may(request, found, "import.run")}
    to = reverse("people:set_up_schools", args=[pk])
    return answer_rows(request, rows, do, template="people/set_up_rows.html", context=context, to=to)


def people(request: Asked, pk: int) -> HttpResponse:
    found = _municipality(request, pk)
    there = pages.unit_rows(list(units_of(found)), request)
    context = {**_frame(found, "set_up_people"), "there": there, "may_import": may(request, found, "import.run")}
    return render(request, "people/set_up_people.html", context)


def done(request: Asked, pk: int) -> HttpResponse:
    found = _municipality(request, pk)
    missing = pages.municipality_page(request, found)["missing"]
    return render(request, "people/set_up_done.html", {**_frame(found, "set_up_done"), "missing": missing})


def _municipality(request: Asked, pk: int) -> Municipality:
    return fetch_for(request, MUNICIPALITIES.all(), pk, "municipality.set_up")


def _frame(municipality: Municipality, step: str) -> dict[str, object]:
    return setup.municipality_frame(municipality, step, setup.municipality_done(municipality))
