"""What clarifications say on pages of the rooms below: what a unit or an arena has asked, which case a matter is."""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import reverse

from samspill.access.gate import may, visible_to
from samspill.arenas.models import Arena
from samspill.clarifications.models import Clarification
from samspill.clarifications.pages import rows_of, state_of
from samspill.clarifications.queries import CASES, OPEN, asked_by, case_of, in_order
from samspill.meetings.models import Item
from samspill.people.asking import Asked
from samspill.people.models import Unit, UnitKind
from samspill.people.panels import Panel
from samspill.projects.queries import adapted

SHOWN = 3


def unit(request: Asked, unit: Unit) -> Panel | None:
    """What a school or service has asked and waits for; for the office what waits in the municipality."""
    office = unit.kind == UnitKind.OFFICE
    rows = CASES.filter(unit__municipality=unit.municipality_id) if office else asked_by(unit)
    name, of = ("of_municipality", unit.municipality_id) if office else ("of_unit", unit.pk)
    return _panel(request, rows, reverse(f"clarifications:{name}", args=[of]), asking=unit)


def arena(request: Asked, arena: Arena) -> Panel | None:
    """What the arena has asked; at the forum what it is asked."""
    asked = CASES.filter(arena=arena) | CASES.filter(item__arena=arena)
    if arena.unit.kind == UnitKind.OFFICE:
        return _panel(request, asked, reverse("clarifications:of_municipality", args=[arena.unit.municipality_id]))
    return _panel(request, asked, reverse("clarifications:of_unit", args=[arena.unit_id]))


def item(request: Asked, item: Item) -> Panel | None:
    """The case that a matter carries or has raised, for whoever may read it."""
    case = case_of(item)
    if case is None or not may(request, case, "clarification.read"):
        return None
    phase = state_of(case, adapted(case.project).method)
    return Panel("clarifications/_item_panel.html", {"case": case, "phase": phase})


def _panel(request: Asked, cases: QuerySet[Clarification], url: str, asking: Unit | None = None) -> Panel | None:
    """The soonest due of what is open; nothing where there is nothing and nobody here may ask."""
    found = list(visible_to(request.actor, in_order(cases.filter(OPEN)), "clarification.read")[: SHOWN + 1])
    asks = asking is not None and may(request, asking, "clarification.raise")
    if not found and not asks:
        return None
    context = {
        "rows": list(rows_of(found[:SHOWN], request.today)),
        "more": len(found) > SHOWN,
        "url": url,
        "raise_url": reverse("clarifications:raise", args=[asking.pk]) if asks and asking else "",
    }
    return Panel("clarifications/_panel.html", context)
