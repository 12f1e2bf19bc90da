"""Which municipality or unit of the database a file means by a number and one or several names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from samspill.core.registers.schools import School
from samspill.people.models import Municipality, Unit

COUNTRY = "NO"  # the only school register we read
BETWEEN = " - "  # the register's own sign between the names of Trondheim - Tråante


def names_of(municipality: Municipality) -> frozenset[str]:
    names = (municipality.name, *municipality.other_names.split(BETWEEN))
    return frozenset(name.strip().casefold() for name in names if name.strip())


def names_in(school: School) -> frozenset[str]:
    names = (school.municipality, *school.municipality_other_names)
    return frozenset(name.casefold() for name in names if name)


def belongs(school: School, municipality: Municipality) -> bool:
    """By number where both have one, else by any of the names. A file that names no municipality speaks of our own."""
    if school.municipality_number and municipality.number:
        return school.municipality_number == municipality.number
    names = names_in(school)
    if not names and not school.municipality_number:
        return True
    return bool(names & names_of(municipality))


class Places:
    """The municipalities of the database, found by number or name."""

    def __init__(self, municipalities: Iterable[Municipality]) -> None:
        self._by_number: dict[str, Municipality] = {}
        self._by_name: dict[str, list[Municipality]] = defaultdict(list)
        for one in municipalities:
            if one.number:
                self._by_number[one.number] = one
            for name in names_of(one):
                self._by_name[name].append(one)

    def find(self, number: str, names: Iterable[str]) -> list[Municipality]:
        """All that may be meant: Herøy is two municipalities. A name counts only where one side has no number."""
        if number in self._by_number:
            return [self._by_number[number]]
        alike = {one.pk: one for name in names for one in self._by_name[name.casefold()]}
        return [one for one in alike.values() if not (number and one.number)]


def standing() -> Places:
    return Places(Municipality.objects.filter(country=COUNTRY))


def labelled(units: Iterable[Unit]) -> dict[str, Unit]:
    """Units by name. Two of one name get more than the name, so that the reader asks which of them a file means."""
    rows = list(units)
    often = Counter(unit.name.casefold() for unit in rows)
    return {unit.name if often[unit.name.casefold()] == 1 else _longer(unit): unit for unit in rows}


def _longer(unit: Unit) -> str:
    return f"{unit.name} ({unit.organisation_number or f'{unit.get_kind_display()} {unit.pk}'})"
