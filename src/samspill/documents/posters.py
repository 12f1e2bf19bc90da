"""One large picture with its legend on an A3 sheet, and what it shows as a list on the sheets after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from samspill.documents import paper as p
from samspill.documents import typesetting
from samspill.documents.pdf import drawer, each_text, laid_out
from samspill.documents.words import page_words


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign of the picture in small, as SVG, and what it means."""

    drawing: bytes
    words: str


@dataclass(frozen=True, slots=True)
class Rows:
    """One part of the list: its heading, and a line for each thing in as many cells as the poster has columns."""

    title: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Poster:
    """`picture` is SVG made by ourselves, `alt` is read aloud in its place; the list says all that it shows."""

    title: str
    kicker: str
    picture: bytes
    alt: str
    signs: tuple[Sign, ...]
    notes: tuple[str, ...]
    list_title: str
    head: tuple[str, ...]
    parts: tuple[Rows, ...]
    language: str = "nb"
    author: str = ""


def poster_pdf(poster: Poster, *, at: datetime) -> bytes:
    """The poster as PDF/A-2a and PDF/UA-1, A3 across."""
    with drawer() as kept:
        files = {"file": kept.put(poster.picture), "url": [kept.put(one.drawing) for one in poster.signs]}
        data = each_text(_words(poster), p.clean) | _fixed(poster) | files
        return laid_out(data, kept.folder, at, partial(typesetting.compiled, template="poster"))


def _words(poster: Poster) -> dict[str, Any]:
    return {
        "title": p.short(poster.title, p.LONG_TITLE) or "–",
        "kicker": poster.kicker,
        "alt": poster.alt,
        "author": poster.author,
        "signs": [one.words for one in poster.signs],
        "notes": poster.notes,
        "list_title": poster.list_title,
        "head": poster.head,
        "parts": [{"title": part.title, "rows": part.rows} for part in poster.parts],
        "page_words": page_words(poster.language),
    }


def _fixed(poster: Poster) -> dict[str, Any]:
    lang, region = p.LOCALES.get(poster.language, "en-GB").split("-")
    return {"lang": lang, "region": region}
