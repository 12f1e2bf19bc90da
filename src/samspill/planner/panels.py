"""The way to the plans of the year from the pages of the rooms below."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from samspill.access.gate import may
from samspill.people.asking import Asked
from samspill.people.models import Municipality, Person, Unit, UnitKind
from samspill.people.panels import Panel
from samspill.planner.models import YearPlan

TEMPLATE = "planner/_panel.html"


def municipality(request: Asked, municipality: Municipality) -> Panel | None:
    if not may(request, YearPlan(municipality=municipality), "yearplan.read"):
        return None
    words = _("The meetings of all schools for a whole year, laid so that nobody has to be in two places.")
    return Panel(TEMPLATE, {"url": reverse("planner:start"), "words": words})


def unit(request: Asked, unit: Unit) -> Panel | None:
    if unit.kind != UnitKind.SCHOOL or not may(request, unit, "yearplan.change"):
        return None
    words = _("The school's meetings for a whole year, laid so that nobody has to be in two places.")
    return Panel(TEMPLATE, {"url": reverse("planner:start"), "words": words})


def person(request: Asked, person: Person) -> Panel | None:
    """Where days away and hours are written down, for the person and for whoever plans."""
    if not may(request, person, "absence.change"):
        return None
    return Panel("planner/_person_panel.html", {"url": reverse("planner:person", args=[person.pk])})
