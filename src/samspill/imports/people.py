"""A list of people against those who work in the municipality. Absent people are told of, never ended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from samspill.core.registers.diff import Diff, compare, guard
from samspill.core.registers.model import Problem
from samspill.core.registers.people import Person as Row
from samspill.core.registers.people import read_people
from samspill.imports.preview import Preview, as_fields, nothing
from samspill.people.actions import add_person, change_person, change_position, take_position
from samspill.people.models import Municipality, Person, Position, Unit
from samspill.people.queries import positions_on, units_of

Key = tuple[str, str, str]  # e-mail, or the name where there is none; unit; profession
OF_PERSON = ("name", "phone")


@dataclass(frozen=True)
class Standing:
    """What the database holds: units by name, running positions by key, people by e-mail (of every municipality)."""

    units: Mapping[str, Unit]
    positions: Mapping[Key, Position]
    by_email: Mapping[str, Person]


def preview(data: bytes, *, answers: Mapping[str, str], municipality: Municipality, today: date) -> Preview:
    """Compare the people of a list with those who have a position in `municipality` today."""
    units = {unit.name: unit for unit in units_of(municipality)}
    reading = read_people(data, known_units=list(units), answers=answers)
    if not reading.rows:
        return nothing(reading)
    standing = _standing(municipality, units, reading.rows, today)
    strangers = tuple(_strangers(reading.rows, standing))
    taken = {problem.row for problem in strangers}
    rows = {_key(row): row for row in reading.rows if row.row not in taken}
    diff = compare({key: _record(row) for key, row in rows.items()}, _records(standing.positions))

    def carry_out(acting: Person | None, at: datetime) -> None:
        _carry_out(diff, rows, standing, today, acting=acting, at=at)

    return Preview(
        reading,
        diff,
        title=lambda key: _title(key, rows, standing),
        carry_out=carry_out,
        stop=guard(would_end=_endings(diff), standing=len(standing.positions)),
        extra=strangers,
    )


def _standing(municipality: Municipality, units: Mapping[str, Unit], rows: tuple[Row, ...], today: date) -> Standing:
    running = positions_on(today).filter(unit__municipality=municipality)
    emails = [row.email.lower() for row in rows if row.email]
    people = {person.email.lower(): person for person in Person.objects.filter(email__in=emails) if person.email}
    return Standing(units, {_key_of(position): position for position in running}, people)


def _key(row: Row) -> Key:
    return (row.email.lower() or row.name, row.unit, row.profession)


def _key_of(position: Position) -> Key:
    person = position.person
    return (
        (person.email or person.name).lower() if person.email else person.name,
        position.unit.name,
        position.profession,
    )


def _record(row: Row) -> dict[str, object]:
    said = {"name": row.name, "phone": row.phone, "grades": list(row.grades), "since": row.start, "until": row.end}
    return {name: value for name, value in said.items() if value not in ("", [], None)}


def _records(positions: Mapping[Key, Position]) -> dict[Key, dict[str, object]]:
    return {
        key: {
            "name": position.person.name,
            "phone": position.person.phone,
            "grades": position.grades,
            "since": position.since,
            "until": position.until,
        }
        for key, position in positions.items()
    }


def _strangers(rows: tuple[Row, ...], standing: Standing) -> list[Problem]:
    """Rows whose e-mail belongs to somebody of another name: one of the two is wrong, and only a person knows which."""
    return [
        Problem("person.email-shared", row=row.row, value=row.email, params={"other": 0})
        for row in rows
        if row.email
        and (known := standing.by_email.get(row.email.lower()))
        and known.name.casefold() != row.name.casefold()
        and _key(row) not in standing.positions
    ]


def _endings(diff: Diff[Key]) -> int:
    return sum("until" in as_fields(change) for change in diff.changed)


def _title(key: object, rows: Mapping[Key, Row], standing: Standing) -> str:
    assert isinstance(key, tuple)
    name = rows[key].name if key in rows else standing.positions[key].person.name
    return f"{name}, {key[1]}"


def _carry_out(
    diff: Diff[Key], rows: Mapping[Key, Row], standing: Standing, today: date, *, acting: Person | None, at: datetime
) -> None:
    people = dict(standing.by_email)
    for key in diff.new:
        row = rows[key]
        person = people.get(key[0]) or add_person(
            name=row.name, email=row.email or None, phone=row.phone, acting=acting, at=at
        )
        people[key[0]] = person
        take_position(
            person,
            standing.units[row.unit],
            profession=row.profession,
            since=row.start or today,
            until=row.end,
            grades=list(row.grades),
            acting=acting,
            at=at,
        )
    for change in diff.changed:
        position, fields = standing.positions[change.key], dict(as_fields(change))
        of_person = {name: fields.pop(name) for name in OF_PERSON if name in fields}
        change_person(position.person, version=None, acting=acting, at=at, **of_person)
        change_position(position, version=None, acting=acting, at=at, **fields)
