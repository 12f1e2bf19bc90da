"""What conferences say on the pages of the rooms below."""

from __future__ import annotations

from django.urls import reverse

from samspill.access.gate import may
from samspill.arenas.models import Arena
from samspill.conferences.code_queries import home_of
from samspill.conferences.models import Coding, Conference
from samspill.conferences.queries import kind_for, readable
from samspill.conferences.words import state_name
from samspill.measures.models import Statement
from samspill.measures.models.measure import place_of
from samspill.people.asking import Asked
from samspill.people.models import Unit, UnitKind
from samspill.people.panels import Panel
from samspill.projects.queries import participation_of

SHOWN = 3
POINT = "group-note"  # what a statement that a group wrote down is called as an origin


def unit(request: Asked, unit: Unit) -> Panel | None:
    """The conferences of a school or of the municipality: what comes, and the last ones held."""
    if unit.kind == UnitKind.SERVICE or not may(request, place_of(unit), "conference.read"):
        return None
    part = participation_of(unit)
    if part is None or kind_for(unit, part.project) is None:
        return None
    return _panel(request, unit)


def arena(request: Asked, arena: Arena) -> Panel | None:
    """All there is to see of the row that stands for a unit's conferences."""
    return None if arena.standing else _panel(request, arena.unit)


def statement(request: Asked, statement: Statement) -> Panel | None:
    """Which conference a statement was said at, and under which themes it was sorted there."""
    if statement.origin_kind != POINT or statement.origin_id is None:
        return None
    rows = readable(request.actor).filter(sessions__groups__points=statement.origin_id)
    found = rows.distinct().first()
    if found is None:
        return None
    themes = {one.pk: one for one in found.themes.all()}
    coded = Coding.objects.filter(point=statement.origin_id).values_list("theme", flat=True)
    homes = dict.fromkeys(home_of(themes, pk).pk for pk in coded)
    url = reverse("conferences:report", args=[found.pk]) if found.reported_at else ""
    context = {"conference": found, "themes": [themes[pk] for pk in homes], "url": url}
    return Panel("conferences/_statement_panel.html", context)


def _panel(request: Asked, unit: Unit) -> Panel:
    found: list[Conference] = list(readable(request.actor).filter(unit=unit)[: SHOWN + 1])
    context = {
        "rows": [(one, state_name(one)) for one in found[:SHOWN]],
        "more": len(found) > SHOWN,
        "url": reverse("conferences:of_unit", args=[unit.pk]),
    }
    return Panel("conferences/_side_panel.html", context)
