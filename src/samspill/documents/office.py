"""DOCX and ODT for those who go on writing: by pandoc, in the municipality's clothes."""

from __future__ import annotations

import re
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal
from xml.sax.saxutils import escape

from samspill.documents import ast, pandoc
from samspill.documents import paper as p
from samspill.documents.reference import reference, rewritten
from samspill.documents.words import page_words

Kind = Literal["docx", "odt"]
ABOUT = {"docx": "docProps/core.xml", "odt": "meta.xml"}


def office(paper: p.Paper, kind: Kind, *, at: datetime) -> bytes:
    """The paper as a DOCX or ODT file. The same paper and `at` give the same bytes."""
    sheet = p.squared(paper)
    head = sheet.letterhead
    clothes = reference(
        kind,
        head=" · ".join(filter(None, [head.municipality, head.unit, head.address])),
        page_words=page_words(sheet.language),
    )
    with tempfile.TemporaryDirectory(prefix="samspill-paper-") as folder:
        pattern = Path(folder) / f"reference.{kind}"
        pattern.write_bytes(clothes)
        made = pandoc.run(
            ["-f", "json", "-t", kind, "-o", "-", f"--reference-doc={pattern}"], ast.document(sheet, kind)
        )
    author = ", ".join(filter(None, [head.unit, head.municipality]))
    return rewritten(made, lambda name, data: _about(data, author, at) if name == ABOUT[kind] else data)


def _about(data: bytes, author: str, at: datetime) -> bytes:
    """Pandoc's sandbox has no clock, and an author of its metadata would be printed on the page."""
    text = data.decode().replace("1970-01-01T00:00:00Z", f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}")
    named = escape(author)
    text = re.sub(r"(<(dc:creator|meta:initial-creator)>)(</\2>)", lambda tag: tag[1] + named + tag[3], text)
    return text.encode()
