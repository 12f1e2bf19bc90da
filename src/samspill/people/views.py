"""Municipalities and their units."""

from __future__ import annotations

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from samspill.access.gate import fetch_for
from samspill.journal.actions import note_reading
from samspill.journal.history import history_of
from samspill.people import actions, pages
from samspill.people.answering import answer
from samspill.people.asking import Asked, posted, sent_files
from samspill.people.forms import LooksForm, UnitForm, looks_of
from samspill.people.models import Logo, Municipality, Unit
from samspill.people.queries import people_in, staff_of

MUNICIPALITIES = Municipality.objects
UNITS = Unit.objects.select_related("municipality")
A_DAY = 86_400


def municipality(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, MUNICIPALITIES.all(), pk, "municipality.read")
    return render(request, "people/municipality.html", pages.municipality_page(request, found))


def logo(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, Municipality, pk, "municipality.read")
    kept = Logo.objects.filter(municipality=found).first()
    if kept is None:
        raise Http404
    headers = {"Cache-Control": f"private, max-age={A_DAY}", "X-Content-Type-Options": "nosniff"}
    return HttpResponse(bytes(kept.png), content_type="image/png", headers=headers)


def change_municipality(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, Municipality, pk, "municipality.set_up")
    form = LooksForm(posted(request), sent_files(request), has_logo=bool(found.logo_mark), initial=looks_of(found))
    do = partial(actions.change_municipality, found, acting=request.person, at=timezone.now())
    context = pages.municipality_frame(found, _("Names and looks of the municipality"))
    return answer(request, form, do, template="people/form.html", context=context, to=found.get_absolute_url())


def municipality_people(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, MUNICIPALITIES.all(), pk, "municipality.read")
    note_reading("municipality.people_read", found, acting=request.person, at=timezone.now())
    context = pages.municipality_frame(found, _("People in %(name)s") % {"name": found.name})
    people = pages.people_page(request, people_in(found, request.today))
    return render(request, "people/people.html", {**context, **people})


def unit(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, UNITS.all(), pk, "unit.read")
    return render(request, "people/unit.html", pages.unit_page(request, found))


def unit_history(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, UNITS.all(), pk, "journal.read")
    context = pages.unit_frame(found, _("History of %(name)s") % {"name": found.name})
    lines = history_of(found, below="unit")
    return render(request, "people/history.html", {**context, "lines": lines, "query": f"unit={found.pk}"})


def change_unit(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, UNITS.all(), pk, "unit.set_up")
    form = UnitForm(posted(request), unit=found)
    do = partial(actions.change_unit, found, acting=request.person, at=timezone.now())
    context = pages.unit_frame(found, _("Change %(name)s") % {"name": found.name})
    return answer(request, form, do, template="people/form.html", context=context, to=found.get_absolute_url())


def unit_people(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, UNITS.all(), pk, "unit.read_people")
    note_reading("unit.people_read", found, acting=request.person, at=timezone.now())
    context = pages.unit_frame(found, _("People at %(name)s") % {"name": found.name})
    people = pages.people_page(request, staff_of(found, request.today))
    return render(request, "people/people.html", {**context, **people, "unit": found})
