"""Which line is the header, and which column holds which field: known names, near names, telling contents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache
from itertools import repeat

from samspill.core.registers.model import NONE, Notes
from samspill.core.registers.sniff import Grid, Line

_HEADER_WITHIN = 30
_SAMPLE = 200
_SEARCHES = 50
_NEAR = 0.8
_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "ä": "a", "ö": "o", "é": "e"})
_DATA = re.compile(r"\d{4,}|\d[./-]\d|@")


@dataclass(frozen=True, slots=True)
class Field:
    """A field a reader wants. `looks` tells from a cell whether an unnamed column could be this one."""

    id: str
    names: tuple[str, ...]
    required: bool = False
    looks: Callable[[str], bool] | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Lines below the header, each as wide as the header, with the place of every field that was found."""

    header: Line
    lines: Grid
    places: Mapping[str, int]
    labels: tuple[str, ...]

    def has(self, field: str) -> bool:
        return field in self.places

    def name(self, field: str) -> str:
        """The column's name as it stands in the file."""
        return self.labels[self.places[field]] if field in self.places else ""

    def cell(self, line: Line, field: str) -> str:
        place = self.places.get(field)
        return "" if place is None else line.cells[place]

    def column(self, field: str) -> Iterator[str]:
        place = self.places.get(field)
        return repeat("", len(self.lines)) if place is None else (line.cells[place] for line in self.lines)


def words(text: str) -> tuple[str, ...]:
    """Names written between commas, on one line or several."""
    return tuple(spaced(name) for name in text.split(","))


def fold(text: str) -> str:
    """A name without case, spaces, punctuation and the choice between å and aa's cousins."""
    return "".join(sign for sign in text.casefold().translate(_LETTERS) if sign.isalnum())


def spaced(text: str) -> str:
    """Inner runs of blanks (also the unbreakable one) as one blank."""
    return " ".join(text.split())


def nearest(name: str, known: Sequence[str], notes: Notes) -> tuple[str, ...]:
    """The three known names most like `name`, best first. Only for the first fifty unknown names of a file: one that
    has more holds something else in that column, and searching for each would take minutes."""
    if name not in notes.searched and len(notes.searched) >= _SEARCHES:
        return ()
    notes.searched.add(name)
    return _nearest(name.casefold(), tuple(known))


@lru_cache(maxsize=256)
def _nearest(name: str, known: tuple[str, ...]) -> tuple[str, ...]:
    by_case = {one.casefold(): one for one in reversed(known)}
    return tuple(by_case[hit] for hit in get_close_matches(name, by_case, n=3, cutoff=0.55))


def find_table(grid: Grid, fields: Sequence[Field], notes: Notes) -> Table | None:
    """The table in the grid, or None when a column that must be there is missing or asked for."""
    wanted = {fold(name): field.id for field in fields for name in field.names}
    at = _header(grid, wanted, notes)
    if at is None:
        notes.problem("table.no-header", accepted=[field.names[0] for field in fields])
        return None
    header, below = grid[at], grid[at + 1 :]
    labels = _labels(header.cells)
    places = _places(labels, wanted, below, fields, notes)
    if not below:
        notes.problem("table.no-rows")
    for place, label in enumerate(labels):
        if place not in places.values() and header.cells[place]:
            notes.choose("ignored-column", label, "why.name-not-known")
    return None if notes.stopped else Table(header, _fitting(below, len(labels), notes), places, labels)


def _header(grid: Grid, wanted: Mapping[str, str], notes: Notes) -> int | None:
    top = grid[:_HEADER_WITHIN]
    scores = [len({wanted[fold(cell)] for cell in line.cells if fold(cell) in wanted}) for line in top]
    best = scores.index(max(scores))
    if scores[best]:
        sure = scores[best] > 1 or len(top[best].cells) == 1
        notes.choose("header", str(top[best].number), "why.known-names", sure=sure)
        return best
    usual = Counter(sum(map(bool, line.cells)) for line in grid[: _HEADER_WITHIN * 2]).most_common(1)[0][0]
    first = next(at for at, line in enumerate(grid) if sum(map(bool, line.cells)) == usual)
    if any(_DATA.search(cell) for cell in grid[first].cells):
        return None
    notes.choose("header", str(grid[first].number), "why.first-full-line", sure=False)
    return first


def _labels(cells: Sequence[str]) -> tuple[str, ...]:
    """Names of the columns, made different from each other: a second "Navn" in column 4 becomes "Navn (4)"."""
    plain = [spaced(cell) for cell in cells]
    often = Counter(plain)
    return tuple(name if often[name] == 1 and name else f"{name} ({at})".strip() for at, name in enumerate(plain, 1))


def _places(
    labels: Sequence[str], wanted: Mapping[str, str], below: Grid, fields: Sequence[Field], notes: Notes
) -> dict[str, int]:
    named: dict[str, list[str]] = {}
    for label in labels:
        field_id = wanted.get(fold(re.sub(r" \(\d+\)$", "", label)))
        if field_id:
            named.setdefault(field_id, []).append(label)
    free = [label for label in labels if not any(label in taken for taken in named.values())]
    places: dict[str, int] = {}
    for field in fields:
        settled = _settle(field, named.get(field.id, []), free, labels, below, notes)
        if settled:
            places[field.id] = labels.index(settled)
    return places


def _settle(
    field: Field, named: Sequence[str], free: Sequence[str], labels: Sequence[str], below: Grid, notes: Notes
) -> str | None:
    """The label of the field's column: the one that bears its name, else what a person says."""
    question = f"column:{field.id}"
    if len(named) == 1 and question not in notes.answers:
        return notes.choose(question, named[0], "why.header-name")
    if named:
        others = tuple(label for label in free if label not in named)
        return _said(notes.ask(question, "ask.column", (*named, *others), field=field.id))
    likely = [label for label in free if _likely(field, label, labels.index(label), below)]
    if not likely and field.required:
        likely = list(free)
    if likely or question in notes.answers:
        offered = (*(likely or free), *(() if field.required else (NONE,)))
        needed = field.required or field.looks is not None
        return _said(notes.ask(question, "ask.column", offered, required=needed, field=field.id))
    if field.required:
        notes.problem("column.missing", field=field.id, accepted=field.names)
    return None


def _said(answer: str | None) -> str | None:
    return None if answer == NONE else answer


def _likely(field: Field, label: str, place: int, below: Grid) -> bool:
    name = fold(label)
    if name and any(SequenceMatcher(None, name, fold(known)).ratio() >= _NEAR for known in field.names):
        return True
    if field.looks is None:
        return False
    cells = [line.cells[place] for line in below[:_SAMPLE] if place < len(line.cells) and line.cells[place]]
    return bool(cells) and sum(map(field.looks, cells)) * 2 > len(cells)


def _fitting(lines: Grid, width: int, notes: Notes) -> Grid:
    """Lines whose cells stand under a name. A cell too many right behind the last means the others may have shifted;
    one that stands apart (a stray keystroke far to the right) has moved nothing."""
    kept = []
    for line in lines:
        beyond = line.cells[width:]
        if any(beyond) and beyond[0]:
            notes.problem("row.too-wide", row=line.number, expected=width, found=len(line.cells))
            continue
        if any(beyond):
            notes.problem("row.stray-cell", row=line.number, value=next(filter(None, beyond)))
        short = width - len(line.cells)
        kept.append(Line(line.number, line.cells + ("",) * short) if short > 0 else line)
    return tuple(kept)
