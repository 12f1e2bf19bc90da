"""All statements of a conference side by side: read, weighted, each pair's likeness.

Likeness is a mean of two cosines, of lexemes and of letters in a row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from samspill.core.coding.kin import common
from samspill.core.coding.likeness import Matrix, Vector, cosines, weighted
from samspill.core.coding.slips import mended
from samspill.core.coding.terms import Read, read

PART = 0.8  # what a part of a compound counts beside the whole word
COMMON = 0.4  # what a word counts that is in every theme of a school
LEXEMES = 0.5  # the share of lexemes in the likeness, the rest is that of letters


@dataclass(frozen=True)
class Compared:
    """`reads`, `vectors` and the rows of `alike` stand in the order of the texts."""

    reads: tuple[Read, ...]
    vectors: tuple[Vector, ...]
    alike: Matrix


def compared(texts: Sequence[tuple[str, str]], *, lexemes: float = LEXEMES) -> Compared:
    """Texts with their languages. About 0.7 s for 2,000 that were never read, most of it reading."""
    reads = mended([read(text, language) for text, language in texts])
    vectors = weighted([_lexemes_of(one) for one in reads])
    letters = weighted([[(gram, 1.0) for gram in one.grams] for one in reads])
    alike: Matrix = lexemes * cosines(vectors) + (1 - lexemes) * cosines(letters)
    return Compared(reads, tuple(vectors), alike)


def _lexemes_of(one: Read) -> Iterable[tuple[str, float]]:
    everywhere = common()
    for _word, lexemes in one.words:
        for at, lexeme in enumerate(lexemes):
            yield lexeme, (PART if at else 1.0) * (COMMON if lexeme in everywhere else 1.0)


def telling(these: Sequence[Vector], all_counts: Counter[str], *, most: int) -> tuple[str, ...]:
    """Lexemes that stand for a group: heavy in it, found in it rather than elsewhere, in more than one statement."""
    weight: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    for vector in these:
        weight.update(vector)
        inside.update(vector.keys())
    score = {term: value * inside[term] / all_counts[term] for term, value in weight.items()}
    return tuple(sorted(score, key=lambda term: (inside[term] == 1, -score[term], term))[:most])


def spellings(reads: Iterable[Read]) -> dict[str, str]:
    """Lexeme → how it is written most often; as a word of its own before as a part of a compound."""
    seen: dict[str, Counter[tuple[bool, str]]] = {}
    for one in reads:
        for word, lexemes in one.words:
            for at, lexeme in enumerate(lexemes):
                seen.setdefault(lexeme, Counter())[at == 0, word.lower()] += 1
    return {lexeme: max(found.items(), key=_often)[0][1] for lexeme, found in seen.items()}


def _often(item: tuple[tuple[bool, str], int]) -> tuple[bool, int, int, str]:
    (own, word), count = item
    return own, count, -len(word), word
