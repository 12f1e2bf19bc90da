"""A list of people against those who work in the municipality. Absent people are told of, never ended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from samspill.core.registers.diff import Changed, Diff, compare, guard
from samspill.core.registers.people import Person as Row
from samspill.core.registers.people import read_people
from samspill.imports.matching import Matched, Standing, match
from samspill.imports.places import labelled
from samspill.imports.preview import Preview, as_fields, naming, nothing
from samspill.people.actions import add_person, change_person, change_position, take_position
from samspill.people.models import Municipality, Person, Profession, Unit
from samspill.people.queries import units_of

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
    import_ = Import({_key(one): one for one in matched}, standing, units, today)
    diff = compare(import_.incoming(), import_.existing())
    return Preview(
        reading,
        diff,
        title=import_.title,
        carry_out=lambda acting, at: import_.carry_out(diff, acting=acting, at=at),
        stop=guard(would_end=sum(map(import_.ends, diff.changed)), standing=len(standing.running)),
        remarks=tuple(remarks),
    )


def _key(one: Matched) -> Key:
    number = one.position.pk if one.position else 0
    start = "" if one.position or not one.row.start else f" {one.row.start}"
    who = str(one.person.pk) if one.person else one.row.email or one.row.name
    return Key(who + start, one.row.unit, one.profession, number)


def _key_of(person: Person) -> Key:
    return Key(str(person.pk))


@dataclass(frozen=True)
class Import:
    """The rows that count, by key, with everything needed to compare them and to carry them out."""

    rows: Mapping[Key, Matched]
    standing: Standing
    units: Mapping[str, Unit]
    today: date

    def incoming(self) -> dict[Key, Record]:
        positions = {key: _position(one.row) for key, one in self.rows.items()}
        return {**self._people(), **positions}

    def existing(self) -> dict[Key, Record]:
        held = {key: one.position for key, one in self.rows.items() if one.position}
        met = {position.pk for position in held.values()}
        gone = {
            Key(str(one.person_id), one.unit.name, one.profession, one.pk): one
            for one in self.standing.running
            if one.pk not in met
        }
        positions = {key: {name: getattr(one, name) for name in OF_POSITION} for key, one in {**held, **gone}.items()}
        people = {_key_of(one.person): one.person for one in self._known()}
        wanted = self._people()
        return {
            **{key: {name: getattr(one, name) or "" for name in OF_PERSON} for key, one in people.items() if key in wanted},
            **positions,
        }

    def _known(self) -> list[Matched]:
        """Rows about people of ours; of somebody of another municipality only the position is our business."""
        return [one for one in self.rows.values() if one.person and one.ours]

    def _people(self) -> dict[Key, Record]:
        """What the file says of people we have, where it says something new. The last of several rows counts."""
        said = {_key_of(one.person): (one.person, _person(one.row)) for one in self._known() if one.person}
        return {
            key: record
            for key, (person, record) in said.items()
            if any((getattr(person, name) or "") != value for name, value in record.items())
        }

    def title(self, key: Key) -> str:
        if not key.unit:
            return next(one.person.name for one in self._known() if one.person and _key_of(one.person) == key)
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
        people = {str(one.person.pk): one.person for one in self._known() if one.person}
        made: dict[str, Person] = {}
        for change in diff.changed:
            with naming(self.title(change.key)):
                if change.key.unit:
                    position = self.rows[change.key].position
                    assert position
                    change_position(position, version=None, acting=acting, at=at, **as_fields(change))
                else:
                    change_person(people[change.key.who], version=None, acting=acting, at=at, **as_fields(change))
        for key in diff.new:
            with naming(self.title(key)):
                self._take(self.rows[key], made, acting=acting, at=at)

    def _take(self, one: Matched, made: dict[str, Person], *, acting: Person | None, at: datetime) -> None:
        row, who = one.row, one.row.email or one.row.name.casefold()
        person = one.person or made.get(who)
        if person is None:
            person = add_person(name=row.name, email=row.email or None, phone=row.phone, acting=acting, at=at)
            made[who] = person
        take_position(
            person,
            self.units[row.unit],
            profession=one.profession,
            since=row.start or min(self.today, row.end or self.today),
            until=row.end,
            grades=list(row.grades),
            acting=acting,
            at=at,
        )


def _person(row: Row) -> Record:
    said = {"name": row.name, "email": row.email, "phone": row.phone}
    return {name: value for name, value in said.items() if value}


def _position(row: Row) -> Record:
    said: Record = {"grades": list(row.grades), "since": row.start, "until": row.end}
    return {name: value for name, value in said.items() if value}
