"""Who bears how much: the meetings of those who serve several schools."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from samspill.people.models import Person, UnitKind
from samspill.people.queries import positions_on
from samspill.planner.bridge import Loaded

#: The school year by months, from August on.
MONTHS = (8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7)


@dataclass(frozen=True, slots=True)
class Load:
    """What somebody who serves several schools has to bear."""

    person: int
    name: str
    profession: str
    schools: tuple[str, ...]
    months: tuple[int, ...]  # August to July
    busiest_week: date | None  # its Monday
    busiest: int
    weeks_over: int


def loads_of(loaded: Loaded) -> Iterator[Load]:
    """Everybody who serves two schools or more, whoever has most meetings first."""
    when: dict[int, list[tuple[date, int]]] = defaultdict(list)
    for key, row in loaded.rows.items():
        for person in loaded.company[key].must if row.on else ():
            if person not in row.deputies and row.on is not None:
                when[person].append((row.on, row.unit_id))
    schools = {pk: _schools(loaded, pk) for pk in loaded.ground.people}
    many = [pk for pk, some in schools.items() if len(some) > 1]
    professions = _professions(many, loaded.ground.day)
    for pk in sorted(many, key=lambda one: (-len(when[one]), one)):
        yield _load(loaded, loaded.ground.people[pk], professions.get(pk, ""), schools[pk], when[pk])


def _schools(loaded: Loaded, pk: int) -> tuple[str, ...]:
    units = {seat.arena.unit_id for seat in loaded.ground.seats if seat.person_id == pk}
    rows = (loaded.ground.units[unit] for unit in units if unit in loaded.ground.units)
    return tuple(sorted(unit.name for unit in rows if unit.kind == UnitKind.SCHOOL))


def _professions(people: Sequence[int], day: date) -> dict[int, str]:
    rows = positions_on(day).filter(person__in=people)
    return {one.person_id: str(one.get_profession_display()) for one in rows}


def _load(
    loaded: Loaded, person: Person, profession: str, schools: tuple[str, ...], when: Sequence[tuple[date, int]]
) -> Load:
    months = Counter(on.month for on, _unit in when)
    weeks = Counter(on - timedelta(days=on.weekday()) for on, _unit in when)
    busiest = min(weeks, key=lambda monday: (-weeks[monday], monday)) if weeks else None
    times = loaded.ground.times.get(person.pk)
    wished = times.per_week if times else None
    over = sum(count > wished for count in weeks.values()) if wished is not None else 0
    counts = tuple(months[month] for month in MONTHS)
    return Load(person.pk, person.name, profession, schools, counts, busiest, weeks[busiest] if busiest else 0, over)
