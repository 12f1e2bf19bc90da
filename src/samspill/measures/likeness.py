"""Proposals that say much the same: shown before one is handed in, and where two may become one. Never in the way."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.contrib.postgres.search import SearchRank
from django.db.models import F, Q, Value

from samspill.access.rules import Actor
from samspill.core.nordic.postgres import tsquery
from samspill.core.nordic.queries import Query, Term, query
from samspill.core.nordic.words import WORD, analyse
from samspill.measures.finding import KIND
from samspill.measures.models import Fate, Measure
from samspill.search.models import Entry
from samspill.search.queries import Asked, readable

CANDIDATES = 30
SHOWN = 4
ENOUGH = 0.5  # of the words that weigh; tried on the demo's proposals: below it most hits share one word by chance
FEWEST = 2


@dataclass(frozen=True, slots=True)
class Alike:
    """A proposal or measure that shares words with what was typed, and how many of them (0 to 1)."""

    pk: int
    title: str
    place: str
    url: str
    share: float


def alike(actor: Actor, text: str, *, unit: int | None = None, without: Collection[int] = ()) -> list[Alike]:
    """The proposals most like `text` that the actor may read, at one school or at all of them. Two queries."""
    there = readable(actor)
    asked = query(" ".join(WORD.findall(text)), there.languages, beginnings=False)
    if not asked:
        return []
    gone = Measure.objects.filter(fate__in=[Fate.MERGED, Fate.SPLIT]).values("pk")  # what they became is found itself
    rows = there.rows.filter(kind=KIND, words=Asked(_any(asked))).exclude(
        Q(thing_id__in=without) | Q(thing_id__in=gone)
    )
    if unit is not None:
        rows = rows.filter(unit=unit)
    rank = SearchRank(F("words"), Asked(_any(asked)), normalization=Value(1))
    entries = rows.defer("words").order_by(rank.desc(), "-pk")[:CANDIDATES]
    found = [Alike(one.thing_id, one.title, one.place, one.url, _share(asked, one)) for one in entries]
    enough = max(ENOUGH, min(FEWEST, len(asked.terms)) / len(asked.terms))
    return sorted((one for one in found if one.share >= enough), key=lambda one: -one.share)[:SHOWN]


def _any(asked: Query) -> str:
    """Any of the words, in PostgreSQL's notation."""
    return " | ".join(tsquery(Query((term,))) for term in asked.terms)


def _share(asked: Query, entry: Entry) -> float:
    tokens = analyse(f"{entry.title}\n{entry.text}", entry.language)
    there = {lexeme for token in tokens for lexeme in token.lexemes}
    return sum(_stands(term, there) for term in asked.terms) / len(asked.terms)


def _stands(term: Term, there: set[str]) -> bool:
    return all(any(set(reading) <= there for reading in word.readings) for word in term.words)
