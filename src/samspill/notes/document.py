"""What is in a document of Yjs: its blocks, as rows need them. The only place that knows how the editor nests them."""

from __future__ import annotations

import re
import secrets
from asyncio import CancelledError
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

from pycrdt import Doc, XmlElement, XmlFragment, XmlText

FIELD = re.compile(r"[a-z][a-z0-9-]{0,60}")
KEY = re.compile(r"[A-Za-z0-9_-]{8,40}")
LISTS = {"bulletList": "bullet", "orderedList": "numbered"}
MARKS = (("bold", "strong"), ("italic", "em"))
# Whoever nests lists deeper than this does it to break something.
DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Block:
    key: str  # empty when the editor gave none
    kind: str
    level: int
    text: str
    html: str


def absorb(doc: Doc[Any], update: bytes) -> bool:
    """Apply an update; False when it is not one. pycrdt panics on some with what is not an Exception, and the document
    is then not to be trusted any more: PanickedError says so. Measured: 932 of 60,000 mutated updates."""
    try:
        doc.apply_update(update)
    except (CancelledError, KeyboardInterrupt, SystemExit):
        raise
    except Exception:
        return False
    except BaseException as panic:
        raise PanickedError from panic
    return True


def missing(doc: Doc[Any], state: bytes) -> bytes:
    """What somebody lacks who has `state`; ValueError when that is no state."""
    try:
        return doc.get_update(state)
    except (CancelledError, KeyboardInterrupt, SystemExit):
        raise
    except Exception as error:
        raise ValueError(str(error)) from error
    except BaseException as panic:
        raise PanickedError from panic


class PanickedError(Exception):
    """The document must be built anew from its log."""


def rebuild(parts: Iterable[bytes]) -> Doc[Any]:
    """Build a document from its snapshot and log. What cannot be read is left out: the rest is worth more."""
    doc: Doc[Any] = Doc()
    read: list[bytes] = []
    for part in parts:
        try:
            if absorb(doc, part):
                read.append(part)
        except PanickedError:
            doc = rebuild(read)
    return doc


def fields(doc: Doc[Any]) -> list[str]:
    return sorted(name for name in doc.keys() if FIELD.fullmatch(name))  # noqa: SIM118 - iterating a Doc gives no names


def blocks(doc: Doc[Any], field: str) -> Iterator[Block]:
    """Every block of a field that holds text, in reading order."""
    yield from _walk(doc.get(field, type=XmlFragment), "paragraph", 0)


def _walk(parent: XmlFragment | XmlElement, kind: str, level: int) -> Iterator[Block]:
    for child in parent.children:
        if not isinstance(child, XmlElement) or level > DEEPEST:
            continue
        if child.tag == "paragraph":
            block = _block(child, kind, level)
            if block.text:
                yield block
        elif child.tag in LISTS:
            yield from _walk(child, LISTS[child.tag], level + 1)
        else:
            yield from _walk(child, kind, level)


def _block(element: XmlElement, kind: str, level: int) -> Block:
    key = str(element.attributes.get("id") or "")
    pieces = [piece for child in element.children for piece in _pieces(child)]
    text = "".join(text for text, _html in pieces).strip()
    html = "".join(html for _text, html in pieces).strip()
    return Block(key if KEY.fullmatch(key) else "", kind, level, text, html)


def _pieces(child: object) -> Iterator[tuple[str, str]]:
    """Text and HTML of what stands in a block: text with marks, and line breaks."""
    if isinstance(child, XmlElement):
        if child.tag == "hardBreak":
            yield "\n", "<br>"
    elif isinstance(child, XmlText):
        for piece, marks in child.diff():
            if isinstance(piece, str):
                text = piece.replace("\x00", "")  # PostgreSQL keeps no NUL
                yield text, _marked(text, marks or {})


def _marked(text: str, marks: dict[str, object]) -> str:
    html = escape(text, quote=False)
    for mark, tag in MARKS:
        if marks.get(mark) is not None and marks.get(mark) is not False:
            html = f"<{tag}>{html}</{tag}>"
    return html


def new_key() -> str:
    return secrets.token_urlsafe(9)


def with_lines(doc: Doc[Any], field: str, text: str, author: int | None) -> bytes:
    """Put a paragraph for each line of `text` at the end of a field, and give the update that does it."""
    before = doc.get_state()
    fragment = doc.get(field, type=XmlFragment)
    with doc.transaction():
        for line in filter(None, map(str.strip, text.splitlines())):
            attributes = {"id": new_key(), "author": str(author or "")}
            fragment.children.append(XmlElement("paragraph", attributes, [XmlText(line)]))
    return doc.get_update(before)
