"""The names of the municipalities and units that lines of the journal belong to.

Entries hold ids only, and the room that knows the names lies above this one: `settings.JOURNAL_PLACES` names the
function to ask. It takes ids of municipalities and of units and returns their names.
"""

from __future__ import annotations

from django.conf import settings
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from samspill.journal.models import Entry

Place = tuple[str, str]  # "unit-7", its name


def places_named(rows: QuerySet[Entry]) -> list[Place]:
    """Every municipality and unit that some line is about, by name."""
    municipalities = set(rows.order_by().values_list("municipality", flat=True).distinct()) - {None}
    units = set(rows.order_by().values_list("unit", flat=True).distinct()) - {None}
    named: list[Place] = import_string(settings.JOURNAL_PLACES)(municipalities, units)
    return named
