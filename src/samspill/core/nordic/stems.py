"""One word to one lexeme: lower case, stem of the text's language, one spelling for ä/æ, ö/ø and for nynorsk/bokmål.

The stemmers are Snowball's. The Norwegian one serves nynorsk as well (measured: møte, møtene, møta → møt), but leaves
skule and skole apart; `variants` joins those. The letters å, æ and ø are letters of their own, never folded away.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from functools import cache
from typing import Any

import Stemmer

from samspill.core.nordic.variants import PAIRS

STEMMERS = {"nb": "norwegian", "nn": "norwegian", "da": "danish", "sv": "swedish", "en": "english"}
LANGUAGES = tuple(STEMMERS)
ACCENTS = str.maketrans("éèêëáàâóòôúùüíìî", "eeeeaaaooouuuiii")
LETTERS = str.maketrans("äö", "æø")
SWEDISH_LETTERS = str.maketrans("æø", "äö")  # a stemmer only knows the vowels of its own alphabet
# Snowball leaves leder, ledere, lederne as led, leder, ledern; lærar, lærarane likewise. Barnevern is no doer.
DOERS = re.compile(r"(?<=...)(?:er|ar|(?<![vj])ern|aran)$")

_own = threading.local()  # PyStemmer's stemmers are not made for two threads at a time


def lexeme(word: str, language: str) -> str:
    """What a word is kept under in the index; an unknown language counts as Norwegian. O(length)."""
    return _joined(_stem(plain(word), language))


def plain(word: str) -> str:
    """A word without what people type differently: NFC, lower case, no accents but those that make a letter."""
    return unicodedata.normalize("NFC", word).lower().translate(ACCENTS)


def folded(word: str) -> str:
    """A plain word with one spelling of ä/æ and ö/ø: what a beginning of a word is compared with."""
    return plain(word).translate(LETTERS)


def _stem(word: str, language: str) -> str:
    name = STEMMERS.get(language, "norwegian")
    own = word.translate(SWEDISH_LETTERS if name == "swedish" else LETTERS)
    stem = str(_stemmer(name).stemWord(own)).translate(LETTERS)
    return DOERS.sub("", stem) if name == "norwegian" else stem


def _stemmer(name: str) -> Any:
    known: dict[str, Any] = _own.__dict__
    if name not in known:
        known[name] = Stemmer.Stemmer(name)
    return known[name]


def _joined(stem: str) -> str:
    return _variants().get(stem, stem)


@cache
def _variants() -> dict[str, str]:
    """Stem of the one form → stem of the other; a pair whose stems are equal already needs no line."""
    stems = ((_stem(one, "nb"), _stem(other, "nb")) for one, other in PAIRS)
    return {one: other for one, other in stems if one != other}
