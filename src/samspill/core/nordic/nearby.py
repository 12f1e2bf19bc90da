"""Words that look like the one that was typed: “budsjet” → “budsjett”."""

from __future__ import annotations

from collections.abc import Mapping

SHORTEST = 4  # shorter words are near to everything
LONG = 7  # from here on two slips are forgiven


def nearby(word: str, counted: Mapping[str, int], *, limit: int = 5) -> tuple[str, ...]:
    """Words of `counted` (word → how often) within one slip, or two in a long word; the nearest, then the most frequent
    first. A slip is a letter too much, too few, wrong, or two that changed places. O(words × length²), most words are
    dismissed by their length.
    """
    if len(word) < SHORTEST:
        return ()
    most = 2 if len(word) >= LONG else 1
    letters = set(word)
    found = []
    for other, count in counted.items():
        if abs(len(other) - len(word)) > most or len(letters.symmetric_difference(other)) > 2 * most or other == word:
            continue
        slips = distance(word, other, most)
        if slips <= most:
            found.append((slips, -count, other))
    return tuple(other for _slips, _count, other in sorted(found)[:limit])


def distance(one: str, other: str, most: int) -> int:
    """Optimal string alignment distance (Damerau 1964, without overlaps); anything above `most` is `most` + 1."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, wanted in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
