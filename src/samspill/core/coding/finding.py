"""Which statements hold what somebody types into the filter.

Words are compared as the house's search compares them (stems, parts of compounds, one word for nynorsk and bokmål,
“phrases”, -without); the last word may be half typed. O(words), each text is read once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from samspill.core.coding.model import Said
from samspill.core.coding.terms import MEMORY
from samspill.core.nordic.queries import Query, Term, Word, query
from samspill.core.nordic.stems import folded
from samspill.core.nordic.words import analyse

Seen = tuple[frozenset[str], str]  # the lexemes of one word, and the word as `folded`


def find(said: Iterable[Said], asked: str) -> tuple[int, ...]:
    """Ids in the order given; all of them when nothing was typed."""
    wanted = query(asked)
    if not wanted.terms:
        return tuple(one.id for one in said)
    return tuple(one.id for one in said if _holds(_seen(one.text, one.language), wanted))


@lru_cache(maxsize=MEMORY)
def _seen(text: str, language: str) -> tuple[Seen, ...]:
    return tuple((frozenset(token.lexemes), folded(token.text)) for token in analyse(text, language))


def _holds(seen: Sequence[Seen], wanted: Query) -> bool:
    return all(_meets(seen, term) != term.unwanted for term in wanted.terms)


def _meets(seen: Sequence[Seen], term: Term) -> bool:
    """The words of the term after each other, somewhere."""
    last = len(seen) - len(term.words)
    return any(
        all(_is(seen[start + at], word) for at, word in enumerate(term.words)) for start in range(max(0, last + 1))
    )


def _is(seen: Seen, word: Word) -> bool:
    lexemes, own = seen
    if word.beginning and (own.startswith(word.beginning) or any(one.startswith(word.beginning) for one in lexemes)):
        return True
    return any(lexemes.issuperset(reading) for reading in word.readings)
