"""What a file is, by its content and never by its name, and whether we take it."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from PIL import Image

MOST_ENTRIES, MOST_UNPACKED, MOST_RATIO = 5_000, 300 * 1024**2, 200
MOST_PIXELS = 60_000_000
PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xfe\xed\xfa\xcf", b"#!")
OLE = b"\xd0\xcf\x11\xe0"
ACCEPTED = _(
    "Accepted are Word (docx), OpenDocument text (odt), RTF, PDF, Excel (xlsx), PowerPoint (pptx), "
    "pictures (PNG, JPEG, WebP, GIF) and plain text."
)


class FileKind(models.TextChoices):
    DOCX = "docx", _("Word document")
    ODT = "odt", _("OpenDocument text")
    RTF = "rtf", _("RTF document")
    PDF = "pdf", _("PDF document")
    XLSX = "xlsx", _("Excel workbook")
    PPTX = "pptx", _("PowerPoint presentation")
    PNG = "png", _("picture (PNG)")
    JPEG = "jpeg", _("picture (JPEG)")
    WEBP = "webp", _("picture (WebP)")
    GIF = "gif", _("picture (GIF)")
    TEXT = "txt", _("plain text")


PICTURES = {FileKind.PNG, FileKind.JPEG, FileKind.WEBP, FileKind.GIF}
_OPEN_XML = "application/vnd.openxmlformats-officedocument"
MEDIA_TYPES = {
    FileKind.DOCX: f"{_OPEN_XML}.wordprocessingml.document",
    FileKind.XLSX: f"{_OPEN_XML}.spreadsheetml.sheet",
    FileKind.PPTX: f"{_OPEN_XML}.presentationml.presentation",
    FileKind.ODT: "application/vnd.oasis.opendocument.text",
    FileKind.RTF: "application/rtf",
    FileKind.PDF: "application/pdf",
    FileKind.TEXT: "text/plain; charset=utf-8",
    **{kind: f"image/{kind.value}" for kind in PICTURES},
}
# Endings people use for each kind; the first is the one we give.
ENDINGS = {kind: (kind.value,) for kind in FileKind} | {
    FileKind.JPEG: ("jpg", "jpeg", "jpe"),
    FileKind.TEXT: ("txt", "text", "md", "csv", "log"),
}
_BY_ENDING = {ending: kind for kind, endings in ENDINGS.items() for ending in endings}


def kind_of(data: bytes, name: str) -> FileKind:
    """The kind of a file that we take; ValidationError says what is wrong and what to do."""
    if not data:
        raise ValidationError(_("The file is empty. Check that it opens on your own machine, then choose it again."))
    if data.startswith(PROGRAMS):
        raise ValidationError(_("This file is a program. Programs are never accepted."))
    kind = _kind(data)
    _agree(kind, name)
    return kind


def _kind(data: bytes) -> FileKind:
    if data.startswith(b"PK"):
        return _packed(data)
    if data.startswith(OLE):
        raise _old_office(data)
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return _pdf(data)
    if data.startswith(b"{\\rtf"):
        return FileKind.RTF
    picture = _picture(data)
    if picture:
        return picture
    if decoded(data) is None:
        raise ValidationError([_("We do not know what kind of file this is."), ACCEPTED])
    return FileKind.TEXT


def _agree(kind: FileKind, name: str) -> None:
    """A name that promises something else is a mistake, or worse."""
    ending = PurePath(name).suffix.lower().lstrip(".")
    promised = _BY_ENDING.get(ending)
    if ending and promised != kind and (promised or kind == FileKind.TEXT):
        raise ValidationError(
            _(
                "The name ends with .%(ending)s, but the content is: %(kind)s. "
                "Save it again in the program it was made with, or mend its name."
            ),
            params={"ending": ending[:20], "kind": kind.label},
        )


def _locked() -> ValidationError:
    return ValidationError(_("The file is locked with a password. Save it without one, then choose it again."))


def _old_office(data: bytes) -> ValidationError:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return _locked()
    return ValidationError(
        [_("This is an old kind of Office file, which can hold programs. Save it as docx, xlsx or pptx."), ACCEPTED]
    )


def _pdf(data: bytes) -> FileKind:
    if re.search(rb"/Encrypt\s+\d+\s+\d+\s+R", data):
        raise _locked()
    return FileKind.PDF


def _packed(data: bytes) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as box:
            entries = box.infolist()
            _bounded(entries, len(data))
            return _office(box, {entry.filename for entry in entries})
    except (zipfile.BadZipFile, NotImplementedError, KeyError, EOFError, OSError, ValueError):
        raise ValidationError(
            _("The file is damaged. Open it on your own machine, save it again and choose it again.")
        ) from None


def _bounded(entries: list[zipfile.ZipInfo], packed: int) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    if any(entry.flag_bits & 1 for entry in entries):
        raise _locked()
    ratio = unpacked / max(packed, 1)
    if len(entries) > MOST_ENTRIES or unpacked > MOST_UNPACKED or (ratio > MOST_RATIO and unpacked > 10 * 1024**2):
        raise ValidationError(
            _(
                "The file unpacks to far more than a document holds, so it is not opened. "
                "Save it as PDF and choose that."
            )
        )


def _office(box: zipfile.ZipFile, names: set[str]) -> FileKind:
    if "[Content_Types].xml" in names:
        types = _head(box, "[Content_Types].xml")
        if any("vbaproject" in name.lower() for name in names) or b"macroenabled" in types.lower():
            raise _macros()
        for folder, kind in (("word/", FileKind.DOCX), ("xl/", FileKind.XLSX), ("ppt/", FileKind.PPTX)):
            if any(name.startswith(folder) for name in names):
                return kind
    if "mimetype" in names and _head(box, "mimetype").strip() == MEDIA_TYPES[FileKind.ODT].encode():
        if any(name.startswith(("Basic/", "Scripts/")) for name in names):
            raise _macros()
        if "META-INF/manifest.xml" in names and b"encryption-data" in _head(box, "META-INF/manifest.xml"):
            raise _locked()
        return FileKind.ODT
    raise ValidationError([_("This is a packed folder or a kind of file we do not take."), ACCEPTED])


def _head(box: zipfile.ZipFile, name: str) -> bytes:
    with box.open(name) as part:
        return part.read(2 * 1024**2)


def _macros() -> ValidationError:
    return ValidationError(
        _("The file holds macros: small programs. Save it without them, as docx, xlsx, pptx or odt, and choose that.")
    )


def _picture(data: bytes) -> FileKind | None:
    """Pillow reads only the head here; the picture itself is unpacked in the job."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=["PNG", "JPEG", "WEBP", "GIF"]) as picture:
                width, height = picture.size
                found = FileKind(str(picture.format).lower())
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        width, height, found = MOST_PIXELS, MOST_PIXELS, FileKind.PNG
    except Exception:  # Pillow's readers raise whatever the broken bytes lead them to
        return None
    if width * height > MOST_PIXELS:
        raise ValidationError(
            _("The picture has more points than we can show. Make it smaller than 60 million, then choose it again.")
        )
    return found


def decoded(data: bytes) -> str | None:
    """Plain text in UTF-8, UTF-16 with a mark, or the old Windows letters; None when it is no text."""
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if re.search("[\x00-\x08\x0e-\x1a]", text) else text
    return None


def _encodings(data: bytes) -> Iterator[str]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield "utf-16"
    yield from ("utf-8-sig", "cp1252")
