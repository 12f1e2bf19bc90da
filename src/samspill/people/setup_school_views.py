"""Setting up a school, step by step."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samspill.access.gate import fetch_for
from samspill.people import actions, pages, setup, welcoming
from samspill.people.answering import answer
from samspill.people.asking import Asked, posted
from samspill.people.forms import GradesAndLanguageForm
from samspill.people.models import Profession, Unit, UnitKind
from samspill.people.panels import panels_for
from samspill.people.queries import positions_on, staff_of
from samspill.people.setup_forms import TeachersForm, WhoForm
from samspill.people.views import UNITS


def grades(request: Asked, pk: int) -> HttpResponse:
    unit = _school(request, pk)
    form = GradesAndLanguageForm(posted(request), unit=unit)
    do = partial(actions.change_unit, unit, acting=request.person, at=timezone.now())
    context = {**_frame(request, unit, "school_grades"), "heading": _("Which grades, and which language?")}
    to = reverse("people:school_leader", args=[pk])
    return answer(request, form, do, template="people/set_up_form.html", context=context, to=to)


def leader(request: Asked, pk: int) -> HttpResponse:
    heading = _("Who leads the school?")
    return _who(request, pk, "school_leader", [Profession.SCHOOL_LEADER], heading)


def coordinator(request: Asked, pk: int) -> HttpResponse:
    heading = _("Who is special needs coordinator or social teacher?")
    return _who(request, pk, "school_coordinator", setup.COORDINATORS, heading)


def _who(request: Asked, pk: int, step: str, professions: Sequence[Profession], heading: str) -> HttpResponse:
    unit = _school(request, pk)
    there = positions_on(request.today).filter(unit=unit, profession__in=professions)
    staff = staff_of(unit, request.today).exclude(pk__in=there.values("person"))
    form = WhoForm(posted(request), staff=staff, initial={"since": request.today})
    who = partial(welcoming.let_fill, unit, profession=professions[0], acting=request.person, at=timezone.now())
    context = {**_frame(request, unit, step), "heading": heading, "there": there}
    to = reverse(f"people:{step}", args=[pk])
    return answer(request, form, who, template="people/set_up_form.html", context=context, to=to)


def teachers(request: Asked, pk: int) -> HttpResponse:
    unit = _school(request, pk)
    form = TeachersForm(posted(request), initial={"since": request.today})
    do = partial(welcoming.add_teachers, unit, acting=request.person, at=timezone.now())
    there = positions_on(request.today).filter(unit=unit, profession=Profession.TEACHER).order_by("grades")
    context = {**_frame(request, unit, "school_teachers"), "heading": _("Who teaches here?"), "there": there}
    to = reverse("people:school_teachers", args=[pk])
    return answer(request, form, do, template="people/set_up_form.html", context=context, to=to)


def services(request: Asked, pk: int) -> HttpResponse:
    """Who comes from each service; the room of the arenas knows and lends its panel."""
    unit = _school(request, pk)
    panels = panels_for("school_services", request, unit)
    context = {**_frame(request, unit, "school_services"), "panels": panels}
    return render(request, "people/set_up_services.html", context)


def done(request: Asked, pk: int) -> HttpResponse:
    unit = _school(request, pk)
    missing = pages.unit_page(request, unit)["missing"]
    return render(request, "people/set_up_done.html", {**_frame(request, unit, "school_done"), "missing": missing})


def _school(request: Asked, pk: int) -> Unit:
    return fetch_for(request, UNITS.filter(kind=UnitKind.SCHOOL), pk, "unit.set_up")


def _frame(request: Asked, unit: Unit, step: str) -> dict[str, object]:
    return setup.school_frame(unit, step, setup.school_done(unit, request.today))
