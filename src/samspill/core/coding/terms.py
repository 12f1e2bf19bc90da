"""A statement to what it is compared by: lexemes of its words and of the parts of its compounds, and letters in a row.

Lexemes are those of `nordic` (one for nynorsk and bokmål), joined over the languages by `kin`. Letters in a row bring
together what stems do not: slips of the pen, and words of two languages that are nearly spelt alike.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from samspill.core.coding.kin import empty, kin
from samspill.core.nordic.stems import folded, plain
from samspill.core.nordic.words import STOP, analyse

MEMORY = 20_000  # statements: ten large conferences
GRAM = 4
ROUGH = str.maketrans({"æ": "e", "ø": "o", "å": "a", "c": "k", "z": "s", "w": "v", "q": "k"})
DOUBLE = re.compile(r"(.)\1")
NUMBER = re.compile(r"\d+")

# What turns a statement around: “mer tid” and “mindre tid” do not say the same.
_NOT = """ikke ikkje inte ej ei not no never aldri aldrig uten uden utan without ingen inga inkje intet none slutt sluta
stop stoppe stopp fjerne fjern fjerna remove dont don't unngå undgå undvika avoid forby forbyd förbjud ban"""
_LESS = (
    "mindre færre færrast less fewer färre kortere kortare shorter lavere lågare lägre redusere minska minske reduce"
)
NOT, LESS = (frozenset(folded(word) for word in text.split()) for text in (_NOT, _LESS))


@dataclass(frozen=True, slots=True)
class Read:
    """One statement, read. `words` has each weighty word as written, with its lexemes, its own first."""

    words: tuple[tuple[str, tuple[str, ...]], ...]
    grams: tuple[str, ...]
    turns: tuple[str, ...]  # numbers, and words that turn the sense around

    @property
    def lexemes(self) -> tuple[str, ...]:
        return tuple(lexeme for _word, lexemes in self.words for lexeme in lexemes)


@lru_cache(maxsize=MEMORY)
def read(text: str, language: str) -> Read:
    """Linear in the text; one that was read before costs a look-up."""
    tokens = analyse(text, language)
    joined = kin(language)
    weighty = [token for token in tokens if not _is_empty(token.text)] or tokens
    words = tuple((token.text, _compared_by(token.lexemes, joined)) for token in weighty)
    forms = [folded(token.text) for token in tokens]
    turns = [*NUMBER.findall(text), *("not" for one in forms if one in NOT), *("less" for one in forms if one in LESS)]
    return Read(words, tuple(gram for token in weighty for gram in _grams(token.text)), tuple(sorted(turns)))


def _compared_by(lexemes: tuple[str, ...], joined: dict[str, str]) -> tuple[str, ...]:
    """A compound is one word however its parts are spelt: skulehelsetenesta, skolehelsetjenesten."""
    whole, *parts = (joined.get(one, one) for one in lexemes)
    return tuple(dict.fromkeys(("·".join(parts), *parts))) if parts else (whole,)


def _is_empty(word: str) -> bool:
    small = plain(word)
    return small in STOP or small in empty() or len(small) < 2 or small.isdigit()


def _grams(word: str) -> list[str]:
    """Letters in a row, of a word made rough: “föräldrar”, “forældre” and “foreldre” share some."""
    rough = " " + DOUBLE.sub(r"\1", folded(word).translate(ROUGH)) + " "
    return [rough[at : at + GRAM] for at in range(max(1, len(rough) - GRAM + 1))]
