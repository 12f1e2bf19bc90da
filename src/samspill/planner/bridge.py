"""Rows to core and back: what stands on record of a school year, as the planner reads it.

Ids: "person-7", "arena-12" (a series or a weekly pattern), the key of a planned meeting, "room-4-Library", and "unit-4"
for a school on the days it alone is closed: whoever meets there meets on none of them.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, time
from functools import cached_property

from samspill.arenas.models import Arena
from samspill.core import scheduling as core
from samspill.methods.schema import Laying
from samspill.planner.attending import Attending
from samspill.planner.clock import SLOT, Clock, clock_over
from samspill.planner.loading import Ground, ground_of
from samspill.planner.models import PlannedMeeting, WeeklyPlace, YearPlan
from samspill.planner.rooming import Rooms
from samspill.planner.setup import chosen
from samspill.planner.who import Company, Who
from samspill.planner.wishes import Wishes, hours
from samspill.planner.wishes import series_of as series_of


@dataclass(frozen=True)
class Loaded:
    """A plan with everything it stands on, and the instance made of it."""

    ground: Ground

    @cached_property
    def who(self) -> Who:
        return Who(self.ground)

    @cached_property
    def rooms(self) -> Rooms:
        return Rooms(self.ground)

    @cached_property
    def clock(self) -> Clock:
        layings = [one for method in self.ground.methods.values() for one in method.layings.values()]
        return clock_over(hours(one, chosen(self.ground.setup, one.id)) for one in layings)

    @cached_property
    def rows(self) -> dict[str, PlannedMeeting]:
        """What is planned, by key: not what is left out, nor what lies behind us and was never called."""
        return {one.key: one for one in self.ground.meetings if not one.dropped and not self.is_past(one)}

    @cached_property
    def weeklies(self) -> dict[str, WeeklyPlace]:
        return {one.key: one for one in self.ground.weeklies if not one.dropped}

    def is_past(self, row: PlannedMeeting) -> bool:
        """Whether its time is over and nothing was called: nobody can plan it any more."""
        return row.meeting_id is None and (row.on or row.latest) < self.ground.today

    def is_held(self, row: PlannedMeeting) -> bool:
        """Whether it is a fact: it lies behind us, or has begun."""
        begun = row.meeting is not None and row.meeting.begun_at is not None
        return row.on is not None and (row.on < self.ground.today or begun)

    @cached_property
    def company(self) -> dict[str, Company]:
        """Who comes to each planned meeting, by key."""
        return {key: self.company_of(row) for key, row in self.rows.items()}

    def company_of(self, row: PlannedMeeting) -> Company:
        arena = self.ground.arenas.get(row.arena_id or 0)
        gathered = bool(row.activity) and arena is not None and self.is_gathered(arena, row.activity)
        if arena is not None and not gathered:
            return self.who.to_arena(arena.pk)
        project = self.project_of(row)
        return self.who.to_activity(project, row.unit_id, row.activity, row.kind) if project else Company()

    def is_gathered(self, arena: Arena, activity: str) -> bool:
        method = self.ground.method_of(arena.project_id)
        laying = method.layings.get(arena.kind) if method else None
        return laying is not None and activity in laying.gathers

    def project_of(self, row: PlannedMeeting) -> int | None:
        """The project a meeting belongs to: its arena's, else the one its unit takes part in."""
        if row.arena_id and row.arena_id in self.ground.arenas:
            return self.ground.arenas[row.arena_id].project_id
        own = [part.project_id for part in self.ground.parts if part.unit_id == row.unit_id]
        return next((pk for pk in own if row.kind in self.ground.methods[pk].arenas), None)

    def laying(self, row: PlannedMeeting | WeeklyPlace) -> Laying:
        if isinstance(row, PlannedMeeting):
            project, kind = self.project_of(row), row.kind
        else:
            project, kind = row.arena.project_id, row.arena.kind
        method = self.ground.method_of(project)
        return (method.layings.get(kind) if method else None) or Laying(kind)

    @cached_property
    def instance(self) -> core.YearInstance:
        """The problem the planner is asked. Ids and order depend on the rows alone."""
        wishes, attending = Wishes(self), Attending(self)
        series, patterns = tuple(wishes.series()), tuple(wishes.patterns())
        return core.YearInstance(
            self.school_days,
            tuple(attending.people(series, patterns)),
            series,
            patterns,
            wishes.orders(),
            tuple(self.rooms.all(self.clock)),
            slots=self.clock.slots,
            slot_minutes=SLOT,
            opens=self.clock.opens,
        )

    @cached_property
    def school_days(self) -> tuple[date, ...]:
        """Every day on which there is school somewhere."""
        year = self.ground.plan.year.period
        days = {day for unit in self.ground.units for day in self.ground.days[unit].between(year.start, year.end)}
        return tuple(sorted(days))

    def life_of(self, arena: Arena) -> tuple[date, date]:
        """The part of the year in which a weekly arena meets and that can still be planned."""
        year = self.ground.plan.year.period
        first = max(year.start, arena.since, min(self.ground.today, year.end))
        return first, min(year.end, arena.until or year.end)

    def weekly_places(self, row: WeeklyPlace) -> list[tuple[int, time]]:
        """The weekdays and hours an arena may meet at every week."""
        return [(one.weekday + 1, self.clock.hour(one.start)) for one in self.choices(row)]

    def choices(self, row: WeeklyPlace) -> tuple[core.Choice, ...]:
        """The same as the planner chooses among, and what each costs."""
        return Wishes(self).choices(row)

    @cached_property
    def days_at(self) -> dict[tuple[int, int], set[int]]:
        """The weekdays somebody is at a unit, by their seats there; none where no seat says so."""
        found: dict[tuple[int, int], set[int]] = defaultdict(set)
        for seat in self.ground.seats:
            found[seat.person_id, seat.arena.unit_id].update(seat.weekdays)
        return found

    @cached_property
    def closed(self) -> dict[int, tuple[core.Busy, ...]]:
        """By unit, the days on which there is school somewhere, but not there."""
        return {
            unit: tuple(core.Busy(day, day) for day in self.school_days if not days.is_school_day(day))
            for unit, days in self.ground.days.items()
        }

    @cached_property
    def wheel(self) -> core.Wheel:
        """Where everything lies now."""
        laid = [self.laid(row) for row in self.rows.values() if row.on is not None]
        patterns = [
            core.Weekly(key, row.weekday - 1, self.clock.slot(row.begins))
            for key, row in sorted(self.weeklies.items())
            if row.weekday
        ]
        known = {one.id for one in self.instance.patterns}
        return core.Wheel(tuple(sorted(laid, key=_key)), tuple(one for one in patterns if one.id in known))

    def laid(self, row: PlannedMeeting) -> core.Meeting:
        assert row.on, "only what lies on a day"
        sent = tuple(f"person-{one}" for one in row.deputies)
        return core.Meeting(row.key, row.on, self.clock.slot(row.begins), self.rooms.of(row), sent)

    @cached_property
    def forgiving(self) -> core.YearInstance:
        """The same, where what lies fixed in spite of a rule is a fact: others are planned around it."""
        broken = {key for one in core.check_wheel(self.instance, self.wheel) for key in one.meetings}
        return replace(self.instance, series=tuple(_facts(one, broken) for one in self.instance.series))

    def to_plan(self, *, again: bool) -> core.YearInstance:
        """What is asked for a plan: people were told of some meetings, and unless all is planned `again` these stay."""
        if again:
            return self.forgiving
        kept = {key: row for key, row in self.rows.items() if row.meeting_id is not None and row.on is not None}
        series = tuple(self._kept(one, kept) for one in self.forgiving.series)
        return replace(self.forgiving, series=series)

    def _kept(self, series: core.Series, kept: dict[str, PlannedMeeting]) -> core.Series:
        def one(occurrence: core.Occurrence) -> core.Occurrence:
            row = kept.get(occurrence.id)
            if row is None or row.on is None or occurrence.at is not None:
                return occurrence
            return replace(
                occurrence, at=core.Place(row.on, self.clock.slot(row.begins), self.rooms.of(row)), held=True
            )

        return replace(series, occurrences=tuple(one(occurrence) for occurrence in series.occurrences))


def load(plan: YearPlan, today: date) -> Loaded:
    return Loaded(ground_of(plan, today))


def as_of(plan: YearPlan, today: date | None) -> Loaded:
    """The plan as it stands on a day; without one, as if the year had not begun."""
    return load(plan, today or plan.year.period.start)


def instance_of(plan: YearPlan, today: date) -> core.YearInstance:
    return load(plan, today).instance


def wheel_of(plan: YearPlan, today: date) -> core.Wheel:
    return load(plan, today).wheel


def _facts(series: core.Series, broken: set[str]) -> core.Series:
    occurrences = tuple(replace(one, held=True) if one.at and one.id in broken else one for one in series.occurrences)
    return replace(series, occurrences=occurrences)


def _key(one: core.Meeting) -> str:
    return one.id
