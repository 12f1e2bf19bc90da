"""Finding within one's rights: the gate and the words are asked in the same statement, before anything is ranked."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import F, Q, QuerySet, Value

from samspill.access.gate import allowed
from samspill.access.rules import Actor, table
from samspill.core.nordic.postgres import tsquery
from samspill.core.nordic.queries import Query
from samspill.search.models import Entry

# ts_rank_cd over large hit sets took 57 ms of 20,000 entries (stack.md 5): only the newest hits are ranked.
RANKED = 1_000


class Asked(SearchQuery):
    """A query in PostgreSQL's own notation, already quoted by `core.nordic.postgres`: cast, not parsed again."""

    template = "(%(expressions)s)::tsquery"


def readable(actor: Actor) -> QuerySet[Entry]:
    """Every entry the actor may find. Two statements: which words open entries here, and the entries."""
    here = Entry.objects.filter(municipality__in=actor.municipalities)
    words = set(here.order_by().values_list("read_word", flat=True).distinct()) & set(table())
    opened = Q(pk__in=[])
    for word in sorted(words):
        opened |= Q(read_word=word) & allowed(actor, Entry, word)
    return here.filter(opened, Q(persons=[]) | Q(persons__contains=[actor.id]))


def languages_in(rows: QuerySet[Entry]) -> Sequence[str]:
    """The languages of the texts, which a query is stemmed in."""
    return sorted(rows.order_by().values_list("language", flat=True).distinct())


def matching(rows: QuerySet[Entry], asked: Query) -> QuerySet[Entry]:
    """The rows with the words that were asked for."""
    text = tsquery(asked)
    return rows.filter(words=Asked(text)) if text else rows.none()


def ranked(hits: QuerySet[Entry], asked: Query) -> QuerySet[Entry]:
    """The newest of the hits, best first; title words weigh ten times, equals are ordered by day."""
    newest = hits.values("pk")[:RANKED]
    rank = SearchRank(F("words"), Asked(tsquery(asked)), cover_density=True, normalization=Value(1))
    best = (F("rank").desc(), F("on").desc(nulls_last=True), F("pk").desc())
    return Entry.objects.filter(pk__in=newest).defer("words").annotate(rank=rank).order_by(*best)
