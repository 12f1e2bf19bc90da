"""A paper as pandoc's own tree. Text goes in as strings of the tree, so nothing in it can be read as markup."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from typing import Any, TypeAlias

from samspill.documents import paper as p

Node: TypeAlias = dict[str, Any]
VERSION = [1, 23, 1]
PLAIN = ["", [], []]
LEFT = {"t": "AlignLeft"}
PAGE_BREAKS = {
    "docx": '<w:p><w:r><w:br w:type="page"/></w:r></w:p>',
    "odt": '<text:p text:style-name="Pagebreak"/>',
}


def document(sheet: p.Paper, kind: str) -> bytes:
    """The tree of a squared paper; `kind` is docx or odt."""
    meta = {"title": _inlines(sheet.title), "lang": {"t": "MetaString", "c": sheet.locale}}
    if sheet.kind:
        meta["subtitle"] = _inlines(sheet.kind)
    blocks = [*([_facts(sheet.meta)] if sheet.meta else []), *_blocks(sheet.blocks, kind)]
    return json.dumps({"pandoc-api-version": VERSION, "meta": meta, "blocks": blocks}).encode()


def _inlines(text: str) -> Node:
    return {"t": "MetaInlines", "c": _words(text)}


def _blocks(blocks: tuple[p.Block, ...], kind: str) -> list[Node]:
    return [node for block in blocks for node in _block(block, kind)]


def _block(block: p.Block, kind: str) -> Iterator[Node]:
    match block:
        case p.Heading(level, text):
            yield {"t": "Header", "c": [level, PLAIN, _words(text)]}
        case p.Paragraph(text):
            yield _para(text)
        case p.Bullets(items):
            yield {"t": "BulletList", "c": _items(items, kind)}
        case p.Numbered(items, start):
            style = [start, {"t": "Decimal"}, {"t": "Period"}]
            yield {"t": "OrderedList", "c": [style, _items(items, kind)]}
        case p.Table():
            yield _table(block)
        case p.Facts(pairs):
            yield _facts(pairs)
        case p.Quote(text):
            yield {"t": "BlockQuote", "c": [_para(text)]}
        case p.Outcome():
            yield _styled("Outcome", _outcome(block))
        case p.Picture():
            yield {"t": "Para", "c": [_picture(block)]}
        case p.Signatures(names):
            yield _styled("Signature", [_para(p.runs(name)) for name in names])
        case p.PageBreak():
            yield {"t": "RawBlock", "c": ["openxml" if kind == "docx" else "opendocument", PAGE_BREAKS[kind]]}


def _para(text: p.Runs) -> Node:
    return {"t": "Para", "c": _runs(text)}


def _styled(style: str, blocks: list[Node]) -> Node:
    return {"t": "Div", "c": [["", [], [["custom-style", style]]], blocks]}


def _items(items: tuple[p.Item, ...], kind: str) -> list[list[Node]]:
    return [[{"t": "Plain", "c": _runs(item.runs)}, *_blocks(item.blocks, kind)] for item in items]


def _outcome(block: p.Outcome) -> list[Node]:
    told = p.runs(p.Run(block.label, strong=True), ": " if p.said(block.runs) else "")
    named = " · ".join(filter(None, [block.who, block.when]))
    return [_para((*told, *block.runs)), *([_para(p.runs(named))] if named else [])]


def _picture(picture: p.Picture) -> Node:
    kind = "png" if picture.data.startswith(b"\x89PNG") else "jpeg"
    address = f"data:image/{kind};base64,{base64.b64encode(picture.data).decode()}"
    size = ["", [], [["width", f"{picture.width_mm / 10}cm"]]]
    return {"t": "Image", "c": [size, _words(picture.alt), [address, ""]]}


def _facts(pairs: tuple[tuple[str, str], ...]) -> Node:
    """A table of two columns without a head: Word has no list of terms that reads as well."""
    rows = tuple(((p.Run(label, strong=True),), p.runs(value)) for label, value in pairs)
    return _table(p.Table("", (), rows, row_heads=True), shares=(0.28, 0.72))


def _table(table: p.Table, shares: tuple[float, ...] = ()) -> Node:
    width = len(table.head or table.rows[0])
    shares = shares or tuple(weight / sum(p.weights(table)) for weight in p.weights(table))
    columns = [[LEFT, {"t": "ColWidth", "c": shares[place]}] for place in range(width)]
    caption = [None, [{"t": "Plain", "c": _words(table.caption)}] if table.caption else []]
    head = [PLAIN, [_row(tuple(map(_strong, table.head)))] if table.head else []]
    body = [PLAIN, int(table.row_heads), [], [_row(_headed(row) if table.row_heads else row) for row in table.rows]]
    return {"t": "Table", "c": [PLAIN, caption, columns, head, [body], [PLAIN, []]]}


def _row(cells: tuple[p.Runs, ...]) -> list[Any]:
    return [PLAIN, [[PLAIN, {"t": "AlignDefault"}, 1, 1, [{"t": "Plain", "c": _runs(cell)}]] for cell in cells]]


def _headed(row: tuple[p.Runs, ...]) -> tuple[p.Runs, ...]:
    return (_strong(row[0]), *row[1:])


def _strong(text: p.Runs) -> p.Runs:
    return tuple(p.Run(run.text, strong=True, em=run.em, author=run.author, url=run.url) for run in text)


def _runs(text: p.Runs) -> list[Node]:
    return [node for run, mark in p.marked(text) for node in _run(run, mark)]


def _run(run: p.Run, mark: str) -> Iterator[Node]:
    inside = _words(run.text)
    for wanted, tag in ((run.em, "Emph"), (run.strong, "Strong")):
        if wanted:
            inside = [{"t": tag, "c": inside}]
    yield from [{"t": "Link", "c": [PLAIN, inside, [run.url, ""]]}] if run.url else inside
    if mark:
        yield from _words(f" ({mark})")


def _words(text: str) -> list[Node]:
    """Words, spaces and line breaks; a run of spaces is one, as on paper."""
    nodes: list[Node] = []
    for number, line in enumerate(text.split("\n")):
        if number:
            nodes.append({"t": "LineBreak"})
        for place, word in enumerate(line.split(" ")):
            if place and (not nodes or nodes[-1]["t"] != "Space"):
                nodes.append({"t": "Space"})
            if word:
                nodes.append({"t": "Str", "c": word})
    return nodes
