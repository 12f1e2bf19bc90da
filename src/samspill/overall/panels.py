"""What overall plans say on the pages of a school and of its steering group."""

from __future__ import annotations

from django.urls import reverse

from samspill.access.gate import may
from samspill.arenas.models import Arena
from samspill.measures.models.measure import place_of
from samspill.overall.models import OverallPlan
from samspill.overall.queries import hearing_parts, steering, steering_kind
from samspill.people.asking import Asked
from samspill.people.models import Unit, UnitKind
from samspill.people.panels import Panel
from samspill.projects.models import Project
from samspill.projects.queries import adapted, participation_of

TEMPLATE = "overall/_panel.html"


def unit(request: Asked, unit: Unit) -> Panel | None:
    part = participation_of(unit) if unit.kind == UnitKind.SCHOOL else None
    if part is None or not steering_kind(adapted(part.project).method):
        return None
    return _panel(request, part.project, unit)


def arena(request: Asked, arena: Arena) -> Panel | None:
    """Where it is drafted and adopted, and where it is discussed."""
    if arena.project is None:
        return None
    method = adapted(arena.project).method
    if arena.kind not in (steering_kind(method), *hearing_parts(method).values()):
        return None
    return _panel(request, arena.project, arena.unit)


def _panel(request: Asked, project: Project, unit: Unit) -> Panel | None:
    if not may(request, place_of(unit), "overall.read"):
        return None
    plan = OverallPlan.objects.filter(project=project, unit=unit).first()
    writes = may(request, steering(project, unit, request.today), "overall.write")
    if plan is None and not writes:
        return None
    url = reverse("overall:school", args=[unit.pk])
    begin = reverse("overall:begin", args=[unit.pk]) if plan is None and writes else ""
    return Panel(TEMPLATE, {"plan": plan, "url": url, "begin": begin})
