"""The rows behind the red thread: a constant number of queries, however long the chain."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import BooleanField, ExpressionWrapper, Prefetch, Q, QuerySet

from samspill.core.redthread.thread import Tie, back, forward
from samspill.measures.models import (
    Answer,
    Decision,
    Descent,
    Evaluation,
    LogEntry,
    Measure,
    Participant,
    Plan,
    Practice,
    Recheck,
    Statement,
    Step,
)

# A matter with what its link and its name ask for.
MATTER = ("item__meeting", "item__arena__unit", "item__arena__project")
ADJUSTS = ExpressionWrapper(~Q(adjusted=""), BooleanField())
UNSHOWN = ("done", "with_whom", "seen", "question")  # of the log: the thread tells what was adjusted


@dataclass(frozen=True, slots=True)
class Kin:
    """The measures of a chain with all that happened to them, and how they came of each other."""

    measures: tuple[Measure, ...]
    descents: tuple[Descent, ...]


def kin_of(measures: Collection[int], unit: int) -> Kin:
    """These measures of one school, what they came of and what came of them."""
    descents = descents_at(unit)
    ids = related(measures, descents)
    rows = tuple(everything().filter(pk__in=ids))
    return Kin(rows, tuple(one for one in descents if one.parent_id in ids and one.child_id in ids))


def descents_at(unit: int) -> list[Descent]:
    """Merges stay within a school, so that all of a chain is here."""
    return list(Descent.objects.filter(child__unit=unit).select_related("by"))


def related(measures: Iterable[int], descents: Iterable[Descent]) -> frozenset[int]:
    """Each measure with all its ancestors and all its heirs; not those heirs' other ancestors."""
    ties = [Tie(str(one.parent_id), str(one.child_id), one.kind) for one in descents]
    keys = {str(one) for one in measures}
    found = keys.union(*(back(ties, key) | forward(ties, key) for key in keys))
    return frozenset(int(key) for key in found)


def everything() -> QuerySet[Measure]:
    """Measures with all that the thread tells of them."""
    log = LogEntry.objects.annotate(adjusts=ADJUSTS).select_related("author").order_by("on", "pk")
    rows = Measure.objects.select_related(
        "unit__municipality",
        "project__municipality",
        "coordinator",
        "proposed_by",
        "source_item__meeting",
        "source_item__arena__unit",
        "source_item__arena__project",
    )
    return rows.order_by("proposed_on", "pk").prefetch_related(
        "unit__arenas",
        Prefetch("statements", said()),
        Prefetch("answers", Answer.objects.select_related("arena__project", "answered_by", *MATTER)),
        Prefetch("plan", Plan.objects.select_related("main_arena__project")),
        Prefetch("steps", Step.objects.select_related("by", *MATTER)),
        Prefetch("decisions", Decision.objects.select_related("arena__project", "by", *MATTER)),
        Prefetch("log", log.defer(*UNSHOWN), to_attr="entries"),
        Prefetch("participants", Participant.objects.select_related("person")),
        Prefetch("evaluations", Evaluation.objects.select_related("arena__project", "by", "representative", *MATTER)),
        Prefetch("practice", Practice.objects.select_related("owner")),
        Prefetch("rechecks", Recheck.objects.select_related("by")),
    )


def said() -> QuerySet[Statement]:
    return Statement.objects.select_related("arena__project", *MATTER).order_by("said_on", "pk")


def came_with(measure: Measure, kin: Kin) -> frozenset[int]:
    """The statements that came to a measure with another one: their thread goes through that one."""
    parents = {one.parent_id for one in kin.descents if one.child_id == measure.pk}
    return frozenset(statement.pk for one in kin.measures if one.pk in parents for statement in one.statements.all())
