"""What became of somebody's own proposals: whoever proposes hears back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Q

from samspill.arenas.models import Arena
from samspill.measures.models import Measure
from samspill.measures.queries import MEASURES, deciders_of, method_of
from samspill.measures.words import phase_name
from samspill.people.models import Person

News = tuple[Measure, Arena, str, date]


def news_for(person: Person, since: date, today: date) -> Iterator[News]:
    """The proposals of `person` that have come further since a day, with the body that decides and where they are."""
    moved = Q(fate_on__gt=since) | Q(fate="", phase_on__gt=since)
    rows = MEASURES.filter(moved, proposed_by=person).exclude(fate="", analysed_on=None, ended_on=None)
    deciders: dict[tuple[int, int], list[Arena]] = {}
    for one in rows.order_by("phase_on", "pk"):
        place = (one.unit_id, one.project_id)
        if place not in deciders:
            deciders[place] = deciders_of(one, method_of(one), today)
        if deciders[place]:
            where = one.get_fate_display() if one.fate else phase_name(one.project, one.phase)
            yield one, deciders[place][0], where, one.fate_on or one.phase_on
