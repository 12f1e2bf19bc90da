"""A paper as an answer to a request: the right kind, a name people recognise, and nothing kept on the way."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import get_args
from urllib.parse import quote

from django.http import Http404, HttpResponse

from samspill.documents.office import Kind, office
from samspill.documents.paper import Paper, one_line
from samspill.documents.pdf import pdf

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
}
_UNWANTED = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
LONGEST = 120


def download(paper: Paper, kind: str, *, at: datetime, on: date | None = None) -> HttpResponse:
    """The paper as a file: `kind` is pdf, docx or odt (404 for others), `on` the day its name ends with."""
    if kind not in TYPES:
        raise Http404
    made = office(paper, kind, at=at) if kind in get_args(Kind) else pdf(paper, at=at)  # type: ignore[arg-type]
    name = " ".join(filter(None, [paper.title, on.isoformat() if on else ""]))
    return file_answer(made, TYPES[kind], f"{tame(name)}.{kind}")


def file_answer(data: bytes, media_type: str, name: str, *, inline: bool = False) -> HttpResponse:
    """Bytes under a name. `inline` lets the browser show them, in a box where nothing runs and nothing is fetched."""
    answer = HttpResponse(data, content_type=media_type)
    answer["Content-Disposition"] = disposition(name, inline=inline)
    answer["X-Content-Type-Options"] = "nosniff"
    # Chromium's PDF viewer opens in this sandbox too (tried): it is no script of the page.
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'; frame-ancestors 'none'"
    answer["Cache-Control"] = "private, no-store"
    return answer


def disposition(name: str, *, inline: bool = False) -> str:
    """RFC 6266: plain letters for old clients, all letters (RFC 5987) for the rest."""
    plain = name.encode("ascii", "replace").decode().replace("?", "_").replace('"', "_")
    return f"{'inline' if inline else 'attachment'}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def tame(name: str) -> str:
    """A file name that every system takes: no signs with a meaning in paths, no dot first or last, not too long."""
    return one_line(_UNWANTED.sub(" ", one_line(name)))[:LONGEST].strip(". ") or "file"
