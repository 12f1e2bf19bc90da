"""Rows to core: the school days of a unit, from its own calendar, its municipality's, or public holidays alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import holidays

from samspill.arenas.models import Arena
from samspill.core.fidelity.model import Frame, Held, Planned, Ref
from samspill.core.schoolyear import Holiday, SchoolDays, SchoolYear
from samspill.methods.schema import Activity, Method
from samspill.methods.when import window
from samspill.people.models import Unit
from samspill.projects.models import Participation, Project
from samspill.wheel.laying import Body
from samspill.wheel.models import Calendar, Occasion, SpanKind
from samspill.wheel.queries import calendars_for

DAY = timedelta(days=1)
# Where no route is imported: pupils are away from about midsummer until mid August in all three countries.
SUMMER_BEGINS, SUMMER_ENDS = (6, 21), (8, 16)
SCHOOL_YEARS = 3
WEEKDAY = 2  # Wednesday, where the seats do not say when the services are at the school


@dataclass(frozen=True, slots=True)
class Year:
    """School days over a span, and until when they come from an imported school route."""

    days: SchoolDays
    calendars: tuple[Calendar, ...]  # those that gave days, in order of time

    @property
    def imported_until(self) -> date | None:
        return max((calendar.ends for calendar in self.calendars), default=None)

    @property
    def own(self) -> bool:
        """Whether the school has a calendar of its own, not only the municipality's."""
        return any(calendar.unit_id for calendar in self.calendars)


def year_of(unit: Unit, starts: date, ends: date) -> Year:
    """The school days of a unit from `starts` to `ends`. Two queries.

    Its own calendar goes before the municipality's; days that no calendar covers are weekdays outside summer and public
    holidays.
    """
    calendars = sorted(calendars_for(unit, starts, ends), key=lambda one: (one.unit_id is None, one.starts))
    return _compose(calendars, unit.municipality.country, starts, ends)


def _compose(calendars: Sequence[Calendar], country: str, starts: date, ends: date) -> Year:
    free, planning, named = _spans_of(calendars, country, starts, ends)
    days = [day for day in _weekdays(starts, ends) if day not in free and day not in planning]
    return Year(SchoolDays(tuple(days), tuple(sorted(planning)), named), tuple(calendars))


def _spans_of(
    calendars: Sequence[Calendar], country: str, starts: date, ends: date
) -> tuple[set[date], set[date], tuple[Holiday, ...]]:
    """Days without pupils and teachers, planning days, and the holidays by name."""
    free: set[date] = set()
    planning: set[date] = set()
    named: list[Holiday] = []
    taken: list[Calendar] = []
    for calendar in calendars:
        for span in calendar.spans.all():
            own = [day for day in _days(span.first, span.last) if not _covered(day, taken)]
            (planning if span.kind == SpanKind.PLANNING else free).update(own)
            if own and span.kind == SpanKind.HOLIDAY:
                named.append(Holiday(span.name, own[0], own[-1]))
        taken.append(calendar)
    for holiday in _without_route(country, starts, ends):
        if not _covered(holiday.start, taken) or not _covered(holiday.end, taken):
            free.update(day for day in _days(holiday.start, holiday.end) if not _covered(day, taken))
            named.append(holiday)
    return free, planning, tuple(named)


def _covered(day: date, calendars: Iterable[Calendar]) -> bool:
    return any(calendar.starts <= day <= calendar.ends for calendar in calendars)


@lru_cache(maxsize=64)
def _without_route(country: str, starts: date, ends: date) -> tuple[Holiday, ...]:
    """Public holidays by the country's law, and a summer. Never stale: it depends on nothing but its arguments."""
    years = range(starts.year, ends.year + 1)
    public = holidays.country_holidays(country, years=years)
    free = [Holiday(name, day, day) for day, name in sorted(public.items()) if day.weekday() < 5]
    return (*free, *(Holiday("", date(year, *SUMMER_BEGINS), date(year, *SUMMER_ENDS)) for year in years))


def _days(first: date, last: date) -> list[date]:
    return [first + DAY * number for number in range((last - first).days + 1)]


def _weekdays(first: date, last: date) -> list[date]:
    return [day for day in _days(first, last) if day.weekday() < 5]


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
    return tuple(Body(arena.pk, arena.kind, arena.group, _weekday(arena)) for arena in arenas)


def _weekday(arena: Arena) -> int:
    # Ties go to the earlier day, so that the same seats always lay the same plan.
    days = Counter(day for seat in arena.memberships.all() for day in seat.weekdays)
    return min(days, key=lambda day: (-days[day], day)) - 1 if days else WEEKDAY
