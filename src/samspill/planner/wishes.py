"""What the year asks for: each body's meetings in turn, its weekly place, and what comes before what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from samspill.core import scheduling as core
from samspill.methods.schema import Laying
from samspill.people.models import UnitKind
from samspill.planner.clock import minute_of, read
from samspill.planner.models import PlannedMeeting, WeeklyPlace
from samspill.planner.ordering import Slot, orders_of
from samspill.planner.setup import Chosen, chosen

if TYPE_CHECKING:
    from samspill.planner.bridge import Loaded

LIKED_DAY, LIKED_HOUR = 3, 1  # points off the weekday and hour that are liked best
WEEKDAYS = range(5)


@dataclass(frozen=True)
class Wishes:
    """The rows of a plan as series, weekly patterns and orders."""

    loaded: Loaded

    def series(self) -> Iterator[core.Series]:
        groups: dict[tuple[str, int, str], list[PlannedMeeting]] = defaultdict(list)
        for row in self.loaded.rows.values():
            groups[series_of(row), row.unit_id, row.kind].append(row)
        for (key, unit, kind), rows in sorted(groups.items()):
            rows.sort(key=lambda one: (one.earliest, one.latest, one.number, one.key))
            yield self._one_series(key, unit, kind, rows)

    def _one_series(self, key: str, unit: int, kind: str, rows: Sequence[PlannedMeeting]) -> core.Series:
        laying, wish = self.loaded.laying(rows[0]), chosen(self.loaded.ground.setup, kind)
        company = self.loaded.company[rows[0].key]
        slots = max(self.loaded.clock.length(row.minutes) for row in rows)
        members, rhythmic = [f"person-{one}" for one in company.must], self._keeps_rhythm(rows)
        return core.Series(
            key,
            f"unit-{unit}",
            slots,
            tuple(self._occurrence(row) for row in rows),
            (*members, *([f"unit-{unit}"] if self.loaded.closed.get(unit) else [])),
            tuple(f"person-{one}" for one in company.deputies),
            tuple(core.Wanted(f"person-{one}", laying.wanted) for one in company.wished),
            self._open(laying, wish),
            self._dislikes(laying, wish, rows[0].arena_id),
            core.Usual(laying.usual_weekday, laying.usual_hour) if rhythmic else None,
            core.Gap(laying.least, laying.short, laying.long, laying.most, laying.price) if rhythmic else None,
            self.loaded.rooms.ids(unit, kind),
        )

    def _keeps_rhythm(self, rows: Sequence[PlannedMeeting]) -> bool:
        """Whether meetings in turn have days between them of their own; some lie between others', which is enough."""
        method = self.loaded.ground.method_of(self.loaded.project_of(rows[0]))
        between = [one.after for one in method.successions.values() if one.relation == "between"] if method else []
        return len(rows) > 1 and rows[0].kind not in between

    def _occurrence(self, row: PlannedMeeting) -> core.Occurrence:
        place = None
        if row.on is not None and (row.pinned or self.loaded.is_held(row)):
            place = core.Place(row.on, self.loaded.clock.slot(row.begins), self.loaded.rooms.of(row))
        earliest = max(row.earliest, self.loaded.ground.today) if place is None else row.earliest
        return core.Occurrence(row.key, min(earliest, row.latest), row.latest, place, self.loaded.is_held(row))

    def _open(self, laying: Laying, wish: Chosen) -> tuple[core.Hours, ...]:
        opens, closes = hours(laying, wish)
        start, end = self.loaded.clock.ceil(opens), self.loaded.clock.floor(closes)
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
        before = self.loaded.ground.plan.liked.get(str(arena)) or {}
        weekday = wish.liked_weekday or before.get("weekday")
        if wish.liked_from is not None:
            return weekday, self.loaded.clock.floor(minute_of(wish.liked_from))
        return weekday, self.loaded.clock.floor(read(before["begins"])) if "begins" in before else None

    def _slots(self, opens: str, closes: str) -> tuple[int, int]:
        return self.loaded.clock.floor(read(opens)), self.loaded.clock.ceil(read(closes))

    def patterns(self) -> Iterator[core.Pattern]:
        for key, row in sorted(self.loaded.weeklies.items()):
            company = self.loaded.who.to_arena(row.arena_id)
            unit, days = row.arena.unit_id, self.loaded.ground.days.get(row.arena.unit_id)
            there = days.between(*self.loaded.life_of(row.arena)) if days else ()
            if there:
                members = tuple(f"person-{one}" for one in company.must)
                yield core.Pattern(
                    key,
                    f"unit-{unit}",
                    self.loaded.clock.length(row.minutes),
                    members,
                    self._choices(row),
                    there[0],
                    there[-1],
                )

    def _choices(self, row: WeeklyPlace) -> tuple[core.Choice, ...]:
        if not row.pinned or not row.weekday:
            return self.choices(row)
        here = core.Choice(row.weekday - 1, self.loaded.clock.slot(row.begins))
        same = (one for one in self.choices(row) if (one.weekday, one.start) == (here.weekday, here.start))
        return (next(same, here),)

    def choices(self, row: WeeklyPlace) -> tuple[core.Choice, ...]:
        """What a weekly arena may be held at, and what each costs."""
        laying, wish = self.loaded.laying(row), chosen(self.loaded.ground.setup, row.arena.kind)
        length, dislikes = self.loaded.clock.length(row.minutes), self._dislikes(laying, wish, row.arena_id)
        return tuple(
            core.Choice(open_.weekday, start, _points(dislikes, open_.weekday, start))
            for open_ in self._open(laying, wish)
            for start in range(open_.start, max(open_.start, open_.end - length) + 1)
        )

    def orders(self) -> tuple[core.Order, ...]:
        found: list[core.Order] = []
        for pk, method in sorted(self.loaded.ground.methods.items()):
            slots = [self._order_slot(row) for row in self.loaded.rows.values() if self.loaded.project_of(row) == pk]
            found += orders_of(method.successions.values(), slots)
        return tuple(found)

    def _order_slot(self, row: PlannedMeeting) -> Slot:
        unit = self.loaded.ground.units.get(row.unit_id)
        shared = unit is None or unit.kind == UnitKind.OFFICE
        arena = self.loaded.ground.arenas.get(row.arena_id or 0)
        own = arena is None or not self.loaded.is_gathered(arena, row.activity)
        names = (row.kind, row.activity) if own else (row.activity,)
        fixed = row.on if row.on is not None and (row.pinned or self.loaded.is_held(row)) else None
        return Slot(row.key, names, 0 if shared else row.unit_id, fixed or row.earliest, fixed or row.latest)


def series_of(row: PlannedMeeting) -> str:
    """Meetings in turn: all of an arena, or of a unit's conferences. A gathering of many is a series of its own."""
    return row.key.rpartition("-")[0]


def hours(laying: Laying, wish: Chosen) -> tuple[int, int]:
    """The minutes of the day between which a kind of meeting may be held."""
    opens = minute_of(wish.opens) if wish.opens else read(laying.opens)
    return opens, minute_of(wish.closes) if wish.closes else read(laying.closes)


def _points(dislikes: Iterable[core.Dislike], weekday: int, start: int) -> int:
    return sum(one.points for one in dislikes if one.weekday in (None, weekday) and one.start <= start < one.end)
