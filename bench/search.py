"""How well and how fast the search finds, against PostgreSQL's own text search configurations in the same run.

Quality: hit@5 over invented texts in four languages. Time: the same queries over 20,000 entries of about ninety words.
The opponent has each language's own configuration (norwegian, danish, swedish) and no rights to look after.
"""

from __future__ import annotations

import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from bench.search_gold import QUERIES, TEXTS
from samspill.config import house

ENTRIES, SENTENCES = 20_000, 8
OWN = {"nb": "norwegian", "nn": "norwegian", "da": "danish", "sv": "swedish"}
OPPONENT = (
    "SELECT thing_id FROM opponent, websearch_to_tsquery(%s::regconfig, %s) q "
    "WHERE v @@ q AND language = ANY(%s) ORDER BY ts_rank_cd(v, q, 1) DESC, thing_id DESC LIMIT 20"
)
HOME, SCHOOL = 1, 1

Row = tuple[str, str, str, str]


def cases() -> Iterator[dict[str, Any]]:
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as apart:
        yield from apart.submit(_measure).result()


def _measure() -> list[dict[str, Any]]:
    os.environ.pop("DATABASE_URL", None)
    with (
        tempfile.TemporaryDirectory(prefix="samspill-bench-") as folder,
        house.alone(Path(folder) / "data", by="bench", say=house.whisper),
    ):
        return [*_quality(), *_times()]


def _texts() -> list[Row]:
    return [tuple(line.split("|")) for line in TEXTS.strip().splitlines()]  # type: ignore[misc]


def _queries() -> list[Row]:
    return [tuple(line.split("|")) for line in QUERIES.strip().splitlines()]  # type: ignore[misc]


def _quality() -> Iterator[dict[str, Any]]:
    texts, queries = _texts(), _queries()
    _fill([(language, title, text) for _topic, language, title, text in texts])
    for language in OWN:
        own = [row for row in queries if row[0] == language]
        yield {
            "case": f"hit@5 {language}",
            "queries": len(own),
            "ours": round(sum(_hit(row, texts, _ours) for row in own) / len(own), 3),
            "postgresql": round(sum(_hit(row, texts, _opponent) for row in own) / len(own), 3),
        }


def _hit(row: Row, texts: list[Row], find: Callable[[str, str, list[str]], list[int]]) -> bool:
    language, typed, topic, accepted = row
    return any(texts[at][0] == topic for at in find(language, typed, accepted.split())[:5])


def _times() -> Iterator[dict[str, Any]]:
    from samspill.core.nordic.nearby import nearby
    from samspill.search import vocabulary

    began = time.perf_counter()
    _fill(list(_many()))
    per_entry = (time.perf_counter() - began) * 1000 / ENTRIES
    vocabulary.forget()
    read = _clocked(lambda: vocabulary.known_in(HOME))
    known = vocabulary.known_in(HOME)
    yield {
        "case": "index",
        "entries": ENTRIES,
        "ms_per_entry": round(per_entry, 2),
        "vocabulary_ms": round(read),
        "words": len(known.counted),
        "did_you_mean_ms": round(_clocked(lambda: nearby("budsjetett", known.counted)), 1),
    }
    ours = [_clocked(lambda row=row: _ours(row[0], row[1], list(OWN))) for row in _queries() * 3]
    theirs = [_clocked(lambda row=row: _opponent(row[0], row[1], list(OWN))) for row in _queries() * 3]
    yield {
        "case": "query",
        "entries": ENTRIES,
        "ours_p50_ms": round(median(ours), 1),
        "ours_p95_ms": round(_p95(ours), 1),
        "postgresql_p50_ms": round(median(theirs), 1),
        "postgresql_p95_ms": round(_p95(theirs), 1),
        "times_p50": round(median(ours) / median(theirs), 2),
        "times_p95": round(_p95(ours) / _p95(theirs), 2),
    }


def _many() -> Iterator[tuple[str, str, str]]:
    """Entries of sentences of one language, put together by a fixed seed."""
    dice = random.Random(4)
    by_language = {language: [row for row in _texts() if row[1] == language] for language in OWN}
    for number in range(ENTRIES):
        language = dice.choice(("nb", "nb", "nn", "da", "sv"))
        rows = dice.choices(by_language[language], k=SENTENCES)
        yield language, f"{rows[0][2]} {number}", " ".join(row[3] for row in rows)


def _fill(rows: list[tuple[str, str, str]]) -> None:
    """The same entries for both; ours are analysed anew once the municipality's own words are known."""
    from django.db import connection
    from django.utils import timezone

    from samspill.search import actions, vocabulary
    from samspill.search.models import Entry
    from samspill.search.sources import Draft

    Entry.objects.all().delete()
    usual = {"kind": "minutes", "municipality": HOME, "unit": SCHOOL, "read_word": "unit.read_people", "url": "/"}
    vocabulary.forget()
    drafts = (Draft(thing_id=n, language=row[0], title=row[1], text=row[2], **usual) for n, row in enumerate(rows))
    actions.index_all(drafts, at=timezone.now())
    if len(rows) < ENTRIES:
        actions.divide_anew()
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS opponent")
        cursor.execute("CREATE TABLE opponent (thing_id int, language text, v tsvector)")
        for language, own in OWN.items():
            cursor.execute(
                "INSERT INTO opponent SELECT thing_id, language, setweight(to_tsvector(%s::regconfig, title), 'A') "
                "|| to_tsvector(%s::regconfig, text) FROM search_entry WHERE language = %s",
                [own, own, language],
            )
        cursor.execute("CREATE INDEX ON opponent USING gin (v)")
        cursor.execute("VACUUM ANALYZE opponent")
        cursor.execute("VACUUM ANALYZE search_entry")


def _ours(_language: str, typed: str, accepted: list[str]) -> list[int]:
    from samspill.access.rules import Actor, Hat
    from samspill.core.nordic.queries import query
    from samspill.search.queries import entries_of, matching, ranked, readable
    from samspill.search.vocabulary import known_in

    may = readable(Actor(1, (Hat("staff", HOME, SCHOOL),)))
    asked = query(typed, may.languages, known_in(HOME).vocabulary)
    hits = matching(may.rows.filter(language__in=accepted), asked)
    return [entry.thing_id for entry in entries_of(ranked(hits, asked)[:20])]


def _opponent(language: str, typed: str, accepted: list[str]) -> list[int]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(OPPONENT, [OWN[language], typed, accepted])
        return [row[0] for row in cursor.fetchall()]


def _clocked(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def _p95(times: list[float]) -> float:
    return quantiles(times, n=20)[-1]
