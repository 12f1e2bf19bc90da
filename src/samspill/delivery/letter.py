"""A mail's words, once: paragraphs, headings, lists and tables become plain text and HTML of the same content.

    letter = compose(subject, [Paragraph(…), Table(…)], link=url, label=_("Open the agenda"), why=…, language="nb", …)

Rooms above write no templates for mails. Their sentences are translated by them, inside `speaking(language)`.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.text import normalize_newlines

WIDTH = 76


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    kind: str = "heading"

    def plain(self) -> str:
        return f"{self.text}\n{'-' * len(self.text)}"


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    kind: str = "paragraph"

    def plain(self) -> str:
        return "\n".join(_wrapped(line) for line in normalize_newlines(self.text).split("\n"))


@dataclass(frozen=True, slots=True)
class Items:
    """A list. An item may be (text, address) to lead somewhere."""

    items: Sequence[str | tuple[str, str]]
    kind: str = "items"

    def pairs(self) -> list[tuple[str, str]]:
        return [item if isinstance(item, tuple) else (item, "") for item in self.items]

    def plain(self) -> str:
        return "\n".join(self._line(text, link) for text, link in self.pairs())

    def _line(self, text: str, link: str) -> str:
        line = _wrapped(text, "- ", "  ")
        return f"{line}\n  {link}" if link else line


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head. In plain text each row is a line, with the heads named where a cell says too little."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    kind: str = "table"

    def plain(self) -> str:
        return "\n".join(_wrapped(self._line(row), "- ", "  ") for row in self.rows)

    def _line(self, row: Sequence[str]) -> str:
        first, *rest = row
        named = [f"{head}: {cell}" if head else cell for head, cell in zip(self.head[1:], rest, strict=False) if cell]
        return " · ".join([first, *named])


Block = Heading | Paragraph | Items | Table


@dataclass(frozen=True, slots=True)
class Letter:
    subject: str
    text: str
    html: str
    link: str = ""


def compose(
    subject: str,
    blocks: Sequence[Block],
    *,
    language: str,
    municipality: str,
    why: str,
    link: str = "",
    label: str = "",
    unsubscribe: str = "",
) -> Letter:
    """Build both parts. `link` is an absolute address with its `label`; `why` says why this reader gets this mail."""
    context = {
        "subject": subject,
        "blocks": blocks,
        "language": language,
        "municipality": municipality,
        "why": why,
        "link": link,
        "label": label,
        "unsubscribe": unsubscribe,
    }
    plain = {**context, "why": _wrapped(why)}
    with speaking(language):
        text = render_to_string("delivery/letter.txt", plain).strip() + "\n"
        return Letter(subject, text, render_to_string("delivery/letter.html", context), link)


def speaking(language: str) -> AbstractContextManager[None]:
    """Write in the reader's language inside the block."""
    return translation.override(language)


def _wrapped(text: str, first: str = "", then: str = "") -> str:
    return textwrap.fill(
        text, WIDTH, initial_indent=first, subsequent_indent=then, break_long_words=False, break_on_hyphens=False
    )
