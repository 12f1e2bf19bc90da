"""The reference document of one municipality: the shipped one with its name in the header and the pages counted."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

FOLDER = Path(__file__).parent / "reference"


def reference(kind: str, *, head: str, page_words: tuple[str, str, str]) -> bytes:
    """The bytes of `reference.docx` or `reference.odt` for this letterhead and language."""
    before, between, after = page_words
    words = {"head": head, "before": before, "between": between, "after": after}
    return rewritten(_shipped(kind), lambda _name, data: _filled(data, words) if b"{{" in data else data)


@cache
def _shipped(kind: str) -> bytes:
    return (FOLDER / f"reference.{kind}").read_bytes()


def _filled(data: bytes, words: dict[str, str]) -> bytes:
    for name, word in words.items():
        data = data.replace(b"{{%s}}" % name.encode(), escape(word).encode())
    return data


def rewritten(packed: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The same archive with each entry changed; order, dates and kinds of packing stay."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as source, zipfile.ZipFile(made, "w") as target:
        for entry in source.infolist():
            data = change(entry.filename, source.read(entry))
            target.writestr(zipfile.ZipInfo(entry.filename, entry.date_time), data, entry.compress_type)
    return made.getvalue()
