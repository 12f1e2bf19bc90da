"""Finding national identity numbers, so that no reader ever passes one on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from samspill.core.registers.columns import fold, words
from samspill.core.registers.model import Notes
from samspill.core.registers.sniff import Grid, Line

_HEADERS = frozenset(
    fold(name)
    for name in words(
        """fødselsnummer, fødselsnr, fodselsnummer, foedselsnummer, fnr, f.nr., d-nummer, dnr, personnummer, personnr,
        pnr, cpr, cpr-nr, cpr-nummer, cprnr, national id, national identity number, ssn, samordningsnummer,
        fødselsnummer (11 siffer), fødsels- og personnummer, personidentifikator"""
    )
)
_ELEVEN = re.compile(r"(?<!\d)\d{6} ?\d{5}(?!\d)")
_HYPHENED = re.compile(r"(?<![\d-])(?:\d{2})?\d{6}[-+]\d{4}(?!\d)")
_TEN = re.compile(r"(?<!\d)\d{10}(?!\d)|(?<!\d)(?:19|20)\d{10}(?!\d)")
_PHONE_HEADER = re.compile("tele|tlf|mobil|phone|fon")
_FIRST = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
_SECOND = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)


def has_national_number(text: str, *, may_be_phone: bool = False) -> bool:
    """A Norwegian number by its check digits; a Danish or Swedish one by its date."""
    if sum(map(str.isdigit, text)) < 10:
        return False
    if any(_is_norwegian(hit.replace(" ", "")) for hit in _ELEVEN.findall(text)):
        return True
    if any(_holds_date(re.sub("[-+]", "", hit)) for hit in _HYPHENED.findall(text)):
        return True
    return not may_be_phone and any(map(_holds_date, _TEN.findall(text)))


def _is_norwegian(digits: str) -> bool:
    numbers = [int(digit) for digit in digits]
    checks = (sum(n * w for n, w in zip(numbers, weights, strict=False)) % 11 for weights in (_FIRST, _SECOND))
    return not any(checks)


def _holds_date(digits: str) -> bool:
    """ddmmyy (Denmark) or yymmdd (Sweden) at the start; Swedish co-ordination numbers add 60 to the day."""
    one, two, three = (int(digits[-10:][at : at + 2]) for at in (0, 2, 4))
    return _is_day(three, two, one) or _is_day(one, two, three % 60)


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(2000 + year, month, day)
    except ValueError:
        return False
    return True


def scrub(grid: Grid, notes: Notes) -> Grid:
    """The grid without national numbers: whole columns that hold them, and single cells where one stands in a text.

    Done before anything else is read, so that no problem, question or choice can echo one.
    """
    phones = {at for line in grid[:30] for at, cell in enumerate(line.cells) if _PHONE_HEADER.search(cell.casefold())}
    named = {at: cell for line in grid[:30] for at, cell in enumerate(line.cells) if fold(cell) in _HEADERS}
    found: dict[int, list[int]] = {}
    for line in grid:
        for at, cell in enumerate(line.cells):
            if at not in named and cell and has_national_number(cell, may_be_phone=at in phones):
                found.setdefault(at, []).append(line.number)
    columns = {at for at, rows in found.items() if _mostly(at, rows, grid)} | set(named)
    for at in sorted(columns):
        notes.problem("column.national-number", column=named.get(at) or _title(grid, at))
    cells = {(row, at) for at, rows in found.items() if at not in columns for row in rows}
    for row, at in sorted(cells):
        notes.problem("cell.national-number", row, _title(grid, at))
    return tuple(_without(line, columns, cells) for line in grid)


def _mostly(at: int, rows: Iterable[int], grid: Grid) -> bool:
    filled = sum(bool(line.cells[at]) for line in grid if at < len(line.cells))
    return len(tuple(rows)) * 2 >= filled - 1


def _title(grid: Grid, at: int) -> str:
    """What the fullest of the first lines calls the column, unless that holds a digit; else the column's place."""
    fullest = max(grid[:30], key=lambda line: sum(map(bool, line.cells)))
    name = fullest.cells[at] if at < len(fullest.cells) else ""
    return name if name and not any(map(str.isdigit, name)) else str(at + 1)


def _without(line: Line, columns: set[int], cells: set[tuple[int, int]]) -> Line:
    kept = ("" if at in columns or (line.number, at) in cells else cell for at, cell in enumerate(line.cells))
    return Line(line.number, tuple(kept))
