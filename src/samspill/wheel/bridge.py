"""Rows to core: the plan as the rules read it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from samspill.arenas.models import Arena
from samspill.arenas.queries import usual_weekday
from samspill.calendars.bridge import Year
from samspill.core.fidelity.model import Frame, Held, Planned, Ref
from samspill.core.schoolyear import SchoolYear
from samspill.methods.schema import Activity, Method
from samspill.methods.when import window
from samspill.projects.models import Participation, Project
from samspill.wheel.laying import Body
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


def planned(occasions: Iterable[Occasion], activities: Mapping[str, Activity]) -> tuple[Planned, ...]:
    """The plan as the rules read it, called-off occasions left out."""
    return tuple(
        Planned(arena, one.on, one.arena.group if one.arena else "", Ref("occasion", one.pk))
        for one in occasions
        if not one.called_off and (arena := arena_of(one, activities))
    )


def held(occasions: Iterable[Occasion], activities: Mapping[str, Activity]) -> tuple[Held, ...]:
    """What has been held, by the day it really was."""
    return tuple(
        Held(arena, one.held_on, one.arena.group if one.arena else "", one.minutes, ref=Ref("occasion", one.pk))
        for one in occasions
        if one.held_on and (arena := arena_of(one, activities))
    )


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
    """Running arenas as the layout reads them, each with the weekday most of its members are at the school."""
    return tuple(Body(arena.pk, arena.kind, arena.group, (usual_weekday(arena) or WEDNESDAY) - 1) for arena in arenas)
