"""What the guidance room says on pages of the rooms below: beside a plan, and on the page of a school."""

from __future__ import annotations

from samspill.access.gate import may
from samspill.guidance.models import Side
from samspill.guidance.pages import groups
from samspill.guidance.queries import beside, conversations_at, friends_of, school_scope
from samspill.measures.models import Measure
from samspill.people.asking import Asked
from samspill.people.models import Unit, UnitKind
from samspill.people.panels import Panel


def measure(request: Asked, measure: Measure) -> Panel | None:
    """What the guidance team and the school say beside the plan; who sees the measure, said in words."""
    if not may(request, measure, "guidance.read"):
        return None
    context = {
        "measure": measure,
        "groups": groups(beside(measure), getattr(measure, "plan", None), request.today),
        "friends": friends_of(measure.unit, request.today),
        "comments": may(request, measure, "guidance.comment"),
        "asks": may(request, measure, "guidance.ask"),
        "opens": may(request, measure, "guidance.invite"),
    }
    return Panel("guidance/_measure.html", context)


def unit(request: Asked, unit: Unit) -> Panel | None:
    """Who is invited to a school, and the way to ask them."""
    scope = school_scope(unit)
    if unit.kind != UnitKind.SCHOOL or not may(request, scope, "guidance.read"):
        return None
    context = {
        "unit": unit,
        "friends": friends_of(unit, request.today),
        "waiting": conversations_at(unit).filter(waits_for=Side.SCHOOL).count(),
        "asks": may(request, scope, "guidance.ask"),
        "invites": may(request, scope, "guidance.invite"),
    }
    return Panel("guidance/_unit.html", context)
