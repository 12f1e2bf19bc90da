"""Where mail comes in: a mailbox of Samspill's own over IMAP, and a folder into which somebody drops files."""

from __future__ import annotations

import imaplib
import re
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings

from samspill.delivery.incoming import LARGEST
from samspill.delivery.receiving import receive

T = TypeVar("T")
PATIENCE = 30
SIZE = re.compile(rb"RFC822\.SIZE (\d+)")


class MailboxError(Exception):
    """The mailbox cannot be read; the text says what it answered."""


def read_mailbox(clock: Callable[[], datetime]) -> int:
    """Read every unseen mail, and mark it as seen once it is written down."""
    with _open() as box:
        numbers = [number.decode() for number in _ok(box.uid("SEARCH", "UNSEEN"))[0].split()]
        _each(numbers, lambda number: _read_one(box, number, clock()))
    return len(numbers)


def greet() -> None:
    """See whether the mailbox lets us in; else raise MailboxError."""
    with _open():
        return


def _read_one(box: imaplib.IMAP4, number: str, at: datetime) -> None:
    receive(_fetch(box, number), at=at)
    _ok(box.uid("STORE", number, "+FLAGS.SILENT", r"(\Seen)"))


def _each(things: Sequence[T], do: Callable[[T], None]) -> None:
    """Do it with each, and raise the first error after the last."""
    errors = []
    for thing in things:
        try:
            do(thing)
        except (imaplib.IMAP4.abort, imaplib.IMAP4.readonly):
            raise
        except Exception as error:  # whatever is wrong with this one
            errors.append(error)
    if errors:
        raise MailboxError(f"{len(errors)}: {type(errors[0]).__name__}: {errors[0]}") from errors[0]


@contextmanager
def _open() -> Iterator[imaplib.IMAP4]:
    try:
        box = _connect()
        try:
            box.login(settings.IMAP_USER, settings.IMAP_PASSWORD)
            _ok(box.select(f'"{settings.IMAP_FOLDER}"'))
            yield box
        finally:
            box.logout()
    except (imaplib.IMAP4.error, OSError) as error:
        raise MailboxError(f"{settings.IMAP_HOST}: {error}") from error


def _connect() -> imaplib.IMAP4:
    if settings.IMAP_TLS:
        safe = ssl.create_default_context()
        return imaplib.IMAP4_SSL(settings.IMAP_HOST, settings.IMAP_PORT, ssl_context=safe, timeout=PATIENCE)
    return imaplib.IMAP4(settings.IMAP_HOST, settings.IMAP_PORT, timeout=PATIENCE)


def _ok(answer: tuple[str, list[Any]]) -> list[Any]:
    said, rows = answer
    if said != "OK":
        raise MailboxError(f"{settings.IMAP_HOST}: {rows!r}")
    return rows


def _fetch(box: imaplib.IMAP4, number: str) -> bytes:
    """One mail without marking it; of one that is too large only as much as shows that it is."""
    size = SIZE.search(_ok(box.uid("FETCH", number, "(RFC822.SIZE)"))[0] or b"")
    part = f"<0.{LARGEST + 1}>" if size and int(size[1]) > LARGEST else ""
    rows = _ok(box.uid("FETCH", number, f"(BODY.PEEK[]{part})"))
    return next((bytes(row[1]) for row in rows if isinstance(row, tuple)), b"")


def read_folder(folder: Path, clock: Callable[[], datetime]) -> int:
    """Read every .eml file and move it to `done`, or with the reason beside it to `unread`."""
    files = sorted(folder.glob("*.eml"))
    _each(files, lambda file: _read_file(file, clock()))
    return len(files)


def _read_file(file: Path, at: datetime) -> None:
    with file.open("rb") as opened:
        received = receive(opened.read(LARGEST + 1), at=at)
    target = file.parent / ("unread" if received.problem else "done")
    target.mkdir(exist_ok=True)
    # The day in front, so that a second file of the same name does not push out the first.
    moved = target / f"{at:%Y%m%d-%H%M%S}-{file.name}"
    if received.problem:
        moved.with_suffix(".txt").write_text(f"{received.problem}\n")
    file.replace(moved)
