"""“Did you mean …”: only words that stand in something the reader may find."""

from __future__ import annotations

from django.db.models import QuerySet

from samspill.core.nordic.nearby import nearby
from samspill.core.nordic.queries import Query, Term, Word
from samspill.core.nordic.words import analyse
from samspill.search.models import Entry
from samspill.search.queries import matching
from samspill.search.vocabulary import Known


def meant(typed: str, asked: Query, rows: QuerySet[Entry], known: Known) -> str:
    """What was typed, with words nobody wrote replaced by near ones; empty when there is nothing better."""
    better = typed
    for word in asked.words():
        if not matching(rows, Query((Term((word,)),))).exists():
            better = better.replace(word.said, _near(word, rows, known) or word.said)
    return "" if better == typed else better


def _near(word: Word, rows: QuerySet[Entry], known: Known) -> str:
    """The nearest word as somebody wrote it, in an entry the reader may open."""
    stems = dict.fromkeys(reading[0] for reading in word.readings if len(reading) == 1)
    for lexeme in (near for stem in stems for near in nearby(stem, known.counted)):
        entry = matching(rows, _exactly(lexeme)).first()
        if entry is not None:
            return _as_written(lexeme, entry, known)
    return ""


def _exactly(lexeme: str) -> Query:
    return Query((Term((Word(lexeme, ((lexeme,),)),)),))


def _as_written(lexeme: str, entry: Entry, known: Known) -> str:
    tokens = analyse(f"{entry.title} {entry.text}", entry.language, known.vocabulary)
    return next((token.text.lower() for token in tokens if token.lexemes[0] == lexeme), "")
