"""All schools of a project for their owner: how many measures stand where. Counts, never what anybody has written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Min, QuerySet

from samspill.measures.bridge import pack_phases
from samspill.measures.coordinating import vacant
from samspill.measures.models import Measure
from samspill.measures.queries import LIVE
from samspill.measures.side import AT_WORK, ENDED
from samspill.methods.schema import Method
from samspill.people.asking import Asked
from samspill.people.models import Unit
from samspill.people.panels import Crumb
from samspill.projects.models import Participation, Project
from samspill.projects.queries import adapted, participations_of
from samspill.projects.words import say


@dataclass(frozen=True, slots=True)
class School:
    """One school in its owner's overview: counts, never what anybody has written."""

    unit: Unit
    cells: tuple[tuple[str, int], ...]  # the name of a station, and how many stand there
    running: int
    vacant: int
    since: date | None


@dataclass(frozen=True, slots=True)
class Found:
    """What the database counted, by school."""

    counts: Mapping[int, Mapping[str, int]]
    nobody: Mapping[int, int]
    oldest: Mapping[int, date]


def project_page(request: Asked, project: Project) -> dict[str, Any]:
    """Every school of a project with how many measures stand where. The same number of queries for all schools."""
    method = adapted(project).method
    phases = pack_phases(method).values()
    names: dict[str, str] = {}
    for phase in phases:
        if phase.stage not in ENDED:
            names.setdefault(phase.stage, say(method, f"phases.measure.{phase.id}"))
    found = _found(project, method, request.today)
    schools = participations_of(project, request.today).filter(takes_part=True).exclude(unit__kind="office")
    return {
        "project": project,
        "stages": list(names.values()),
        "schools": [_school(one, names, found) for one in schools.order_by("unit__name")],
        "crumbs": (Crumb(project.municipality.name, project.municipality.get_absolute_url()),),
    }


def _found(project: Project, method: Method, day: date) -> Found:
    phases = pack_phases(method)
    every = Measure.objects.filter(project=project)
    rows = every.filter(LIVE)
    counts: dict[int, dict[str, int]] = {}
    for unit, phase, many in rows.order_by().values_list("unit", "phase").annotate(Count("pk")):
        own = counts.setdefault(unit, {})
        stage = phases[phase].stage if phase in phases else ""
        own[stage] = own.get(stage, 0) + many
    nobody = vacant(every, {project.pk: method}, day)
    return Found(counts, dict(_by_unit(nobody)), dict(_waiting(rows, method)))


def _by_unit(rows: QuerySet[Measure]) -> QuerySet[Measure, tuple[int, int]]:
    return rows.order_by().values_list("unit").annotate(Count("pk", distinct=True))


def _waiting(rows: QuerySet[Measure], method: Method) -> QuerySet[Measure, tuple[int, date]]:
    """Since when the oldest measure waits for somebody, by school."""
    waits = [phase.id for phase in pack_phases(method).values() if phase.waits_for]
    return rows.filter(phase__in=waits).order_by().values_list("unit").annotate(Min("phase_on"))


def _school(one: Participation, names: Mapping[str, str], found: Found) -> School:
    own = found.counts.get(one.unit_id, {})
    return School(
        one.unit,
        tuple((name, own.get(stage, 0)) for stage, name in names.items()),
        sum(own.get(stage, 0) for stage in AT_WORK),
        found.nobody.get(one.unit_id, 0),
        found.oldest.get(one.unit_id),
    )
