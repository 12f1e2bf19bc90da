"""Cells to values: dates, yes and no, whole numbers. A whole column is settled before one cell is believed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from samspill.core.registers.model import Notes

DATE_FORMS = ("2017-10-31", "31.10.2017", "31/10-2017", "20171031")
YES = frozenset({"ja", "j", "yes", "y", "1", "x", "true", "sann", "sant", "✓", "v"})
NO = frozenset({"nei", "n", "no", "0", "nej", "false", "usann", "usant", "ikkje", "ikke", "-"})
YES_NO_FORMS = ("Ja/Nei", "J/N", "yes/no", "1/0", "x/–")
_TIME = r"(?:[ T]\d{1,2}[:.]\d{2}.*)?"
_YEAR_FIRST = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})" + _TIME)
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_DOTTED = re.compile(r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4}|\d{2})" + _TIME)
_NORWEGIAN = re.compile(r"(\d{1,2})/(\d{1,2}) ?- ?(\d{4}|\d{2})")
_EITHER = re.compile(r"(\d{1,2})([/-])(\d{1,2})\2(\d{4}|\d{2})" + _TIME)
_EXCEL = re.compile(r"([2-6]\d{4})(?:[.,]\d+)?")
_EXCEL_ZERO = date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class Dates:
    """The reading of one column: every distinct text with its day, or None where it is no day."""

    days: Mapping[str, date | None]

    def __call__(self, text: str) -> date | None:
        return self.days.get(text)


def settle_dates(column: str, cells: Iterable[str], notes: Notes) -> Dates | None:
    """How this column writes dates; None while it is a question whether 03/04 is April or March."""
    texts = {cell for cell in cells if cell}
    slashed = [hit for hit in map(_EITHER.fullmatch, texts) if hit]
    day_first: bool | None = True
    if slashed:
        day_first = _day_first(column, slashed, notes)
    if day_first is None:
        return None
    days = {text: parse_date(text, day_first=day_first) for text in texts}
    _tell(column, texts, notes)
    return Dates(days)


def _day_first(column: str, slashed: list[re.Match[str]], notes: Notes) -> bool | None:
    first = any(int(hit[1]) > 12 for hit in slashed)
    second = any(int(hit[3]) > 12 for hit in slashed)
    what = f"date-order:{column}"
    if first != second:
        order = "day-month" if first else "month-day"
        return notes.choose(what, order, "why.day-above-twelve", candidates=("day-month", "month-day")) == "day-month"
    example = min(hit.group() for hit in slashed)
    answer = notes.ask(what, "ask.date-order", ("day-month", "month-day"), column=column, value=example)
    return None if answer is None else answer == "day-month"


def _tell(column: str, texts: Iterable[str], notes: Notes) -> None:
    texts = tuple(texts)
    forms = (
        ("dd.mm.yyyy", _DOTTED, "why.dots-are-day-first", True),
        ("d/m-yyyy", _NORWEGIAN, "why.dots-are-day-first", True),
        ("yyyy-mm-dd", _YEAR_FIRST, "why.year-first", True),
        ("yyyymmdd", _COMPACT, "why.year-first", True),
        ("excel", _EXCEL, "why.excel-number", False),
    )
    for name, form, because, sure in forms:
        hits = [hit for hit in map(form.fullmatch, texts) if hit]
        if hits:
            notes.choose(f"date-form:{column}", name, because, candidates=DATE_FORMS, sure=sure)
        if form in (_DOTTED, _NORWEGIAN) and any(len(hit[3]) == 2 for hit in hits):
            notes.choose(f"century:{column}", "2000", "why.two-digit-year", candidates=("1900", "2000"), sure=False)


def parse_date(text: str, *, day_first: bool = True) -> date | None:
    """The day a text names in any of the forms, or None."""
    if hit := _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text):
        return _day(hit[1], hit[2], hit[3])
    if hit := _DOTTED.fullmatch(text) or _NORWEGIAN.fullmatch(text):
        return _day(hit[3], hit[2], hit[1])
    if hit := _EITHER.fullmatch(text):
        return _day(hit[4], hit[3], hit[1]) if day_first else _day(hit[4], hit[1], hit[3])
    if hit := _EXCEL.fullmatch(text):
        return _EXCEL_ZERO + timedelta(days=int(hit[1]))
    return None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class YesNo:
    """The reading of one column. An empty cell means no only where the column says yes by a mark and never says no."""

    column: str
    blank_is_no: bool

    def __call__(self, text: str, row: int, notes: Notes) -> bool | None:
        """True, False, or None with a problem that refuses the row."""
        if not text:
            if self.blank_is_no:
                return False
            notes.problem("yes-no.missing", row, self.column, accepted=YES_NO_FORMS)
            return None
        word = text.casefold().rstrip(".")
        if word in YES or word in NO:
            return word in YES
        notes.problem("yes-no.unknown", row, self.column, text, YES_NO_FORMS)
        return None


def settle_yes_no(column: str, cells: Iterable[str], notes: Notes) -> YesNo:
    words = {cell.casefold() for cell in cells}
    only_marks = "" in words and not words & NO
    if only_marks:
        notes.choose(f"blank:{column}", "no", "why.only-marks", candidates=("no", "unknown"), sure=False)
    return YesNo(column, only_marks)


def whole_number(text: str, row: int, column: str, notes: Notes) -> int | None:
    """A count such as pupils or staff; empty is None without a word, anything but digits is a problem."""
    bare = text.replace(" ", "").replace("\u00a0", "")
    if not bare:
        return None
    if bare.isascii() and bare.isdigit() and len(bare) < 8:
        return int(bare)
    notes.problem("number.unknown", row, column, text)
    return None
