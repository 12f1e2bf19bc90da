"""Files as they come in: good ones, and those that must not come through."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from PIL import Image

from samspill.documents.office import office
from samspill.documents.pdf import pdf
from samspill.documents.tests.samples import AT, minutes


def docx() -> bytes:
    return office(minutes(), "docx", at=AT)


def odt() -> bytes:
    return office(minutes(), "odt", at=AT)


def a_pdf() -> bytes:
    return pdf(minutes(), at=AT)


def photo(*, exif: bytes = b"secret place") -> bytes:
    picture, made = Image.new("RGB", (120, 80), "teal"), io.BytesIO()
    notes = Image.Exif()
    notes[0x010E], notes[0x0112] = exif.decode(), 6  # a description, and “turn me a quarter”
    picture.save(made, "JPEG", exif=notes)
    return made.getvalue()


def picture(kind: str, size: tuple[int, int] = (40, 30)) -> bytes:
    made = io.BytesIO()
    Image.new("RGBA" if kind != "GIF" else "P", size).save(made, kind)
    return made.getvalue()


def huge_png(side: int) -> bytes:
    """A head that promises a picture of `side` by `side` points, and nothing behind it."""
    head = b"IHDR" + struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    body = b"IDAT" + zlib.compress(b"")
    chunks = (struct.pack(">I", len(one) - 4) + one + struct.pack(">I", zlib.crc32(one)) for one in (head, body))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def packed(**entries: bytes) -> bytes:
    """A zip; write `/` as `__`."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as box:
        for name, data in entries.items():
            box.writestr(name.replace("__", "/"), data)
    return made.getvalue()


def with_entry(file: bytes, name: str, data: bytes) -> bytes:
    made = io.BytesIO(file)
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as box:
        box.writestr(name, data)
    return made.getvalue()


def workbook() -> bytes:
    from openpyxl import Workbook

    book, made = Workbook(), io.BytesIO()
    assert book.active is not None
    book.active.append(["grade", "pupils"])
    book.active.append(["5", "24"])
    book.save(made)
    return made.getvalue()
