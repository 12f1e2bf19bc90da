"""Files for the tests: made here, or found in the shared folder of real registers."""

from __future__ import annotations

import io
import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook


def shared(name: str) -> bytes:
    """A real file. The data is never copied into the repository; without the folder the test is skipped."""
    named = os.environ.get("SAMSPILL_SHARED")
    places = [Path(named)] if named else [parent / "shared" for parent in Path(__file__).resolve().parents]
    found = next((place / "data" / name for place in places if (place / "data" / name).is_file()), None)
    if found is None:
        pytest.skip(
            f"no real data: {name} is not under ../shared/data; set SAMSPILL_SHARED to the folder that holds it"
        )
    return found.read_bytes()


def workbook(*sheets: Sequence[Sequence[object]]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for number, rows in enumerate(sheets, start=1):
        sheet = book.create_sheet(f"Ark{number}")
        for row in rows:
            sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def codes(reading: object) -> list[str]:
    return [problem.code for problem in reading.problems]


def choice(reading: object, what: str) -> str:
    return next(choice.chosen for choice in reading.choices if choice.what == what)
