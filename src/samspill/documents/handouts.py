"""What is printed and handed out, hung up or signed: sheets with a layout of their own, in the municipality's look.

Words come in already in the sheet's language, as data: nothing here is markup. Each kind of sheet has its own layout
in `typst/handout.typ`, under the same name as its class.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import partial
from typing import Any, TypeAlias

from samspill.documents import paper as p
from samspill.documents import typesetting
from samspill.documents.pdf import drawer, each_text, laid_out
from samspill.documents.words import page_words

_LONG_WORD = re.compile(r"[^\s-]{20}(?=[^\s-])")


@dataclass(frozen=True, slots=True)
class Door:
    """One door: who is to come in. `place` is the room, where one is known."""

    above: str
    group: str
    place: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Doors:
    """One page for each door, to be read from two metres."""

    doors: tuple[Door, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A long table on numbered pages. `widths` share out the line, `row_mm` is room for a pen or for the eye."""

    notes: tuple[str, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    row_mm: int = 7
    points: int = 12


@dataclass(frozen=True, slots=True)
class Tag:
    """What somebody wears; without a name there are lines to write on."""

    name: str
    about: str = ""
    turns: str = ""


@dataclass(frozen=True, slots=True)
class Tags:
    """Sheets of ten, 90 × 55 mm each: the size of the usual holders."""

    above: str
    blanks: tuple[str, str]  # what stands below the two lines to write on
    tags: tuple[Tag, ...]


@dataclass(frozen=True, slots=True)
class Duty:
    """A task in a group; without `who` there is a line to write on."""

    label: str
    who: str
    what: str


@dataclass(frozen=True, slots=True)
class Card:
    """What lies on the table of one group."""

    above: str
    group: str
    theme: str
    question: str
    names: str
    duties: tuple[Duty, ...]
    code: str
    modules: tuple[str, ...]  # of the square code: a row of it each, “1” is dark
    said: str  # the square code for those who cannot see it


@dataclass(frozen=True, slots=True)
class Cards:
    """One page for each group. The words are the same on all of them."""

    asked: str
    together: str
    note: str
    scan: str
    write: str
    address: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a day."""

    when: str
    what: str
    text: str
    beside: str
    quiet: bool = False  # a break


@dataclass(frozen=True, slots=True)
class Day:
    """A programme on one page."""

    about: str
    head: tuple[str, str]
    parts: tuple[Part, ...]


Sheet: TypeAlias = Doors | Listing | Tags | Cards | Day


@dataclass(frozen=True, slots=True)
class Handout:
    """`colour` is the municipality's, dark enough to be read on white; `meta` stands in one line below the title."""

    title: str
    sheet: Sheet
    language: str = "nb"
    letterhead: p.Letterhead = field(default_factory=p.Letterhead)
    colour: str = "#1b2430"
    meta: tuple[str, ...] = ()


def handout_pdf(handout: Handout, *, at: datetime) -> bytes:
    """The handout as PDF/A-2a and PDF/UA-1, like every paper."""
    lay_out = partial(typesetting.compiled, template="handout")
    with drawer() as kept:
        data = _data(handout)
        data["logo"] = kept.put(handout.letterhead.logo) if handout.letterhead.logo else ""
        return laid_out(data, kept.folder, at, lay_out)


def _data(handout: Handout) -> dict[str, Any]:
    head = handout.letterhead
    lang, region = p.LOCALES.get(handout.language, "en-GB").split("-")
    words = {
        "title": p.short(handout.title, p.LONG_TITLE) or "–",
        "author": ", ".join(filter(None, [head.unit, head.municipality])),
        "page_words": page_words(handout.language),
        "head": [line for line in (head.municipality, head.unit) if line],
        "logo_alt": head.municipality or "Logo",
        "meta": [line for line in handout.meta if line],
        "sheet": asdict(handout.sheet),
    }
    fixed = {"is": type(handout.sheet).__name__.lower(), "lang": lang, "region": region, "colour": handout.colour}
    return each_text(words, _tame) | fixed  # type: ignore[no-any-return]


def _tame(text: str) -> str:
    """Without what cannot be printed; a word longer than a narrow column gets places to break at."""
    return _LONG_WORD.sub(lambda word: word[0] + "\u200b", p.clean(text))
