"""A register of schools against the schools that stand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from samspill.core.registers.codes import Level
from samspill.core.registers.diff import compare
from samspill.core.registers.schools import School, read_schools
from samspill.imports import places
from samspill.imports.places import BETWEEN, COUNTRY
from samspill.imports.preview import Preview, Remark, as_fields, nothing
from samspill.people.actions import change_unit
from samspill.people.bulk import add_units, make_municipalities
from samspill.people.models import Municipality, Person, Unit, UnitKind
from samspill.people.versions import naming

Place = str  # number of a municipality, or its name in a register without numbers
FIELDS = ("name", "organisation_number", "lowest_grade", "highest_grade", "ownership", "address")


def preview(data: bytes, *, answers: Mapping[str, str], municipality: Municipality | None, named: str = "") -> Preview:
    """Compare with the schools of `municipality`, of the one the register calls `named`, or of the whole register."""
    reading = read_schools(data, answers=answers)
    if not reading.rows:
        return nothing(reading)
    schools = [school for school in reading.rows if _wanted(school, municipality, named)]
    if not schools:
        return nothing(reading, _none_here(reading.rows, municipality, named))
    if municipality is None and (remark := _of_which(schools, named)):
        return nothing(reading, remark)
    match = _match(schools, _homes(schools, municipality))
    diff = compare({_key(school): _record(school) for school in match.schools}, match.standing())
    titles = {_key(school): school.name for school in schools} | {_gone(unit): unit.name for unit in match.gone}

    def carry_out(acting: Person | None, at: datetime) -> None:
        new = [school for school in match.schools if _key(school) in diff.new]
        _add(new, match.homes, acting=acting, at=at)
        for change in diff.changed:
            with naming(titles[change.key]):
                change_unit(match.units[change.key], version=None, acting=acting, at=at, **as_fields(change))

    return Preview(reading, diff, titles.__getitem__, carry_out, remarks=tuple(match.remarks))


# ------------------------------------------------------------------------------------------- whose schools they are


def _wanted(school: School, municipality: Municipality | None, named: str) -> bool:
    if municipality is not None:
        return places.belongs(school, municipality)
    return not named or school.municipality_number == named or named.casefold() in places.names_in(school)


def _none_here(rows: Sequence[School], municipality: Municipality | None, named: str) -> Remark:
    count = len({_place(school) for school in rows})
    wanted = str(municipality or named)
    return Remark("schools.none-here", Level.FILE, params={"municipality": wanted, "count": count})


def _of_which(schools: Sequence[School], named: str) -> Remark | None:
    """Why we cannot know which municipality is meant, or None when we can."""
    numbers = sorted({school.municipality_number for school in schools})
    if named and len(numbers) > 1:
        params = {"municipality": named, "numbers": ", ".join(numbers)}
        return Remark("schools.two-municipalities", Level.FILE, params=params)
    if not any(map(_place, schools)):
        return Remark("schools.no-municipality", Level.FILE)
    return None


def _place(school: School) -> Place:
    return school.municipality_number or school.municipality.casefold()


def _homes(schools: Iterable[School], municipality: Municipality | None) -> dict[Place, list[Municipality]]:
    """For each place of the file the municipalities that may be meant; none where it is new to us."""
    if municipality is not None:
        return {_place(school): [municipality] for school in schools}
    standing = places.standing()
    first = {_place(school): school for school in reversed(list(schools))}
    return {place: standing.find(one.municipality_number, places.names_in(one)) for place, one in first.items()}


# ------------------------------------------------------------------------------------------ which school is which


@dataclass
class Match:
    """Each school that counts, by key with the unit it is; what counts not, with the reason."""

    homes: Mapping[Place, Sequence[Municipality]]
    schools: list[School] = field(default_factory=list)
    units: dict[str, Unit] = field(default_factory=dict)
    gone: list[Unit] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def standing(self) -> dict[str, dict[str, object]]:
        known = {**self.units, **{_gone(unit): unit for unit in self.gone}}
        return {key: {name: getattr(unit, name) for name in FIELDS} for key, unit in known.items()}


class Standing:
    """The schools of the database by organisation number, and by name within their municipality."""

    def __init__(self) -> None:
        self.by_number: dict[str, Unit] = {}
        self.by_name: dict[tuple[int, str], list[Unit]] = defaultdict(list)
        self.all = list(Unit.objects.filter(kind=UnitKind.SCHOOL))
        for unit in self.all:
            if unit.organisation_number:
                self.by_number[unit.organisation_number] = unit
            self.by_name[unit.municipality_id, unit.name.casefold()].append(unit)

    def named(self, home: Municipality | None, school: School) -> list[Unit]:
        """Schools of that name; with two different numbers they are two schools."""
        found = self.by_name[home.pk, school.name.casefold()] if home else []
        return [unit for unit in found if not (school.org_number and unit.organisation_number)]

    def open_in(self, homes: Mapping[Place, Sequence[Municipality]]) -> list[Unit]:
        """Only municipalities the file speaks of: what it leaves out of others it may never have held."""
        ids = {home.pk for found in homes.values() for home in found}
        return [unit for unit in self.all if unit.municipality_id in ids and not unit.closed]


def _match(schools: Sequence[School], homes: Mapping[Place, Sequence[Municipality]]) -> Match:
    match, standing = Match(homes), Standing()
    often = Counter((_place(school), school.name.casefold()) for school in schools)
    left_out: set[str] = set()
    for school in schools:
        name = school.name.casefold()
        unit, code = _unit_of(school, homes[_place(school)], standing, often[_place(school), name])
        if code:
            params = {"value": school.name, "municipality": school.municipality or school.municipality_number}
            match.remarks.append(Remark(code, row=school.row, params=params))
            left_out.add(name)
            continue
        match.schools.append(school)
        if unit:
            match.units[_key(school)] = unit
    met = {unit.pk for unit in match.units.values()}
    match.gone = [
        unit for unit in standing.open_in(homes) if unit.pk not in met and unit.name.casefold() not in left_out
    ]
    return match


def _unit_of(school: School, homes: Sequence[Municipality], standing: Standing, often: int) -> tuple[Unit | None, str]:
    """The unit a school is (None: a new one), or the code of the reason why nobody can know."""
    if len(homes) > 1:
        return None, "school.place-ambiguous"
    home = homes[0] if homes else None
    if unit := standing.by_number.get(school.org_number):
        elsewhere = home is None or unit.municipality_id != home.pk
        return (None, "school.elsewhere") if elsewhere else (unit, "")
    alike = standing.named(home, school)
    if often > 1 and (alike or not school.org_number):
        return None, "school.ambiguous"
    if len(alike) > 1:
        return None, "school.ambiguous-here"
    return (alike[0] if alike else None), ""


def _key(school: School) -> str:
    """Never `School.key`: without numbers and municipality numbers two schools of one name would share it."""
    return school.org_number or f"{_place(school)} {school.name.casefold()}"


def _gone(unit: Unit) -> str:
    return f"unit {unit.pk}"


def _record(school: School) -> dict[str, object]:
    """What the file says of a school; an empty cell says nothing."""
    said = {**{name: getattr(school, name, "") for name in FIELDS}, "organisation_number": school.org_number}
    return {name: value for name, value in said.items() if value not in (None, "")}


# ---------------------------------------------------------------------------------------------------- doing it


def _add(
    new: Sequence[School], homes: Mapping[Place, Sequence[Municipality]], *, acting: Person | None, at: datetime
) -> None:
    first = {_place(school): school for school in reversed(new) if not homes[_place(school)]}
    made = make_municipalities(map(_municipality, first.values()), acting=acting, at=at)
    known = {place: found[0] for place, found in homes.items() if found} | dict(zip(first, made, strict=True))
    rows = ((known[_place(school)], {"kind": UnitKind.SCHOOL, **_record(school)}) for school in new)
    add_units(rows, acting=acting, at=at)


def _municipality(school: School) -> dict[str, object]:
    return {
        "name": school.municipality or school.municipality_number,
        "number": school.municipality_number,
        "country": COUNTRY,
        "other_names": BETWEEN.join(school.municipality_other_names),
    }
