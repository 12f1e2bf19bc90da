"""What measures add to the pages of meetings: the way from what was said to a proposal."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from samspill.access.gate import may
from samspill.arenas.models import Arena
from samspill.measures.hearing import SOURCE, TOGETHER
from samspill.measures.models.measure import place_of
from samspill.measures.proposal_pages import SCHOOLS
from samspill.measures.sayings import SUMMER
from samspill.meetings.models import Item, Meeting
from samspill.meetings.queries import readable_items
from samspill.meetings.words import method_of, title_of
from samspill.people.panels import Panel

ABOUT = (SOURCE, TOGETHER)  # what is about proposals already


def item(request: HttpRequest, thing: Item) -> Panel | None:
    """On a matter's page: make a proposal of it."""
    if thing.source in ABOUT or not _proposes(request, thing.arena):
        return None
    one = "measures:several" if thing.treats == SUMMER else "measures:propose"
    return Panel("measures/_proposal_of_item.html", {"url": f"{reverse(one)}?item={thing.pk}"})


def minutes(request: HttpRequest, thing: Meeting) -> Panel | None:
    """Beside the minutes: choose the matter that a proposal comes from."""
    if not _proposes(request, thing.arena):
        return None
    rows = readable_items(thing, request.person).exclude(source__in=ABOUT)  # type: ignore[attr-defined]
    method = method_of(thing.arena)
    items = [(title_of(one, method), f"{reverse('measures:propose')}?item={one.pk}") for one in rows]
    return Panel("measures/_proposal_of_minutes.html", {"items": items}) if items else None


def _proposes(request: HttpRequest, arena: Arena) -> bool:
    unit = SCHOOLS.filter(pk=arena.unit_id).first()
    return unit is not None and may(request, place_of(unit), "measure.propose")
