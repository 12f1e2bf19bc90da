"""PDF that everybody can open, hear read aloud and archive: PDF/A-2a and PDF/UA-1 in one file, by Typst."""

from __future__ import annotations

import re
import tempfile
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

from samspill.documents import paper as p
from samspill.documents import typesetting
from samspill.documents.words import page_words

# What Typst says about a letter that no font has, or that the standards forbid.
_REFUSED = re.compile(r"(?:the text|codepoint) `\"(.+?)\"`")
FIXED = {"is", "file", "logo", "url", "lang", "region", "colour", "modules"}
LayOut: TypeAlias = Callable[[dict[str, Any], Path, int], bytes]
_LONG_WORD = re.compile(r"\S{60}(?=\S)")


class PaperError(RuntimeError):
    """Typst cannot lay out the paper: a fault of ours, never of what somebody typed."""


def pdf(paper: p.Paper, *, at: datetime, apart: bool = False) -> bytes:
    """The paper as PDF. The same paper and `at` give the same bytes.

    `apart` lays it out in a program of its own with limits: for papers made of files that strangers wrote.
    """
    sheet = p.squared(paper)
    lay_out = typesetting.apart if apart else typesetting.compiled
    with drawer() as kept:
        return laid_out(_data(sheet, kept), kept.folder, at, lay_out)


def laid_out(data: dict[str, Any], folder: Path, at: datetime, lay_out: LayOut) -> bytes:
    """The PDF of some data; signs that cannot be shown are spelt out until it succeeds."""
    for _attempt in range(3):
        try:
            return lay_out(data, folder, int(at.timestamp()))
        except typesetting.RefusedError as error:
            unshown = _unshown(str(error))
            if not unshown:
                raise PaperError(str(error)) from error
            data = each_text(data, partial(_spelt, unshown=unshown))
    return lay_out(each_text(data, _plainest), folder, int(at.timestamp()))


class Drawer:
    """Pictures lie in a folder of their own while the paper is made: Typst reads nothing outside it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._count = 0

    def put(self, data: bytes) -> str:
        self._count += 1
        name = f"{self._count}.{_ending(data)}"
        (self.folder / name).write_bytes(data)
        return f"/{name}"


@contextmanager
def drawer() -> Iterator[Drawer]:
    with tempfile.TemporaryDirectory(prefix="samspill-paper-") as folder:
        yield Drawer(Path(folder))


def _ending(data: bytes) -> str:
    if data.startswith(b"\x89PNG"):
        return "png"
    return "jpg" if data.startswith(b"\xff\xd8") else "svg"


def _data(sheet: p.Paper, drawer: Drawer) -> dict[str, Any]:
    head = sheet.letterhead
    lang, region = sheet.locale.split("-")
    return {
        "title": sheet.title,
        "title_short": sheet.title[:90],
        "kind": sheet.kind,
        "author": ", ".join(filter(None, [head.unit, head.municipality])),
        "lang": lang,
        "region": region,
        "page_words": page_words(sheet.language),
        "head": [line for line in (head.municipality, head.unit, head.address) if line],
        "logo": drawer.put(head.logo) if head.logo else "",
        "logo_alt": head.municipality or "Logo",
        "meta": sheet.meta,
        "blocks": [_block(block, drawer) for block in sheet.blocks],
    }


def _block(block: p.Block, drawer: Drawer) -> dict[str, Any]:
    match block:
        case p.Heading(level, text):
            return {"is": "heading", "level": level, "text": text}
        case p.Paragraph(text):
            return {"is": "paragraph", "runs": _runs(text)}
        case p.Bullets(items):
            return {"is": "bullets", "items": _items(items, drawer)}
        case p.Numbered(items, start):
            return {"is": "numbered", "start": start, "items": _items(items, drawer)}
        case p.Table():
            return _table(block)
        case p.Facts(pairs):
            return {"is": "facts", "pairs": pairs}
        case p.Quote(text):
            return {"is": "quote", "runs": _runs(text)}
        case p.Outcome(label, text, who, when):
            return {"is": "outcome", "label": label, "runs": _runs(text), "who": who, "when": when}
        case p.Picture(data, alt, width):
            return {"is": "picture", "file": drawer.put(data), "alt": alt, "width": width}
        case p.Signatures(names):
            return {"is": "signatures", "names": names}
        case p.PageBreak():
            return {"is": "break"}


def _items(items: tuple[p.Item, ...], drawer: Drawer) -> list[dict[str, Any]]:
    return [{"runs": _runs(item.runs), "blocks": [_block(b, drawer) for b in item.blocks]} for item in items]


def _table(table: p.Table) -> dict[str, Any]:
    return {
        "is": "table",
        "caption": table.caption,
        "head": [_runs(cell) for cell in table.head],
        "rows": [[_runs(cell) for cell in row] for row in table.rows],
        "row_heads": table.row_heads,
        "weights": p.weights(table),
    }


def _runs(text: p.Runs) -> list[dict[str, Any]]:
    return [
        {"text": _broken(run.text), "strong": run.strong, "em": run.em, "url": run.url, "mark": mark}
        for run, mark in p.marked(text)
    ]


def _broken(text: str) -> str:
    """A word longer than the line gets places to break at."""
    return _LONG_WORD.sub(lambda word: word[0] + "\u200b", text)


def _unshown(told: str) -> set[str]:
    return {letter for text in _REFUSED.findall(told) for letter in _unescaped(text)}


def _unescaped(text: str) -> str:
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda code: chr(int(code[1], 16)), text)


def _spelt(text: str, unshown: set[str]) -> str:
    """A sign no font has is named (“[waving hand sign]”): an archived paper must not lose it silently."""
    return "".join(_named(letter) if letter in unshown else letter for letter in text)


def _named(letter: str) -> str:
    if unicodedata.category(letter) in ("Mn", "Cf", "Me"):
        return ""
    is_sign = unicodedata.category(letter).startswith("S")
    return f"[{unicodedata.name(letter, 'sign').lower()}]" if is_sign else "\ufffd"


def _plainest(text: str) -> str:
    return "".join(letter if letter < "\u0250" or letter in "–—‘’“”…•€\u200b" else "\ufffd" for letter in text)


def each_text(data: Any, change: Callable[[str], str]) -> Any:
    """The same data with every text changed, keys and addresses of pictures apart."""
    if isinstance(data, str):
        return change(data)
    if isinstance(data, dict):
        return {key: one if key in FIXED else each_text(one, change) for key, one in data.items()}
    return [each_text(one, change) for one in data] if isinstance(data, list | tuple) else data
