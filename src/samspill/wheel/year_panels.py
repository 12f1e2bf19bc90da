"""The way to the year wheel from the pages of the rooms below."""

from __future__ import annotations

from django.utils.translation import gettext as _

from samspill.access.gate import may
from samspill.arenas.models import Arena
from samspill.people.asking import Asked
from samspill.people.models import Municipality, Unit, UnitKind
from samspill.people.panels import Panel
from samspill.wheel.year import Whose
from samspill.wheel.year_pages import address

TEMPLATE = "wheel/_year_panel.html"


def municipality(request: Asked, municipality: Municipality) -> Panel | None:
    if not may(request, municipality, "plan.read"):
        return None
    words = _("What happens in the municipality and at its schools, month by month.")
    return Panel(TEMPLATE, {"url": address(Whose(municipality=municipality)), "words": words})


def unit(request: Asked, unit: Unit) -> Panel | None:
    """Services have no year of their own: their people sit in the arenas of schools."""
    if unit.kind == UnitKind.SERVICE or not may(request, unit, "plan.read"):
        return None
    return Panel(TEMPLATE, {"url": address(Whose(unit=unit)), "words": _("What happens here, month by month.")})


def arena(request: Asked, arena: Arena) -> Panel | None:
    if not arena.standing or not may(request, arena, "arena.read"):
        return None
    return Panel(TEMPLATE, {"url": address(Whose(arena=arena)), "words": _("What the arena does, month by month.")})
