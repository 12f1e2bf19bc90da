"""Grades and weekdays as people write them: "5.–7. trinn", "5, 6 og 7", "man, ons", "tirsdag–torsdag"."""

from __future__ import annotations

import re
from collections.abc import Callable

from samspill.core.registers.columns import fold, words

GRADE_FORMS = ("5", "5-7", "5, 6, 7")
WEEKDAY_FORMS = ("man, ons, fre", "mandag–onsdag")
_HIGHEST = 13
_NOISE = re.compile(
    r"(?<![a-zæøåäö])(?:trinn|klasse|klassetrinn|årstrinn|steget|steg|årskurs|årgang|grades?|åk|vg)(?![a-zæøåäö])"
)
_AND = re.compile(r"(?:\s(?:og|och|and)\s)|[,;/+&]|\n")
_RANGE = re.compile(r"\s*[-–—]\s*|\s+(?:til|till|to)\s+")
_DAYS = (
    "mandag, måndag, man, mån, ma, monday, mon",
    "tirsdag, tysdag, tisdag, tir, tys, tis, ti, tuesday, tue",
    "onsdag, ons, on, wednesday, wed",
    "torsdag, tor, tors, to, thursday, thu",
    "fredag, fre, fr, friday, fri",
    "lørdag, laurdag, lördag, lør, saturday, sat",
    "søndag, sundag, söndag, søn, sunday, sun",
)
_DAY_OF = {fold(word): number for number, line in enumerate(_DAYS) for word in words(line)}
_ALL = frozenset(
    map(fold, words("alle, alle dager, alle dagar, alla dagar, hver dag, kvar dag, varje dag, every day, all"))
)


def grades_of(text: str) -> tuple[int, ...] | None:
    """The grades named, sorted; () for an empty text, None for one that cannot be read."""
    if not text:
        return ()
    parts = [part for part in _AND.split(_NOISE.sub(" ", text.casefold()).replace(".", " ")) if part.strip()]
    return _numbers(parts, _grade)


def _grade(word: str) -> int | None:
    return int(word) if word.isascii() and word.isdigit() and 1 <= int(word[:4]) <= _HIGHEST else None


def weekdays_of(text: str) -> tuple[int, ...] | None:
    """The days named, Monday 0; () for an empty text, None for one that cannot be read."""
    if not text:
        return ()
    if fold(text) in _ALL:
        return (0, 1, 2, 3, 4)
    return _numbers(
        [part for part in _AND.split(text.casefold()) if part.strip()], lambda word: _DAY_OF.get(fold(word))
    )


def _numbers(parts: list[str], read: Callable[[str], int | None]) -> tuple[int, ...] | None:
    found: set[int] = set()
    for part in parts:
        ends = [read(end.strip()) for end in _RANGE.split(part.strip())]
        if len(ends) > 2 or None in ends:
            return None
        first, last = ends[0], ends[-1]
        if first is None or last is None or last < first:
            return None
        found.update(range(first, last + 1))
    return tuple(sorted(found)) or None
