"""The words a municipality itself uses, read from its own index: they divide compounds and correct slips.

Read with PostgreSQL's ts_stat over the newest entries and kept in the process for ten minutes (`bench/search.py`
measures it). What a reader is shown of it always passes the gate first (`suggesting`).
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from django.db import connection

from samspill.core.nordic.compounds import BASE, Vocabulary

LIFE = 600.0  # seconds
NEWEST = 3_000  # entries looked at
OFTEN = 2  # a word of one entry alone divides nothing: it may be a slip
KEPT = 64  # municipalities

STATISTICS = """
SELECT word, ndoc FROM ts_stat(
  format('SELECT words FROM search_entry WHERE municipality = %%s ORDER BY id DESC LIMIT %%s', %s::bigint, %s::int)
)
"""


@dataclass(frozen=True, slots=True)
class Known:
    """`counted`: lexeme → in how many entries. `vocabulary`: the same as parts of compounds."""

    counted: dict[str, int] = field(default_factory=dict)
    vocabulary: Vocabulary = BASE
    until: float = 0.0


_kept: dict[int, Known] = {}


def known_in(municipality: int) -> Known:
    """The words of one municipality, at most ten minutes old."""
    found = _kept.get(municipality)
    if found is None or found.until < time.monotonic():
        if len(_kept) >= KEPT:
            _kept.clear()
        found = _kept[municipality] = _read(municipality)
    return found


def at_hand(municipality: int) -> Vocabulary:
    """What is known without reading: a verb that indexes shall not wait. A reindex divides by everything later."""
    return _kept.get(municipality, Known()).vocabulary


def forget(municipality: int | None = None) -> None:
    """Read anew at the next need: for one municipality, or for all."""
    if municipality is None:
        _kept.clear()
    _kept.pop(municipality or 0, None)


def _read(municipality: int) -> Known:
    with connection.cursor() as cursor:
        cursor.execute(STATISTICS, [municipality, NEWEST])
        counted = dict(cursor.fetchall())
    often = (word for word, count in counted.items() if count >= OFTEN)
    return Known(counted, Vocabulary(often, heard=counted), time.monotonic() + LIFE)
