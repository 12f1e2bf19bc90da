"""Everything a plan stands on, read in a fixed number of queries: schools, arenas, seats, calendars, absences, rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from django.db.models import Q, QuerySet

from samspill.arenas.models import Arena, Membership
from samspill.calendars.bridge import years_of
from samspill.core.schoolyear import SchoolDays
from samspill.meetings.models import Meeting
from samspill.methods.schema import Method
from samspill.people.models import Person, Unit, UnitKind
from samspill.people.queries import running
from samspill.planner.elsewhere import elsewhere_of
from samspill.planner.following import as_met
from samspill.planner.models import (
    Absence,
    PersonHours,
    PersonTimes,
    PlannedMeeting,
    UnitRooms,
    WeeklyPlace,
    YearPlan,
)
from samspill.planner.setup import chosen
from samspill.planner.wants import Body, Frame, Want, meets_weekly, wanted
from samspill.projects.models import Participation, Project
from samspill.projects.queries import adapted


@dataclass(frozen=True)
class Ground:
    """What a plan stands on, as it was when it was read. `today` is the reader's."""

    plan: YearPlan
    today: date
    projects: Mapping[int, Project]
    methods: Mapping[int, Method]  # by project
    parts: tuple[Participation, ...]  # schools and the office, as they take part
    units: Mapping[int, Unit]
    arenas: Mapping[int, Arena]  # of those units
    seats: tuple[Membership, ...]  # members' seats in those arenas
    days: Mapping[int, SchoolDays]  # by unit
    meetings: tuple[PlannedMeeting, ...] = ()
    weeklies: tuple[WeeklyPlace, ...] = ()
    absences: tuple[Absence, ...] = ()
    hours: tuple[PersonHours, ...] = ()
    times: Mapping[int, PersonTimes] = field(default_factory=dict)
    elsewhere: Mapping[int, tuple[tuple[datetime, datetime], ...]] = field(default_factory=dict)  # by person
    rooms: Mapping[int, tuple[str, ...]] = field(default_factory=dict)  # names by unit
    engaged: tuple[Meeting, ...] = ()  # real meetings beside the plan that are held in one of the rooms

    @cached_property
    def day(self) -> date:
        """The day whose seats count: today, or the first day of a year that has not begun."""
        return max(self.today, self.plan.year.period.start)

    @cached_property
    def frames(self) -> Mapping[int, Frame]:
        """How each project's year is asked for. Arenas meet on after the method's plan: until the project's own end."""
        return {
            pk: Frame(self.plan.year, method, project.starts, project.ends or date.max, self.setup)
            for pk, method in self.methods.items()
            if (project := self.projects[pk])
        }

    @property
    def setup(self) -> Mapping[str, object]:
        return self.plan.setup  # type: ignore[no-any-return]

    @cached_property
    def people(self) -> Mapping[int, Person]:
        return {seat.person_id: seat.person for seat in self.seats}

    @cached_property
    def by_arena(self) -> Mapping[int, tuple[Membership, ...]]:
        found: dict[int, list[Membership]] = defaultdict(list)
        for seat in self.seats:
            found[seat.arena_id].append(seat)
        return {arena: tuple(seats) for arena, seats in found.items()}

    def stood_in_for(self, row: PlannedMeeting) -> list[Membership]:
        """The seats at a meeting for which somebody else is to come; who that is, where a deputy is named."""
        return [seat for seat in self.by_arena.get(row.arena_id or 0, ()) if seat.person_id in row.deputies]

    @cached_property
    def wants(self) -> tuple[Want, ...]:
        """Every meeting the year asks for, of all projects."""
        return tuple(
            want
            for pk, frame in self.frames.items()
            for want in wanted(frame, self.bodies(pk), {unit: self.days[unit] for unit in self.units})
        )

    def bodies(self, project: int) -> list[Body]:
        """What meets in a project: standing arenas, and a row without an arena for each unit's conferences."""
        method = self.methods[project]
        found = []
        for part in self.parts:
            if part.project_id == project:
                level = "municipality" if part.unit.kind == UnitKind.OFFICE else "school"
                passing = [kind for kind in method.arenas.values() if not kind.standing and kind.level == level]
                found += [Body(part.unit_id, kind, since=part.joined, until=part.left or date.max) for kind in passing]
                found += [self._body(one, part, method) for one in self._standing(part, method)]
        return found

    def _standing(self, part: Participation, method: Method) -> list[Arena]:
        rows = (one for one in self.arenas.values() if one.standing and one.kind in method.arenas)
        return [one for one in rows if one.unit_id == part.unit_id and one.project_id == part.project_id]

    def _body(self, arena: Arena, part: Participation, method: Method) -> Body:
        until = min(arena.until or date.max, part.left or date.max)
        return Body(part.unit_id, method.arenas[arena.kind], arena.pk, max(arena.since, part.joined), until)

    def weekly_arenas(self) -> list[Arena]:
        """Arenas that meet every week, where the setup plans their kind."""
        found = []
        for pk in self.projects:
            for body in self.bodies(pk):
                if body.arena and meets_weekly(body.kind) and chosen(self.setup, body.kind.id).on:
                    found.append(self.arenas[body.arena])
        return found

    def method_of(self, project: int | None) -> Method | None:
        return self.methods.get(project or 0)


def ground_of(plan: YearPlan, today: date) -> Ground:
    """Read it all. The number of queries does not grow with schools, people or meetings."""
    year, day = plan.year.period, max(today, plan.year.period.start)
    parts = _parts(plan)
    units = {part.unit_id: part.unit for part in parts}
    projects = {part.project_id: part.project for part in parts}
    arenas = {one.pk: one for one in _arenas(units, day)}
    seats = tuple(_seats(arenas, day))
    people = {seat.person_id for seat in seats}
    rooms = {one.unit_id: tuple(one.names) for one in UnitRooms.objects.filter(unit__in=units)}
    return Ground(
        plan,
        today,
        projects,
        {pk: adapted(project).method for pk, project in projects.items()},
        parts,
        units,
        arenas,
        seats,
        {pk: one.days for pk, one in years_of(units.values(), year.start, year.end).items()},
        tuple(map(as_met, _rows(plan))),
        tuple(plan.weeklies.select_related("arena__unit", "arena__project", "series")),
        tuple(Absence.objects.filter(person__in=people, first__lte=year.end, last__gte=year.start)),
        tuple(PersonHours.objects.filter(person__in=people)),
        {one.person_id: one for one in PersonTimes.objects.filter(person__in=people)},
        elsewhere_of(plan, people),
        rooms,
        tuple(_engaged(plan, rooms)),
    )


def _rows(plan: YearPlan) -> Iterable[PlannedMeeting]:
    return plan.meetings.select_related("arena__project", "unit", "meeting").order_by("earliest", "number", "key")


def units_of(plan: YearPlan) -> list[Unit]:
    """The schools and the office of a plan, each once."""
    return list({part.unit_id: part.unit for part in _parts(plan)}.values())


def alone(plan: YearPlan) -> QuerySet[Unit]:
    """Schools that had begun a plan of their own for this year: the municipality's leaves them alone."""
    own = YearPlan.objects.filter(municipality=plan.municipality_id, begins=plan.begins).exclude(unit=None)
    return Unit.objects.filter(pk__in=own.exclude(pk=plan.pk).values("unit")).order_by("name")


def _parts(plan: YearPlan) -> tuple[Participation, ...]:
    """Who takes part some day of the year: all, or for a school's own plan that school alone."""
    year = plan.year.period
    rows = Participation.objects.filter(
        Q(left=None) | Q(left__gt=year.start),
        project__municipality=plan.municipality_id,
        joined__lte=year.end,
        takes_part=True,
        unit__closed=None,
    )
    rows = rows.filter(unit=plan.unit_id) if plan.unit_id else rows.exclude(unit__in=alone(plan))
    return tuple(rows.select_related("unit__municipality", "project").order_by("unit__name", "unit_id", "project_id"))


def _arenas(units: Iterable[int], day: date) -> Iterable[Arena]:
    rows = Arena.objects.filter(unit__in=list(units)).filter(Q(until=None) | Q(until__gte=day))
    return rows.select_related("unit__municipality", "project").order_by("pk")


def _seats(arenas: Iterable[int], day: date) -> Iterable[Membership]:
    """Members' seats on the day; guests are asked by name, now and then, and no plan waits for them."""
    rows = Membership.objects.filter(running(day), arena__in=list(arenas), guest=False)
    return rows.select_related("person", "deputy", "arena").order_by("arena_id", "person_id", "role", "pk")


def _engaged(plan: YearPlan, rooms: Mapping[int, tuple[str, ...]]) -> Iterable[Meeting]:
    """Real meetings, the weekly ones too, that take a room and are no row of this plan."""
    year, names = plan.year.period, {name for some in rooms.values() for name in some}
    rows = Meeting.objects.filter(arena__unit__in=rooms, place__in=names, on__range=(year.start, year.end))
    return rows.filter(begins__isnull=False, called_off="").exclude(planned__plan=plan).select_related("arena")


def unlinked(ground: Ground) -> tuple[Meeting, ...]:
    """Real meetings of the year, of these arenas, that the plan does not know yet."""
    year = ground.plan.year.period
    rows = Meeting.objects.filter(arena__in=ground.arenas, on__range=(year.start, year.end), called_off="")
    return tuple(
        rows.filter(planned=None).select_related("conference", "arena", "series").order_by("on", "begins", "pk")
    )
