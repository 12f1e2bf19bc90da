"""Who can be where when: the people of a plan with their weekdays, hours, absences and ways."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from samspill.core import scheduling as core
from samspill.people.models import UnitKind
from samspill.planner.clock import minute_of
from samspill.planner.models import PersonTimes

if TYPE_CHECKING:
    from samspill.planner.bridge import Loaded

#: For whom nothing else is said, where they serve several schools.
TRAVEL, PER_DAY = 30, 2


@dataclass(frozen=True)
class Attending:
    """The seats, hours and absences of a plan as the core's people."""

    loaded: Loaded

    def people(self, series: Iterable[core.Series], patterns: Iterable[core.Pattern]) -> Iterator[core.Person]:
        places: dict[str, set[int]] = defaultdict(set)
        for one in series:
            for key in (*one.members, *(wish.person for wish in one.wanted)):
                places[key].add(int(one.unit.removeprefix("unit-")))
        for pattern in patterns:
            for key in pattern.members:
                places[key].add(int(pattern.unit.removeprefix("unit-")))
        for key, units in sorted(places.items()):
            pk = int(key.partition("-")[2])
            if key.startswith("unit-"):
                yield core.Person(key, (), self.loaded.closed.get(pk, ()))
            else:
                yield self._person(pk, units)

    def _person(self, pk: int, units: set[int]) -> core.Person:
        times = self.loaded.ground.times.get(pk)
        schools = [unit for unit in units if self._is_school(unit)]
        many, travels = len(schools) > 1, len(units) > 1 and _way(times)
        return core.Person(
            f"person-{pk}",
            self.hours_of(pk, units),
            tuple(self._busy(pk)),
            self.loaded.clock.length(times.travel_minutes if times else TRAVEL) if travels else 0,
            times.per_day if times else PER_DAY if many else None,
            times.per_week if times else None,
        )

    def _is_school(self, unit: int) -> bool:
        return unit in self.loaded.ground.units and self.loaded.ground.units[unit].kind == UnitKind.SCHOOL

    def hours_of(self, person: int, units: Iterable[int]) -> tuple[core.Hours, ...]:
        """When somebody can come, at each unit: on the days of the seats there, in that day's hours. None: always."""
        rows = [one for one in self.loaded.ground.hours if one.person_id == person]
        days, clock = self.loaded.days_at, self.loaded.clock
        if not rows and not any(days.get((person, unit)) for unit in units):
            return ()
        found: list[core.Hours] = []
        for unit in sorted(units):
            for day in sorted(days.get((person, unit)) or range(1, 6)):
                mine = [one for one in rows if one.weekday == day and one.unit_id in (None, unit)]
                spans = [(clock.ceil(minute_of(o.begins)), clock.floor(minute_of(o.ends))) for o in mine]
                found += [core.Hours(day - 1, *span, f"unit-{unit}") for span in spans or [(0, core.ALL_DAY)]]
        return tuple(found)

    def _busy(self, pk: int) -> Iterator[core.Busy]:
        for one in self.loaded.ground.absences:
            if one.person_id == pk:
                yield self.loaded.clock.busy(one.first, one.last, one.begins, one.ends)
        for begins, ends in self.loaded.ground.elsewhere.get(pk, ()):
            yield from self.loaded.clock.taken(begins, ends)


def _way(times: PersonTimes | None) -> bool:
    return times is None or times.travel_minutes > 0
