"""Finding within one's rights: the gate and the words are asked in the same statement, before anything is ranked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import connection
from django.db.models import F, Q, QuerySet, Value

from samspill.access.gate import allowed
from samspill.access.rules import Actor, table
from samspill.core.nordic.postgres import tsquery
from samspill.core.nordic.queries import Query
from samspill.core.nordic.stems import LANGUAGES
from samspill.search.models import Entry

# ts_rank_cd costs up to 0.08 ms a row (two words, weights): only the newest hits are ranked.
RANKED = 400

# Which words of the gate, and which languages, are there at all: probes of an index, no walk through the table.
THERE = """
SELECT word, language FROM unnest(%s::text[]) word, unnest(%s::text[]) language WHERE EXISTS (
  SELECT FROM search_entry entry
  WHERE entry.municipality = ANY(%s) AND entry.read_word = word AND entry.language = language.language
)
"""


class Asked(SearchQuery):
    """A query in PostgreSQL's own notation, already quoted by `core.nordic.postgres`: cast, not parsed again."""

    template = "(%(expressions)s)::tsquery"


@dataclass(frozen=True, slots=True)
class Readable:
    """What an actor may find, and the languages it is written in."""

    rows: QuerySet[Entry]
    languages: tuple[str, ...]


def readable(actor: Actor) -> Readable:
    """Every entry the actor may find; the gate's conditions go into the statement that searches."""
    here = sorted(actor.municipalities)
    with connection.cursor() as cursor:
        cursor.execute(THERE, [sorted(table()), list(LANGUAGES), here])
        there = cursor.fetchall()
    opened = Q(pk__in=[])
    for word in sorted({word for word, _language in there}):
        opened |= Q(read_word=word) & allowed(actor, Entry, word)
    personal = Q(persons=[]) | Q(persons__contains=[actor.id])
    rows = Entry.objects.filter(opened, personal, municipality__in=here)
    return Readable(rows, tuple(language for language in LANGUAGES if any(language == one for _word, one in there)))


def matching(rows: QuerySet[Entry], asked: Query) -> QuerySet[Entry]:
    """The rows with the words that were asked for."""
    text = tsquery(asked)
    return rows.filter(words=Asked(text)) if text else rows.none()


class Hit(NamedTuple):
    """As much of a hit as narrowing and paging need."""

    pk: int
    kind: str
    arena: int | None
    place: str
    url: str


def once(hits: Iterable[Hit]) -> list[Hit]:
    """Each page once, where it stood first: minutes that went to three arenas of the reader are still one text."""
    own: dict[str, Hit] = {}
    for hit in hits:
        own[hit.url] = min(hit, own.get(hit.url, hit))  # the oldest entry is that of the arena it belongs to
    return list(own.values())


def ranked(hits: QuerySet[Entry], asked: Query) -> list[Hit]:
    """The newest of the hits, best first; title words weigh ten times, equals are ordered by day."""
    rank = SearchRank(F("words"), Asked(tsquery(asked)), cover_density=True, normalization=Value(1))
    best = (rank.desc(), F("on").desc(nulls_last=True), F("pk").desc())
    newest = Entry.objects.filter(pk__in=hits.values("pk")[:RANKED])
    return once(Hit(*row) for row in newest.order_by(*best).values_list(*Hit._fields))


def newest_of(hits: QuerySet[Entry]) -> list[Hit]:
    """The same hits in the order of days."""
    return once(Hit(*row) for row in hits.values_list(*Hit._fields)[:RANKED])


def entries_of(hits: Sequence[Hit]) -> list[Entry]:
    """The rows of a page, in the order of the hits."""
    rows = Entry.objects.defer("words").in_bulk([hit.pk for hit in hits])
    return [rows[hit.pk] for hit in hits if hit.pk in rows]
