"""A register of schools against the schools that stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from samspill.core.registers.diff import Diff, compare
from samspill.core.registers.schools import School, read_schools
from samspill.imports.preview import Preview, as_fields, nothing
from samspill.people.actions import add_units, change_unit, make_municipality
from samspill.people.models import Municipality, Person, Unit, UnitKind

Place = tuple[str, str]  # number and name of a municipality
FIELDS = ("name", "lowest_grade", "highest_grade", "ownership", "address")


def preview(data: bytes, *, answers: Mapping[str, str], municipality: Municipality | None) -> Preview:
    """Compare the schools of `municipality` (or, where None, of the whole register) with those in the database."""
    reading = read_schools(data, answers=answers)
    if not reading.rows:
        return nothing(reading)
    schools = [school for school in reading.rows if municipality is None or _belongs(school, municipality)]
    standing = Unit.objects.filter(kind=UnitKind.SCHOOL).exclude(organisation_number="")
    if municipality is not None:
        standing = standing.filter(municipality=municipality)
    units = {unit.organisation_number: unit for unit in standing.select_related("municipality")}
    by_number = {school.org_number: school for school in schools}
    diff = compare({number: _record(school) for number, school in by_number.items()}, _standing(units))

    def title(number: object) -> str:
        known = by_number.get(str(number))
        return known.name if known else units[str(number)].name

    def carry_out(acting: Person | None, at: datetime) -> None:
        _carry_out(diff, by_number, units, municipality, acting=acting, at=at)

    return Preview(reading, diff, title, carry_out)


def _belongs(school: School, municipality: Municipality) -> bool:
    if municipality.number:
        return school.municipality_number == municipality.number
    return school.municipality == municipality.name


def _record(school: School) -> dict[str, object]:
    """What the file says of a school; an empty cell says nothing."""
    said = {name: getattr(school, name) for name in FIELDS}
    return {name: value for name, value in said.items() if value not in (None, "")}


def _standing(units: Mapping[str, Unit]) -> dict[str, dict[str, object]]:
    return {number: {name: getattr(unit, name) for name in FIELDS} for number, unit in units.items()}


def _carry_out(
    diff: Diff[str],
    by_number: Mapping[str, School],
    units: Mapping[str, Unit],
    municipality: Municipality | None,
    *,
    acting: Person | None,
    at: datetime,
) -> None:
    new: dict[Place, list[School]] = defaultdict(list)
    for number in diff.new:
        school = by_number[number]
        new[school.municipality_number, school.municipality].append(school)
    homes = _homes(new, municipality, by_number.values(), acting=acting, at=at)
    for place, schools in new.items():
        add_units(homes[place], [_unit(school) for school in schools], acting=acting, at=at)
    for change in diff.changed:
        change_unit(units[change.key], version=None, acting=acting, at=at, **as_fields(change))


def _homes(
    places: Iterable[Place],
    municipality: Municipality | None,
    schools: Iterable[School],
    *,
    acting: Person | None,
    at: datetime,
) -> dict[Place, Municipality]:
    """The municipality of each place; those the database does not know are made."""
    if municipality is not None:
        return dict.fromkeys(places, municipality)
    known = {one.number or one.name: one for one in Municipality.objects.filter(country="NO").defer("logo")}
    others = {(one.municipality_number, one.municipality): one.municipality_other_names for one in schools}
    return {
        (number, name): known.get(number or name)
        or make_municipality(
            name=name,
            office=name,
            number=number,
            other_names=" - ".join(others[number, name]),
            acting=acting,
            at=at,
        )
        for number, name in places
    }


def _unit(school: School) -> dict[str, object]:
    return {"kind": UnitKind.SCHOOL, "organisation_number": school.org_number, **_record(school)}
