"""What the pages of the log show, and its section on the page of a measure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _

from samspill.access.gate import may
from samspill.access.rules import Scope
from samspill.design.dates import weekday
from samspill.documents.models import Upload
from samspill.documents.queries import uploads_of_all
from samspill.measures.actions.log import may_change
from samspill.measures.log_queries import (
    PHOTO,
    Methods,
    entries_of,
    entry_scope,
    log_scope,
    own_tries,
    project_log,
    running,
    writes,
)
from samspill.measures.models import LogEntry, Measure
from samspill.measures.queries import MEASURES
from samspill.measures.shown import Shown, crumbs
from samspill.people.asking import Asked
from samspill.people.models import Unit
from samspill.people.panels import Crumb, Panel
from samspill.projects.models import Participation
from samspill.projects.queries import participation_of

LATEST = 5
EACH_PAGE = 30


@dataclass(frozen=True, slots=True)
class Row:
    entry: LogEntry
    photos: tuple[Upload, ...]


@dataclass(frozen=True, slots=True)
class Month:
    name: str
    rows: tuple[Row, ...]


def months(entries: Iterable[LogEntry]) -> tuple[Month, ...]:
    """Entries, the newest first, under the months they are of."""
    rows = with_photos(list(entries))
    grouped = groupby(rows, key=lambda row: date_format(row.entry.on, "F Y"))
    return tuple(Month(name, tuple(found)) for name, found in grouped)


def with_photos(entries: Sequence[LogEntry]) -> list[Row]:
    found: dict[int, tuple[Upload, ...]] = {}
    for upload in uploads_of_all(PHOTO, [entry.pk for entry in entries]):
        found[upload.thing_id] = (*found.get(upload.thing_id, ()), upload)
    return [Row(entry, found.get(entry.pk, ())) for entry in entries]


def log_section(shown: Shown) -> Panel | None:
    """The latest entries, for those who may read them; before the try-out there is nothing to log."""
    measure, request = shown.measure, shown.request
    scope = log_scope(measure, request.person.pk if request.person else None)
    if measure.tried_on is None or not may(request, scope, "log.read"):
        return None
    entries = list(entries_of(measure)[: LATEST + 1])
    context = {
        "months": months(entries[:LATEST]),
        "all_url": reverse("measures:log", args=[measure.pk]) if len(entries) > LATEST else "",
        "new_url": way_to_write(shown),
    }
    return Panel("measures/_log_section.html", context)


def way_to_write(shown: Shown) -> str:
    """Where this reader logs something in the try-out while it runs; empty for others."""
    measure, person = shown.measure, shown.request.person
    if shown.stage != "trying" or person is None or not measure.live:
        return ""
    return new_url(measure) if may(shown.request, log_scope(measure, person.pk), "log.write") else ""


def log_page(request: Asked, measure: Measure) -> dict[str, Any]:
    scope = log_scope(measure, request.person.pk if request.person else None)
    writes_here = Methods().tries(measure) and may(request, scope, "log.write")
    return {
        **_listed(request, entries_of(measure)),
        "title": _("Log"),
        "kicker": measure.title,
        "new_url": new_url(measure) if writes_here else "",
        "crumbs": _crumbs(measure),
    }


def project_page(request: Asked, part: Participation) -> dict[str, Any]:
    return {
        **_listed(request, project_log(part.unit_id, part.project_id)),
        "title": _("The leader’s log of the project"),
        "kicker": part.unit.name,
        "new_url": project_new_url(part.unit) if may(request, unit_scope(part.unit), "project_log.write") else "",
        "crumbs": (Crumb(part.unit.name, part.unit.get_absolute_url()),),
    }


def _listed(request: Asked, rows: QuerySet[LogEntry]) -> dict[str, Any]:
    page = Paginator(rows, EACH_PAGE).get_page(request.GET.get("page"))
    return {"months": months(page.object_list), "page": page}


def entry_page(request: Asked, entry: LogEntry, at: datetime) -> dict[str, Any]:
    scope = entry_scope(entry, request.person.pk if request.person else None)
    writes_here = may(request, scope, entry.write_word) and entry.withdrawn_at is None
    return {
        "entry": entry,
        "title": weekday(entry.on, year=True),
        "kicker": entry.measure.title if entry.measure else _("The leader’s log of the project"),
        "photos": with_photos([entry])[0].photos,
        "changes": may_change(entry, request.person, at),
        "adds": writes_here,
        "answers": writes_here and entry.asks,
        "crumbs": crumbs_of(entry),
    }


def form_frame(entry: LogEntry, title: str, lead: str = "") -> dict[str, Any]:
    """What a small form about one entry shows round itself."""
    here = Crumb(date_format(entry.on, "DATE_FORMAT"), entry.get_absolute_url())
    return {"title": title, "lead": lead, "back": entry.get_absolute_url(), "crumbs": (*crumbs_of(entry), here)}


def crumbs_of(entry: LogEntry) -> tuple[Crumb, ...]:
    if entry.measure:
        return (*_crumbs(entry.measure), Crumb(_("Log"), reverse("measures:log", args=[entry.measure.pk])))
    url = reverse("measures:project_log", args=[entry.unit_id])
    return Crumb(entry.unit.name, entry.unit.get_absolute_url()), Crumb(_("The leader’s log of the project"), url)


def _crumbs(measure: Measure) -> tuple[Crumb, ...]:
    return (*crumbs(measure), Crumb(measure.title, measure.get_absolute_url()))


def new_frame(request: Asked, title: str, back: str) -> dict[str, Any]:
    """Round the form of a new entry: as little as a phone can do with."""
    assert request.person
    key = f"log-{request.path}-{request.person.pk}"
    return {"title": title, "back": back, "draft": key, "later": format_html('data-later="{}"', key)}


def new_url(measure: Measure) -> str:
    return reverse("measures:new_entry", args=[measure.pk])


def project_new_url(unit: Unit) -> str:
    return reverse("measures:new_project_entry", args=[unit.pk])


def unit_scope(unit: Unit) -> Scope:
    """Where the leader's log of the project belongs."""
    arenas = frozenset(unit.arenas.values_list("pk", flat=True))
    return Scope(frozenset({unit.municipality_id}), frozenset({unit.pk}), arenas)


@dataclass(frozen=True, slots=True)
class Choice:
    name: str
    where: str
    url: str


def choices(request: Asked) -> tuple[list[Choice], list[Choice]]:
    """Where the reader may log something: one's own try-outs, then what one may besides."""
    assert request.person
    methods = Methods()
    own = running(own_tries(request.person), methods)
    units = {hat.unit for hat in request.actor.hats if hat.unit is not None and writes(request.actor, hat.unit)}
    sits = {hat.arena for hat in request.actor.hats if hat.name == "member"}
    near = MEASURES.filter(unit__in=units) | MEASURES.filter(unit__arenas__in=sits)
    others = [one for one in running(near.distinct(), methods) if one not in own]
    rest = [_choice(one) for one in others]
    for unit in Unit.objects.filter(pk__in=units).order_by("name"):
        if participation_of(unit):
            rest.append(Choice(_("The leader’s log of the project"), unit.name, project_new_url(unit)))
    return [_choice(one) for one in own], rest


def _choice(measure: Measure) -> Choice:
    return Choice(measure.title, measure.unit.name, new_url(measure))


def unit_panel(request: Asked, unit: Unit) -> Panel | None:
    """The way to the leader's log from the page of the school, for those who read it."""
    if not may(request, unit_scope(unit), "project_log.read") or participation_of(unit) is None:
        return None
    url = reverse("measures:project_log", args=[unit.pk])
    return Panel("measures/_project_log_way.html", {"url": url})
