"""The pages of a school's measures side by side, and of all schools for their owner."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Min, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspill.arenas.queries import arenas_of_unit
from samspill.arenas.words import name_of
from samspill.core.redthread.shift import HalfYear, Run, Trend, running, shift, trend
from samspill.core.schoolyear.periods import SchoolYear
from samspill.measures.bridge import pack_phases
from samspill.measures.coordinating import team_kinds, vacant
from samspill.measures.models import Measure
from samspill.measures.overview_forms import SideForm
from samspill.measures.queries import LIVE
from samspill.measures.side import (
    AT_WORK,
    Row,
    columns_of,
    methods_in,
    of_unit,
    preferred,
    rows_of,
)
from samspill.measures.spans import Span, months_of, spans_of
from samspill.measures.words import level_name, levels_of, turn_name
from samspill.methods.schema import Method
from samspill.people.asking import Asked, number
from samspill.people.models import Unit
from samspill.people.panels import Crumb
from samspill.projects.models import Participation, Project
from samspill.projects.queries import adapted, participation_of, participations_of
from samspill.projects.words import say, say_period

VIEWS = {
    "board": gettext_lazy("Board"),
    "list": gettext_lazy("List"),
    "timeline": gettext_lazy("Timeline"),
    "pyramid": gettext_lazy("Pyramid"),
}


@dataclass(frozen=True, slots=True)
class View:
    id: str
    label: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Head:
    """A heading of the list that sorts by it."""

    label: str
    url: str
    sorted: str  # "ascending", "descending" or ""


@dataclass(frozen=True, slots=True)
class Level:
    """One level of the pyramid, and how many measures run on it now."""

    name: str
    count: int
    preferred: bool


@dataclass(frozen=True, slots=True)
class Half:
    """A half-year of the pyramid in words."""

    name: str
    counts: tuple[int, ...]
    share: int | None
    shift: int | None


@dataclass(frozen=True, slots=True)
class School:
    """One school in its owner's overview: counts, never what anybody has written."""

    unit: Unit
    counts: tuple[int, ...]
    running: int
    vacant: int
    since: date | None


def school_page(request: Asked, unit: Unit) -> dict[str, Any]:
    """The measures of a school, in the view the reader has chosen."""
    everything = Measure.objects.filter(unit=unit)
    methods = methods_in(everything)
    newest = participation_of(unit)
    if newest and newest.project_id not in methods:
        methods[newest.project_id] = adapted(newest.project).method
    form = SideForm(_given(request), **choices_of(unit, methods, request.today))
    chosen = form.chosen()
    view = request.GET.get("view", "") if request.GET.get("view", "") in VIEWS else "board"
    rows = rows_of(of_unit(unit, chosen, request), methods, request, chosen.waits)
    build: Callable[..., dict[str, Any]] = {"board": _board, "list": _list, "timeline": _timeline, "pyramid": _pyramid}[
        view
    ]
    return {
        "unit": unit,
        "form": form,
        "view": view,
        "views": _views(request, view),
        "clear": f"?view={view}",
        "rows": rows,
        "any": bool(rows) or everything.exists(),
        "filtered": chosen != type(chosen)(),
        "crumbs": (Crumb(unit.name, unit.get_absolute_url()),),
        **(build(request, rows, methods) if methods else {}),
    }


def _given(request: Asked) -> dict[str, str]:
    return {name: value.replace("\x00", "") for name, value in request.GET.items()}


def choices_of(unit: Unit, methods: dict[int, Method], day: date) -> dict[str, list[tuple[str, str]]]:
    """What can be filtered by: the words of every method that is at work here, each once."""
    levels: dict[str, str] = {}
    turns: dict[str, str] = {}
    kinds: set[str] = set()
    for method in methods.values():
        levels |= {one: level_name(method, one) for one in levels_of(method)}
        waits = (phase.waits_for for phase in pack_phases(method).values())
        turns |= {one: turn_name(method, one) for one in waits if one}
        kinds |= set(team_kinds(method))
    rows = arenas_of_unit(unit, day).filter(kind__in=kinds).order_by("kind", "group")
    arenas = [(str(one.pk), name_of(one, methods.get(one.project_id or 0))) for one in rows]
    return {"levels": list(levels.items()), "arenas": arenas, "turns": list(turns.items())}


def _views(request: Asked, current: str) -> list[View]:
    """The other views, with what is filtered kept."""
    query = request.GET.copy()
    found = []
    for one, label in VIEWS.items():
        query["view"] = one
        found.append(View(one, str(label), f"?{query.urlencode()}", one == current))
    return found


def _board(request: Asked, rows: Sequence[Row], methods: dict[int, Method]) -> dict[str, Any]:
    laid = [row for row in rows if row.measure.fate]
    return {"columns": columns_of([row for row in rows if not row.measure.fate], methods.values()), "laid": laid}


SORTS: dict[str, tuple[Any, Callable[[Row], Any]]] = {
    "title": (gettext_lazy("Measure"), lambda row: row.measure.title.lower()),
    "phase": (gettext_lazy("Where it stands"), lambda row: list(pack_phases(row.method)).index(row.measure.phase)),
    "age": (gettext_lazy("For how long"), lambda row: row.days),
    "coordinator": (gettext_lazy("Coordinator"), lambda row: (row.measure.coordinator or _Nobody).name),
    "turn": (gettext_lazy("Whose turn"), lambda row: row.turn),
    "next": (gettext_lazy("Next date"), lambda row: row.next_on or date.max),
}


class _Nobody:
    name = "\uffff"  # after every name


def _list(request: Asked, rows: Sequence[Row], methods: dict[int, Method]) -> dict[str, Any]:
    given = request.GET.get("sort", "")
    down = given.startswith("-")
    name = given.lstrip("-") if given.lstrip("-") in SORTS else ""
    heads = []
    for one, (label, _key) in SORTS.items():
        query = request.GET.copy()
        query["sort"] = f"-{one}" if one == name and not down else one
        now = ("descending" if down else "ascending") if one == name else ""
        heads.append(Head(str(label), f"?{query.urlencode()}", now))
    ordered = sorted(rows, key=SORTS[name][1], reverse=down) if name else rows
    return {"heads": heads, "ordered": ordered}


def _timeline(request: Asked, rows: Sequence[Row], methods: dict[int, Method]) -> dict[str, Any]:
    year = SchoolYear(_year(request))
    spans: list[Span] = spans_of(rows, year.period, request.today)
    query = request.GET.copy()

    def other(begins: int) -> str:
        query["year"] = str(begins)
        return f"?{query.urlencode()}"

    return {
        "year": year.key,
        "spans": spans,
        "months": months_of(year.period),
        "before": other(year.begins - 1),
        "after": other(year.begins + 1),
    }


def _year(request: Asked) -> int:
    asked = number(request, "year")
    return asked if asked and 1990 <= asked <= 2190 else SchoolYear.of(request.today).begins


def _pyramid(request: Asked, rows: Sequence[Row], methods: dict[int, Method]) -> dict[str, Any]:
    method = list(methods.values())[-1]
    levels = levels_of(method)
    if not levels:
        return {"levels": ()}
    runs = [Run(row.measure.level, row.measure.tried_on, row.measure.ended_on) for row in rows if row.measure.tried_on]
    best, first = preferred(method, levels), min((run.since for run in runs), default=request.today)
    now = running(runs, request.today, levels)
    halves = shift(runs, levels, best, first, request.today)
    return {
        "levels": [Level(level_name(method, one), now[one], one == best) for one in reversed(levels)],
        "unplaced": now.get("", 0),
        "names": [level_name(method, one) for one in levels],
        "best": level_name(method, best),
        "halves": [_half(one) for one in reversed(halves)],
        "trend": trend_words(trend(halves), level_name(method, best)),
    }


def _half(one: HalfYear) -> Half:
    share = None if one.share is None else round(100 * one.share)
    return Half(
        say_period(one.period.key), tuple(one.counts.values()), share, None if one.shift is None else round(one.shift)
    )


def trend_words(one: Trend, level: str) -> str:
    """Where the weight goes; shown, never scored (L34)."""
    return {
        "up": _("The weight moves towards “%(level)s”."),
        "down": _("The weight moves away from “%(level)s”."),
        "level": _("The weight stays where it is."),
        "": _("It takes three half-years before one can say where the weight goes."),
    }[one.direction] % {"level": level}


def project_page(request: Asked, project: Project) -> dict[str, Any]:
    """Every school of a project with how many measures stand where. The same number of queries for all schools."""
    method = adapted(project).method
    phases = pack_phases(method)
    rows = Measure.objects.filter(LIVE, project=project)
    counts: dict[int, dict[str, int]] = {}
    for unit, phase, many in rows.order_by().values_list("unit", "phase").annotate(Count("pk")):
        stage = phases[phase].stage if phase in phases else ""
        counts.setdefault(unit, {}).setdefault(stage, 0)
        counts[unit][stage] += many
    nobody = dict(_by_unit(vacant(Measure.objects.filter(project=project), {project.pk: method}, request.today)))
    oldest = dict(_waiting(rows, method))
    schools = participations_of(project, request.today).filter(takes_part=True).exclude(unit__kind="office")
    stages = list(dict.fromkeys(phase.stage for phase in phases.values() if phase.stage not in ("stopped", "declined")))
    names = {phase.stage: say(method, f"phases.measure.{phase.id}") for phase in reversed(phases.values())}
    return {
        "project": project,
        "stages": [names[one] for one in stages],
        "schools": [_school(one, stages, counts, nobody, oldest) for one in schools.order_by("unit__name")],
        "crumbs": (Crumb(project.municipality.name, project.municipality.get_absolute_url()),),
    }


def _by_unit(rows: QuerySet[Measure]) -> QuerySet[Measure, tuple[int, int]]:
    return rows.order_by().values_list("unit").annotate(Count("pk", distinct=True))


def _waiting(rows: QuerySet[Measure], method: Method) -> QuerySet[Measure, tuple[int, date]]:
    """Since when the oldest measure waits for somebody, by school."""
    waits = [phase.id for phase in pack_phases(method).values() if phase.waits_for]
    return rows.filter(phase__in=waits).order_by().values_list("unit").annotate(Min("phase_on"))


def _school(
    one: Participation,
    stages: Sequence[str],
    counts: dict[int, dict[str, int]],
    nobody: dict[int, int],
    oldest: dict[int, date],
) -> School:
    own = counts.get(one.unit_id, {})
    at_work = sum(own.get(stage, 0) for stage in AT_WORK)
    return School(
        one.unit,
        tuple(own.get(stage, 0) for stage in stages),
        at_work,
        nobody.get(one.unit_id, 0),
        oldest.get(one.unit_id),
    )


def near(request: Asked) -> QuerySet[Participation]:
    """The schools whose measures the reader follows: where she works, and where she sits in an arena."""
    hats = request.actor.hats
    units = {hat.unit for hat in hats if hat.name == "staff"}
    arenas = {hat.arena for hat in hats if hat.name == "member"} - {None}
    rows = Participation.objects.filter(Q(unit__in=units) | Q(unit__arenas__in=arenas), takes_part=True)
    return rows.exclude(unit__kind="office").select_related("unit").distinct()
