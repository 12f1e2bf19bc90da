"""Workbooks as tables. Pandoc's own reader stumbles over workbooks that other programs than Excel wrote."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime, time

from openpyxl import load_workbook

from samspill.documents import paper as p
from samspill.documents.pandoc import PandocError
from samspill.documents.typesetting import TooMuchError

MOST_CELLS = 20_000


def workbook(data: bytes) -> tuple[p.Block, ...]:
    """A heading and a table for each sheet that holds something; TooMuchError when it is a database."""
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        return tuple(
            block for sheet in book.worksheets for block in _sheet(sheet.title, sheet.iter_rows(values_only=True))
        )
    except TooMuchError:
        raise
    except Exception as error:  # the reader raises whatever the broken bytes lead it to
        raise PandocError(str(error)) from error


def _sheet(title: str, rows: Iterator[tuple[object, ...]]) -> Iterator[p.Block]:
    kept: list[tuple[str, ...]] = []
    cells = 0
    for row in rows:
        words = tuple(map(_said, row))
        while words and not words[-1]:
            words = words[:-1]
        cells += len(words) + 1
        if cells > MOST_CELLS:
            raise TooMuchError("cells")
        kept.append(words)
    filled = [row for row in kept if row]
    if filled:
        head, *others = (tuple(p.runs(cell) for cell in row) for row in filled)
        yield p.Heading(1, title)
        yield p.Table("", head, tuple(others))


def _said(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "✓" if value else "–"
        case float():
            return f"{value:.10g}"
        case datetime() if value.time() == time(0):
            return value.date().isoformat()
        case datetime():
            return value.isoformat(" ", "minutes")
        case date() | time():
            return value.isoformat()
    return str(value)
