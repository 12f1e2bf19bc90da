"""Slips of the pen: a lexeme that only one statement has, one slip from a lexeme that others have, is that one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from samspill.core.coding.terms import Read

SHORTEST = 6  # letters; shorter words are one slip from many others


def mended(reads: Sequence[Read]) -> tuple[Read, ...]:
    """The statements with slips read as what was meant. Linear in the letters of all different lexemes."""
    counts = Counter(lexeme for one in reads for lexeme in dict.fromkeys(one.lexemes))
    meant = _meant(counts)
    return tuple(_mended(one, meant) if meant else one for one in reads)


def _mended(one: Read, meant: Mapping[str, str]) -> Read:
    words = ((word, tuple(dict.fromkeys(meant.get(each, each) for each in lexemes))) for word, lexemes in one.words)
    return replace(one, words=tuple(words))


def _meant(counts: Counter[str]) -> dict[str, str]:
    """Only what is not itself taken for a slip can be meant, so nothing is led on in steps."""
    known: dict[str, str] = {}
    meant: dict[str, str] = {}
    for lexeme in sorted(counts, key=lambda lexeme: (-counts[lexeme], lexeme)):
        if len(lexeme) < SHORTEST or not lexeme.isalpha():
            continue
        around = _around(lexeme)
        other = next((known[form] for form in around if form in known), None)
        if counts[lexeme] == 1 and other:
            meant[lexeme] = other
        else:
            known |= {form: lexeme for form in around if form not in known}
    return meant


def _around(lexeme: str) -> list[str]:
    """The lexeme, and it without one letter: two that share such a form are a slip apart (Garbe, symmetric deletes)."""
    return [lexeme, *(lexeme[:at] + lexeme[at + 1 :] for at in range(1, len(lexeme)))]
