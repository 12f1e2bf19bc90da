from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from samspill.methods import load
from samspill.methods.overlay import Adaptation as Overlay
from samspill.methods.overlay import Adapted, apply
from samspill.people.models import Municipality, Unit
from samspill.projects.models import Adaptation, Participation, Project


def adapted(project: Project) -> Adapted:
    """The method as this municipality runs it: the pack's revision with the running adaptations laid over."""
    method = load.method(project.method, project.revision)
    rows = Adaptation.objects.filter(project=project, withdrawn_at__isnull=True)
    return apply(method, [Overlay(row.path, row.value, row.reason) for row in rows])


def projects_of(municipality: Municipality) -> QuerySet[Project]:
    return Project.objects.filter(municipality=municipality)


def participations_of(project: Project, day: date) -> QuerySet[Participation]:
    """Units in the project on `day`, comparison schools included."""
    present = Q(joined__lte=day) & (Q(left__isnull=True) | Q(left__gte=day))
    return Participation.objects.filter(present, project=project).select_related("unit", "project__municipality")


def participation_of(unit: Unit) -> Participation | None:
    """The latest project the unit takes part in."""
    rows = Participation.objects.filter(unit=unit).select_related("project__municipality", "unit")
    return rows.order_by("-project__starts").first()
