"""Lists of people: who, where, in which profession, from when to when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from samspill.core.registers.cells import DATE_FORMS, Dates, settle_dates
from samspill.core.registers.columns import Field, Table, find_table, nearest, spaced, words
from samspill.core.registers.model import NONE, Notes, Reading
from samspill.core.registers.national import scrub
from samspill.core.registers.person_words import GRADE_FORMS, WEEKDAY_FORMS, grades_of, weekdays_of
from samspill.core.registers.professions import ACCEPTED, PROFESSIONS, profession_of
from samspill.core.registers.sniff import Line, read_grid

_EMAIL = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\".]{2,}")
_PHONE = re.compile(r"\+?\d{5,15}")
_EMAIL_FORMS = ("kari.nordmann@kommune.example",)
_PHONE_FORMS = ("12 34 56 78", "+47 12 34 56 78")


def _is_email(cell: str) -> bool:
    return bool(_EMAIL.fullmatch(cell))


FIELDS = (
    Field("name", words("navn, namn, fullt navn, fullt namn, name, full name, fulde navn, hele navnet")),
    Field("first_name", words("fornavn, fornamn, førenamn, förnamn, first name, given name")),
    Field("last_name", words("etternavn, etternamn, efternavn, efternamn, last name, surname, family name")),
    Field("email", words("e-post, e-postadresse, mail, e-mail, mailadresse, e-postadress"), looks=_is_email),
    Field("phone", words("telefon, tlf, telefonnummer, mobil, mobilnummer, mobiltelefon, phone, mobile, tel")),
    Field(
        "unit",
        words(
            """skole, skule, skola, enhet, eining, enhed, arbeidssted, arbeidsstad, tjeneste, teneste, skolenavn,
            arbeidsplass, virksomhet, school, unit, workplace, service"""
        ),
    ),
    Field(
        "profession",
        words(
            """stilling, yrke, profesjon, rolle, funksjon, stillingstittel, stillingsbetegnelse, tittel, titel,
            befattning, roll, profession, role, position, job title"""
        ),
    ),
    Field("grades", words("trinn, trinn/klasse, klasse, klassetrinn, årstrinn, steg, årskurs, årgang, grade, grades")),
    Field("start", words("fra, frå, fra dato, frå dato, startdato, start, från, from, since, ansatt fra, tilsett frå")),
    Field("end", words("til, til dato, til og med, sluttdato, slutt, slut, till, to, until, ansatt til, tilsett til")),
    Field(
        "weekdays",
        words(
            """dager, dagar, ukedager, vekedagar, dage, ugedage, veckodagar, days, weekdays, dager på skolen,
            dagar på skulen, dage på skolen, dagar på skolan, days at the school, til stede"""
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Person:
    """One person in one position. `weekdays`: Monday is 0."""

    name: str
    email: str
    phone: str
    unit: str
    profession: str
    profession_word: str
    grades: tuple[int, ...] = ()
    start: date | None = None
    end: date | None = None
    weekdays: tuple[int, ...] = ()
    row: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class _Settled:
    """What was settled for the whole file before its rows are read."""

    starts: Dates
    ends: Dates
    known_units: Sequence[str]
    units: Mapping[str, str | None]
    professions: Mapping[str, str | None]
    surname_first: bool


def read_people(
    data: bytes, *, known_units: Sequence[str] = (), answers: Mapping[str, str] | None = None
) -> Reading[Person]:
    notes = Notes(answers)
    grid = read_grid(data, notes)
    table = find_table(scrub(grid, notes), FIELDS, notes) if grid else None
    if table is None:
        return notes.reading(())
    if not table.has("name") and not table.has("last_name"):
        notes.problem("column.missing", field="name", accepted=(*FIELDS[0].names, *FIELDS[2].names))
    settled = _settle(table, known_units, notes)
    if settled is None or notes.stopped:
        return notes.reading(())
    people = (_person(table, line, settled, notes) for line in table.lines)
    once = tuple(_once((person for person in people if person), notes))
    return notes.reading(_own_email(once, notes))


def _settle(table: Table, known_units: Sequence[str], notes: Notes) -> _Settled | None:
    starts = settle_dates(table.name("start"), table.column("start"), notes)
    ends = settle_dates(table.name("end"), table.column("end"), notes)
    if starts is None or ends is None:
        return None
    names = [name for name in table.column("name") if name]
    surname_first = bool(names) and all(name.count(",") == 1 for name in names)
    if surname_first:
        notes.choose(
            "name-order",
            "surname-first",
            "why.every-name-has-a-comma",
            candidates=("surname-first", "as-written"),
            sure=False,
        )
    units = _units(table, known_units, notes)
    return _Settled(starts, ends, known_units, units, _professions(table, notes), surname_first)


def _units(table: Table, known: Sequence[str], notes: Notes) -> dict[str, str | None]:
    """Every spelling in the file → the unit it means; None where nobody has said."""
    spellings = dict.fromkeys(spaced(cell) for cell in table.column("unit") if cell)
    by_case = {name.casefold(): name for name in known}
    return {
        name: by_case.get(name.casefold()) or _asked_unit(name, known, notes) if known else name for name in spellings
    }


def _asked_unit(name: str, known: Sequence[str], notes: Notes) -> str | None:
    near = nearest(name, known, notes)
    offered = (*near, *(other for other in known if other not in near), NONE)
    answer = notes.ask(f"unit:{name}", "ask.unit", offered, required=False, value=name)
    return None if answer == NONE else answer


def _professions(table: Table, notes: Notes) -> dict[str, str | None]:
    """Every word in the file → the profession it names; None where nobody has said."""
    spellings = dict.fromkeys(spaced(cell) for cell in table.column("profession") if cell)
    return {word: profession_of(word) or _asked_profession(word, notes) for word in spellings}


def _asked_profession(word: str, notes: Notes) -> str | None:
    return notes.ask(f"profession:{word}", "ask.profession", PROFESSIONS, required=False, value=word)


def _person(table: Table, line: Line, settled: _Settled, notes: Notes) -> Person | None:
    """The row's person, or None with every reason why not."""
    name = _name(table, line, settled, notes)
    email = _email(table, line, notes)
    unit = _unit(table, line, settled, notes)
    profession = _profession(table, line, settled, notes)
    span = _span(table, line, settled, notes)
    phone = _phone(table, line, notes)
    grades, weekdays = (_listed(table, line, column, notes) for column in ("grades", "weekdays"))
    if not name or email is None or unit is None or profession is None or span is None:
        return None
    return Person(
        name=name,
        email=email,
        phone=phone,
        unit=unit,
        profession=profession,
        profession_word=spaced(table.cell(line, "profession")),
        grades=grades,
        start=span[0],
        end=span[1],
        weekdays=weekdays,
        row=line.number,
    )


def _name(table: Table, line: Line, settled: _Settled, notes: Notes) -> str:
    name = spaced(table.cell(line, "name"))
    if settled.surname_first and name:
        surname, given = name.split(",")
        name = spaced(f"{given} {surname}")
    elif "," in name:
        notes.problem("person.name-with-comma", line.number, table.name("name"), name)
    name = name or spaced(f"{table.cell(line, 'first_name')} {table.cell(line, 'last_name')}")
    if not name:
        notes.problem("person.no-name", line.number)
    return name


def _email(table: Table, line: Line, notes: Notes) -> str | None:
    text = table.cell(line, "email").removeprefix("mailto:")
    if not text:
        return ""
    if _EMAIL.fullmatch(text):
        return text.lower()
    notes.problem("person.email-shape", line.number, table.name("email"), text, _EMAIL_FORMS)
    return None


def _phone(table: Table, line: Line, notes: Notes) -> str:
    text = spaced(table.cell(line, "phone"))
    if text and not _PHONE.fullmatch(re.sub(r"[ ()./-]", "", text)):
        notes.problem("phone.shape", line.number, table.name("phone"), text, _PHONE_FORMS)
        return ""
    return text


def _unit(table: Table, line: Line, settled: _Settled, notes: Notes) -> str | None:
    """The known unit; "" where the file names none."""
    text = spaced(table.cell(line, "unit"))
    unit = settled.units[text] if text else ""
    if unit is None:
        accepted = nearest(text, settled.known_units, notes) or settled.known_units
        notes.problem("person.unit-unknown", line.number, table.name("unit"), text, accepted)
    return unit


def _profession(table: Table, line: Line, settled: _Settled, notes: Notes) -> str | None:
    """The profession's id; "" where the file has no such column."""
    text = spaced(table.cell(line, "profession"))
    found = settled.professions[text] if text else None
    if found or not table.has("profession"):
        return found or ""
    if text:
        accepted = (*nearest(text, ACCEPTED, notes), *PROFESSIONS)
        notes.problem("person.profession-unknown", line.number, table.name("profession"), text, accepted)
    else:
        notes.problem("person.profession-missing", line.number, table.name("profession"), accepted=PROFESSIONS)
    return None


def _span(table: Table, line: Line, settled: _Settled, notes: Notes) -> tuple[date | None, date | None] | None:
    ends: list[date | None] = []
    for column, dates in (("start", settled.starts), ("end", settled.ends)):
        text = table.cell(line, column)
        ends.append(dates(text))
        if text and ends[-1] is None:
            notes.problem("date.unknown", line.number, table.name(column), text, DATE_FORMS)
            return None
    start, end = ends
    if start and end and end < start:
        notes.problem("person.backwards", line.number, value=start.isoformat(), until=end)
        return None
    return start, end


def _listed(table: Table, line: Line, column: str, notes: Notes) -> tuple[int, ...]:
    text = table.cell(line, column)
    read, code, forms = {
        "grades": (grades_of, "grade.unknown", GRADE_FORMS),
        "weekdays": (weekdays_of, "weekday.unknown", WEEKDAY_FORMS),
    }[column]
    found = read(text)
    if found is None:
        notes.problem(code, line.number, table.name(column), text, forms)
    return found or ()


def _once(people: Iterable[Person], notes: Notes) -> Iterator[Person]:
    first: dict[Person, Person] = {}
    for person in people:
        before = first.setdefault(replace(person, phone=""), person)
        if before is person:
            yield person
        else:
            notes.problem("person.doubled", person.row, other=before.row)


def _own_email(people: Sequence[Person], notes: Notes) -> tuple[Person, ...]:
    """One person may hold two positions, but an address belongs to one name: with two names none of the rows counts."""
    owners: dict[str, dict[str, Person]] = {}
    for person in people:
        owners.setdefault(person.email, {}).setdefault(person.name.casefold(), person)
    shared = {email for email, names in owners.items() if email and len(names) > 1}
    for person in people:
        if person.email in shared:
            other = next(p for name, p in owners[person.email].items() if name != person.name.casefold())
            notes.problem("person.email-shared", person.row, value=person.email, other=other.row)
    return tuple(person for person in people if person.email not in shared)
