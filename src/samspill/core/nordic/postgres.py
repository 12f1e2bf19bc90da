"""The index words and the query in PostgreSQL's own notation, so that no configuration of the server has a say.

Lexemes are quoted here, never by the server's parser: it would cut at hyphens and lower-case by its own locale.
"""

from __future__ import annotations

from collections.abc import Iterable

from samspill.core.nordic.queries import Query, Term, Word
from samspill.core.nordic.words import Token

LAST_POSITION = 16_383  # https://www.postgresql.org/docs/current/textsearch-limitations.html
MOST_PLACES = 255  # positions a lexeme may have
NOTHING = ""


def tsvector(title: Iterable[Token], body: Iterable[Token]) -> str:
    """Title words weigh A and come first; between title and body is a gap no phrase crosses."""
    places: dict[str, list[str]] = {}
    end = 0
    for token in title:
        end = _add(places, token, 0, "A")
    for token in body:
        _add(places, token, end + 10, "")
    return " ".join(f"{_quoted(lexeme)}:{','.join(at[:MOST_PLACES])}" for lexeme, at in places.items())


def _add(places: dict[str, list[str]], token: Token, before: int, weight: str) -> int:
    at = min(before + token.position, LAST_POSITION)
    for lexeme in token.lexemes:
        places.setdefault(lexeme, []).append(f"{at}{weight}")
    return at


def tsquery(asked: Query) -> str:
    """The whole query; empty when there is nothing to look for."""
    return " & ".join(_term(term) for term in asked.terms) if asked else NOTHING


def _term(term: Term) -> str:
    words = " <-> ".join(_word(word) for word in term.words)
    return f"!({words})" if term.unwanted else f"({words})"


def _word(word: Word) -> str:
    ways = ["(" + " & ".join(map(_quoted, reading)) + ")" for reading in word.readings]
    if word.beginning:
        ways.append(f"{_quoted(word.beginning)}:*")
    return "(" + " | ".join(ways) + ")"


def _quoted(lexeme: str) -> str:
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"
