"""One paper with every kind of block, and readers of what is made from it."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pikepdf

from samspill.documents import pandoc
from samspill.documents import paper as p

AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"><rect width="60" height="40"/></svg>'
SAMI = "Áile Čáhppe đ ŋ š ŧ ž Ŋ Đ Ŧ"
NORDIC = "æøå ÆØÅ äöÄÖ"


def minutes(**fields: Any) -> p.Paper:
    given = {
        "title": f"Minutes {NORDIC}",
        "kind": "Minutes of the team",
        "language": "nn",
        "letterhead": p.Letterhead("Sundvik <kommune> & co", "Fjellheim skole", "Skolevegen 1", LOGO),
        "meta": (("Time", "20 November, 14:00"), ("Present", SAMI)),
        "blocks": blocks(),
    }
    return p.Paper(**(given | fields))


def blocks() -> tuple[p.Block, ...]:
    nested = p.Item(p.runs("first bullet"), (p.Bullets((p.Item(p.runs("nested bullet")),)),))
    rows = tuple((p.runs(f"measure {n}"), p.runs("Kari"), p.runs("15.12.")) for n in range(60))
    return (
        p.Heading(1, "1. Breaks between lessons"),
        p.Paragraph(p.runs("We ", p.Run("looked", strong=True), " and ", p.Run("talked.", em=True, author="KN"))),
        p.Bullets((nested, p.Item(p.runs("second bullet")))),
        p.Numbered((p.Item(p.runs("one step")), p.Item(p.runs("another step")))),
        p.Outcome("Decision", p.runs("Play together for four weeks."), "Kari Nordmann", "by 15 December"),
        p.Heading(3, "A level left out"),
        p.Table("Follow-ups", (p.runs("What"), p.runs("Who"), p.runs("By when")), rows, row_heads=True),
        p.Quote(p.runs("A quotation.")),
        p.Facts((("Owner", "Ola"), ("Next", "2027"))),
        p.PageBreak(),
        p.Paragraph(p.runs(p.Run("a link", url="https://example.com/"))),
        p.Signatures(("Kari Nordmann", "Ola Hansen")),
    )


def every_word() -> set[str]:
    """Some words out of every block of `minutes`."""
    return set(
        "14:00 Čáhppe Breaks looked talked. (KN) nested second another Decision together December "
        "What When measure quotation. Owner 2027 link Hansen".replace("When", "when").split()
    )


def roles(file: pikepdf.Pdf) -> list[str]:
    """The roles of the structure tree, in reading order."""
    return [str(node.S)[1:] for node in _nodes(file.Root.StructTreeRoot.K)]


def _nodes(node: Any) -> Iterator[Any]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _nodes(child)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node
        if "/K" in node:
            yield from _nodes(node.K)


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def plain(data: bytes, kind: str) -> str:
    return pandoc.run(["-f", kind, "-t", "plain", "--wrap=none"], data).decode()


def tree(data: bytes, kind: str) -> Any:
    return json.loads(pandoc.run(["-f", kind, "-t", "json"], data))


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as box:
        return box.read(name).decode()


def words(data: bytes) -> list[str]:
    """What stands on each page, as a program that copies it out reads it; line ends are lost."""
    with opened(data) as file:
        return [_said(page) for page in file.pages]


def _said(page: pikepdf.Page) -> str:
    fonts = {name: _letters(font) for name, font in page.Resources.get("/Font", {}).items()}
    letters: dict[str, str] = {}
    told: list[str] = []
    for given, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            letters = fonts[str(given[0])]
        elif str(operator) == "TJ":
            pieces = [bytes(one).hex() for one in given[0] if isinstance(one, pikepdf.String)]
            told += [letters.get(code, "") for piece in pieces for code in re.findall("....", piece)]
        elif str(operator) == "ET":
            told.append(" ")
    return re.sub(" +", " ", "".join(told))


def _letters(font: Any) -> dict[str, str]:
    """Glyph → letters, as the font itself says."""
    pairs = re.findall(r"<([0-9a-fA-F]{4})> <([0-9a-fA-F]+)>", font.ToUnicode.read_bytes().decode())
    return {glyph.lower(): bytes.fromhex(code).decode("utf-16-be") for glyph, code in pairs}
