"""What somebody typed into the search field, read: words, “phrases”, -words one does not want.

Each word becomes (its lexeme OR (part AND part) OR compounds of the index that end with it); the last one also finds
what it is the beginning of. The language of
a text is known, that of a query is not: a word is stemmed in every language that the index holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from samspill.core.nordic.compounds import BASE, Vocabulary
from samspill.core.nordic.stems import LANGUAGES, folded
from samspill.core.nordic.words import WORD, Token, analyse, clean, readings_of

SHORTEST_BEGINNING = 3
MOST_TERMS = 12
PIECE = re.compile(
    r"""(?P<minus>(?<!\S)[-\u2212])?(?:["“”„«»](?P<phrase>[^"“”„«»]*)["“”„«»]?|(?P<word>[^\s"“”„«»]+))"""
)

Reading = tuple[str, ...]  # lexemes that must all be there


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a query: found when one of the readings is there, or a word that begins with `beginning`."""

    said: str
    readings: tuple[Reading, ...]
    beginning: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must follow each other (one word in the plain case)."""

    words: tuple[Word, ...]
    unwanted: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    terms: tuple[Term, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything to look for; a search for only what one does not want finds nothing."""
        return any(not term.unwanted for term in self.terms)

    def words(self) -> tuple[Word, ...]:
        return tuple(word for term in self.terms if not term.unwanted for word in term.words)

    def matches(self, token: Token) -> bool:
        """Whether a word of a text is one that was asked for (to mark it)."""
        own = folded(token.text)
        return any(_meets(word, token.lexemes, own) for word in self.words())


def query(
    text: str, languages: Sequence[str] = LANGUAGES, vocabulary: Vocabulary = BASE, *, beginnings: bool = True
) -> Query:
    """Read what was typed. Never fails; light words count only when there is nothing else. O(words × languages)."""
    terms = [term for match in PIECE.finditer(clean(text)) for term in _terms(match, languages, vocabulary)]
    weighty = [term for term in terms if term.unwanted or len(term.words) > 1 or not _light(term.words[0])]
    kept = (weighty if any(not term.unwanted for term in weighty) else terms)[:MOST_TERMS]
    return Query(tuple(_with_beginning(kept) if beginnings else kept))


def _terms(match: re.Match[str], languages: Sequence[str], vocabulary: Vocabulary) -> Iterable[Term]:
    unwanted = match["minus"] is not None
    said = match["phrase"] if match["phrase"] is not None else match["word"]
    words = tuple(_word(found[0], languages, vocabulary) for found in WORD.finditer(said))
    if not words:
        return ()
    if match["phrase"] is not None or unwanted:
        return (Term(words, unwanted),)
    return tuple(Term((word,)) for word in words)


def _word(said: str, languages: Sequence[str], vocabulary: Vocabulary) -> Word:
    readings = [reading for language in languages for reading in readings_of(said, language, vocabulary)]
    own = dict.fromkeys(reading[0] for reading in readings if len(reading) == 1)
    readings += [(compound,) for lexeme in own for compound in vocabulary.compounds_of(lexeme) if compound != lexeme]
    return Word(said, tuple(dict.fromkeys(readings)))


def _light(word: Word) -> bool:
    return Token(word.said, 0, 0, 1, ()).light


def _with_beginning(terms: Sequence[Term]) -> Iterable[Term]:
    """The last term, if it is one plain word long enough, may be a word half typed."""
    for at, term in enumerate(terms):
        word = term.words[0]
        last = at == len(terms) - 1 and len(term.words) == 1 and not term.unwanted
        if last and len(word.said) >= SHORTEST_BEGINNING and word.said.isalpha():
            yield Term((Word(word.said, word.readings, folded(word.said)),))
        else:
            yield term


def _meets(word: Word, lexemes: Reading, own: str) -> bool:
    if word.beginning and (own.startswith(word.beginning) or any(one.startswith(word.beginning) for one in lexemes)):
        return True
    return any(set(reading) <= set(lexemes) for reading in word.readings)


def marks(text: str, language: str, asked: Query, vocabulary: Vocabulary = BASE) -> tuple[tuple[int, int], ...]:
    """Where in the cleaned `text` stand words that were asked for. O(words of the text × words of the query)."""
    return tuple((token.start, token.end) for token in analyse(text, language, vocabulary) if asked.matches(token))
