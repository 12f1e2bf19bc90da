"""What of measures waits for somebody: nobody coordinates, or a milestone is late."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import QuerySet

from samspill.measures.coordinating import vacant
from samspill.measures.models import Measure, Milestone
from samspill.measures.queries import LIVE
from samspill.measures.side import methods_in
from samspill.people.models import Person


def without_coordinator(units: Collection[int], day: date) -> list[Measure]:
    """Measures at these schools that should be coordinated and are not, the longest first."""
    rows = Measure.objects.filter(LIVE, unit__in=units).select_related("plan__main_arena__unit")
    return list(vacant(rows, methods_in(rows), day).order_by("phase_on", "pk")) if units else []


def late_milestones(person: Person, day: date) -> QuerySet[Milestone]:
    """Milestones of the measures somebody coordinates that are past their day."""
    live = Measure.objects.filter(LIVE, coordinator=person)
    rows = Milestone.objects.filter(measure__in=live, done_on=None, by__lt=day).order_by("by", "pk")
    return rows.select_related("measure__plan__main_arena__unit", "measure__plan__main_arena__project")
