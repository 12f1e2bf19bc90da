"""From bytes to what can be shown: a pure function over a file, called by the job."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field, replace
from datetime import datetime

from samspill.documents import html, pictures
from samspill.documents import paper as p
from samspill.documents.kinds import PICTURES, FileKind
from samspill.documents.models import Part, Reason
from samspill.documents.pandoc import PandocError
from samspill.documents.pdf import PaperError, pdf
from samspill.documents.reading import read
from samspill.documents.typesetting import RefusedError, TooMuchError

MOST_HTML = 20 * 1024**2


@dataclass(frozen=True, slots=True)
class Converted:
    """What a file became. With a `reason` it became nothing."""

    reason: Reason = Reason.NONE
    html: str = ""
    text: str = ""
    parts: dict[Part, bytes] = field(default_factory=dict)


def converted(data: bytes, kind: FileKind, *, title: str, language: str, at: datetime) -> Converted:
    """The file for everybody: HTML, its words, and PDF. A PDF stays as it is."""
    if kind == FileKind.PDF:
        return Converted()
    try:
        return _drawn(data, title, language, at) if kind in PICTURES else _written(data, kind, title, language, at)
    except (TooMuchError, MemoryError):
        return Converted(Reason.TOO_MUCH)
    except PandocError as error:
        return Converted(Reason.TOO_MUCH if str(error) == "time" or "heap" in str(error) else Reason.BROKEN)
    except (PaperError, RefusedError, RecursionError, KeyError, ValueError, zipfile.BadZipFile):
        return Converted(Reason.BROKEN)


def _drawn(data: bytes, title: str, language: str, at: datetime) -> Converted:
    drawn = pictures.redrawn(data)
    if drawn is None:
        return Converted(Reason.BROKEN)
    paper = p.Paper(title, language=language, blocks=(p.Picture(drawn.data, title, drawn.width_mm),))
    return Converted(parts={Part.PICTURE: drawn.data, Part.PDF: pdf(paper, at=at, apart=True)})


def _written(data: bytes, kind: FileKind, title: str, language: str, at: datetime) -> Converted:
    paper = read(data, kind, title=title, language=language)
    named = () if paper.title == title else (p.Paragraph((p.Run(paper.title, strong=True),)),)
    whole = replace(paper, blocks=(*named, *paper.blocks))
    shown = html.html(whole)
    if len(shown) > MOST_HTML:
        return Converted(Reason.TOO_MUCH)
    return Converted(html=shown, text=html.text(whole), parts={Part.PDF: pdf(paper, at=at, apart=True)})
