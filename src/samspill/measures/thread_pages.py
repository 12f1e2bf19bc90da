"""The pages of the red thread: of one measure both ways, and of one statement onward."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from samspill.measures.models import Measure, Statement
from samspill.measures.reader import Reader
from samspill.measures.shown import crumbs
from samspill.measures.thread_bridge import Way, way_from, way_of
from samspill.measures.thread_lines import lines
from samspill.measures.thread_picture import drawings
from samspill.measures.thread_queries import Kin, kin_of, with_places
from samspill.measures.thread_words import Told, told
from samspill.measures.words import phase_name
from samspill.methods.schema import Method
from samspill.people.addresses import address
from samspill.people.asking import Asked
from samspill.people.panels import Crumb
from samspill.projects.queries import adapted


def chain(request: Asked, measure: Measure) -> tuple[Way, tuple[Told, ...]]:
    """The thread through a measure as this reader may see it, and its stations in words, in reading order."""
    reader = Reader(request)
    kin = open_kin(reader, kin_of([measure.pk], measure.unit, measure.project))
    way = way_of(measure, kin, methods_of(kin.measures))
    return way, tuple(in_words(way, reader, measure.pk))


def open_kin(reader: Reader, kin: Kin) -> Kin:
    """Without the measures that this reader may not see: the guidance team follows those the school has opened."""
    return replace(kin, measures=tuple(one for one in kin.measures if reader.may(one, "measure.read")))


def methods_of(measures: Iterable[Measure]) -> Mapping[int, Method]:
    """The method of each project, as it runs there."""
    projects = {one.project_id: one.project for one in measures}
    return {pk: adapted(project).method for pk, project in projects.items()}


def in_words(way: Way, reader: Reader, own: int | None) -> Iterable[Told]:
    """The stations as they are read; those of another measure say whose they are."""
    for station in way.thread.stations:
        stop = way.stops[station.key]
        whose = stop.measure if stop.measure is not None and stop.measure.pk != own else None
        yield replace(told(stop, reader), whose=whose)


def thread_page(request: Asked, measure: Measure) -> dict[str, Any]:
    way, stations = chain(request, measure)
    return {
        "measure": measure,
        "phase": phase_name(measure.project, measure.phase),
        "title": _("The red thread"),
        "crumbs": (*crumbs(measure), Crumb(measure.title, measure.get_absolute_url())),
        **_shown(way, stations),
    }


def statement_page(request: Asked, statement: Statement) -> dict[str, Any]:
    """The words, where they were said, and everything that became of them."""
    reader = Reader(request)
    grown = list(statement.measures.values_list("pk", flat=True))
    kin = open_kin(reader, kin_of(grown, statement.unit, statement.project))
    way = way_from(with_places(statement), kin, methods_of(kin.measures))
    stations = tuple(in_words(way, reader, grown[0] if len(grown) == 1 else None))
    return {
        "statement": statement,
        "said": stations[0],
        "origin": statement.origin_url,
        "became": [_became(one) for one in _passed(way)],
        "title": _("What was said, and what became of it"),
        "crumbs": (Crumb(statement.unit.name, statement.unit.get_absolute_url()),),
        **_shown(way, stations),
    }


def _passed(way: Way) -> Iterable[Measure]:
    """The measures that have a station on the way, in its order; not what else was merged into them."""
    stops = (way.stops[station.key].measure for station in way.thread.stations)
    return dict.fromkeys(measure for measure in stops if measure is not None)


def _became(measure: Measure) -> dict[str, str]:
    """A measure in one line: where it stands now."""
    word = measure.get_fate_display() if measure.fate else phase_name(measure.project, measure.phase)
    url = address("measures:thread", measure.pk)
    return {"title": measure.title, "stands": word, "url": url}


def _shown(way: Way, stations: tuple[Told, ...]) -> dict[str, Any]:
    by_key = {one.key: one for one in stations}
    return {"lines": list(lines(stations)), "drawings": drawings(way.thread, by_key)}
