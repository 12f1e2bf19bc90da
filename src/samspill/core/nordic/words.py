"""A text to its words, each with everything it shall be found by.

A word is found by its own lexeme and by the lexemes of its parts: of a compound (skolebudsjett: skole, budsjett) and
of a word with hyphens (PP-tjenesten: pp, tjenesten). All of them stand at the word's place, so phrases work.
PostgreSQL's own Norwegian configuration leaves compounds whole: a search for budsjett misses every skolebudsjett.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from samspill.core.nordic.compounds import BASE, Vocabulary
from samspill.core.nordic.stems import lexeme, plain

MARKS = "\u0300-\u036f"
WORD = re.compile(rf"[^\W_](?:[^\W_]|[{MARKS}])*(?:[-\u2010\u2011][^\W_](?:[^\W_]|[{MARKS}])*)*")
HYPHENS = re.compile(r"[-\u2010\u2011]")
LONGEST = 100  # letters; what is longer is no word, and PostgreSQL takes no lexeme above 2,046 bytes

_LIGHT = """
hva hvem hvor hvordan hvorfor når kva kven kvar korleis kvifor hvad hvornår vad vem var hur varför what who where how
og i på er som det en et ei å at for av til med de den har ikke om vi jeg men så seg var fra kan skal vil ble eller
ein eit ikkje dei frå eg me vere være samt der her af sig hvor och att är för till inte ett jag från man när the a an
and of to in is that it on with as was are be or by this not
"""
STOP = frozenset(_LIGHT.split())


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text: as written, where, and the lexemes it is found by, its own first."""

    text: str
    start: int
    end: int
    position: int  # the first word of a text is 1
    lexemes: tuple[str, ...]

    @property
    def light(self) -> bool:
        """A word like “og”: kept for phrases, left out of a search that has other words."""
        return plain(self.text) in STOP


def clean(text: str) -> str:
    """The text as the places in `Token` count it."""
    return unicodedata.normalize("NFC", text)


def analyse(text: str, language: str, vocabulary: Vocabulary = BASE) -> tuple[Token, ...]:
    """Every word of `text`. Linear in its length; a word seen before costs one look-up."""
    found = enumerate(WORD.finditer(clean(text)), 1)
    return tuple(
        Token(match[0], match.start(), match.end(), position, lexemes_of(match[0], language, vocabulary))
        for position, match in found
    )


def lexemes_of(word: str, language: str, vocabulary: Vocabulary = BASE) -> tuple[str, ...]:
    """All lexemes a word is found by, its own first."""
    return tuple(dict.fromkeys(one for reading in readings_of(word, language, vocabulary) for one in reading))


def readings_of(word: str, language: str, vocabulary: Vocabulary = BASE) -> tuple[tuple[str, ...], ...]:
    """The ways to read a word: as one lexeme, and as the lexemes of its parts, which belong together."""
    return vocabulary.once(("readings", word, language), lambda: _readings(word[:LONGEST], language, vocabulary))


def _readings(word: str, language: str, vocabulary: Vocabulary) -> tuple[tuple[str, ...], ...]:
    pieces = [piece for piece in HYPHENS.split(word) if piece]
    joint = "-" if any(letter.isdigit() for letter in word) else ""  # § 11-6 is not § 116
    whole = lexeme(joint.join(pieces), language)
    parts = [part for piece in pieces for part in vocabulary.split(piece, language) or (piece,)]
    lexemes = tuple(dict.fromkeys(lexeme(part, language) for part in parts))
    return ((whole,),) if lexemes == (whole,) else ((whole,), lexemes)
