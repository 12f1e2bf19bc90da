"""What the measures say on the pages of the rooms below."""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import reverse

from samspill.access.gate import may
from samspill.arenas.models import Arena
from samspill.measures.coordinating import team_kinds
from samspill.measures.models import Measure
from samspill.measures.queries import LIVE
from samspill.measures.side import school_place
from samspill.people.asking import Asked
from samspill.people.models import Unit, UnitKind
from samspill.people.panels import Panel
from samspill.projects.queries import adapted, participation_of

SHOWN = 5


def unit(request: Asked, unit: Unit) -> Panel | None:
    """What a school tries out and has in practice, for those who follow it."""
    if unit.kind != UnitKind.SCHOOL or not may(request, school_place(unit), "measure.read"):
        return None
    rows = Measure.objects.filter(LIVE, unit=unit)
    if participation_of(unit) is None and not rows.exists():
        return None
    proposes = may(request, school_place(unit), "measure.propose")
    practised = Measure.objects.filter(unit=unit, practice_on__isnull=False, ended_on=None).exists()
    practices = reverse("measures:practices", args=[unit.pk]) if practised else ""
    return _panel(rows, reverse("measures:school", args=[unit.pk]), practices, proposes=proposes)


def arena(request: Asked, arena: Arena) -> Panel | None:
    """What a team works on."""
    if arena.project is None or arena.kind not in team_kinds(adapted(arena.project).method):
        return None
    rows = Measure.objects.filter(LIVE, plan__main_arena=arena)
    if not may(request, school_place(arena.unit), "measure.read"):
        return None
    return _panel(rows, f"{reverse('measures:school', args=[arena.unit_id])}?arena={arena.pk}")


def _panel(rows: QuerySet[Measure], url: str, practices: str = "", *, proposes: bool = False) -> Panel:
    newest = list(rows.order_by("-phase_on", "-pk")[: SHOWN + 1])
    context = {
        "rows": newest[:SHOWN],
        "more": len(newest) > SHOWN,
        "url": url,
        "proposes": proposes,
        "practices_url": practices,
    }
    return Panel("measures/_side_panel.html", context)
