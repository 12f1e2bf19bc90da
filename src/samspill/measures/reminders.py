"""What of measures waits for somebody: nobody has looked at it, decided or coordinates it, or a milestone is late."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from samspill.clarifications.models import Clarification
from samspill.measures.coordinating import vacant
from samspill.measures.finding import KIND
from samspill.measures.models import Fate, Measure, Milestone
from samspill.measures.proposal_list import at_stages, to_analyse
from samspill.measures.queries import LIVE, MEASURES
from samspill.measures.side import methods_in
from samspill.methods.schema import Method
from samspill.people.models import Person

#: Where the next step is a decision of those who steer (R25, R27).
UNDECIDED = ("planned", "evaluated")


def methods_at(units: Collection[int]) -> dict[int, Method]:
    """The methods of what is proposed and tried at these schools, for the questions below."""
    return methods_in(Measure.objects.filter(unit__in=units)) if units else {}


def unseen_in(units: Collection[int], methods: Mapping[int, Method]) -> dict[int, int]:
    """How many proposals nobody has looked at yet, by school."""
    if not units:
        return {}
    unseen = to_analyse(Measure.objects.filter(unit__in=units), methods).order_by("unit")
    return dict(unseen.values_list("unit").annotate(Count("pk")))


def undecided_in(units: Collection[int], methods: Mapping[int, Method]) -> list[Measure]:
    """Measures at these schools whose next step is a decision, the longest waiting first."""
    rows = Measure.objects.filter(LIVE, unit__in=units)
    return list(rows.filter(at_stages(methods, UNDECIDED)).order_by("phase_on", "pk")) if units else []


def back_from_forum(units: Collection[int]) -> QuerySet[Measure]:
    """Proposals at these schools whose clarification is answered or given up: somebody takes them up again (R45)."""
    cases = Clarification.objects.filter(origin_kind=KIND, origin_id=OuterRef("pk")).order_by("-pk")
    over = Subquery(cases.values(day=Coalesce("answered_on", "withdrawn_on"))[:1])
    rows = MEASURES.filter(unit__in=units, fate=Fate.FORUM).annotate(clarified_on=over)
    return rows.filter(clarified_on__isnull=False).order_by("clarified_on", "pk")


def without_coordinator(units: Collection[int], day: date) -> list[Measure]:
    """Measures at these schools that should be coordinated and are not, the longest first."""
    rows = Measure.objects.filter(LIVE, unit__in=units).select_related("plan__main_arena__unit")
    return list(vacant(rows, methods_in(rows), day).order_by("phase_on", "pk")) if units else []


def late_milestones(person: Person, day: date) -> QuerySet[Milestone]:
    """Milestones of the measures somebody coordinates that are past their day."""
    live = Measure.objects.filter(LIVE, coordinator=person)
    rows = Milestone.objects.filter(measure__in=live, done_on=None, by__lt=day).order_by("by", "pk")
    return rows.select_related("measure__plan__main_arena__unit", "measure__plan__main_arena__project")
