"""What of measures waits for somebody: nobody has looked at it, decided or coordinates it, or a milestone is late."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Count, QuerySet

from samspill.measures.coordinating import vacant
from samspill.measures.models import Measure, Milestone
from samspill.measures.proposal_list import at_stages, to_analyse
from samspill.measures.queries import LIVE
from samspill.measures.side import methods_in
from samspill.people.models import Person

#: Where the next step is a decision of those who steer (R25, R27).
UNDECIDED = ("planned", "evaluated")


def unseen_in(units: Collection[int]) -> dict[int, int]:
    """How many proposals nobody has looked at yet, by school."""
    if not units:
        return {}
    rows = Measure.objects.filter(unit__in=units)
    unseen = to_analyse(rows, methods_in(rows)).order_by("unit")
    return dict(unseen.values_list("unit").annotate(Count("pk")))


def undecided_in(units: Collection[int]) -> list[Measure]:
    """Measures at these schools whose next step is a decision, the longest waiting first."""
    rows = Measure.objects.filter(LIVE, unit__in=units)
    return list(rows.filter(at_stages(methods_in(rows), UNDECIDED)).order_by("phase_on", "pk")) if units else []


def without_coordinator(units: Collection[int], day: date) -> list[Measure]:
    """Measures at these schools that should be coordinated and are not, the longest first."""
    rows = Measure.objects.filter(LIVE, unit__in=units).select_related("plan__main_arena__unit")
    return list(vacant(rows, methods_in(rows), day).order_by("phase_on", "pk")) if units else []


def late_milestones(person: Person, day: date) -> QuerySet[Milestone]:
    """Milestones of the measures somebody coordinates that are past their day."""
    live = Measure.objects.filter(LIVE, coordinator=person)
    rows = Milestone.objects.filter(measure__in=live, done_on=None, by__lt=day).order_by("by", "pk")
    return rows.select_related("measure__plan__main_arena__unit", "measure__plan__main_arena__project")
