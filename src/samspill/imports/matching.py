"""Whom and which position a row of a staff list means. What only a person can know is left out and said."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from django.db.models.functions import Lower

from samspill.core.registers.codes import Level
from samspill.core.registers.people import Person as Row
from samspill.imports.lines import told_apart, two_spans
from samspill.imports.preview import Remark
from samspill.people.models import Municipality, Person, Position, Unit

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Matched:
    """A row that counts. No person: a new one; no position: a new one; `ours`: works or worked here."""

    row: Row
    profession: str
    person: Person | None
    ours: bool
    position: Position | None


class Standing:
    """Everybody who ever worked in the municipality, and whoever owns an e-mail address of the file anywhere."""

    def __init__(self, municipality: Municipality, units: Mapping[str, Unit], rows: Iterable[Row], today: date) -> None:
        self.today = today
        self.labels = {unit.pk: label for label, unit in units.items()}
        self.names: dict[int, str] = {}
        self._held: dict[int, list[Position]] = {}
        self._by_name: dict[str, dict[int, Person]] = {}
        for one in Position.objects.filter(unit__municipality=municipality).select_related("person", "unit"):
            self.names[one.person_id] = one.person.name
            self._held.setdefault(one.person_id, []).append(one)
            self._by_name.setdefault(one.person.name.casefold(), {})[one.person_id] = one.person
        self.running = [one for held in self._held.values() for one in held if one.since <= today and self.open(one)]
        self.by_email = _owners({row.email for row in rows if row.email})

    def open(self, position: Position) -> bool:
        return position.until is None or position.until >= self.today

    def ours(self, person: Person) -> bool:
        """Works here or is about to. Of anybody else nothing is shown or changed."""
        return any(map(self.open, self._held.get(person.pk, ())))

    def namesakes(self, row: Row) -> list[Person]:
        """People here of the row's name; where there are several, those at the row's unit."""
        found = list(self._by_name.get(row.name.casefold(), {}).values())
        at_unit = [one for one in found if self.held(one, row.unit)]
        return at_unit if len(found) > 1 and at_unit else found

    def held(self, person: Person, unit: str) -> list[Position]:
        return [one for one in self._held.get(person.pk, ()) if self.labels.get(one.unit_id) == unit]


def _owners(emails: set[str]) -> dict[str, Person]:
    owners = Person.objects.annotate(address=Lower("email")).filter(address__in=emails)
    return {person.address: person for person in owners}


def match(rows: Sequence[Row], standing: Standing) -> tuple[list[Matched], list[Remark]]:
    """Every row that counts with whom it means, and why the others do not."""
    matched: list[Matched] = []
    kept, remarks = told_apart(rows)
    for row in kept:
        person, code = _person_of(row, standing)
        profession = row.profession or (_only_profession(person, row, standing) if person else "")
        code = code or _lacking(row, profession)
        if code:
            remarks.append(Remark(code, row=row.row, params={"value": row.email or row.name}))
            continue
        if person is None and any(_namesakes_with_email(row, standing)):
            remarks.append(Remark("person.namesake", Level.LOOK, row.row, {"value": row.name}))
        position = _position_of(person, row, profession, standing) if person else None
        matched.append(Matched(row, profession, person, person is not None and standing.ours(person), position))
    return matched, remarks


def _lacking(row: Row, profession: str) -> str:
    if not row.unit:
        return "person.no-unit"
    return "" if profession else "person.no-profession"


def _person_of(row: Row, standing: Standing) -> tuple[Person | None, str]:
    """Whom the row means (None: somebody new), or the code of the reason why nobody can know."""
    if row.email and (known := standing.by_email.get(row.email)):
        return _owner(known, row, standing)
    namesakes = [one for one in standing.namesakes(row) if not (row.email and one.email)]
    if len(namesakes) > 1:
        return None, "person.two-of-one-name"
    return (namesakes[0] if namesakes else None), ""


def _owner(known: Person, row: Row, standing: Standing) -> tuple[Person | None, str]:
    """The address is taken. Under another name one of the two is wrong, unless it is where that person works: then
    the name has changed. Whose address it is elsewhere is nobody's business here."""
    if known.name.casefold() == row.name.casefold() or standing.held(known, row.unit):
        return known, ""
    return None, "person.email-taken"


def _namesakes_with_email(row: Row, standing: Standing) -> Iterator[Person]:
    return (one for one in standing.namesakes(row) if row.email and one.email and one.email.lower() != row.email)


def _only_profession(person: Person, row: Row, standing: Standing) -> str:
    """A list without professions can still speak of somebody who has one position at the unit."""
    found = {one.profession for one in standing.held(person, row.unit)}
    return found.pop() if len(found) == 1 else ""


def _position_of(person: Person, row: Row, profession: str, standing: Standing) -> Position | None:
    """The position the row speaks of: one that begins the same day, else the running one, else one that ends alike.

    A row that begins after a position has ended is a new one: somebody came back.
    """
    held = [one for one in standing.held(person, row.unit) if one.profession == profession]
    same_start = [one for one in held if one.since == row.start]
    open_ = [one for one in held if standing.open(one) and not (row.start and one.until and one.until < row.start)]
    if row.end and row.end < standing.today:
        open_ = [one for one in open_ if one.since <= row.end]
    same_end = [one for one in held if one.until and one.until == row.end]
    return next(iter([*same_start, *open_, *same_end]), None)


def by_key(matched: Iterable[Matched], key_of: Callable[[Matched], Key]) -> tuple[dict[Key, Matched], list[Remark]]:
    """One row for each position. A line for each of somebody's classes is one position with all their grades."""
    rows: dict[Key, Matched] = {}
    remarks: list[Remark] = []
    for one in matched:
        before = rows.setdefault(key_of(one), one)
        if before is one:
            continue
        if (before.row.start, before.row.end) == (one.row.start, one.row.end):
            grades = tuple(sorted({*before.row.grades, *one.row.grades}))
            rows[key_of(one)] = replace(before, row=replace(before.row, grades=grades))
        else:
            remarks.append(two_spans(one.row, before.row))
    return rows, remarks
