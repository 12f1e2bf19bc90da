"""A measure with all that its page tells of it: each row is read once, however many sections ask for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

from samspill.measures.models import Answer, Descent, Measure, Milestone, Participant
from samspill.measures.thread_queries import DESCENTS, PARTS, SINGLE, STATEMENTS, attach
from samspill.people.written import Written

#: As the gate needs it: with its school, which brings the arenas.
BARE = Measure.objects.select_related("unit", "project").prefetch_related("unit__arenas")
#: The page reads from its manager what is here; in the order of each relation's own model.
RELATIONS: Mapping[str, Written[Any]] = {
    "answers": Written(Answer.objects.order_by("arena__kind", "arena__group", "pk"), "measure"),
    "participants": Written(Participant.objects.order_by("-represents", "person__name"), "measure"),
    "milestones": Written(Milestone.objects.order_by("by", "pk"), "measure"),
    **{name: PARTS[name] for name in ("steps", "decisions", "evaluations", "rechecks")},
}
RELATIVES = Written(Measure.objects.only("title", "proposed_on").order_by(), "pk")


def fill(measure: Measure) -> None:
    """Give a measure, read by `BARE`, the rows of its relations and what they name."""
    found: dict[str, list[Any]] = {name: rows.among([measure.pk]) for name, rows in RELATIONS.items()}
    for name, rows in SINGLE.items():
        found[name] = rows.among([measure.pk])
        Measure._meta.get_field(name).set_cached_value(measure, None)  # type: ignore[union-attr]
    for row in chain.from_iterable(found.values()):
        row.measure = measure  # which gives the measure its plan and its practice as well
    found["statements"] = STATEMENTS.among([measure.pk])
    attach(chain([measure], *found.values()), measure.unit, {measure.project_id: measure.project})
    found["ancestry"], found["heirs"] = _tied(measure)
    for name in (*RELATIONS, "statements", "ancestry", "heirs"):
        _lay(measure, name, found[name])


def _tied(measure: Measure) -> tuple[list[Descent], list[Descent]]:
    descents = DESCENTS.among([measure.unit_id])
    ancestry = [one for one in descents if one.child_id == measure.pk]
    heirs = [one for one in descents if one.parent_id == measure.pk]
    wanted = {one.parent_id for one in ancestry} | {one.child_id for one in heirs}
    relatives = {one.pk: one for one in RELATIVES.among(wanted)}
    for one in ancestry:
        one.parent, one.child = relatives[one.parent_id], measure
    for one in heirs:
        one.parent, one.child = measure, relatives[one.child_id]
    return ancestry, heirs


def _lay(measure: Measure, name: str, rows: Sequence[Any]) -> None:
    """Let a manager answer with these rows, as Django's own prefetching does."""
    answer = getattr(measure, name).get_queryset()
    answer._result_cache, answer._prefetch_done = list(rows), True
    vars(measure).setdefault("_prefetched_objects_cache", {})[name] = answer
