"""The page of a school's measures side by side: as a board, a list, a timeline, a pyramid."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy, pgettext_lazy

from samspill.access.gate import may
from samspill.arenas.queries import arenas_of_unit
from samspill.arenas.words import name_of
from samspill.core.schoolyear.periods import SchoolYear
from samspill.measures.bridge import pack_phases
from samspill.measures.coordinating import team_kinds
from samspill.measures.models import Measure
from samspill.measures.overview_forms import SideForm
from samspill.measures.pyramid import pyramid
from samspill.measures.side import (
    Row,
    columns_of,
    methods_in,
    of_unit,
    rows_of,
    school_place,
)
from samspill.measures.spans import Span, months_of, spans_of, today_in
from samspill.measures.words import level_name, levels_of, turn_name
from samspill.methods.schema import Method
from samspill.people.asking import Asked, number
from samspill.people.models import Unit
from samspill.people.panels import Crumb
from samspill.projects.models import Participation
from samspill.projects.queries import adapted, participation_of

VIEWS = {
    "board": pgettext_lazy("view of the measures", "Board"),
    "list": gettext_lazy("List"),
    "timeline": gettext_lazy("Timeline"),
    "pyramid": gettext_lazy("Pyramid"),
}


@dataclass(frozen=True, slots=True)
class Side:
    """What a view is made from: the rows that are shown, and the methods they run by."""

    request: Asked
    rows: Sequence[Row]
    methods: dict[int, Method]


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
    # The pyramid looks back: what was ended ran in its time.
    shown = replace(chosen, past=True) if view == "pyramid" else chosen
    rows = rows_of(of_unit(unit, shown, request), methods, request, chosen.waits)
    return {
        "unit": unit,
        "unit_key": str(unit.pk),
        "proposes": may(request, school_place(unit), "measure.propose"),
        "form": form,
        "view": view,
        "views": _views(request, view),
        "clear": f"?view={view}",
        "rows": rows,
        "any": bool(rows) or everything.exists(),
        "filtered": chosen != type(chosen)(),
        "crumbs": (Crumb(unit.name, unit.get_absolute_url()),),
        **(BUILD[view](Side(request, rows, methods)) if methods else {}),
    }


def _given(request: Asked) -> dict[str, str]:
    return {name: str(value).replace("\x00", "") for name, value in request.GET.items()}


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


def _board(side: Side) -> dict[str, Any]:
    stand = [row for row in side.rows if not row.measure.fate]
    return {"columns": columns_of(stand, side.methods.values()), "laid": [row for row in side.rows if row.measure.fate]}


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


def _list(side: Side) -> dict[str, Any]:
    given = side.request.GET.get("sort", "")
    down = given.startswith("-")
    name = given.lstrip("-") if given.lstrip("-") in SORTS else ""
    heads = []
    for one, (label, _key) in SORTS.items():
        query = side.request.GET.copy()
        query["sort"] = f"-{one}" if one == name and not down else one
        now = ("descending" if down else "ascending") if one == name else ""
        heads.append(Head(str(label), f"?{query.urlencode()}", now))
    ordered = sorted(side.rows, key=SORTS[name][1], reverse=down) if name else side.rows
    return {"heads": heads, "ordered": ordered}


def _timeline(side: Side) -> dict[str, Any]:
    request = side.request
    year = SchoolYear(_year(request))
    spans: list[Span] = spans_of(side.rows, year.period, request.today)
    query = request.GET.copy()

    def other(begins: int) -> str:
        query["year"] = str(begins)
        return f"?{query.urlencode()}"

    return {
        "year": year.key,
        "spans": spans,
        "months": months_of(year.period),
        "now": today_in(year.period, request.today),
        "before": other(year.begins - 1),
        "after": other(year.begins + 1),
    }


def _year(request: Asked) -> int:
    asked = number(request, "year")
    return asked if asked and 1990 <= asked <= 2190 else SchoolYear.of(request.today).begins


def _pyramid(side: Side) -> dict[str, Any]:
    return pyramid(side.rows, list(side.methods.values())[-1], side.request.today)


BUILD: dict[str, Callable[[Side], dict[str, Any]]] = {
    "board": _board,
    "list": _list,
    "timeline": _timeline,
    "pyramid": _pyramid,
}


def near(request: Asked) -> QuerySet[Participation]:
    """The schools whose measures the reader follows: where she works, and where she sits in an arena."""
    hats = request.actor.hats
    units = {hat.unit for hat in hats if hat.name == "staff"}
    arenas = {hat.arena for hat in hats if hat.name == "member"} - {None}
    rows = Participation.objects.filter(Q(unit__in=units) | Q(unit__arenas__in=arenas), takes_part=True)
    return rows.exclude(unit__kind="office").select_related("unit").distinct()
