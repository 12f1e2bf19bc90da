"""The steps of setting up a municipality and a school. Any can be left and come back to; each saves by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.forms import BaseFormSet, formset_factory
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from samspill.methods.text import common_text
from samspill.methods.vocabulary import SERVICES
from samspill.people.missing import staffing_of
from samspill.people.models import Municipality, Profession, Unit, UnitKind
from samspill.people.panels import Crumb
from samspill.people.queries import units_of
from samspill.people.setup_forms import ServiceForm

MUNICIPALITY = (
    ("set_up_details", gettext_lazy("About the municipality")),
    ("set_up_services", gettext_lazy("Services")),
    ("set_up_schools", gettext_lazy("Schools")),
    ("set_up_people", gettext_lazy("People")),
    ("set_up_done", gettext_lazy("What is left")),
)
SCHOOL = (
    ("school_grades", gettext_lazy("Grades and language")),
    ("school_leader", gettext_lazy("School leader")),
    ("school_teachers", gettext_lazy("Teachers")),
    ("school_coordinator", gettext_lazy("Special needs coordinator")),
    ("school_services", gettext_lazy("The services")),
    ("school_done", gettext_lazy("What is left")),
)
COORDINATORS = (Profession.SPECIAL_NEEDS_COORDINATOR, Profession.SOCIAL_TEACHER)


@dataclass(frozen=True, slots=True)
class Step:
    label: str
    url: str
    status: str


def municipality_frame(municipality: Municipality, current: str, done: set[str]) -> dict[str, object]:
    """What every step shows: where one is, the way on, and the way out."""
    title = _("Set up %(name)s") % {"name": municipality.name}
    crumbs = (Crumb(municipality.name, municipality.get_absolute_url()),)
    steps = _steps(MUNICIPALITY, municipality.pk, current, done)
    return {"title": title, "steps": steps, "crumbs": crumbs, "on": _after(steps), "municipality": municipality}


def school_frame(unit: Unit, current: str, done: set[str]) -> dict[str, object]:
    title = _("Set up %(name)s") % {"name": unit.name}
    up = unit.municipality
    crumbs = (Crumb(up.name, up.get_absolute_url()), Crumb(unit.name, unit.get_absolute_url()))
    steps = _steps(SCHOOL, unit.pk, current, done)
    return {"title": title, "steps": steps, "crumbs": crumbs, "on": _after(steps), "unit": unit}


def municipality_done(municipality: Municipality) -> set[str]:
    """The steps that need nothing more."""
    kinds = {unit.kind for unit in units_of(municipality)}
    done = {"set_up_details"} if municipality.version > 1 or municipality.number else set()
    done |= {"set_up_services"} if UnitKind.SERVICE in kinds else set()
    return done | ({"set_up_schools"} if UnitKind.SCHOOL in kinds else set())


def school_done(unit: Unit, day: date) -> set[str]:
    staffing = staffing_of([unit], day)
    done = {"school_grades"} if unit.grades else set()
    done |= {"school_leader"} if staffing.has(unit, Profession.SCHOOL_LEADER) else set()
    done |= {"school_teachers"} if unit.grades and set(unit.grades) <= staffing.grades(unit) else set()
    has_coordinator = any(staffing.has(unit, profession) for profession in COORDINATORS)
    return done | ({"school_coordinator"} if has_coordinator else set())


def service_rows(data: QueryDict | None, there: Sequence[Unit]) -> BaseFormSet[ServiceForm]:
    """One row for each service the methods know and the municipality lacks, and one for any other."""
    language = get_language() or "nb"
    missing = [kind for kind in SERVICES if kind not in {unit.service for unit in there}]
    rows = formset_factory(ServiceForm, extra=len(missing) + 1)(data, prefix="services")
    for row, kind in zip(rows.forms, missing, strict=False):
        row.initial = {"service": kind, "name": common_text(f"services.{kind}", language).value}
    return rows


def _steps(names: Sequence[tuple[str, object]], pk: int, current: str, done: set[str]) -> list[Step]:
    return [Step(str(label), _url(name, pk), _status(name, current, done)) for name, label in names]


def _status(name: str, current: str, done: set[str]) -> str:
    if name == current:
        return "current"
    return "done" if name in done else "coming"


def _url(name: str, pk: int) -> str:
    return reverse(f"people:{name}", args=[pk])


def _after(steps: Sequence[Step]) -> Step | None:
    """The step after the current one."""
    place = next(n for n, step in enumerate(steps) if step.status == "current")
    return steps[place + 1] if place + 1 < len(steps) else None
