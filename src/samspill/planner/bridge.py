"""Rows to core and back: what stands on record of a school year, as the planner reads it.

Ids: "person-7", "arena-12" (a series or a weekly pattern), the key of a planned meeting, "room-4-Library", and "unit-4"
for a school on the days it alone is closed: whoever meets there meets on none of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from functools import cached_property

from samspill.arenas.models import Arena
from samspill.core import scheduling as core
from samspill.methods.schema import Laying
from samspill.people.models import UnitKind
from samspill.planner.clock import SLOT, Clock, clock_over, minute_of, read
from samspill.planner.loading import Ground, ground_of
from samspill.planner.models import PersonTimes, PlannedMeeting, WeeklyPlace, YearPlan
from samspill.planner.ordering import Slot, orders_of
from samspill.planner.rooming import Rooms
from samspill.planner.setup import Chosen, chosen
from samspill.planner.who import Company, Who

#: For whom nothing else is said, where they serve several schools.
TRAVEL, PER_DAY = 30, 2
LIKED_DAY, LIKED_HOUR = 3, 1  # points off the weekday and hour that are liked best
WEEKDAYS = range(5)


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
        return clock_over(_hours(one, chosen(self.ground.setup, one.id)) for one in layings)

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
        series = tuple(self._series())
        patterns = tuple(self._patterns())
        return core.YearInstance(
            self.school_days,
            tuple(self._people(series, patterns)),
            series,
            patterns,
            self._orders(),
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

    def _series(self) -> Iterator[core.Series]:
        groups: dict[tuple[str, int, str], list[PlannedMeeting]] = defaultdict(list)
        for row in self.rows.values():
            groups[series_of(row), row.unit_id, row.kind].append(row)
        for (key, unit, kind), rows in sorted(groups.items()):
            rows.sort(key=lambda one: (one.earliest, one.latest, one.number, one.key))
            yield self._one_series(key, unit, kind, rows)

    def _one_series(self, key: str, unit: int, kind: str, rows: Sequence[PlannedMeeting]) -> core.Series:
        laying, wish = self.laying(rows[0]), chosen(self.ground.setup, kind)
        company = self.company[rows[0].key]
        slots = max(self.clock.length(row.minutes) for row in rows)
        members, rhythmic = [f"person-{one}" for one in company.must], self._keeps_rhythm(rows)
        return core.Series(
            key,
            f"unit-{unit}",
            slots,
            tuple(self._occurrence(row) for row in rows),
            (*members, *([f"unit-{unit}"] if self._closed(unit) else [])),
            tuple(f"person-{one}" for one in company.deputies),
            tuple(core.Wanted(f"person-{one}", laying.wanted) for one in company.wished),
            self._open(laying, wish),
            self._dislikes(laying, wish, rows[0].arena_id),
            core.Usual(laying.usual_weekday, laying.usual_hour) if rhythmic else None,
            core.Gap(laying.least, laying.short, laying.long, laying.most, laying.price) if rhythmic else None,
            self.rooms.ids(unit, kind),
        )

    def _keeps_rhythm(self, rows: Sequence[PlannedMeeting]) -> bool:
        """Whether meetings in turn have days between them of their own; some lie between others', which is enough."""
        method = self.ground.method_of(self.project_of(rows[0]))
        between = [one.after for one in method.successions.values() if one.relation == "between"] if method else []
        return len(rows) > 1 and rows[0].kind not in between

    def _occurrence(self, row: PlannedMeeting) -> core.Occurrence:
        place = None
        if row.on is not None and (row.pinned or self.is_held(row)):
            place = core.Place(row.on, self.clock.slot(row.begins), self.rooms.of(row))
        earliest = max(row.earliest, self.ground.today) if place is None else row.earliest
        return core.Occurrence(row.key, min(earliest, row.latest), row.latest, place, self.is_held(row))

    def _open(self, laying: Laying, wish: Chosen) -> tuple[core.Hours, ...]:
        opens, closes = _hours(laying, wish)
        start, end = self.clock.ceil(opens), self.clock.floor(closes)
        days = [day - 1 for day in wish.weekdays] or WEEKDAYS
        return tuple(core.Hours(day, start, end) for day in days)

    def _dislikes(self, laying: Laying, wish: Chosen, arena: int | None) -> tuple[core.Dislike, ...]:
        found = [
            core.Dislike(one.points, None if day is None else day - 1, *self._slots(one.opens, one.closes))
            for one in laying.dislikes
            for day in (one.weekdays or (None,))
        ]
        weekday, hour = self._liked(wish, arena)
        if weekday is not None:
            found += [core.Dislike(LIKED_DAY, day) for day in WEEKDAYS if day != weekday - 1]
        if hour is not None:
            found += [core.Dislike(LIKED_HOUR, None, 0, hour), core.Dislike(LIKED_HOUR, None, hour + 1)]
        return tuple(found)

    def _liked(self, wish: Chosen, arena: int | None) -> tuple[int | None, int | None]:
        """The weekday and slot that are liked: as chosen for the kind, else as the arena met in the earlier year."""
        before = self.ground.plan.liked.get(str(arena)) or {}
        weekday = wish.liked_weekday or before.get("weekday")
        if wish.liked_from is not None:
            return weekday, self.clock.floor(minute_of(wish.liked_from))
        return weekday, self.clock.floor(read(before["begins"])) if "begins" in before else None

    def _slots(self, opens: str, closes: str) -> tuple[int, int]:
        return self.clock.floor(read(opens)), self.clock.ceil(read(closes))

    def _patterns(self) -> Iterator[core.Pattern]:
        for key, row in sorted(self.weeklies.items()):
            company = self.who.to_arena(row.arena_id)
            unit, days = row.arena.unit_id, self.ground.days.get(row.arena.unit_id)
            there = days.between(*self.life_of(row.arena)) if days else ()
            if there:
                members = tuple(f"person-{one}" for one in company.must)
                yield core.Pattern(
                    key,
                    f"unit-{unit}",
                    self.clock.length(row.minutes),
                    members,
                    self._choices(row),
                    there[0],
                    there[-1],
                )

    def life_of(self, arena: Arena) -> tuple[date, date]:
        """The part of the year in which a weekly arena meets and that can still be planned."""
        year = self.ground.plan.year.period
        first = max(year.start, arena.since, min(self.ground.today, year.end))
        return first, min(year.end, arena.until or year.end)

    def _choices(self, row: WeeklyPlace) -> tuple[core.Choice, ...]:
        if not row.pinned or not row.weekday:
            return self.choices(row)
        here = core.Choice(row.weekday - 1, self.clock.slot(row.begins))
        same = (one for one in self.choices(row) if (one.weekday, one.start) == (here.weekday, here.start))
        return (next(same, here),)

    def weekly_places(self, row: WeeklyPlace) -> list[tuple[int, time]]:
        """The weekdays and hours an arena may meet at every week."""
        return [(one.weekday + 1, self.clock.hour(one.start)) for one in self.choices(row)]

    def choices(self, row: WeeklyPlace) -> tuple[core.Choice, ...]:
        """The same as the planner chooses among, and what each costs."""
        laying, wish = self.laying(row), chosen(self.ground.setup, row.arena.kind)
        length, dislikes = self.clock.length(row.minutes), self._dislikes(laying, wish, row.arena_id)
        return tuple(
            core.Choice(open_.weekday, start, _points(dislikes, open_.weekday, start))
            for open_ in self._open(laying, wish)
            for start in range(open_.start, max(open_.start, open_.end - length) + 1)
        )

    def _orders(self) -> tuple[core.Order, ...]:
        found: list[core.Order] = []
        for pk, method in sorted(self.ground.methods.items()):
            slots = [self._order_slot(row) for row in self.rows.values() if self.project_of(row) == pk]
            found += orders_of(method.successions.values(), slots)
        return tuple(found)

    def _order_slot(self, row: PlannedMeeting) -> Slot:
        unit = self.ground.units.get(row.unit_id)
        shared = unit is None or unit.kind == UnitKind.OFFICE
        arena = self.ground.arenas.get(row.arena_id or 0)
        own = arena is None or not self.is_gathered(arena, row.activity)
        names = (row.kind, row.activity) if own else (row.activity,)
        fixed = row.on if row.on is not None and (row.pinned or self.is_held(row)) else None
        return Slot(row.key, names, 0 if shared else row.unit_id, fixed or row.earliest, fixed or row.latest)

    def _people(self, series: Iterable[core.Series], patterns: Iterable[core.Pattern]) -> Iterator[core.Person]:
        places: dict[str, set[int]] = defaultdict(set)
        for one in series:
            for key in (*one.members, *(wish.person for wish in one.wanted)):
                places[key].add(int(one.unit.removeprefix("unit-")))
        for pattern in patterns:
            for key in pattern.members:
                places[key].add(int(pattern.unit.removeprefix("unit-")))
        for key, units in sorted(places.items()):
            pk = int(key.partition("-")[2])
            yield core.Person(key, (), self._closed(pk)) if key.startswith("unit-") else self._person(pk, units)

    def _person(self, pk: int, units: set[int]) -> core.Person:
        times = self.ground.times.get(pk)
        schools = [unit for unit in units if self._is_school(unit)]
        many = len(schools) > 1
        return core.Person(
            f"person-{pk}",
            self.hours_of(pk, units),
            tuple(self._busy(pk)),
            self.clock.length(times.travel_minutes if times else TRAVEL) if len(units) > 1 and _way(times) else 0,
            times.per_day if times else PER_DAY if many else None,
            times.per_week if times else None,
        )

    def _is_school(self, unit: int) -> bool:
        return unit in self.ground.units and self.ground.units[unit].kind == UnitKind.SCHOOL

    def hours_of(self, person: int, units: Iterable[int]) -> tuple[core.Hours, ...]:
        """When somebody can come, at each unit: on the days of the seats there, in that day's hours. None: always."""
        rows = [one for one in self.ground.hours if one.person_id == person]
        days = self.days_at
        if not rows and not any(days.get((person, unit)) for unit in units):
            return ()
        found: list[core.Hours] = []
        for unit in sorted(units):
            for day in sorted(days.get((person, unit)) or range(1, 6)):
                mine = [one for one in rows if one.weekday == day and one.unit_id in (None, unit)]
                spans = [(self.clock.ceil(minute_of(o.begins)), self.clock.floor(minute_of(o.ends))) for o in mine]
                found += [core.Hours(day - 1, *span, f"unit-{unit}") for span in spans or [(0, core.ALL_DAY)]]
        return tuple(found)

    @cached_property
    def days_at(self) -> dict[tuple[int, int], set[int]]:
        """The weekdays somebody is at a unit, by their seats there; none where no seat says so."""
        found: dict[tuple[int, int], set[int]] = defaultdict(set)
        for seat in self.ground.seats:
            found[seat.person_id, seat.arena.unit_id].update(seat.weekdays)
        return found

    def _busy(self, pk: int) -> Iterator[core.Busy]:
        for one in self.ground.absences:
            if one.person_id == pk:
                yield self.clock.busy(one.first, one.last, one.begins, one.ends)
        for begins, ends in self.ground.elsewhere.get(pk, ()):
            yield from self.clock.taken(begins, ends)

    def _closed(self, unit: int) -> tuple[core.Busy, ...]:
        """Days on which there is school somewhere, but not here."""
        open_days = self.ground.days.get(unit)
        if open_days is None:
            return ()
        return tuple(core.Busy(day, day) for day in self.school_days if not open_days.is_school_day(day))

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


def series_of(row: PlannedMeeting) -> str:
    """Meetings in turn: all of an arena, or of a unit's conferences. A gathering of many is a series of its own."""
    return row.key.rpartition("-")[0]


def _facts(series: core.Series, broken: set[str]) -> core.Series:
    occurrences = tuple(replace(one, held=True) if one.at and one.id in broken else one for one in series.occurrences)
    return replace(series, occurrences=occurrences)


def _hours(laying: Laying, wish: Chosen) -> tuple[int, int]:
    opens = minute_of(wish.opens) if wish.opens else read(laying.opens)
    return opens, minute_of(wish.closes) if wish.closes else read(laying.closes)


def _way(times: PersonTimes | None) -> bool:
    return times is None or times.travel_minutes > 0


def _points(dislikes: Iterable[core.Dislike], weekday: int, start: int) -> int:
    return sum(one.points for one in dislikes if one.weekday in (None, weekday) and one.start <= start < one.end)


def _key(one: core.Meeting) -> str:
    return one.id
