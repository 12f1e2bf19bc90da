"""Who can when: the days and hours of everybody a plan waits for, and who has no day left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from samspill.core import scheduling as core
from samspill.people.models import Person, Unit
from samspill.planner.bridge import Loaded, as_of
from samspill.planner.models import Absence, PersonHours, PersonTimes, YearPlan
from samspill.planner.naming import Names, days_said
from samspill.projects.words import sentence


@dataclass(frozen=True, slots=True)
class At:
    """Somebody at one unit: the weekdays of their seats there (1 = Monday; none: any)."""

    unit: Unit
    weekdays: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Someone:
    """Somebody a plan waits for."""

    person: Person
    places: tuple[At, ...]
    hours: tuple[PersonHours, ...]
    absences: tuple[Absence, ...]
    times: PersonTimes | None
    warnings: tuple[str, ...]


def people_of(plan: YearPlan, today: date | None = None) -> tuple[Someone, ...]:
    """Everybody with a seat, whoever serves most units first."""
    loaded = as_of(plan, today)
    warnings = no_day_left(loaded)
    found = [_someone(loaded, person, warnings.get(pk, ())) for pk, person in loaded.ground.people.items()]
    return tuple(sorted(found, key=lambda one: (-len(one.places), one.person.name, one.person.pk)))


def _someone(loaded: Loaded, person: Person, warnings: Sequence[str]) -> Someone:
    ground, pk = loaded.ground, person.pk
    units = sorted({seat.arena.unit_id for seat in ground.seats if seat.person_id == pk})
    places = tuple(At(ground.units[unit], tuple(sorted(loaded.days_at[pk, unit]))) for unit in units)
    return Someone(
        person,
        places,
        tuple(one for one in ground.hours if one.person_id == pk),
        tuple(one for one in ground.absences if one.person_id == pk),
        ground.times.get(pk),
        tuple(warnings),
    )


def no_day_left(loaded: Loaded) -> dict[int, list[str]]:
    """Sentences by person: on which weekdays a meeting may be held, and that they are there on none of these.

    Counted and not searched: it costs nothing, and catches most of what cannot be planned.
    """
    names, found = Names(loaded), dict[int, list[str]]()
    people = {person.id: person for person in loaded.instance.people}
    for series in loaded.instance.series:
        open_days = set(fitting(series.hours, series.slots, series.unit))
        for key in series.members:
            if key.startswith("person-") and not open_days & set(fitting(people[key].hours, series.slots, series.unit)):
                said = _none_left(names, series, key, people[key], open_days)
                found.setdefault(int(key.removeprefix("person-")), []).append(said)
    return found


def _none_left(names: Names, series: core.Series, key: str, person: core.Person, open_days: set[int]) -> str:
    there = list(fitting(person.hours, 1, series.unit))
    holes = {"person": names.person(key), "meeting": names.series(series.id), "open": days_said(list(open_days))}
    if not there:
        return sentence(
            _("%(person)s has no weekday left for %(meeting)s. Give them a day there, or let somebody else come."),
            **holes,
        )
    text = _(
        "%(person)s has no weekday left for %(meeting)s: it can be held on %(open)s, and they are there on %(there)s. "
        "Choose other days for it, give them another day or longer hours, or let somebody else come."
    )
    return sentence(text, there=days_said(there), **holes)


def no_common_day(loaded: Loaded) -> Iterator[tuple[core.Series, str]]:
    """Meetings whose members are never all there on one weekday, though each has a day."""
    names = Names(loaded)
    people = {person.id: person for person in loaded.instance.people}
    for series in loaded.instance.series:
        each = [set(fitting(people[key].hours, series.slots, series.unit)) for key in series.members]
        common = set(fitting(series.hours, series.slots, series.unit)).intersection(*each)
        if not common and all(each):
            narrow = [key for key in series.members if people[key].hours]
            said = [_there(names, key, people[key], series) for key in narrow if key.startswith("person-")]
            text = _("%(meeting)s has no weekday on which everybody is there. %(who)s")
            yield series, sentence(text, meeting=names.series(series.id), who=" ".join(said))


def _there(names: Names, key: str, person: core.Person, series: core.Series) -> str:
    days = days_said(list(fitting(person.hours, series.slots, series.unit)))
    return sentence(_("%(person)s: %(days)s."), person=names.person(key), days=days)


def fitting(hours: Sequence[core.Hours], slots: int, unit: str) -> Iterator[int]:
    """Weekdays on which some of the hours are long enough; no hours are all."""
    if not hours:
        yield from range(5)
    for day in range(5 if hours else 0):
        mine = [one for one in hours if one.weekday == day and one.unit in ("", unit)]
        if any(one.end - one.start >= slots for one in mine):
            yield day
