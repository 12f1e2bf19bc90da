"""What a document says, apart from how it looks: pure data that PDF, DOCX, ODT, HTML and plain text are made from.

Words come in already in the document's language. Nothing here is markup: what somebody typed stays letters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import TypeAlias

LOCALES = {"nb": "nb-NO", "nn": "nn-NO", "da": "da-DK", "sv": "sv-SE", "en": "en-GB"}
# Marks that turn or hide text without being seen; the joiners stay, since some scripts cannot be written without them.
_UNSEEN = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029\x0b\x0c\x85]")
# A title or a label longer than this is a text in the wrong place. Typst would lay out a page for ever around it.
LONG_TITLE, LONG_LABEL = 300, 80
_NO_LETTERS = {"Cc", "Cs", "Co", "Cn"}


def clean(text: str) -> str:
    """NFC; without control characters, surrogates, private and unassigned ones, direction overrides."""
    text = _UNSEEN.sub("", _LINE_ENDS.sub("\n", text)).replace("\t", " ")
    kept = (letter for letter in text if letter == "\n" or unicodedata.category(letter) not in _NO_LETTERS)
    return unicodedata.normalize("NFC", "".join(kept))


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that looks the same. `author` is the mark of who wrote it, shown after it; `url` links it."""

    text: str
    strong: bool = False
    em: bool = False
    author: str = ""
    url: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", clean(self.text))
        object.__setattr__(self, "author", clean(self.author))
        if not self.url.lower().startswith(("https://", "http://", "mailto:")):
            object.__setattr__(self, "url", "")


Runs: TypeAlias = tuple[Run, ...]


def runs(*pieces: str | Run) -> Runs:
    """Text as runs: `runs("Agreed: ", Run("start in week 34", strong=True))`."""
    return tuple(piece if isinstance(piece, Run) else Run(piece) for piece in pieces)


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` 1 stands right below the document's title."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: Runs


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a list, with the lists (or other blocks) that belong under it."""

    runs: Runs
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Numbered:
    items: tuple[Item, ...]
    start: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """`head` and each row are cells of runs. `row_heads`: the first cell of each row names it."""

    caption: str
    head: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]
    row_heads: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Pairs of a label and what stands behind it."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Quote:
    runs: Runs


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came out of an item, in a box: “Decision”, the text, by whom, by when."""

    label: str
    runs: Runs
    who: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """PNG or JPEG bytes made by ourselves; `alt` is read aloud in its place."""

    data: bytes
    alt: str
    width_mm: int = 120


@dataclass(frozen=True, slots=True)
class PageBreak:
    pass


@dataclass(frozen=True, slots=True)
class Signatures:
    """A line to sign on above each name."""

    names: tuple[str, ...]


Block: TypeAlias = (
    Heading | Paragraph | Bullets | Numbered | Table | Facts | Quote | Outcome | Picture | PageBreak | Signatures
)


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Whose paper it is. `logo` is PNG, JPEG or SVG."""

    municipality: str = ""
    unit: str = ""
    address: str = ""
    logo: bytes | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """`kind` is the document's kind in words (“Minutes”), `meta` the facts below the title."""

    title: str
    kind: str = ""
    language: str = "nb"
    letterhead: Letterhead = Letterhead()
    meta: tuple[tuple[str, str], ...] = ()
    blocks: tuple[Block, ...] = field(default=())

    @property
    def locale(self) -> str:
        return LOCALES.get(self.language, "en-GB")


def one_line(text: str) -> str:
    return " ".join(clean(text).split())


def short(text: str, most: int) -> str:
    line = one_line(text)
    return line if len(line) <= most else f"{line[: most - 1]}…"


def said(text: Runs) -> str:
    return "".join(run.text for run in text)


def marked(text: Runs) -> Iterator[tuple[Run, str]]:
    """Each run with the mark to set behind it: once, where an author's stretch ends."""
    filled = [run for run in text if run.text]
    for run, following in zip_longest(filled, filled[1:]):
        yield run, run.author if following is None or following.author != run.author else ""


def tidy(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Leave out what is empty, square the tables, and let no heading skip a level (PDF/UA-1 7.4.2)."""
    kept: list[Block] = []
    above = 0
    for block in blocks:
        made = _tidied(block, above)
        if isinstance(made, Heading):
            above = made.level
        if made is not None:
            kept.append(made)
    return tuple(kept)


def _tidied(block: Block, above: int) -> Block | None:
    match block:
        case Heading(level, text):
            return _titled(level, one_line(text), above)
        case Paragraph(text) | Quote(text):
            return block if said(text).strip() else None
        case Bullets(items) | Numbered(items):
            filled = tuple(Item(item.runs, _below(item.blocks)) for item in items if _filled(item))
            return replace(block, items=filled) if filled else None
        case Table():
            return _squared(block)
        case Facts(pairs):
            filled_pairs = tuple((short(label, LONG_LABEL), clean(value)) for label, value in pairs if label or value)
            return Facts(filled_pairs) if filled_pairs else None
        case Outcome(label, text, who, when):
            empty = not (label.strip() or said(text).strip())
            return None if empty else Outcome(short(label, LONG_LABEL), text, one_line(who), one_line(when))
        case Signatures(names):
            signing = tuple(short(name, LONG_LABEL) for name in names if one_line(name))
            return Signatures(signing) if signing else None
        case Picture(data, alt, width):
            return Picture(data, one_line(alt) or "–", min(max(width, 5), 165))
        case _:
            return block


def _titled(level: int, text: str, above: int) -> Block | None:
    if len(text) > LONG_TITLE:
        return Paragraph((Run(text, strong=True),))
    return Heading(min(max(level, 1), above + 1, 5), text) if text else None


def _below(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """A heading inside a list would tear the document's outline: it is text there."""
    plain = (Paragraph((Run(b.text, strong=True),)) if isinstance(b, Heading) else b for b in blocks)
    return tidy(block for block in plain if not isinstance(block, PageBreak))


def _filled(item: Item) -> bool:
    return bool(said(item.runs).strip() or _below(item.blocks))


def _squared(table: Table) -> Table | None:
    width = max((len(row) for row in (table.head, *table.rows)), default=0)
    if not width:
        return None

    def wide(row: tuple[Runs, ...]) -> tuple[Runs, ...]:
        return (*row, *((),) * (width - len(row)))

    head, rows = wide(table.head) if table.head else (), tuple(map(wide, table.rows))
    if sum(len(said(cell)) for cell in head) > LONG_TITLE:  # a head is repeated on each page and must leave room
        head, rows = (), (head, *rows)
    return Table(short(table.caption, LONG_TITLE), head, rows, table.row_heads)


def squared(paper: Paper) -> Paper:
    """The same paper with everything in it tidied: what each format is made from."""
    head = paper.letterhead
    return replace(
        paper,
        title=short(paper.title, LONG_TITLE) or short(paper.kind, LONG_TITLE) or "–",
        kind=short(paper.kind, LONG_LABEL),
        meta=tuple((short(label, LONG_LABEL), one_line(value)) for label, value in paper.meta if one_line(value)),
        letterhead=replace(
            head,
            municipality=short(head.municipality, LONG_TITLE),
            unit=short(head.unit, LONG_TITLE),
            address=short(head.address, LONG_TITLE),
        ),
        blocks=tidy(paper.blocks),
    )


def weights(table: Table) -> list[int]:
    """How to share out the width among the columns: by the longest cell of each, within reason."""
    columns = zip(*([table.head] if table.head else []), *table.rows, strict=True)
    return [min(max(8, *(len(said(cell)) for cell in column), 8), 48) for column in columns]


def merged(pieces: Iterable[Run]) -> Runs:
    """Neighbours that look the same as one run."""
    made: list[Run] = []
    for run in pieces:
        if made and replace(made[-1], text="") == replace(run, text=""):
            made[-1] = replace(run, text=made[-1].text + run.text)
        else:
            made.append(run)
    return tuple(made)
