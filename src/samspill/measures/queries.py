from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet

from samspill.access.rules import Scope
from samspill.arenas.models import Arena
from samspill.measures.models import Descent, LogEntry, Measure, Statement
from samspill.meetings.models import Item
from samspill.methods.schema import Method, Phase
from samspill.projects.queries import adapted

MEASURES = Measure.objects.select_related(
    "unit__municipality", "project__municipality", "coordinator", "proposed_by"
).prefetch_related("unit__arenas")
STATEMENTS = Statement.objects.select_related("unit__municipality", "project", "arena").prefetch_related("unit__arenas")
ENTRIES = LogEntry.objects.select_related("unit__municipality", "project", "measure", "author").prefetch_related(
    "unit__arenas"
)
# Neither laid aside nor come to an end.
LIVE = Q(fate="", ended_on__isnull=True)


def method_of(measure: Measure) -> Method:
    """The method as it runs here."""
    return adapted(measure.project).method


def hearers_of(measure: Measure, method: Method, day: date) -> list[Arena]:
    """The arenas of the school that answer a proposal before it is decided: each team, not each kind (R21, R25)."""
    return _arenas(measure, {kind for one in _phases(method) for kind in one.heard_by}, day)


def deciders_of(measure: Measure, method: Method, day: date) -> list[Arena]:
    """The running arenas of the school that decide about measures (R34)."""
    return _arenas(measure, {one.decided_by for one in _phases(method) if one.decided_by}, day)


def _phases(method: Method) -> list[Phase]:
    return [phase for phase in method.phases.values() if phase.of == "measure"]


def _arenas(measure: Measure, kinds: Collection[str], day: date) -> list[Arena]:
    """The arenas of these kinds that run at the school; no query where the school was read with its arenas."""
    found = [one for one in measure.unit.arenas.all() if one.project_id == measure.project_id and one.kind in kinds]
    for one in found:
        one.project = measure.project
    return [one for one in found if one.since <= day and (one.until is None or one.until >= day)]


def steering(measure: Measure, method: Method, day: date) -> Scope:
    """Where a measure belongs for those who steer it: only the arenas that decide count as its arenas."""
    arenas = frozenset(arena.pk for arena in deciders_of(measure, method, day))
    return Scope(frozenset({measure.unit.municipality_id}), frozenset({measure.unit_id}), arenas)


def own(measure: Measure, method: Method, day: date) -> Scope:
    """Where a proposal belongs for those who change its words: whoever made it, and those who steer."""
    scope = steering(measure, method, day)
    return Scope(scope.municipalities, scope.units, scope.arenas, person=measure.proposed_by_id)


def latest_into(measure: Measure, phase: str) -> date | None:
    """The day a measure last came to a phase; None when it never has."""
    return max((step.on for step in measure.steps.all() if step.after == phase), default=None)


def matters_about(measure: Measure) -> QuerySet[Item]:
    """The matters of meetings that were about a measure, the newest first."""
    about = Q(source="measure", source_id=measure.pk) | Q(proposals=measure) | Q(measure_steps__measure=measure)
    rows = Item.objects.filter(about, meeting__isnull=False).select_related("meeting", "arena")
    return rows.order_by("-meeting__on", "-pk").distinct()


def forebears(measure: int) -> set[int]:
    """All that went into a measure at any distance: merged into it, or what it was split off from."""
    return _descent({measure}, "child", "parent")


def offspring(rows: QuerySet[Measure]) -> set[int]:
    """All that these went on in, at any distance."""
    return _descent(rows.order_by().values("pk"), "parent", "child")


def _descent(begin: object, near: str, far: str) -> set[int]:
    """Everything on the far side, a query for each generation; `begin` is what a query takes a measure to be among."""
    found: set[int] = set()
    fresh = _next(begin, near, far)
    while fresh:
        found |= fresh
        fresh = _next(fresh, near, far) - found
    return found


def _next(fresh: object, near: str, far: str) -> set[int]:
    return set(Descent.objects.filter(**{f"{near}__in": fresh}).values_list(far, flat=True))
