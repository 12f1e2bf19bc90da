"""A file handed in, read into a paper: by pandoc's tree, so that only what a paper knows comes along."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any

from samspill.documents import pandoc
from samspill.documents import paper as p
from samspill.documents.kinds import FileKind, decoded
from samspill.documents.pictures import redrawn
from samspill.documents.sheets import workbook

MOST_PICTURES = 60
_INSIDE = {"Emph", "Strong", "Underline", "Strikeout", "Superscript", "Subscript", "SmallCaps"}


def read(data: bytes, kind: FileKind, *, title: str, language: str) -> p.Paper:
    """The file as a paper; PandocError when it cannot be read."""
    if kind == FileKind.TEXT:
        blocks: tuple[p.Block, ...] = tuple(_lines(decoded(data) or ""))
        return p.Paper(title, language=language, blocks=blocks)
    if kind == FileKind.XLSX:
        return p.Paper(title, language=language, blocks=workbook(data))
    tree = json.loads(pandoc.run(["-f", kind.value, "-t", "json"], data))
    told = tree["meta"]
    found = (*_told(told), *_Reader(_Album(data)).blocks(tree["blocks"]))
    return p.Paper(p.said(_inside(told.get("title"))) or title, language=language, blocks=found)


def _told(meta: dict[str, Any]) -> Iterator[p.Block]:
    """Pandoc takes what stands in Word's styles Subtitle, Author, Date and Abstract for facts about the document."""
    for key in ("subtitle", "author", "date", "abstract"):
        yield p.Paragraph(_inside(meta.get(key)))


def _inside(node: Any) -> p.Runs:
    match node:
        case {"t": "MetaInlines", "c": nodes}:
            return p.merged(_inlines(nodes))
        case {"t": "MetaList", "c": nodes}:
            return tuple(run for one in nodes for run in (*_inside(one), p.Run(" ")))
        case {"t": "MetaBlocks", "c": nodes}:
            return tuple(_flat(tuple(_Reader(_Album(b"")).blocks(nodes))))
    return ()


def _lines(text: str) -> Iterator[p.Block]:
    for part in p.clean(text).split("\n\n"):
        yield p.Paragraph(p.runs(part.strip("\n")))


class _Album:
    """The pictures inside a packed document, drawn anew and not without end."""

    def __init__(self, data: bytes) -> None:
        self._box = zipfile.ZipFile(io.BytesIO(data)) if data.startswith(b"PK") else None
        self._names = self._box.namelist() if self._box else []
        self._taken = 0

    def take(self, address: str, alt: str) -> p.Picture | None:
        name = next((name for name in self._names if address and name.endswith(address)), None)
        if name is None or self._box is None or self._taken >= MOST_PICTURES:
            return None
        self._taken += 1
        drawn = redrawn(self._box.read(name))
        return p.Picture(drawn.data, alt, drawn.width_mm) if drawn else None


class _Reader:
    def __init__(self, album: _Album) -> None:
        self._album = album

    def blocks(self, nodes: list[Any]) -> Iterator[p.Block]:
        for node in nodes:
            yield from self._block(node["t"], node.get("c"))

    def _block(self, tag: str, c: Any) -> Iterator[p.Block]:
        match tag:
            case "Plain" | "Para":
                yield from self._paragraph(c)
            case "LineBlock":
                yield p.Paragraph(p.merged(_joined(c)))
            case "Header":
                yield p.Heading(c[0], p.said(p.merged(_inlines(c[2]))))
                yield from self._pictures(c[2])
            case "BulletList":
                yield p.Bullets(tuple(self._item(one) for one in c))
            case "OrderedList":
                yield p.Numbered(tuple(self._item(one) for one in c[1]), start=c[0][0])
            case "DefinitionList":
                for term, meanings in c:
                    yield p.Paragraph(p.merged(_inlines(term, strong=True)))
                    for meaning in meanings:
                        yield from self.blocks(meaning)
            case "BlockQuote":
                yield from map(_quoted, self.blocks(c))
            case "CodeBlock":
                yield p.Paragraph(p.runs(c[1]))
            case "Table":
                yield from self._table(c)
            case "Div" | "Figure":
                yield from self.blocks(c[-1])

    def _paragraph(self, nodes: list[Any]) -> Iterator[p.Block]:
        yield p.Paragraph(p.merged(_inlines(nodes)))
        yield from self._pictures(nodes)
        for note in _found(nodes, "Note"):
            yield from map(_quoted, self.blocks(note))

    def _pictures(self, nodes: list[Any]) -> Iterator[p.Block]:
        for c in _found(nodes, "Image"):
            picture = self._album.take(c[2][0], p.said(p.merged(_inlines(c[1]))))
            if picture:
                yield picture

    def _item(self, nodes: list[Any]) -> p.Item:
        if nodes and nodes[0]["t"] in ("Plain", "Para"):
            return p.Item(p.merged(_inlines(nodes[0]["c"])), (*self._pictures(nodes[0]["c"]), *self.blocks(nodes[1:])))
        return p.Item((), tuple(self.blocks(nodes)))

    def _table(self, c: Any) -> Iterator[p.Block]:
        _attributes, caption, _columns, head, bodies, foot = c
        heads = [self._row(row) for row in head[1]]
        rows = [self._row(row) for body in bodies for row in (*body[2], *body[3])]
        rows += [self._row(row) for row in foot[1]]
        title = p.said(tuple(run for block in caption[1] for run in _inlines(block.get("c", []))))
        yield p.Table(title, heads[0] if heads else (), (*heads[1:], *rows))

    def _row(self, row: Any) -> tuple[p.Runs, ...]:
        """A cell that spans columns leaves empty ones behind it, so that what follows stays in its place."""
        cells: list[p.Runs] = []
        for _attributes, _align, _down, across, blocks in row[1]:
            cells += [tuple(_flat(tuple(self.blocks(blocks)))), *[()] * min(across - 1, 50)]
        return tuple(cells)


def _quoted(block: p.Block) -> p.Block:
    return p.Quote(block.runs) if isinstance(block, p.Paragraph) else block


def _flat(blocks: tuple[p.Block, ...]) -> Iterator[p.Run]:
    """What a cell says, line by line."""
    for place, line in enumerate(line for block in blocks for line in lines_of(block)):
        if place:
            yield p.Run("\n")
        yield from line


def lines_of(block: p.Block) -> Iterator[p.Runs]:
    """A block as lines of runs, without its form."""
    match block:
        case p.Paragraph(text) | p.Quote(text):
            yield text
        case p.Heading(_level, text):
            yield p.runs(p.Run(text, strong=True))
        case p.Bullets(items) | p.Numbered(items):
            for item in items:
                yield (p.Run("• "), *item.runs)
                for below in item.blocks:
                    yield from lines_of(below)
        case p.Table(caption, head, rows):
            yield p.runs(caption)
            for row in (head, *rows):
                yield tuple(run for cell in row for run in (*cell, p.Run(" ")))
        case p.Facts(pairs):
            for label, value in pairs:
                yield p.runs(f"{label}: {value}")
        case p.Outcome(label, text, who, when):
            yield (*p.runs(f"{label}: "), *text, *p.runs(f" {who} {when}"))
        case p.Signatures(names):
            yield from (p.runs(name) for name in names)
        case p.Picture(_data, alt):
            yield p.runs(alt)


def _joined(lines: list[Any]) -> Iterator[p.Run]:
    for line in lines:
        yield from _inlines(line)
        yield p.Run("\n")


def _found(nodes: list[Any], tag: str) -> Iterator[Any]:
    """Every inline of a kind, however deep."""
    for node in nodes:
        c = node.get("c")
        if node["t"] == tag:
            yield c
        elif node["t"] in _INSIDE:
            yield from _found(c, tag)
        elif node["t"] in ("Link", "Span", "Quoted", "Cite"):
            yield from _found(c[1], tag)


def _inlines(nodes: Any, *, strong: bool = False, em: bool = False, url: str = "") -> Iterator[p.Run]:
    for node in nodes if isinstance(nodes, list) else []:
        yield from _inline(node["t"], node.get("c"), strong, em, url)


def _inline(tag: str, c: Any, strong: bool, em: bool, url: str) -> Iterator[p.Run]:
    match tag:
        case "Str":
            yield p.Run(c, strong, em, url=url)
        case "Space" | "SoftBreak":
            yield p.Run(" ", strong, em, url=url)
        case "LineBreak":
            yield p.Run("\n")
        case "Strong":
            yield from _inlines(c, strong=True, em=em, url=url)
        case "Emph":
            yield from _inlines(c, strong=strong, em=True, url=url)
        case "Quoted":
            yield p.Run("“", strong, em)
            yield from _inlines(c[1], strong=strong, em=em, url=url)
            yield p.Run("”", strong, em)
        case "Link":
            yield from _inlines(c[1], strong=strong, em=em, url=c[2][0])
        case "Span" | "Cite":
            yield from _inlines(c[1], strong=strong, em=em, url=url)
        case "Code" | "Math":
            yield p.Run(c[1], strong, em, url=url)
        case _ if tag in _INSIDE:
            yield from _inlines(c, strong=strong, em=em, url=url)
