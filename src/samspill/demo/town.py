"""Sundvik's schools, services and hundred people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from samspill.demo import cast
from samspill.demo.names import names
from samspill.people import actions
from samspill.people.models import Municipality, Person, Unit
from samspill.people.queries import office_of

COLOUR = "#1f5f6b"

# Three more schools than the cast's two: two that are compared with, one that has just begun.
MORE_SCHOOLS = {
    "compared": cast.Place("school", "Elvebakken skole", language="nb", grades=(1, 7)),
    "also_compared": cast.Place("school", "Lia skole", language="nb", grades=(1, 10)),
    "starting": cast.Place("school", "Nordberg skole", language="nb", grades=(1, 7)),
}

# How many of each profession a place has beside the cast.
CROWD: dict[str, tuple[tuple[str, int], ...]] = {
    "school": (("teacher", 12), ("assistant", 2)),
    "other_school": (("teacher", 12), ("special_needs_coordinator", 1), ("assistant", 2)),
    "compared": (("school_leader", 1), ("teacher", 12), ("special_needs_coordinator", 1)),
    "also_compared": (("school_leader", 1), ("teacher", 10), ("social_teacher", 1)),
    "starting": (("school_leader", 1), ("teacher", 11), ("special_needs_coordinator", 1)),
    "ppt": (("ppt_adviser", 3),),
    "health": (("school_nurse", 4),),
    "welfare": (("child_welfare_adviser", 3),),
    "office": (("consultant", 2),),
}
# More who work at the school, with pupils and around them: a conference is for all of them.
MORE_STAFF: dict[str, tuple[tuple[str, int], ...]] = {"school": (("social_teacher", 2), ("other", 8))}


@dataclass
class Town:
    """Everything that stands before any method is begun."""

    municipality: Municipality
    units: dict[str, Unit]
    cast: dict[str, Person] = field(default_factory=dict)
    crowd: dict[tuple[str, str], list[Person]] = field(default_factory=dict)

    def some(self, place: str, profession: str = "teacher") -> list[Person]:
        """The people of a place in one profession, the cast left out."""
        return self.crowd[place, profession]


def build(*, since: date, at: datetime, copy: int = 0) -> Town:
    """Build the municipality and its neighbour as they were on `since`; `copy` tells one pair from the next."""
    names = [f"{name} {copy}".removesuffix(" 0") for name in (cast.MUNICIPALITY, cast.NEIGHBOUR)]
    municipality, neighbour = (
        actions.make_municipality(
            name=name,
            office=f"{name} kommune, oppvekst",
            number=f"99{2 * copy + place:02}",
            colour=COLOUR if place == 1 else "",
            acting=None,
            at=at,
        )
        for place, name in enumerate(names, start=1)
    )
    places = {**cast.PLACES, **MORE_SCHOOLS}
    units = {key: add_place(municipality, place, at=at) for key, place in places.items()}
    town = Town(municipality, {**units, "office": office_of(municipality), "neighbour": office_of(neighbour)})
    _people(town, since=since, at=at)
    return town


def add_place(municipality: Municipality, place: cast.Place, *, at: datetime) -> Unit:
    lowest, highest = place.grades or (None, None)
    return actions.add_unit(
        municipality,
        kind=place.kind,
        name=place.name,
        service=place.service,
        language=place.language,
        lowest_grade=lowest,
        highest_grade=highest,
        acting=None,
        at=at,
    )


def _people(town: Town, *, since: date, at: datetime) -> None:
    phones = (f"+47 555 {number:05d}" for number in range(10_000, 99_999, 37))
    taken = {part.name for part in cast.PARTS}
    free = (name for name in names() if name not in taken)
    for part in cast.PARTS:
        town.cast[part.part] = add_person(
            part.name, town.units[part.place], part.profession, part.grades, next(phones), since=since, at=at
        )
    for place, professions in (*CROWD.items(), *MORE_STAFF.items()):
        for profession, count in professions:
            town.crowd[place, profession] = [
                add_person(next(free), town.units[place], profession, grades, next(phones), since=since, at=at)
                for grades in _grades(town.units[place], profession, count)
            ]


def _grades(unit: Unit, profession: str, count: int) -> Iterator[tuple[int, ...]]:
    """Teachers are spread over the middle grades first: those are the ones the methods speak of."""
    middle = [5, 6, 7, 4, 3, 2, 1]
    for number in range(count):
        yield (middle[number % len(middle)],) if profession == "teacher" and unit.grades else ()


def add_person(
    name: str, unit: Unit, profession: str, grades: tuple[int, ...], phone: str, *, since: date, at: datetime
) -> Person:
    domain = f"{unit.municipality.slug}.example"
    person = actions.add_person(name=name, email=cast.email_of(name, domain), phone=phone, acting=None, at=at)
    actions.take_position(person, unit, profession=profession, since=since, grades=list(grades), acting=None, at=at)
    return person
