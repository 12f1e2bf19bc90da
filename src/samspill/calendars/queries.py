from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from samspill.calendars.models import Calendar
from samspill.people.models import Municipality, Unit


def calendars_for(unit: Unit, starts: date, ends: date) -> QuerySet[Calendar]:
    """The unit's own and its municipality's calendars that touch the span, with their spans."""
    rows = Calendar.objects.filter(Q(unit=unit) | Q(unit=None), municipality_id=unit.municipality_id)
    return rows.filter(starts__lte=ends, ends__gte=starts).prefetch_related("spans")


def calendars_of(municipality: Municipality) -> QuerySet[Calendar]:
    return Calendar.objects.filter(municipality=municipality).select_related("unit")
