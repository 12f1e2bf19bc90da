"""A measure as its page knows it: what every section of the page is made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from samspill.access.gate import may
from samspill.measures.bridge import evidence_of, stage_of
from samspill.measures.coordinating import Vacancy, vacancy_of
from samspill.measures.models import Measure
from samspill.measures.queries import method_of, steering
from samspill.methods.schema import Method
from samspill.people.asking import Asked
from samspill.people.models import Unit
from samspill.people.panels import Crumb


@dataclass(frozen=True, slots=True)
class Shown:
    """A measure as its page knows it; every section is made from this."""

    request: Asked
    measure: Measure
    method: Method
    stage: str
    evidence: frozenset[str]
    steers: bool
    vacancy: Vacancy | None = None  # where somebody should coordinate and nobody does

    @property
    def today(self) -> date:
        return self.request.today


def shown(request: Asked, measure: Measure) -> Shown:
    method, day = method_of(measure), request.today
    steers = may(request, steering(measure, method, day), "measure.steer")
    evidence = evidence_of(measure, method, day)
    nobody = vacancy_of(measure, method, day)
    return Shown(request, measure, method, stage_of(measure, method), evidence, steers, nobody)


def crumbs(measure: Measure) -> tuple[Crumb, ...]:
    """The school, then its measures."""
    return school_crumbs(measure.unit)


def school_crumbs(unit: Unit) -> tuple[Crumb, ...]:
    return (Crumb(unit.name, unit.get_absolute_url()), Crumb(_("Measures"), reverse("measures:school", args=[unit.pk])))
