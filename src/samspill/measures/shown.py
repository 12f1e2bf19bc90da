"""A measure as its page knows it: what every section of the page is made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samspill.access.gate import may
from samspill.measures.bridge import evidence_of, stage_of
from samspill.measures.models import Measure
from samspill.measures.queries import method_of, steering
from samspill.methods.schema import Method
from samspill.people.asking import Asked
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

    @property
    def today(self) -> date:
        return self.request.today


def shown(request: Asked, measure: Measure) -> Shown:
    method = method_of(measure)
    steers = may(request, steering(measure, method, request.today), "measure.steer")
    evidence = evidence_of(measure, method, request.today)
    return Shown(request, measure, method, stage_of(measure, method), evidence, steers)


def crumbs(measure: Measure) -> tuple[Crumb, ...]:
    return (Crumb(measure.unit.name, measure.unit.get_absolute_url()),)
