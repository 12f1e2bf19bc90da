"""One thread writes for everybody: what has come meanwhile is committed together, and only then acknowledged."""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

import psycopg

from samspill.notes.committer import Committer

logger = logging.getLogger(__name__)

# How long news from other processes (a lock, an added line) may take to be seen.
POLL = 0.5


@dataclass(frozen=True, slots=True)
class Typed:
    """One update on its way to the log; `data` None stands for one that says nothing new, and is only counted."""

    note: int
    data: bytes | None
    author: int
    at: datetime
    receipt: Any  # handed back as it is


@dataclass(frozen=True, slots=True)
class News:
    """What other processes have done to open notes."""

    updates: list[tuple[int, bytes]]
    locked: Mapping[int, bool]
    gone: frozenset[int]


@dataclass(slots=True)
class Told:
    """How the rest of the program hears of it; each is called in the writer's thread."""

    committed: Callable[[list[Typed], frozenset[int]], None]  # what was in hand, and the notes that refused it
    news: Callable[[News], None]


@dataclass(slots=True)
class Writer(Committer[Typed]):
    told: Told
    # Marks our own lines of the log, so that polling brings only those of others.
    server: int = field(default_factory=lambda: random.SystemRandom().getrandbits(62) + 1)
    _seen: dict[int, int] = field(default_factory=dict)  # note → newest line of the log known to be in memory
    _own: dict[int, int] = field(default_factory=dict)  # note → newest line written here

    def follow(self, note: int, upto: int) -> None:
        """Begin to look for news of a note whose log was read up to this line."""
        self._seen[note] = upto
        self._waiting.put(None)

    def forget(self, note: int) -> None:
        self._seen.pop(note, None)
        self._own.pop(note, None)

    def _run(self) -> None:
        polled = time.monotonic()
        while True:
            batch = self._next()
            if batch:
                self._insist(partial(self._commit, batch))
            elif self._stopping:
                break
            if self._seen and time.monotonic() - polled >= POLL:
                self._insist(self._poll)
                polled = time.monotonic()
            elif not self._seen and not batch:
                self._hang_up()
        self._hang_up()

    def _patience(self) -> float | None:
        """With no note open there is nothing to poll for."""
        return POLL if self._seen else None

    def _commit(self, batch: list[Typed]) -> None:
        said = [typed for typed in batch if typed.data is not None]
        try:
            refused = self._write(said) if said else frozenset()
        except (psycopg.IntegrityError, psycopg.DataError) as error:
            # Trying again would not help: a writer was removed meanwhile, say. The clients keep what they have.
            logger.warning("The notes were refused: %s", error)
            refused = frozenset(typed.note for typed in said)
        self.told.committed(batch, refused)

    def _write(self, said: list[Typed]) -> frozenset[int]:
        database = self._database()
        with database.transaction(), database.cursor() as cursor:
            refused = _refusing(cursor, {typed.note for typed in said})
            taken = [typed for typed in said if typed.note not in refused]
            ids = _insert(cursor, taken, self.server)
        self._own.update({typed.note: line for typed, line in zip(taken, ids, strict=True)})
        return refused

    def _poll(self) -> None:
        seen = dict(self._seen)
        database = self._database()
        with database.cursor() as cursor:
            own = dict(self._own)
            updates = _foreign(cursor, seen, self.server)
            locked = _locks(cursor, seen)
        for note in seen:
            newest = max([own.get(note, 0), *(line for line, of, _data in updates if of == note)])
            if note in self._seen:
                self._seen[note] = max(newest, self._seen[note])
        gone = frozenset(seen) - locked.keys()
        self.told.news(News([(note, data) for _line, note, data in updates], locked, gone))


def _refusing(cursor: psycopg.Cursor[Any], notes: Iterable[int]) -> frozenset[int]:
    """Hold the notes' rows until the commit: a lock that has been set is seen, one that comes has to wait.

    An exclusive hold, though sharing would do for the lock: so the ids of one note's log rise in the order of commit,
    and whoever polls for newer lines misses none. In one order, so that two processes do not wait for each other.
    """
    wanted = sorted(notes)
    cursor.execute(
        "SELECT id FROM notes_note WHERE id = ANY(%s) AND locked_at IS NULL ORDER BY id FOR NO KEY UPDATE", [wanted]
    )
    return frozenset(wanted) - {row[0] for row in cursor.fetchall()}


def _insert(cursor: psycopg.Cursor[Any], taken: list[Typed], server: int) -> list[int]:
    if not taken:
        return []
    cursor.execute(
        "INSERT INTO notes_noteupdate (note_id, data, author_id, at, server) "
        "SELECT note, data, author, at, %s "
        "FROM unnest(%s::bigint[], %s::bytea[], %s::bigint[], %s::timestamptz[]) WITH ORDINALITY "
        "AS typed(note, data, author, at, n) ORDER BY n RETURNING id",
        [
            server,
            [typed.note for typed in taken],
            [typed.data for typed in taken],
            [typed.author for typed in taken],
            [typed.at for typed in taken],
        ],
    )
    return [row[0] for row in cursor.fetchall()]


def _foreign(cursor: psycopg.Cursor[Any], seen: Mapping[int, int], server: int) -> list[tuple[int, int, bytes]]:
    """Lines that others have written since, and snapshots that may have swallowed some."""
    cursor.execute(
        "WITH open AS (SELECT * FROM unnest(%(notes)s::bigint[], %(lines)s::bigint[]) AS open(note, line)) "
        "SELECT upto, note, state FROM open JOIN notes_notesnapshot ON note_id = note WHERE upto > line "
        "UNION ALL "
        "SELECT id, note, data FROM open JOIN notes_noteupdate ON note_id = note "
        "WHERE id > line AND server <> %(server)s ORDER BY 1",
        {"notes": list(seen), "lines": list(seen.values()), "server": server},
    )
    return cursor.fetchall()


def _locks(cursor: psycopg.Cursor[Any], notes: Iterable[int]) -> dict[int, bool]:
    cursor.execute("SELECT id, locked_at IS NOT NULL FROM notes_note WHERE id = ANY(%s)", [list(notes)])
    return dict(cursor.fetchall())
