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

from django.db.models import BooleanField, ExpressionWrapper, F, ForeignKey, Model, Q

from samspill.arenas.models import Arena
from samspill.clarifications.models import Clarification
from samspill.core.redthread.thread import Tie, back, forward
from samspill.measures.finding import KIND
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
from samspill.meetings.models import Item
from samspill.people.models import Person, Unit
from samspill.people.written import Written
from samspill.projects.models import Project

ADJUSTS = ExpressionWrapper(~Q(adjusted=""), BooleanField())
UNSHOWN = ("done", "with_whom", "seen", "question")  # of the log: the thread tells what was adjusted
LOG = LogEntry.objects.filter(withdrawn_at=None).annotate(adjusts=ADJUSTS).defer(*UNSHOWN)
#: What is read of each measure, by the names of its relations; in the order of the day.
PARTS: Mapping[str, Written[Any]] = {
    "answers": Written(Answer.objects.order_by("pk"), "measure"),
    "steps": Written(Step.objects.order_by("on", "pk"), "measure"),
    "decisions": Written(Decision.objects.order_by("on", "pk"), "measure"),
    "participants": Written(Participant.objects.order_by("pk"), "measure"),
    "evaluations": Written(Evaluation.objects.order_by("on", "pk"), "measure"),
    "rechecks": Written(Recheck.objects.order_by("due", "pk"), "measure"),
    "log": Written(LOG.order_by("on", "pk"), "measure"),
}
#: What there is one of at the most.
SINGLE: Mapping[str, Written[Any]] = {
    "plan": Written(Plan.objects.order_by(), "measure"),
    "practice": Written(Practice.objects.order_by(), "measure"),
}
MEASURES = Written(Measure.objects.order_by("proposed_on", "pk"), "pk")
DESCENTS = Written(Descent.objects.order_by("on", "pk"), "child__unit")
# Once for each measure it is `of`.
STATEMENTS = Written(Statement.objects.annotate(of=F("measures__pk")).order_by("said_on", "pk"), "of")
ASKED = Written(Clarification.objects.filter(origin_kind=KIND).order_by("raised_on", "pk"), "origin_id")
PEOPLE = Written(Person.objects.only("name").order_by(), "pk")
PROJECTS = Written(Project.objects.order_by(), "pk")
ARENAS = Written(Arena.objects.order_by(), "pk")
ITEMS = Item.objects.select_related("meeting", "arena__unit", "arena__project")


@dataclass(frozen=True, slots=True)
class Kin:
    """The measures of a chain with all that happened to them, how they came of each other, what was to be clarified."""

    measures: tuple[Measure, ...]
    descents: tuple[Descent, ...]
    clarifications: tuple[Clarification, ...]


def kin_of(measures: Collection[int], unit: Unit, *known: Project) -> Kin:
    """These measures of one school, what they came of and what came of them; `known` projects are not read again."""
    descents = DESCENTS.among([unit.pk])  # merges stay within a school: all of a chain is here
    ids = related(measures, descents)
    found = tuple(MEASURES.among(ids))
    projects = _projects({one.project_id for one in found}, {one.pk: one for one in known})
    for one in found:
        one.unit, one.project = unit, projects[one.project_id]
    _fill({one.pk: one for one in found})
    tied = tuple(one for one in descents if one.parent_id in ids and one.child_id in ids)
    asked = tuple(ASKED.among(ids))
    for case in asked:
        if case.unit_id == unit.pk:
            case.unit = unit
    attach(chain(tied, *(_rows_of(one) for one in found)), unit, projects)
    return Kin(found, tied, asked)


def _projects(wanted: Collection[int | None], known: Mapping[int, Project]) -> Mapping[int, Project]:
    missing = (pk for pk in wanted if pk is not None and pk not in known)
    return {**known, **{one.pk: one for one in PROJECTS.among(missing)}}


def _fill(measures: Mapping[int, Measure]) -> None:
    """Give each measure the rows of its parts."""
    for one in measures.values():
        for name in (*PARTS, "statements"):
            setattr(one, f"kin_{name}", [])
        for name in SINGLE:
            Measure._meta.get_field(name).set_cached_value(one, None)  # type: ignore[union-attr]
    for name, rows in PARTS.items():
        for row in rows.among(measures):
            row.measure = measures[row.measure_id]
            part_of(row.measure, name).append(row)
    for rows in SINGLE.values():
        for row in rows.among(measures):
            row.measure = measures[row.measure_id]  # which gives the measure its row as well
    said: dict[int, Statement] = {}
    for row in STATEMENTS.among(measures):
        part_of(measures[row.of], "statements").append(said.setdefault(row.pk, row))  # type: ignore[attr-defined]


def part_of(measure: Measure, name: str) -> list[Any]:
    """What was read of a measure of a chain, by the name of the relation: one of `PARTS`, or "statements"."""
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
    attach([statement], statement.unit, {statement.project_id: statement.project})
    return statement


def _rows_of(measure: Measure) -> Iterator[Model]:
    yield measure
    for name in (*PARTS, "statements"):
        yield from part_of(measure, name)
    for name in SINGLE:
        if (one := getattr(measure, name, None)) is not None:
            yield one


def attach(rows: Iterable[Model], unit: Unit, projects: Mapping[int, Project]) -> None:
    """Give every row the people, arenas and matters it names; a query for each kind that is not in hand."""
    kept = list(rows)
    wanted: dict[type[Model], set[int]] = {Person: set(), Arena: set(), Item: set()}
    for row in kept:
        for field in _links(type(row)):
            if (pk := getattr(row, field.attname)) is not None:
                wanted[field.related_model].add(pk)
    found: Mapping[type[Model], Mapping[int, Any]] = {
        Person: {one.pk: one for one in PEOPLE.among(wanted[Person])},
        Arena: _arenas(wanted[Arena], unit, projects),
        Item: ITEMS.in_bulk(wanted[Item]),
    }
    for row in kept:
        for field in _links(type(row)):
            if (pk := getattr(row, field.attname)) is not None:
                field.set_cached_value(row, found[field.related_model][pk])


def _arenas(wanted: Collection[int], unit: Unit, projects: Mapping[int, Project]) -> Mapping[int, Arena]:
    """These arenas with their projects, which they are named after; the school was read with its own."""
    found = {one.pk: one for one in unit.arenas.all() if one.pk in wanted}
    found |= {one.pk: one for one in ARENAS.among(pk for pk in wanted if pk not in found)}
    named = _projects({one.project_id for one in found.values()}, projects)
    for one in found.values():
        one.project = named[one.project_id] if one.project_id else None
    return found


@cache
def _links(model: type[Model]) -> tuple[ForeignKey[Any, Any], ...]:
    """The fields of a model that name a person, an arena or a matter."""
    ours = (Person, Arena, Item)
    return tuple(
        field for field in model._meta.concrete_fields if isinstance(field, ForeignKey) and field.related_model in ours
    )
