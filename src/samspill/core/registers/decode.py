"""Bytes to text: packed or not, with or without a byte order mark, UTF or the old eight-bit sets."""

from __future__ import annotations

import codecs
import re
import unicodedata
import zlib

from samspill.core.registers.model import Notes

LIMIT = 64 * 1024 * 1024
TABLES = ("CSV", "TSV", "XLSX", "CSV.GZ")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UTF8_NORDIC = re.compile(rb"\xc3[\x84-\x86\x96\x98\xa4-\xa6\xb6\xb8\xa9]")
_LETTER = re.compile(rb"[\xc0-\xff]")
# 0x80-0xBF inside a word: in Mac Roman and DOS 865 these are the letters æ, ø and å, in CP1252 never a Nordic letter.
_STRANGE_IN_WORD = re.compile(rb"(?<=[A-Za-z])[\x80-\xbf](?=[A-Za-z])")
_GARBLED = re.compile("Ã[\u00a6\u00b8\u00a5\u00a4\u00b6\u00a9\u2026\u02dc\u2020\u201e\u2013]")


def unpack(data: bytes, notes: Notes) -> bytes | None:
    """The bytes inside a .gz, or the bytes themselves; None with a problem when broken or too large."""
    if data[:2] == b"\x1f\x8b":
        box = zlib.decompressobj(wbits=31)
        try:
            data = box.decompress(data, LIMIT + 1)
        except zlib.error:
            data = b""
        if len(data) <= LIMIT and not box.eof:
            notes.problem("file.gzip-broken")
            return None
        notes.choose("packing", "gzip", "why.compressed")
    if len(data) > LIMIT:
        notes.problem("file.too-large", limit=LIMIT // 1024 // 1024)
        return None
    return data


def decode(data: bytes, notes: Notes) -> str | None:
    """The text in NFC, or None with a problem or a question."""
    text = _decoded(data, notes)
    if text is None:
        return None
    garbled = _GARBLED.search(text)
    if garbled:
        row = text.count("\n", 0, garbled.start()) + 1
        notes.problem("text.garbled", row=row, value=garbled.group())
    return unicodedata.normalize("NFC", text)


def _decoded(data: bytes, notes: Notes) -> str | None:
    if not data.strip():
        notes.problem("file.empty")
        return None
    for mark, name in _MARKS:
        if data.startswith(mark):
            notes.choose("encoding", name, "why.byte-order-mark")
            return _strictly(data, name, notes)
    if data.startswith(b"%PDF") or b"\0" in data:
        notes.problem("file.not-a-table", accepted=TABLES)
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _eight_bit(data, notes)
    notes.choose("encoding", "utf-8", "why.plain-letters" if data.isascii() else "why.valid-utf8")
    return text


def _strictly(data: bytes, name: str, notes: Notes) -> str | None:
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        notes.problem("file.encoding-broken", value=name, accepted=("utf-8", "utf-16", "cp1252"))
        return None


def _eight_bit(data: bytes, notes: Notes) -> str | None:
    """CP1252 and Latin-1 agree on every letter, so that choice is no question; DOS, Mac and a broken UTF-8 are."""
    if _UTF8_NORDIC.search(data):
        name = notes.ask("encoding", "ask.encoding", ("utf-8", "cp1252"))
    elif (strange := len(_STRANGE_IN_WORD.findall(data))) and strange >= len(_LETTER.findall(data)):
        name = notes.ask("encoding", "ask.encoding", ("cp1252", "cp865", "mac_roman"))
    else:
        name = notes.choose("encoding", "cp1252", "why.nordic-letters")
    if name is None:
        return None
    if name != "cp1252":
        return data.decode(name, errors="replace")
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")
