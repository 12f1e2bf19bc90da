"""Rows to core: the plan as the rules read it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Greatest, Least

from samspill.arenas.models import Arena, passing_kinds
from samspill.arenas.queries import usual_weekday
from samspill.calendars.bridge import Year
from samspill.core.fidelity.model import Frame, Held, Planned, Ref
from samspill.core.schoolyear import SchoolYear
from samspill.meetings.models import Meeting
from samspill.meetings.queries import MEETINGS
from samspill.methods import load
from samspill.methods.schema import Activity, Method
from samspill.methods.when import window
from samspill.projects.models import Participation, Project
from samspill.wheel.laying import Body
from samspill.wheel.matching import Met, Slot, match, widened
from samspill.wheel.models import Occasion

SCHOOL_YEARS = 3
WEDNESDAY = 3  # where the seats do not say when the services are at the school


def summers(year: Year, starts: date, ends: date) -> tuple[date, ...]:
    """The first day of the summer holiday in each spring of the span."""
    found = (year.days.summer_begins(number) for number in range(starts.year, ends.year + 1))
    return tuple(day for day in found if day)


def activities_of(method: Method) -> Mapping[str, Activity]:
    return {activity.id: activity for activity in method.plan}


def arena_of(occasion: Occasion, activities: Mapping[str, Activity]) -> str | None:
    """What meets on an occasion: the arena it is laid for, or the conference its activity names."""
    if occasion.arena:
        return occasion.arena.kind
    activity = activities.get(occasion.activity)
    return activity.arena if activity else None


def with_meetings(
    occasions: Iterable[Occasion], arenas: Iterable[int] = (), *, whole: bool = False
) -> tuple[Meeting, ...]:
    """Let each occasion know its meeting, and give back the meetings of these arenas that are no occasion of the plan.

    Whole arenas are matched, also where only a part of their occasions is asked for: the same row always gets the same
    meeting. An activity whose body has no seats, a conference, is laid for nobody in particular: its meeting is that of
    the real conference. Two queries; one when `occasions` are already the whole of what these arenas have.
    """
    rows = list(occasions)
    asked = {*arenas, *(row.arena_id for row in rows if row.arena_id)}
    meetings = list(_called(MEETINGS, asked, rows))
    return _matched(rows, meetings, lambda halls: rows if whole else Occasion.objects.filter(halls.rows(asked)))


def with_meetings_of_year(
    occasions: Iterable[Occasion], arenas: Mapping[int, Arena], span: tuple[date, date]
) -> tuple[Meeting, ...]:
    """The same for occasions that lie in a span: what is far from it is not read, nor an arena that is known already.

    Three queries, however many years there are; one more where conferences have arenas that are not known.
    """
    rows = list(occasions)
    near = widened(span, _windows(arenas))
    there = Q(on__range=near) | Q(conference__isnull=False)
    meetings = list(_called(Meeting.objects.order_by(), arenas.keys(), rows).filter(there))
    _with_arenas(meetings, arenas)
    # Whatever reaches into what is near lies in it, with all of its days.
    here = Q(on__range=near) | Q(arena=None)
    return _matched(rows, meetings, lambda halls: Occasion.objects.filter(halls.rows(arenas.keys()), here).order_by())


def _windows(arenas: Collection[int]) -> QuerySet[Occasion, tuple[date, date]]:
    """When occasions may fall; a day that somebody chose widens that."""
    days = Least("earliest", "on", "held_on"), Greatest("latest", "on", "held_on")
    return Occasion.objects.filter(arena__in=arenas).order_by().values_list(*days).distinct()


def _called(meetings: QuerySet[Meeting], asked: Collection[int], rows: Iterable[Occasion]) -> QuerySet[Meeting]:
    return meetings.annotate(of_activity=F("conference__activity")).filter(Q(arena__in=asked) | _conferences(rows))


def _with_arenas(meetings: Iterable[Meeting], arenas: Mapping[int, Arena]) -> None:
    """Joining the arena to each of hundreds of rows takes longer than looking it up."""
    lacking = {one.arena_id for one in meetings} - arenas.keys()
    rows = Arena.objects.select_related("unit__municipality", "project__municipality")
    known = {**arenas, **(rows.in_bulk(lacking) if lacking else {})}
    for one in meetings:
        one.arena = known[one.arena_id]


def _matched(
    rows: Iterable[Occasion], called: Iterable[Meeting], laid: Callable[[Halls], Iterable[Occasion]]
) -> tuple[Meeting, ...]:
    meetings = {one.pk: one for one in called}
    if not meetings:
        return ()
    halls = halls_of(meetings.values())
    slots = [_slot(row, arena) for row in laid(halls) if (arena := row.arena_id or halls.of(row))]
    found = match(slots, [_met(one) for one in meetings.values()])
    for row in rows:
        row.meeting = meetings.get(found.get(row.pk, 0))
    matched = set(found.values())
    return tuple(one for pk, one in meetings.items() if pk not in matched)


def _slot(row: Occasion, arena: int) -> Slot:
    on = row.held_on or row.on
    return Slot(row.pk, arena, row.earliest, row.latest, on, bool(row.called_off), row.activity)


def _met(one: Meeting) -> Met:
    activity: str | None = one.of_activity  # type: ignore[attr-defined]
    return Met(one.pk, one.arena_id, one.on, bool(one.called_off), activity or "")


@dataclass(frozen=True, slots=True)
class Halls:
    """Which arena holds the conferences that occasions are laid for: by project, unit and activity."""

    by_activity: Mapping[tuple[int, int, str], int]

    def of(self, row: Occasion) -> int | None:
        return None if row.arena_id else self.by_activity.get((row.project_id, row.unit_id, row.activity))

    def rows(self, asked: Collection[int]) -> Q:
        """Everything laid for these arenas, conferences included."""
        wanted = Q(arena__in=asked)
        for project, unit, activity in self.by_activity:
            wanted |= Q(arena=None, project=project, unit=unit, activity=activity)
        return wanted


def _conferences(rows: Iterable[Occasion]) -> Q:
    """The conferences of where something is laid for no arena."""
    loose = {(row.project_id, row.unit_id) for row in rows if row.activity and not row.arena_id}
    projects, units = {project for project, _unit in loose}, {unit for _project, unit in loose}
    return Q(arena__kind__in=passing_kinds(), arena__project__in=projects, arena__unit__in=units)


def halls_of(meetings: Iterable[Meeting]) -> Halls:
    """Where conferences are held, by what the method lays for them. The arena opened last counts."""
    halls = {one.arena_id: one.arena for one in meetings if not one.arena.standing and one.arena.project}
    found: dict[tuple[int, int, str], int] = {}
    for pk, arena in sorted(halls.items()):
        assert arena.project, "asked before"
        # Adaptations move windows and numbers, never which body an activity belongs to: the pack itself says it.
        for activity in load.method(arena.project.method, arena.project.revision).plan:
            if activity.arena == arena.kind:
                found[arena.project.pk, arena.unit_id, activity.id] = pk
    return Halls(found)


def planned(
    occasions: Iterable[Occasion], activities: Mapping[str, Activity], also: Iterable[Meeting] = ()
) -> tuple[Planned, ...]:
    """The plan as the rules read it, what is called off left out; `also` are meetings beside the plan."""
    laid = [
        Planned(arena, one.day, one.arena.group if one.arena else "", _ref(one))
        for one in occasions
        if not one.off and (arena := arena_of(one, activities))
    ]
    called = [
        Planned(one.arena.kind, one.on, one.arena.group, Ref("meeting", one.pk)) for one in also if not one.called_off
    ]
    return (*laid, *called)


def held(
    occasions: Iterable[Occasion], activities: Mapping[str, Activity], also: Iterable[Meeting] = ()
) -> tuple[Held, ...]:
    """What has been held, by the day it really was. An occasion and its meeting count once."""
    laid = [
        Held(arena, one.held_day, one.arena.group if one.arena else "", one.lasted, ref=_ref(one))
        for one in occasions
        if one.held_day and (arena := arena_of(one, activities))
    ]
    met = [
        Held(one.arena.kind, one.on, one.arena.group, one.lasted, ref=Ref("meeting", one.pk))
        for one in also
        if one.ended_at
    ]
    return (*laid, *met)


def _ref(one: Occasion) -> Ref:
    """The meeting leads further than the line of the plan: its minutes are there."""
    return Ref("meeting", one.meeting.pk) if one.meeting else Ref("occasion", one.pk)


def end_of(project: Project, method: Method) -> date:
    """The last day of a project: its own, else the method's, else the end of the third school year."""
    if project.ends:
        return project.ends
    if method.ends:
        return window(method.ends, project.starts)[1]
    return SchoolYear(SchoolYear.of(project.starts).begins + SCHOOL_YEARS - 1).period.end


def frame_of(participation: Participation, method: Method, year: Year, today: date, groups: Iterable[str]) -> Frame:
    """Where and when the rules read; `groups` are the grades this unit has arenas for."""
    ends = end_of(participation.project, method)
    return Frame(
        today=today,
        joined=participation.joined,
        ends=ends,
        summer_begins=summers(year, participation.joined, ends),
        groups=tuple(sorted({group for group in groups if group})),
        takes_part=participation.takes_part,
    )


def bodies_of(arenas: Iterable[Arena]) -> tuple[Body, ...]:
    """Running arenas as the layout reads them, each with the weekday most of its members are at the school.

    Not the rows that stand for conferences: what a conference's activity lays stays laid for nobody in particular, also
    once the first conference was called.
    """
    return tuple(
        Body(arena.pk, arena.kind, arena.group, (usual_weekday(arena) or WEDNESDAY) - 1)
        for arena in arenas
        if arena.standing
    )
