"""The rows behind the red thread: a constant number of queries, however long the chain.

A join in every query would cost more than the rows themselves: people, arenas and matters are fetched once each and
given to the rows that name them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, ForeignKey, Model, Prefetch, Q

from samspill.arenas.models import Arena
from samspill.clarifications.models import Clarification
from samspill.core.redthread.thread import Tie, back, forward
from samspill.measures.finding import KIND
from samspill.measures.models import Answer, Descent, LogEntry, Measure, Participant, Practice, Statement
from samspill.meetings.models import Item
from samspill.people.models import Person, Unit

ADJUSTS = ExpressionWrapper(~Q(adjusted=""), BooleanField())
UNSHOWN = ("done", "with_whom", "seen", "question")  # of the log: the thread tells what was adjusted
LOG = LogEntry.objects.filter(withdrawn_at=None).annotate(adjusts=ADJUSTS).defer(*UNSHOWN).order_by("on", "pk")
#: What is read of each measure, by the names of its relations; in the order of the day.
PARTS = ("statements", "answers", "steps", "decisions", "participants", "evaluations", "rechecks")
ORDERED = {
    "answers": Answer.objects.order_by("pk"),
    "participants": Participant.objects.order_by("pk"),
    "statements": Statement.objects.order_by("said_on", "pk"),
}
# As lists: a manager with a query of its own for each part of each measure costs more than the rows do.
ROWS: tuple[str | Prefetch[Any, Any, Any], ...] = (
    *(Prefetch(name, ORDERED.get(name), to_attr=f"kin_{name}") for name in PARTS),
    Prefetch("log", LOG, to_attr="entries"),
    Prefetch("practice", Practice.objects.all()),
    "plan",
)


@dataclass(frozen=True, slots=True)
class Kin:
    """The measures of a chain with all that happened to them, how they came of each other, what was to be clarified."""

    measures: tuple[Measure, ...]
    descents: tuple[Descent, ...]
    clarifications: tuple[Clarification, ...]


def kin_of(measures: Collection[int], unit: Unit) -> Kin:
    """These measures of one school, what they came of and what came of them."""
    descents = list(Descent.objects.filter(child__unit=unit))  # merges stay within a school: all of a chain is here
    ids = related(measures, descents)
    rows = Measure.objects.filter(pk__in=ids).select_related("project").prefetch_related(*ROWS)
    found = tuple(rows.order_by("proposed_on", "pk"))
    asked = Clarification.objects.filter(origin_kind=KIND, origin_id__in=ids).select_related("unit")
    for one in found:
        one.unit = unit
    tied = tuple(one for one in descents if one.parent_id in ids and one.child_id in ids)
    _attach(chain(tied, *(_rows_of(one) for one in found)))
    return Kin(found, tied, tuple(asked.order_by("raised_on", "pk")))


def part_of(measure: Measure, name: str) -> list[Any]:
    """What was read of a measure of a chain, by the name of the relation (one of `PARTS`)."""
    found: list[Any] = getattr(measure, f"kin_{name}")
    return found


def related(measures: Iterable[int], descents: Iterable[Descent]) -> frozenset[int]:
    """Each measure with all its ancestors and all its heirs; not those heirs' other ancestors."""
    ties = [Tie(str(one.parent_id), str(one.child_id), one.kind) for one in descents]
    keys = {str(one) for one in measures}
    found = keys.union(*(back(ties, key) | forward(ties, key) for key in keys)) if ties else keys
    return frozenset(int(key) for key in found)


def came_with(measure: Measure, kin: Kin) -> frozenset[int]:
    """The statements that came to a measure with another one: their thread goes through that one."""
    parents = {one.parent_id for one in kin.descents if one.child_id == measure.pk}
    return frozenset(
        statement.pk for one in kin.measures if one.pk in parents for statement in part_of(one, "statements")
    )


def with_places(statement: Statement) -> Statement:
    """A statement of which nothing came, with its arena and its matter like those in a chain."""
    _attach([statement])
    return statement


def _rows_of(measure: Measure) -> Iterator[Model]:
    yield measure
    yield from measure.entries  # type: ignore[attr-defined]
    for name in PARTS:
        yield from part_of(measure, name)
    for name in ("plan", "practice"):
        if (one := getattr(measure, name, None)) is not None:
            yield one


def _attach(rows: Iterable[Model]) -> None:
    """Give every row the people, arenas and matters it names: one query for each kind."""
    kept = list(rows)
    wanted: dict[type[Model], set[int]] = {Person: set(), Arena: set(), Item: set()}
    for row in kept:
        for field in _links(type(row)):
            if (pk := getattr(row, field.attname)) is not None:
                wanted[field.related_model].add(pk)
    found = _found(wanted)
    for row in kept:
        for field in _links(type(row)):
            if (pk := getattr(row, field.attname)) is not None:
                setattr(row, field.name, found[field.related_model][pk])


def _found(wanted: Mapping[type[Model], set[int]]) -> Mapping[type[Model], Mapping[int, Any]]:
    items = Item.objects.select_related("meeting", "arena__unit", "arena__project")
    return {
        Person: Person.objects.only("name").in_bulk(wanted[Person]),
        Arena: Arena.objects.select_related("project").in_bulk(wanted[Arena]),
        Item: items.in_bulk(wanted[Item]),
    }


@cache
def _links(model: type[Model]) -> tuple[ForeignKey[Any, Any], ...]:
    """The fields of a model that name a person, an arena or a matter."""
    ours = (Person, Arena, Item)
    return tuple(
        field for field in model._meta.concrete_fields if isinstance(field, ForeignKey) and field.related_model in ours
    )
