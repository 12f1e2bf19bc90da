"""The log of a note's updates in PostgreSQL: read whole, folded into one piece, and searched for who wrote what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

# Keeps our advisory locks apart from others.
READING_OUT = 7301

# One statement, so that a folding in between cannot hide lines from both halves.
WHOLE = """
    SELECT upto, state FROM notes_notesnapshot WHERE note_id = %(note)s
    UNION ALL
    SELECT id, data FROM notes_noteupdate WHERE note_id = %(note)s
    ORDER BY 1
"""


@dataclass(frozen=True, slots=True)
class Whole:
    parts: list[bytes]
    upto: int  # the newest line of the log in it


def whole(note: int) -> Whole:
    with connection.cursor() as cursor:
        cursor.execute(WHOLE, {"note": note})
        rows = cursor.fetchall()
    return Whole([bytes(data) for _id, data in rows], rows[-1][0] if rows else 0)


def fold(note: int, found: Whole, state: bytes) -> None:
    """Replace the lines of the log in `found` by one snapshot."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO notes_notesnapshot (note_id, state, upto) VALUES (%s, %s, %s) "
            "ON CONFLICT (note_id) DO UPDATE SET state = EXCLUDED.state, upto = EXCLUDED.upto",
            [note, state, found.upto],
        )
        cursor.execute("DELETE FROM notes_noteupdate WHERE note_id = %s AND id <= %s", [note, found.upto])


def hold(note: int) -> None:
    """One at a time reads out a note, until the end of the transaction; nobody who writes has to wait for it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [READING_OUT, note % 2**31])


def introduced(note: int, key: str) -> tuple[int | None, datetime] | None:
    """Whose update first held a block's id, and when: the session's person, whatever the block itself claims."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT author_id, at FROM notes_noteupdate WHERE note_id = %s AND position(%s::bytea in data) > 0 "
            "ORDER BY id LIMIT 1",
            [note, key.encode()],
        )
        found: tuple[int | None, datetime] | None = cursor.fetchone()
    return found
