"""A text as people write it in a plain field, as blocks of a paper: headings after #, points after -, paragraphs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from django.utils.safestring import SafeString, mark_safe

from samspill.documents.html import html
from samspill.documents.paper import Block, Bullets, Heading, Item, Paper, Paragraph, runs

POINTS = ("- ", "* ", "• ")


def blocks(text: str, level: int = 1) -> Iterator[Block]:
    """Read line by line, headings at `level`; whatever is neither heading nor point is a paragraph."""
    for kind, lines in groupby(text.replace("\r\n", "\n").split("\n"), _kind):
        rows = [line.strip() for line in lines]
        if kind == "heading":
            yield from (Heading(level, row.lstrip("#").strip()) for row in rows)
        elif kind == "point":
            yield Bullets(tuple(Item(runs(row[2:].strip())) for row in rows))
        elif kind == "line":
            yield Paragraph(runs("\n".join(rows)))


def _kind(line: str) -> str:
    line = line.strip()
    if line.startswith("#"):
        return "heading"
    if line.startswith(POINTS):
        return "point"
    return "line" if line else "gap"


def shown(text: str) -> SafeString:
    """The same for a page: every letter escaped, and only the tags that a paper knows."""
    return mark_safe(html(Paper("–", blocks=tuple(blocks(text))), top=3))  # noqa: S308 - nh3 has cleaned it
