from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from samspill.documents.actions import saved_name
from samspill.documents.forms import FileForm
from samspill.documents.kinds import MOST_PIXELS, FileKind, kind_of
from samspill.documents.tests import files

RTF = rb"{\rtf1\ansi Hello {\b there}}"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

GOOD: list[tuple[str, Callable[[], bytes], FileKind]] = [
    ("a.docx", files.docx, FileKind.DOCX),
    ("a.odt", files.odt, FileKind.ODT),
    ("a.rtf", lambda: RTF, FileKind.RTF),
    ("a.PDF", files.a_pdf, FileKind.PDF),
    ("a.xlsx", files.workbook, FileKind.XLSX),
    ("a.pptx", lambda: files.packed(**{"[Content_Types].xml": b"<x/>", "ppt__p.xml": b"<x/>"}), FileKind.PPTX),
    ("a.jpg", files.photo, FileKind.JPEG),
    ("a.png", lambda: files.picture("PNG"), FileKind.PNG),
    ("a.webp", lambda: files.picture("WEBP"), FileKind.WEBP),
    ("a.gif", lambda: files.picture("GIF"), FileKind.GIF),
    ("a.txt", lambda: "Blåbær på tur".encode("cp1252"), FileKind.TEXT),
    ("no ending", lambda: b"words", FileKind.TEXT),
]
BAD: list[tuple[str, Callable[[], bytes], str]] = [
    ("a.txt", lambda: b"", "empty"),
    ("a.docm", lambda: files.with_entry(files.docx(), "word/vbaProject.bin", b"x"), "macros"),
    ("a.docx", lambda: files.packed(**{"[Content_Types].xml": b"x.macroEnabled.main+xml", "word__d": b""}), "macros"),
    ("a.odt", lambda: files.with_entry(files.odt(), "Basic/Standard/Module1.xml", b"x"), "macros"),
    ("a.docx", lambda: OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "password"),
    ("a.pdf", lambda: files.a_pdf().replace(b"/Root", b"/Encrypt 9 0 R/Root"), "password"),
    ("a.doc", lambda: OLE + b"\0" * 600, "old kind of Office file"),
    ("a.docx", lambda: files.packed(word__x=b"\0" * 30 * 1024**2), "unpacks to far more"),
    ("a.docx", lambda: files.packed(**{f"n{n}": b"" for n in range(5_001)}), "unpacks to far more"),
    ("a.docx", lambda: files.docx()[:2000], "damaged"),
    ("a.zip", lambda: files.packed(a=b"x"), "packed folder"),
    ("a.exe", lambda: b"MZ\x90\0", "program"),
    ("a.sh", lambda: b"#!/bin/sh\nrm -rf ~", "program"),
    ("a.bat", lambda: b"del *.*", "content is: plain text"),
    ("a.pdf", files.docx, "content is: Word document"),
    ("a.docx", lambda: b"%PDF-1.7", "content is: PDF document"),
    ("a.bin", lambda: bytes(range(256)), "do not know what kind"),
    ("a.png", lambda: files.huge_png(100_000), "more points"),
]


@pytest.mark.parametrize(("name", "make", "kind"), GOOD, ids=[name for name, *_ in GOOD])
def test_a_file_is_what_it_holds(name: str, make: Callable[[], bytes], kind: FileKind) -> None:
    assert kind_of(make(), name) == kind


@pytest.mark.parametrize(("name", "make", "said"), BAD, ids=[f"{name}: {said}" for name, _, said in BAD])
def test_what_must_not_come_in_is_refused_in_words(name: str, make: Callable[[], bytes], said: str) -> None:
    with pytest.raises(ValidationError) as refused:
        kind_of(make(), name)

    assert said in " ".join(refused.value.messages)


@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"%PDF-", b"\x89PNG\r\n\x1a\n", b"GIF89a", OLE]))
def test_no_bytes_break_it(data: bytes, start: bytes) -> None:
    with suppress(ValidationError):
        assert kind_of(start + data, "") in FileKind


@pytest.mark.parametrize(
    ("called", "kind", "saved"),
    [
        ("..\\..\\etc/Møte 7.docx", FileKind.DOCX, "Møte 7.docx"),
        ("report\u202excod.exe", FileKind.PDF, "reportxcod.exe.pdf"),
        ('a<b>:"c"\x00|?.JPG', FileKind.JPEG, "a b c .JPG"),
        ("", FileKind.TEXT, "file.txt"),
        ("x" * 400 + ".txt", FileKind.TEXT, "x" * 120 + ".txt"),
    ],
)
def test_a_name_is_made_harmless(called: str, kind: FileKind, saved: str) -> None:
    assert saved_name(called, kind) == saved


def _form(name: str, data: bytes) -> FileForm:
    """As a browser sends it: through the upload handlers of the settings."""
    request = RequestFactory().post("/", {"file": SimpleUploadedFile(name, data)})
    return FileForm(request.POST, request.FILES)


def test_a_file_that_is_too_large_gets_a_sentence_and_no_room(settings: Any) -> None:
    settings.UPLOAD_BYTES = 3 * 1024**2

    form = _form("big.txt", b"x" * 5 * 1024**2)

    assert "make its pictures smaller" in str(form.errors["file"])
    assert (form.files["file"].size, form.files["file"].read()) == (5 * 1024**2, b"")


def test_the_form_hands_on_the_whole_file() -> None:
    form = _form("a.txt", b"words")

    assert form.is_valid()
    assert form.cleaned_data["file"].read() == b"words"


def test_the_limit_of_points_is_one_a_server_can_draw() -> None:
    assert MOST_PIXELS * 4 < 256 * 1024**2
