"""The twenty results of a page: the place of the text that was asked for, with its words marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from samspill.core.nordic.compounds import Vocabulary
from samspill.core.nordic.queries import Query, marks
from samspill.search.models import Entry
from samspill.search.sources import Source

WIDTH = 220  # letters of a snippet
LEAD = 40  # letters before its first marked word

Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    entry: Entry
    kind: Any
    icon: str
    title: tuple[Piece, ...]
    snippet: tuple[Piece, ...]


def shown(entry: Entry, asked: Query, known: Vocabulary, sources: dict[str, Source]) -> Shown:
    source = sources.get(entry.kind)
    title = tuple(_pieces(entry.title, marks(entry.title, entry.language, asked, known), 0, len(entry.title)))
    snippet = _snippet(entry.text, marks(entry.text, entry.language, asked, known))
    return Shown(entry, source.label if source else "", source.icon if source else "document", title, snippet)


def _snippet(text: str, found: Spans) -> tuple[Piece, ...]:
    """The stretch with the most marked words, cut between words."""
    first = max(found, key=lambda span: (_within(found, span[0]), -span[0]), default=(0, 0))[0]
    start = _word_border(text, max(0, first - LEAD))
    end = min(len(text), start + WIDTH)
    if end < len(text):
        end = text.rfind(" ", start, end) if " " in text[start:end] else end
    pieces = list(_pieces(text, found, start, end))
    before, after = [Piece("… ")] * (start > 0), [Piece(" …")] * (end < len(text))
    return (*before, *pieces, *after)


def _within(found: Spans, start: int) -> int:
    return sum(start <= one < start + WIDTH - LEAD for one, _end in found)


def _word_border(text: str, at: int) -> int:
    return text.find(" ", at) + 1 if at and " " in text[at : at + LEAD] else at


def _pieces(text: str, found: Spans, start: int, end: int) -> Iterator[Piece]:
    at = start
    for first, last in found:
        if at <= first and last <= end:
            yield Piece(text[at:first])
            yield Piece(text[first:last], marked=True)
            at = last
    yield Piece(text[at:end])
