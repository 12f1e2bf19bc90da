"""A list of people against those who work in the municipality. Absent people are told of, never ended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from samspill.core.registers.diff import Changed, Diff, compare, guard
from samspill.core.registers.people import Person as Row
from samspill.core.registers.people import read_people
from samspill.imports.matching import Matched, Standing, by_key, match
from samspill.imports.places import labelled
from samspill.imports.preview import Preview, as_fields, nothing
from samspill.people.actions import change_person, change_position
from samspill.people.bulk import add_people, take_positions
from samspill.people.models import Municipality, Person, Position, Profession, Unit
from samspill.people.queries import units_of
from samspill.people.versions import naming

OF_PERSON = ("name", "email", "phone")
OF_POSITION = ("grades", "since", "until")
Record = dict[str, object]


@dataclass(frozen=True, slots=True)
class Key:
    """A position somebody has or gets (`number` 0: a new one), or, without a unit, what is known of the person."""

    who: str
    unit: str = ""
    profession: str = ""
    number: int = 0


def preview(data: bytes, *, answers: Mapping[str, str], municipality: Municipality, today: date) -> Preview:
    """Compare the people of a list with those who have a position in `municipality` today."""
    units = labelled(units_of(municipality))
    reading = read_people(data, known_units=list(units), answers=answers)
    if not reading.rows:
        return nothing(reading)
    standing = Standing(municipality, units, reading.rows, today)
    matched, remarks = match(reading.rows, standing)
    rows, doubles = by_key(matched, _key)
    import_ = Import(rows, standing, units, today)
    diff = import_.compare()
    return Preview(
        reading,
        diff,
        title=import_.title,
        carry_out=lambda acting, at: import_.carry_out(diff, acting=acting, at=at),
        stop=guard(would_end=sum(map(import_.ends, diff.changed)), standing=len(standing.running)),
        remarks=(*remarks, *doubles),
    )


def _key(one: Matched) -> Key:
    number = one.position.pk if one.position else 0
    start = "" if one.position or not one.row.start else f" {one.row.start}"
    who = str(one.person.pk) if one.person else _newcomer(one.row)
    return Key(who + start, one.row.unit, one.profession, number)


def _newcomer(row: Row) -> str:
    """What somebody new is known by within the file."""
    return row.email or row.name.casefold()


@dataclass(frozen=True)
class Import:
    """The rows that count, by key, with everything needed to compare them and to carry them out."""

    rows: Mapping[Key, Matched]
    standing: Standing
    units: Mapping[str, Unit]
    today: date

    def compare(self) -> Diff[Key]:
        standing = {key: {name: _held(person, name) for name in OF_PERSON} for key, person in self.people.items()}
        news = {key: said for key, said in self._said().items() if said.items() - standing[key].items()}
        positions = {key: _position(one.row) for key, one in self.rows.items()}
        known = {key: standing[key] for key in news}
        return compare({**news, **positions}, {**known, **self._positions()})

    @cached_property
    def people(self) -> dict[Key, Person]:
        """Those of ours the file speaks of; of somebody of another municipality only the position is our business."""
        return {Key(str(one.person.pk)): one.person for one in self.rows.values() if one.person and one.ours}

    def _said(self) -> dict[Key, dict[str, str]]:
        """What the file says of people we have, all their rows together; an empty cell says nothing."""
        said: dict[Key, dict[str, str]] = {key: {} for key in self.people}
        for one in self.rows.values():
            if one.person and one.ours:
                # A payroll writes RANDI MOEN; that is no new name.
                name = "" if one.row.name.casefold() == one.person.name.casefold() else one.row.name
                cells = {"name": name, "email": one.row.email, "phone": one.row.phone}
                said[Key(str(one.person.pk))] |= {name: value for name, value in cells.items() if value}
        return said

    def _positions(self) -> dict[Key, Record]:
        """Those the rows mean, and the running ones that no row means."""
        held = {key: one.position for key, one in self.rows.items() if one.position}
        met = {position.pk for position in held.values()}
        gone = {self._key_of(one): one for one in self.standing.running if one.pk not in met}
        return {key: {name: getattr(one, name) for name in OF_POSITION} for key, one in {**held, **gone}.items()}

    def _key_of(self, position: Position) -> Key:
        unit = self.standing.labels.get(position.unit_id, position.unit.name)
        return Key(str(position.person_id), unit, position.profession, position.pk)

    def title(self, key: Key) -> str:
        if not key.unit:
            return self.people[key].name
        name = self.rows[key].row.name if key in self.rows else self.standing.names[int(key.who)]
        return f"{name}, {Profession(key.profession).label}, {key.unit}"

    def ends(self, change: Changed[Key]) -> bool:
        """Whether a change takes a running position away, today or earlier than it would have ended."""
        fields = {one.field: one for one in change.fields}
        until, since = fields.get("until"), fields.get("since")
        if change.key.number not in {position.pk for position in self.standing.running}:
            return False
        shorter = until is not None and (until.before is None or until.after < until.before)  # type: ignore[operator]
        return shorter or (since is not None and since.after > self.today)  # type: ignore[operator]

    # ------------------------------------------------------------------------------------------------ doing it

    def carry_out(self, diff: Diff[Key], *, acting: Person | None, at: datetime) -> None:
        for change in diff.changed:
            with naming(self.title(change.key)):
                self._change(change, acting=acting, at=at)
        new = [self.rows[key] for key in diff.new]
        made = self._newcomers(new, acting=acting, at=at)
        rows = [self._position(one, one.person or made[_newcomer(one.row)]) for one in new]
        take_positions(rows, acting=acting, at=at)

    def _newcomers(self, new: Iterable[Matched], *, acting: Person | None, at: datetime) -> dict[str, Person]:
        """One person for all the new positions of somebody; the last phone of several rows counts."""
        people: dict[str, Person] = {}
        for one in new:
            row, who = one.row, _newcomer(one.row)
            if not one.person:
                person = people.setdefault(who, Person(name=row.name, email=row.email or None))
                person.phone = row.phone or person.phone
        return dict(zip(people, add_people(list(people.values()), acting=acting, at=at), strict=True))

    def _change(self, change: Changed[Key], *, acting: Person | None, at: datetime) -> None:
        if not change.key.unit:
            change_person(self.people[change.key], version=None, acting=acting, at=at, **as_fields(change))
        elif position := self.rows[change.key].position:
            change_position(position, version=None, acting=acting, at=at, **as_fields(change))

    def _position(self, one: Matched, person: Person) -> Position:
        row = one.row
        return Position(
            person=person,
            unit=self.units[row.unit],
            profession=one.profession,
            since=row.start or min(self.today, row.end or self.today),
            until=row.end,
            grades=list(row.grades),
        )


def _held(person: Person, name: str) -> str:
    """Addresses are the same whatever their case, and the reader writes them small."""
    value = getattr(person, name) or ""
    return value.lower() if name == "email" else value


def _position(row: Row) -> Record:
    said: Record = {"grades": list(row.grades), "since": row.start, "until": row.end}
    return {name: value for name, value in said.items() if value}
