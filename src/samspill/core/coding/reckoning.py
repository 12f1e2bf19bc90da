"""How far the coding has come, and how far two coders agree.

Codes are pairs of a statement and a theme. Cohen's kappa (1960) and Krippendorff's alpha (2004, nominal, two coders)
are counted over the statements that both have coded; a statement one of them has not come to says nothing yet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

Codes = Iterable[tuple[int, int]]
Value = int | bool


@dataclass(frozen=True, slots=True)
class Part:
    """One round, group or level."""

    key: Hashable
    coded: int
    uncoded: int


@dataclass(frozen=True, slots=True)
class Coverage:
    coded: tuple[int, ...]
    uncoded: tuple[int, ...]
    parts: tuple[Part, ...] = ()

    @property
    def share(self) -> float | None:
        """None where nothing was said."""
        number = len(self.coded) + len(self.uncoded)
        return len(self.coded) / number if number else None


class Why(StrEnum):
    """Why a figure is not there."""

    NOTHING_SHARED = "nothing-shared"
    NO_VARIATION = "no-variation"  # both gave the same answer everywhere: chance would have done as well
    SEVERAL_CODES = "several-codes"  # a statement with two themes has no one nominal value


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, or the reason why there is none."""

    value: float | None
    why: Why | None = None


@dataclass(frozen=True, slots=True)
class ThemeAgreement:
    """One theme, given or not, over the shared statements."""

    theme: int
    both: int
    only_a: int
    only_b: int
    neither: int
    percent: Figure
    kappa: Figure
    alpha: Figure


@dataclass(frozen=True, slots=True)
class Agreement:
    """`percent` counts statements with exactly the same themes; `alpha` is the nominal one."""

    units: int
    percent: Figure
    alpha: Figure
    themes: tuple[ThemeAgreement, ...] = ()


def coverage(said_ids: Sequence[int], codes: Codes, *, by: Mapping[int, Hashable] | None = None) -> Coverage:
    """Coded and uncoded statements, and the same counted by round, group or level (`by`: statement → key).

    Codes of other statements do not count. The parts stand in the order they are first met. O(n).
    """
    with_code = {statement for statement, _theme in codes}
    ids = tuple(dict.fromkeys(said_ids))
    keys = by or {}
    counted = Counter((keys[one], one in with_code) for one in ids if one in keys)
    parts = (
        Part(key, counted[key, True], counted[key, False])
        for key in dict.fromkeys(keys[one] for one in ids if one in keys)
    )
    return Coverage(
        tuple(one for one in ids if one in with_code),
        tuple(one for one in ids if one not in with_code),
        tuple(parts),
    )


def agreement(codes_a: Codes, codes_b: Codes, ids: Iterable[int]) -> Agreement:
    """Two coders over those of `ids` that both have coded. O(statements × themes)."""
    given_a, given_b = _given(codes_a), _given(codes_b)
    units = [one for one in dict.fromkeys(ids) if one in given_a and one in given_b]
    if not units:
        nothing = Figure(None, Why.NOTHING_SHARED)
        return Agreement(0, nothing, nothing)
    pairs = [(given_a[one], given_b[one]) for one in units]
    themes = sorted({theme for a, b in pairs for theme in a | b})
    same = sum(a == b for a, b in pairs)
    return Agreement(
        len(units), Figure(same / len(units)), _nominal(pairs), tuple(_on_theme(theme, pairs) for theme in themes)
    )


def _given(codes: Codes) -> dict[int, set[int]]:
    given: dict[int, set[int]] = {}
    for statement, theme in codes:
        given.setdefault(statement, set()).add(theme)
    return given


def _nominal(pairs: Sequence[tuple[AbstractSet[int], AbstractSet[int]]]) -> Figure:
    if any(len(a) > 1 or len(b) > 1 for a, b in pairs):
        return Figure(None, Why.SEVERAL_CODES)
    return krippendorff([(min(a), min(b)) for a, b in pairs])


def _on_theme(theme: int, pairs: Sequence[tuple[AbstractSet[int], AbstractSet[int]]]) -> ThemeAgreement:
    told = [(theme in a, theme in b) for a, b in pairs]
    counted = Counter(told)
    both, neither = counted[True, True], counted[False, False]
    return ThemeAgreement(
        theme,
        both,
        counted[True, False],
        counted[False, True],
        neither,
        Figure((both + neither) / len(told)),
        cohen(told),
        krippendorff(told),
    )


def cohen(pairs: Sequence[tuple[Value, Value]]) -> Figure:
    """Agreement beyond what each coder's own habits would give by chance."""
    number = len(pairs)
    if not number:
        return Figure(None, Why.NOTHING_SHARED)
    first, second = Counter(a for a, _b in pairs), Counter(b for _a, b in pairs)
    by_chance = sum(first[value] * second[value] for value in first)
    return _beyond(sum(a == b for a, b in pairs) * number - by_chance, number * number - by_chance)


def krippendorff(pairs: Sequence[tuple[Value, Value]]) -> Figure:
    """Agreement beyond what the two coders' values, thrown together and drawn again, would give."""
    if not pairs:
        return Figure(None, Why.NOTHING_SHARED)
    counted = Counter(value for pair in pairs for value in pair)
    total = 2 * len(pairs)
    unlike = total * total - sum(count * count for count in counted.values())  # ordered pairs of different values
    return _beyond(unlike - 2 * sum(a != b for a, b in pairs) * (total - 1), unlike)


def _beyond(reached: int, most: int) -> Figure:
    """A ratio of whole numbers, so that no rounding decides whether it is there."""
    return Figure(reached / most) if most else Figure(None, Why.NO_VARIATION)
