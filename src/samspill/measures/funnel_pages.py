"""The funnel of a school and of a municipality: how far measures get, what waits, how long and for whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samspill.core.redthread.funnel import STATIONS, Funnel, Step, Tally, funnel, merged
from samspill.core.schoolyear.periods import periods
from samspill.measures.funnel_forms import FunnelFilter
from samspill.measures.funnel_queries import (
    CLARIFICATION,
    HEARING,
    RECHECK,
    counted,
    lives,
    projects_at,
    projects_with,
    schools_in,
)
from samspill.measures.models import Measure
from samspill.measures.words import levels_of, turn_name
from samspill.methods.schema import Method
from samspill.people.addresses import address
from samspill.people.asking import Asked
from samspill.people.models import Municipality, Unit
from samspill.people.panels import Crumb
from samspill.projects.models import Project
from samspill.projects.queries import adapted

OLDEST = 3
CELLS = "<td>{}</td>" * (len(STATIONS) + 2)
ROW = '<tr><th scope="row"><a class="ds-link" href="{}">{}</a></th>{}</tr>'
NAMES: Mapping[str, Any] = {
    "proposed": gettext_lazy("Proposed"),
    "heard": gettext_lazy("Heard"),
    "decided": gettext_lazy("Decided"),
    "tried": gettext_lazy("Tried out"),
    "evaluated": gettext_lazy("Evaluated"),
    "practice": gettext_lazy("Daily practice"),
    "alive": gettext_lazy("Alive after a year"),
}
ENDINGS: Mapping[str, Any] = {
    "declined": gettext_lazy("not to be tried"),
    "stopped": gettext_lazy("ended after the try-out"),
    "parked": gettext_lazy("parked"),
    "merged": gettext_lazy("merged with another"),
    "split": gettext_lazy("split into several"),
}


@dataclass(frozen=True, slots=True)
class Old:
    """One of those that have waited longest: its title and thread at its school; above it only the school, once."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One station as it is read: how many came so far, what waits there, for whom, since when."""

    step: Step
    name: str
    text: str
    most: int
    waits: str
    whom: str
    oldest: tuple[Old, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One school, in alphabetical order among the others and never in any other."""

    unit: Unit
    html: SafeString  # how many came to each station, how many wait, and for how many days at the longest


def school_page(request: Asked, unit: Unit) -> dict[str, Any]:
    """The funnel of one school."""
    frame = _frame(request, unit)
    project = projects_at(unit).first()
    if project is None:
        return frame
    method = adapted(project).method
    form = _filter(request, project, method, ())
    mine = lives(project, method, form.narrowed(), [unit.pk])
    made = funnel(mine, request.today, oldest=OLDEST)
    return frame | _shown(request, form, made, method, with_titles=True)


def municipal_page(request: Asked, home: Municipality) -> dict[str, Any]:
    """The funnel of all schools that take part: counts and ages, no texts."""
    frame = _frame(request, home)
    project = projects_with(home).first()
    if project is None:
        return frame
    method, schools = adapted(project).method, list(schools_in(project, request.today))
    form = _filter(request, project, method, schools)
    narrowed = form.narrowed()
    shown = [unit for unit in schools if narrowed.unit in (None, unit.pk)]
    parts = counted(project, method, narrowed, schools, request.today)
    made = merged(parts.values(), request.today, oldest=OLDEST)
    rows = tuple(_row(unit, parts.get(unit.pk) or Tally(), request.today) for unit in shown)
    return frame | _shown(request, form, made, method, with_titles=False) | {"rows": rows}


def _frame(request: Asked, place: Unit | Municipality) -> dict[str, Any]:
    return {
        "title": _("From proposal to daily practice"),
        "place": place.name,
        "here": request.path,
        "crumbs": (Crumb(place.name, place.get_absolute_url()),),
    }


def _filter(request: Asked, project: Project, method: Method, schools: Sequence[Unit]) -> FunnelFilter:
    halves = periods("half_year", project.starts, request.today)
    return FunnelFilter(request.GET, halves=halves, levels=levels_of(method), method=method, schools=schools)


def _shown(request: Asked, form: FunnelFilter, made: Funnel, method: Method, *, with_titles: bool) -> dict[str, Any]:
    names = _names(made, with_titles=with_titles)
    return {
        "form": form,
        "bars": tuple(_bar(step, made, method, names) for step in made.steps),
        "endings": tuple((ENDINGS.get(ending, ending), count) for ending, count in made.endings),
        "empty": not made.steps[0].reached,
        "filtered": bool(request.GET),
    }


def _names(made: Funnel, *, with_titles: bool) -> Mapping[int, Old]:
    """What those that have waited longest are called, in one query; above the school, each school once."""
    rows = Measure.objects.filter(pk__in=[pk for step in made.steps for pk in step.oldest])
    if with_titles:
        return {pk: Old(title, reverse("measures:thread", args=[pk])) for pk, title in rows.values_list("pk", "title")}
    places = rows.values_list("pk", "unit", "unit__name")
    return {pk: Old(name, reverse("measures:school_funnel", args=[unit])) for pk, unit, name in places}


def _bar(step: Step, made: Funnel, method: Method, names: Mapping[int, Old]) -> Bar:
    share = "" if step.share is None else _("%(share)s %% of those before") % {"share": round(100 * step.share)}
    return Bar(
        step,
        str(NAMES[step.station]),
        " · ".join(filter(None, [str(step.reached), share])),
        made.steps[0].reached or 1,
        _waits(step),
        ", ".join(_whom(who, count, method) for who, count in step.waits_for if who),
        tuple(dict.fromkeys(names[int(pk)] for pk in step.oldest if int(pk) in names)),
    )


def _waits(step: Step) -> str:
    if not step.waiting:
        return ""
    count = ngettext("%(count)s waits here", "%(count)s wait here", step.waiting) % {"count": step.waiting}
    oldest = _days(step.oldest_age or 0)
    if step.waiting == 1:
        return _("%(count)s, for %(days)s.") % {"count": count, "days": oldest}
    middle = _days(round(step.median_age or 0))
    holes = {"count": count, "middle": middle, "oldest": oldest}
    return _("%(count)s: half of them longer than %(middle)s, the longest %(oldest)s.") % holes


def _days(count: int) -> str:
    return ngettext("%(count)s day", "%(count)s days", count) % {"count": count}


def _whom(who: str, count: int, method: Method) -> str:
    own = {CLARIFICATION: _("a clarification"), RECHECK: _("the next re-check"), HEARING: _("the hearing")}
    return _("%(who)s (%(count)s)") % {"who": own.get(who) or turn_name(method, who), "count": count}


def _row(unit: Unit, part: Tally, today: date) -> Row:
    longest = (today - part.since).days if part.since else "–"
    cells = CELLS.format(*part.reached, part.waiting, longest)  # numbers only
    return Row(unit, format_html(ROW, address("measures:school_funnel", unit.pk), unit.name, SafeString(cells)))
