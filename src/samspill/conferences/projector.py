"""What fits on the projector so that it can be read from ten metres: letters of a twentieth of its height. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil

TURN = 15  # seconds that a page of many stays
ROWS = 11  # lines of a page below its heading
NARROW, WIDE = 16, 26  # letters to a line in one of three columns, of two, at 4:3
LINE = 46  # letters to a line of a statement
CODES = 8  # codes on a page


@dataclass(frozen=True, slots=True)
class Table:
    """One group as it stands on the wall."""

    number: int
    room: str
    code: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sent:
    """What a group sends to the plenary, or as much of it as one page takes."""

    group: int
    round: str
    points: tuple[str, ...]


def tables_by_page(tables: Sequence[Table]) -> list[list[Table]]:
    """Three groups side by side where their names fit, else two."""
    worst = max((_lines(one.names, NARROW) for one in tables), default=0)
    width = 3 if worst <= ROWS - 1 else 2
    return [list(tables[start : start + width]) for start in range(0, len(tables), width)]


def codes_by_page(tables: Sequence[Table]) -> list[list[Table]]:
    return [list(tables[start : start + CODES]) for start in range(0, len(tables), CODES)]


def sent_by_page(sent: Iterable[Sent]) -> list[Sent]:
    """A page per group; what one page does not take goes on the next."""
    return [Sent(one.group, one.round, points) for one in sent for points in _pages(one.points)]


def _pages(points: Sequence[str]) -> list[tuple[str, ...]]:
    pages: list[list[str]] = [[]]
    for point in points:
        shown = cut(point, LINE * (ROWS - 2))
        if pages[-1] and _lines([*pages[-1], shown], LINE) > ROWS - 2:
            pages.append([])
        pages[-1].append(shown)
    return [tuple(page) for page in pages]


def cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _lines(texts: Iterable[str], width: int) -> int:
    return sum(max(1, ceil(len(text) / width)) for text in texts)


def turned_to(at: datetime, pages: int, held: int | None) -> int:
    """Which page is shown: the one somebody holds, else the next every TURN seconds, on all projectors alike."""
    if pages < 2:
        return 0
    return (held - 1) % pages if held else int(at.timestamp() // TURN) % pages


def short(name: str) -> str:
    """First and last name: what one looks for on a wall."""
    words = name.split()
    return f"{words[0]} {words[-1]}" if len(words) > 2 else name
