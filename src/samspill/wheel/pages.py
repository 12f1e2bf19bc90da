"""What the pages about the plan show: lines by half-year and month, filters, and the plan beside the rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from samspill.access.gate import may
from samspill.arenas.models import Arena
from samspill.calendars.bridge import Year, year_of
from samspill.conferences.rights import planner
from samspill.core.fidelity import check_plan
from samspill.core.fidelity.evaluate import PlanGap
from samspill.core.schoolyear import Period, period_of, periods
from samspill.measures.models.measure import place_of
from samspill.meetings.models import Meeting
from samspill.methods.schema import Method
from samspill.people.asking import Asked
from samspill.people.models import Person, Unit, UnitKind
from samspill.people.panels import Crumb
from samspill.projects.models import Participation, Project
from samspill.projects.queries import adapted
from samspill.projects.words import say, sentence
from samspill.wheel.bridge import activities_of, arena_of, end_of, frame_of, planned, with_meetings
from samspill.wheel.forms import PlanFilter
from samspill.wheel.lines import Around, Line, counts_of, state_of
from samspill.wheel.models import Occasion
from samspill.wheel.queries import occasions_at, occasions_of, open_for, whole_plan
from samspill.wheel.who import level_of

LINES = 120  # on one page
ON_PAPER = 1000
SHOWN = 6  # of what comes, on an arena's page


@dataclass(frozen=True, slots=True)
class Month:
    period: Period
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Half:
    period: Period
    months: tuple[Month, ...]


def unit_plan(request: Asked, participation: Participation, lines: int = LINES) -> dict[str, Any]:
    """The plan of one school or of the office."""
    project, unit = participation.project, participation.unit
    method = adapted(project).method
    ends = end_of(project, method)
    year = year_of(unit, participation.joined, ends)
    arenas = list(Arena.objects.filter(project=project, unit=unit))
    whole = whole_plan(project, unit, arenas)
    also = with_meetings(whole, [arena.pk for arena in arenas], whole=True)
    own = level_of(unit)
    around = Around.of(request, project, whole)
    main = [row for row in whole if row.activity not in _weekly(method)]
    return {
        **_shown(request, occasions_at(project, unit), project, level=False, around=around, whole=whole, most=lines),
        "participation": participation,
        "year": year,
        "laid": bool(whole),
        "counts": counts_of(state_of(row, request.today, around.found) for row in main),
        "gaps": _gaps(participation, whole, also, method, year, own, request.today),
        "may_change": may(request, participation, "plan.change"),
        "crumbs": home(participation),
    }


def municipality_plan(request: Asked, project: Project) -> dict[str, Any]:
    """The plan of every unit in the project."""
    rows = occasions_of(project)
    return {**_shown(request, rows, project, level=True), "project": project, "crumbs": _home(project)}


def _home(project: Project) -> tuple[Crumb, ...]:
    return (Crumb(project.municipality.name, project.municipality.get_absolute_url()),)


def _shown(
    request: Asked,
    rows: QuerySet[Occasion],
    project: Project,
    *,
    level: bool,
    around: Around | None = None,
    whole: Sequence[Occasion] = (),
    most: int = LINES,
) -> dict[str, Any]:
    """What of `rows` is asked for. Where all of a unit's plan is at hand already, `whole` is not read again."""
    method = adapted(project).method
    halves = periods("half_year", project.starts, end_of(project, method))
    form = PlanFilter(_given(request, halves), method=method, halves=halves, level=level)
    asked = form.asked()
    found: QuerySet[Occasion] | list[Occasion] = _filtered(rows, asked, method)
    if asked.get("open") or asked.get("behind"):
        listed = _met(found, whole)
        around = around or Around.of(request, project, listed)
        wanted = ("passed",) if asked.get("behind") else ("passed", "begun", "coming")
        found = [row for row in listed if state_of(row, request.today, around.found) in wanted]
    page = Paginator(found, most).get_page(request.GET.get("page"))
    shown = _met(page.object_list, whole)
    around = around or Around.of(request, project, shown)
    lines = [around.line(one) for one in shown]
    return {
        "method": method,
        "filter": form,
        "page": page,
        "halves": _by_half(lines),
        "lines": lines,
        "as_table": asked.get("view") == "table",
    }


def _met(rows: Iterable[Occasion], whole: Sequence[Occasion]) -> list[Occasion]:
    """The rows with their meetings."""
    listed, known = list(rows), {row.pk: row.meeting for row in whole}
    if not known:
        with_meetings(listed)
    for row in listed:
        row.meeting = known.get(row.pk, row.meeting)
    return listed


def _weekly(method: Method) -> set[str]:
    """What repeats so often that it is no main activity."""
    return {activity.id for activity in method.plan if not activity.main}


def _given(request: Asked, halves: Sequence[Period]) -> Mapping[str, Any]:
    """What the reader asked for; plans are long, so unasked one opens at the half-year that runs."""
    if request.GET:
        return request.GET
    running = [half.key for half in halves if request.today in half]
    return {"half": running[0] if running else ""}


def _filtered(rows: QuerySet[Occasion], asked: Mapping[str, Any], method: Method) -> QuerySet[Occasion]:
    if asked.get("half"):
        half = _half(asked["half"])
        rows = rows.filter(on__range=(half.start, half.end))
    if asked.get("arena"):
        without_body = [one.id for one in method.plan if one.arena == asked["arena"]]
        rows = rows.filter(Q(arena__kind=asked["arena"]) | Q(arena=None, activity__in=without_body))
    if asked.get("role"):
        rows = rows.filter(activity__in=[one.id for one in method.plan if asked["role"] in one.responsible])
    if asked.get("level"):
        office = Q(unit__kind=UnitKind.OFFICE)
        rows = rows.filter(office if asked["level"] == "municipality" else ~office)
    return rows if asked.get("weekly") else rows.exclude(activity__in=_weekly(method))


def _half(key: str) -> Period:
    year, _dash, number = key.partition("-H")
    return period_of("half_year", date(int(year), 1 if number == "1" else 8, 1))


def _by_half(lines: Iterable[Line]) -> list[Half]:
    def half(line: Line) -> Period:
        return period_of("half_year", line.occasion.on)

    def month(line: Line) -> Period:
        return period_of("month", line.occasion.on)

    return [
        Half(one, tuple(Month(each, tuple(own)) for each, own in groupby(inside, key=month)))
        for one, inside in groupby(lines, key=half)
    ]


def _gaps(
    participation: Participation,
    whole: Sequence[Occasion],
    also: Sequence[Meeting],
    method: Method,
    year: Year,
    level: str,
    today: date,
) -> list[PlanGap]:
    """Where the plan from today on holds less than the method asks (domain G1); what is past cannot be planned."""
    if not whole:
        return []
    groups = {one.arena.group for one in whole if one.arena}
    wishes = [wish for wish in method.requirements.values() if wish.level == level]
    frame = frame_of(participation, method, year, today, groups)
    gaps = check_plan(wishes, planned(whole, activities_of(method), also), frame)
    return [gap for gap in gaps if gap.period.end >= today]


def title_of(occasion: Occasion, method: Method | None) -> str:
    """What happens, with the grade where each has its own."""
    title = occasion.title
    if method is not None and not title:
        title = say(method, f"activities.{occasion.activity}.name")
    if occasion.arena and occasion.arena.group:
        return sentence(_("%(arena)s, grade %(grade)s"), arena=title, grade=occasion.arena.group)
    return title


def may_open(request: Asked, occasion: Occasion) -> bool:
    """Whether the reader may open the occasion's meeting; a conference is open to more than its meeting is."""
    if occasion.meeting is None:
        return False
    held = may(request, place_of(occasion.unit), "conference.read") if occasion.meeting.shown_at else False
    return held or may(request, occasion.meeting, "meeting.read")


def conference_url(request: Asked, occasion: Occasion, method: Method) -> str:
    """Where the conference of a line is planned, activity and day filled in; empty where there is nothing to plan."""
    activity = activities_of(method).get(occasion.activity)
    kind = method.arenas.get(activity.arena) if activity and activity.arena else None
    if kind is None or kind.standing or occasion.meeting or occasion.held_on or occasion.called_off:
        return ""
    if not may(request, planner(occasion.project, occasion.unit, request.today), "conference.plan"):
        return ""
    filled = urlencode({"activity": occasion.activity, "on": max(occasion.on, request.today).isoformat()})
    return f"{reverse('conferences:new', args=[occasion.unit_id])}?{filled}"


def people_for(unit: Unit) -> QuerySet[Person]:
    """Who may be responsible: everybody who works at the unit or sits in one of its arenas."""
    works = Q(positions__unit=unit, positions__until=None)
    sits = Q(memberships__arena__unit=unit, memberships__until=None)
    return Person.objects.filter(works | sits).distinct()


def frame(occasion: Occasion, title: str) -> dict[str, Any]:
    """What every form about one occasion shows round itself."""
    method = adapted(occasion.project).method
    own = Crumb(title_of(occasion, method), occasion.get_absolute_url())
    return {"title": title, "lead": own.label, "back": own.url, "crumbs": (*crumbs_of(occasion), own)}


def crumbs_of(occasion: Occasion) -> tuple[Crumb, ...]:
    unit = occasion.unit
    return (*_home(occasion.project), Crumb(unit.name, unit.get_absolute_url()))


def home(participation: Participation) -> tuple[Crumb, ...]:
    return (*_home(participation.project), Crumb(participation.unit.name, participation.unit.get_absolute_url()))


def plan_url(participation: Participation) -> str:
    return reverse("wheel:plan", args=[participation.pk])


def as_planned(occasion: Occasion, today: date) -> dict[str, Any]:
    """What most often is true when something is ticked off: the planned day, and the length the method asks for."""
    method = adapted(occasion.project).method
    kind = method.arenas.get(arena_of(occasion, activities_of(method)) or "")
    minutes = kind.rhythm.minutes if kind and kind.rhythm else None
    return {"version": occasion.version, "on": min(occasion.on, today), "minutes": minutes}


@dataclass(frozen=True, slots=True)
class Next:
    """One thing an arena has before it: a line of the plan, or a meeting beside it."""

    on: date
    line: Line | None
    meeting: Meeting | None


def coming_in(request: Asked, arena: Arena) -> dict[str, Any]:
    """What the arena has before it, and the past occasions nobody has ticked off, by the day it will be."""
    rows = list(open_for(arena))
    also = with_meetings(rows, [arena.pk])
    around = Around.of(request, arena.project, rows) if arena.project and rows else None
    lines = [around.line(one) for one in rows] if around else []
    open_lines = [line for line in lines if line.state not in ("held", "off")]
    coming = [Next(line.occasion.day, line, line.occasion.meeting) for line in open_lines]
    coming += [Next(one.on, None, one) for one in also if not one.ended_at and not one.called_off]
    to_call = any(one.meeting is None and one.on >= request.today for one in rows)
    return {
        "ahead": sorted(coming, key=lambda one: one.on)[:SHOWN],
        "may_read": may(request, arena, "meeting.read"),
        "may_call": may(request, arena, "meeting.prepare"),
        "may_call_half": to_call and may(request, arena, "meeting.prepare"),
    }
