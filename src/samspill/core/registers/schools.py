"""The school register: Norwegian rows of several ages and shapes, checked one by one and against each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from samspill.core.registers.cells import NO, YES, whole_number
from samspill.core.registers.columns import Field, Table, find_table, spaced
from samspill.core.registers.model import Choice, Notes, Reading
from samspill.core.registers.sniff import Line, read_grid

HIGHEST = 13  # Norwegian upper secondary ends with Vg3, the thirteenth year
_WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2)  # Brønnøysund: organisation numbers, modulus 11
_OWNERSHIP = {
    **dict.fromkeys(("offentlig", "offentleg", "kommunal", "kommune", "fylkeskommunal", "statlig", "public"), "public"),
    **dict.fromkeys(("privat", "private", "friskole", "frittstående"), "private"),
}


def is_org_number(text: str) -> bool:
    """Nine digits whose last one is the modulus-11 check digit of the others."""
    if len(text) != 9 or not text.isascii() or not text.isdigit():
        return False
    rest = sum(int(digit) * weight for digit, weight in zip(text, _WEIGHTS, strict=False)) % 11
    return int(text[8]) == (11 - rest if rest else 0)


FIELDS = (
    Field(
        "org_number",
        ("orgnr", "organisasjonsnummer", "organisasjonsnr", "org nummer", "org number", "orgnummer"),
        looks=lambda cell: is_org_number(cell.replace(" ", "")),
    ),
    Field("name", ("navn", "skolenavn", "skole", "namn", "skulenamn", "skule", "enhetsnavn", "name", "school"), True),
    Field("municipality_number", ("kommunenr", "kommunenummer", "komm nr", "municipality number")),
    Field("municipality", ("kommune", "kommunenavn", "kommunenamn", "municipality")),
    Field("county_number", ("fylkesnr", "fylkesnummer", "fylkenr", "county number")),
    Field("county", ("fylke", "fylkesnavn", "fylkesnamn", "county")),
    Field("lowest", ("laveste trinn", "lågaste trinn", "skoletrinn fra", "trinn fra", "fra trinn", "lowest grade")),
    Field("highest", ("høyeste trinn", "høgaste trinn", "skoletrinn til", "trinn til", "highest grade")),
    Field("ownership", ("eierforhold", "eigarforhold", "eierform", "ownership")),
    Field("address", ("adresse", "besøksadresse", "gateadresse", "address")),
    Field("pupils", ("antall elever", "antall elever eldre", "elevtall", "elevar", "elever", "pupils")),
    Field("staff", ("antall ansatte", "antall ansatte eldre", "ansatte", "tilsette", "staff")),
    Field("by_hand", ("lagt til manuelt", "manuell", "added by hand")),
)


@dataclass(frozen=True, slots=True)
class School:
    org_number: str
    name: str
    municipality_number: str
    municipality: str
    municipality_other_names: tuple[str, ...]
    county_number: str
    county: str
    lowest_grade: int | None
    highest_grade: int | None
    ownership: str
    address: str
    pupils: int | None
    staff: int | None
    added_by_hand: bool
    language_form: Choice | None = None
    """Only a hint: a «skule» probably writes nynorsk. A person decides."""
    row: int = field(default=0, compare=False)

    @property
    def key(self) -> str:
        """The organisation number; in a register without them, municipality number and name."""
        return self.org_number or f"{self.municipality_number} {self.name.casefold()}"


def read_schools(data: bytes, *, answers: Mapping[str, str] | None = None) -> Reading[School]:
    notes = Notes(answers)
    grid = read_grid(data, notes)
    table = find_table(grid, FIELDS, notes) if grid else None
    if table is None:
        return notes.reading(())
    if not table.has("org_number"):
        notes.choose("key", "municipality-and-name", "why.no-org-number", sure=False)
    schools = (_school(table, line, notes) for line in table.lines)
    kept = tuple(_without_doubles((school for school in schools if school), notes))
    _same_names(kept, notes)
    return notes.reading(kept)


def _school(table: Table, line: Line, notes: Notes) -> School | None:
    name = spaced(table.cell(line, "name"))
    if not name:
        notes.problem("school.no-name", line.number)
        return None
    org_number = _org_number(table, line, notes)
    if org_number is None:
        return None
    municipality, *other_names = _names(table.cell(line, "municipality"))
    lowest, highest = _grades(table, line, name, notes)
    return School(
        org_number=org_number,
        name=name,
        municipality_number=_padded(table, line, "municipality_number", 4, notes),
        municipality=municipality,
        municipality_other_names=tuple(other_names),
        county_number=_padded(table, line, "county_number", 2, notes),
        county=_names(table.cell(line, "county"))[0],
        lowest_grade=lowest,
        highest_grade=highest,
        ownership=_ownership(table, line, notes),
        address=spaced(table.cell(line, "address")),
        pupils=whole_number(table.cell(line, "pupils"), line.number, table.name("pupils"), notes),
        staff=whole_number(table.cell(line, "staff"), line.number, table.name("staff"), notes),
        added_by_hand=_by_hand(table, line, notes),
        language_form=_language_hint(name),
        row=line.number,
    )


def _org_number(table: Table, line: Line, notes: Notes) -> str | None:
    if not table.has("org_number"):
        return ""
    text = table.cell(line, "org_number")
    bare = text.replace(" ", "").replace("\u00a0", "").replace(".", "")
    if is_org_number(bare):
        return bare
    if bare:
        notes.problem("school.org-number-wrong", line.number, table.name("org_number"), text)
    else:
        notes.problem("school.org-number-missing", line.number)
    return None


def _names(text: str) -> list[str]:
    """«Trondheim - Tråante» is one municipality with two names; the first is the one it is sorted by."""
    return [spaced(part) for part in text.split(" - ")]


def _padded(table: Table, line: Line, column: str, width: int, notes: Notes) -> str:
    """Spreadsheets drop the leading zero of 0301 Oslo; municipality and county numbers have a fixed width."""
    text = table.cell(line, column)
    if not text or len(text) == width or not text.isdigit():
        return text
    whole = text.zfill(width)
    notes.problem("school.leading-zero", line.number, table.name(column), text, chosen=whole)
    return whole


def _grades(table: Table, line: Line, name: str, notes: Notes) -> tuple[int | None, int | None]:
    lowest, highest = (_grade(table, line, column, notes) for column in ("lowest", "highest"))
    if lowest is None or highest is None:
        if table.has("lowest") and table.has("highest"):
            notes.problem("school.grades-missing", line.number, value=name)
    elif lowest > highest:
        notes.problem("school.grades-backwards", line.number, value=str(lowest), until=highest)
        return None, None
    return lowest, highest


def _grade(table: Table, line: Line, column: str, notes: Notes) -> int | None:
    """The register of 2023 writes a missing grade as 0."""
    text = table.cell(line, column)
    grade = whole_number(text, line.number, table.name(column), notes)
    if grade is not None and grade > HIGHEST:
        accepted = (f"1–{HIGHEST}",)
        notes.problem("school.grade-out-of-range", line.number, table.name(column), text, accepted)
        return None
    return grade or None


def _ownership(table: Table, line: Line, notes: Notes) -> str:
    text = table.cell(line, "ownership")
    found = _OWNERSHIP.get(text.casefold(), "")
    if text and not found:
        accepted = ("Offentlig", "Privat")
        notes.problem("school.ownership-unknown", line.number, table.name("ownership"), text, accepted)
    return found


def _by_hand(table: Table, line: Line, notes: Notes) -> bool:
    text = table.cell(line, "by_hand").casefold()
    if text and text not in YES and text not in NO:
        notes.problem("school.mark-unknown", line.number, table.name("by_hand"), text, ("Ja", "Nei"))
    return text in YES


def _language_hint(name: str) -> Choice | None:
    if "skule" not in name.casefold():
        return None
    return Choice("language_form", "nn", ("nb", "nn"), sure=False, because="why.name-says-skule")


def _without_doubles(schools: Iterable[School], notes: Notes) -> Iterator[School]:
    """The first of several rows with one organisation number. Without numbers, equal names may be two schools."""
    first: dict[str, School] = {}
    for school in schools:
        before = first.setdefault(school.org_number, school) if school.org_number else school
        if before is school:
            yield school
        else:
            code = "school.doubled" if replace(school, row=0) == before else "school.doubled-differently"
            notes.problem(code, school.row, value=school.org_number, other=before.row)


def _same_names(schools: Iterable[School], notes: Notes) -> None:
    first: dict[tuple[str, str], School] = {}
    for school in schools:
        place = school.municipality_number or school.municipality
        before = first.setdefault((place, school.name.casefold()), school)
        if before is not school:
            notes.problem(
                "school.same-name",
                school.row,
                value=school.name,
                other=before.row,
                municipality=school.municipality or school.municipality_number,
            )
