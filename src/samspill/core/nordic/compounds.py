"""Compounds to their parts: skolebudsjettet → skole, budsjettet.

The parts must be known: a short list of our own (`parts`), and the words of the municipality's own index, handed in.
The last part may be inflected, a joint s or e may stand between (arbeid·s·miljø, barn·e·vern). Dictionaries' word lists
were measured as well (48 of 62 exact with Debian's), but their licences keep them out of here.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from functools import cache
from typing import TypeVar, cast

from samspill.core.nordic.parts import NEVER_PARTS, NEVER_SPLIT, PARTS
from samspill.core.nordic.stems import folded, lexeme

SHORTEST_WORD = 7
SHORTEST_PART = 2  # only “år” of our own list is so short
SHORTEST_STEM = 3  # of a part known by its stem
SHORTEST_KNOWN = 4  # of a part known from the index, whose short words are noise
MOST_PARTS = 4
SHORTEST_HEAD = 5  # of a lexeme whose compounds are looked up by their ending
MOST_COMPOUNDS = 40
MEMORY = 60_000

T = TypeVar("T")
Parts = tuple[str, ...]


class Vocabulary:
    """The lexemes that may be parts of compounds, and a memory of words seen. Equal only to itself.

    `heard` are all lexemes of the index: those that end like a word of a query are its compounds, also where the index
    did not divide them.
    """

    def __init__(self, lexemes: Iterable[str] = (), heard: Iterable[str] = ()) -> None:
        self.lexemes = frozenset(one for one in lexemes if len(one) >= SHORTEST_KNOWN and one.isalpha()) - NEVER_PARTS
        self.heard = sorted(one for one in heard if len(one) > SHORTEST_HEAD)
        self._memory: dict[Hashable, object] = {}

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What was made for this key before, else made now. The memory is emptied when it grows large."""
        if key not in self._memory:
            if len(self._memory) >= MEMORY:
                self._memory.clear()
            self._memory[key] = make()
        return cast(T, self._memory[key])

    def compounds_of(self, lexeme: str) -> Parts:
        """Words of the index that end with this one. O(words), remembered."""
        if len(lexeme) < SHORTEST_HEAD:
            return ()
        found = self.once(("ends", lexeme), lambda: tuple(one for one in self.heard if one.endswith(lexeme)))
        return found[:MOST_COMPOUNDS]

    def split(self, word: str, language: str) -> Parts:
        """The parts of a compound in the order they stand, without joints; nothing for a word that is none."""
        small = folded(word)
        if len(small) < SHORTEST_WORD or not small.isalpha() or _never(small, language):
            return ()
        return self.once(("split", small, language), lambda: self._split(small, language))

    def _split(self, word: str, language: str) -> Parts:
        """The division into the fewest parts, then with the longest last part, each part divided on. O(length²)."""
        ways: list[Parts | None] = [()] + [None] * len(word)
        for end in range(SHORTEST_PART, len(word) + 1):
            starts = range(end - SHORTEST_PART + 1)
            found = [way for start in starts if (way := self._ending(word, start, end, ways[start], language))]
            ways[end] = min(found, key=lambda way: (len(way), -len(way[-1])), default=None)
        best = ways[-1]
        if best is None or not 1 < len(best) <= MOST_PARTS:
            return ()
        return tuple(leaf for part in best for leaf in self._deeper(part, language))

    def _ending(self, word: str, start: int, end: int, before: Parts | None, language: str) -> Parts | None:
        """The way `before`, and one part more from `start` to `end`."""
        if before is None or end - start == len(word):
            return None
        piece = word[start:end]
        part = piece if end == len(word) or self._is_part(piece, language) else _without_joint(piece)
        return (*before, part) if len(part) >= SHORTEST_PART and self._is_part(part, language) else None

    def _is_part(self, piece: str, language: str) -> bool:
        if piece in NEVER_PARTS:
            return False
        if piece in PARTS or len(piece) < SHORTEST_STEM:
            return piece in PARTS
        stem = lexeme(piece, language)
        return stem in _own(language) or (len(piece) >= SHORTEST_KNOWN and stem in self.lexemes)

    def _deeper(self, part: str, language: str) -> Parts:
        return self.split(part, language) or (part,)


def _without_joint(piece: str) -> str:
    return piece[:-1] if piece[-1] in "se" else piece


@cache
def _own(language: str) -> frozenset[str]:
    return frozenset(lexeme(part, language) for part in PARTS)


@cache
def _stopped(language: str) -> frozenset[str]:
    return frozenset(lexeme(word, language) for word in NEVER_SPLIT)


def _never(word: str, language: str) -> bool:
    return word in NEVER_SPLIT or lexeme(word, language) in _stopped(language)


BASE = Vocabulary()
