"""Bytes to a grid of trimmed cells: what the file is, how its lines are cut, which line each row stands on."""

from __future__ import annotations

import csv
import io
import unicodedata
import warnings
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import NamedTuple

from samspill.core.registers.decode import LIMIT, TABLES, decode, unpack
from samspill.core.registers.model import Notes

DELIMITERS = {"semicolon": ";", "comma": ",", "tab": "\t", "bar": "|"}
_SAMPLE = 60
_TELLING = 0.8


class Line(NamedTuple):
    number: int
    cells: tuple[str, ...]


Grid = tuple[Line, ...]


def read_grid(data: bytes, notes: Notes) -> Grid | None:
    """All non-empty lines of the file, or None when it cannot be read (or asked for) yet."""
    opened = unpack(data, notes)
    if opened is None:
        return None
    if opened[:4] == b"PK\x03\x04":
        return _workbook(opened, notes)
    if opened[:4] == b"\xd0\xcf\x11\xe0":
        notes.problem("file.old-excel", accepted=TABLES)
        return None
    text = decode(opened, notes)
    return None if text is None else _separated(text, notes)


def _filled(lines: Iterable[Line], notes: Notes) -> Grid | None:
    grid = tuple(line for line in lines if any(line.cells))
    if not grid:
        notes.problem("file.empty")
        return None
    return grid


# ---------------------------------------------------------------------------------------------- separated text


def _separated(text: str, notes: Notes) -> Grid | None:
    first, _, rest = text.partition("\n")
    skipped = 0
    if first.strip().lower().startswith("sep=") and first.strip()[4:] in DELIMITERS.values():
        text, skipped = rest, 1
        name = next(name for name, sign in DELIMITERS.items() if sign == first.strip()[4:])
        notes.choose("delimiter", name, "why.first-line-says")
    else:
        found = _delimiter(text, notes)
        if found is None:
            return None
        name = found
    lines: list[Line] = []
    try:
        lines.extend(_lines(text, DELIMITERS.get(name, "\t"), skipped))
    except csv.Error:
        notes.problem("file.csv-broken", row=lines[-1].number if lines else 1)
        return None
    if text.count('"') % 2:
        # An odd quote that swallowed line breaks has eaten rows; refusing is kinder than losing them silently.
        eaten = next((line for line in lines if any("\n" in cell for cell in line.cells)), None)
        if eaten:
            notes.problem("file.quote-left-open", row=eaten.number)
            return None
    return _filled(lines, notes)


def _lines(text: str, sign: str, skipped: int) -> Iterator[Line]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, skipinitialspace=sign != "\t")
    start = 1 + skipped
    for cells in reader:
        yield Line(start, tuple([cell.strip() for cell in cells]))
        start = reader.line_num + 1 + skipped


def _delimiter(text: str, notes: Notes) -> str | None:
    """The sign that cuts the first lines into equally many columns; two that do so equally well are a question."""
    sample = "\n".join([line for line in text.splitlines()[: 4 * _SAMPLE] if line.strip()][:_SAMPLE])
    widths = {name: _width(sample, sign) for name, sign in DELIMITERS.items()}
    telling = {name: (share, width) for name, (share, width) in widths.items() if width > 1 and share >= _TELLING}
    if not telling:
        telling = {name: found for name, found in widths.items() if found[1] > 1}
    if not telling:
        return notes.choose("delimiter", "none", "why.one-column", candidates=DELIMITERS)
    best = max(telling.values(), key=lambda found: (found[1], found[0]))
    winners = tuple(name for name, found in telling.items() if found[1] == best[1])
    if len(winners) > 1:
        return notes.ask("delimiter", "ask.delimiter", winners)
    return notes.choose("delimiter", winners[0], "why.same-width", candidates=telling, sure=best[0] >= _TELLING)


def _width(sample: str, sign: str) -> tuple[float, int]:
    """(share of lines, columns) of the most common width above one; (0, 1) if the sign cuts nothing."""
    try:
        widths = Counter(len(cells) for cells in csv.reader(io.StringIO(sample), delimiter=sign) if cells)
    except csv.Error:
        return 0.0, 1
    cut = [(count, width) for width, count in widths.items() if width > 1]
    if not cut:
        return 0.0, 1
    count, width = max(cut)
    return count / widths.total(), width


# ---------------------------------------------------------------------------------------------------- workbook


def _workbook(data: bytes, notes: Notes) -> Grid | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as box:
            too_large = sum(part.file_size for part in box.infolist()) > LIMIT
        sheets = {} if too_large else _sheets(data)
    except Exception:  # a damaged workbook breaks openpyxl in a dozen undocumented ways
        notes.problem("file.xlsx-broken", accepted=TABLES)
        return None
    if too_large:
        notes.problem("file.too-large", limit=LIMIT // 1024 // 1024)
        return None
    if not sheets:
        notes.problem("file.no-sheet")
        return None
    if len(sheets) == 1:
        name: str | None = notes.choose("sheet", next(iter(sheets)), "why.only-reading")
    else:
        name = notes.ask("sheet", "ask.sheet", sheets)
    return None if name is None else sheets[name]


def _sheets(data: bytes) -> dict[str, Grid]:
    """Every worksheet that holds anything."""
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns about styles it does not know; we read values only
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        found: dict[str, Grid] = {}
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # a stored size of a million columns would be padded out otherwise
            rows = enumerate(sheet.iter_rows(values_only=True), start=1)
            lines = (Line(number, tuple([as_text(value) for value in row])) for number, row in rows)
            grid = tuple(line for line in lines if any(line.cells))
            if grid:
                found[sheet.title] = grid
        book.close()
    return found


def as_text(value: object) -> str:
    """A spreadsheet's cell as it would stand in a text file: dates in ISO form, whole numbers without a fraction."""
    match value:
        case None:
            return ""
        case bool():
            return "1" if value else "0"
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
        case date():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
    return unicodedata.normalize("NFC", str(value)).strip()
