"""How good a grouping is, compared with that of a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from math import comb

from samspill.core.coding import Said, Suggested
from samspill.core.coding.tests.corpus import Line


def as_said(lines: Sequence[Line]) -> list[Said]:
    return [Said(at, line.text, line.language) for at, line in enumerate(lines)]


def rand(true: Sequence[Hashable], found: Sequence[Hashable]) -> float:
    """Adjusted Rand index (Hubert and Arabie 1985): 1 is the same grouping, 0 is chance."""
    both = sum(comb(count, 2) for count in Counter(zip(true, found, strict=True)).values())
    one, other = (sum(comb(count, 2) for count in Counter(labels).values()) for labels in (true, found))
    chance = one * other / comb(len(true), 2)
    most = (one + other) / 2
    return (both - chance) / (most - chance) if most != chance else 1.0


def purity(true: Sequence[Hashable], found: Sequence[Hashable]) -> float:
    """The share of statements that lie with their group's most frequent theme."""
    largest: Counter[Hashable] = Counter()
    for (_true, group), count in Counter(zip(true, found, strict=True)).items():
        largest[group] = max(largest[group], count)
    return sum(largest.values()) / len(true)


def figures(lines: Sequence[Line], suggested: Suggested) -> dict[str, float]:
    """`covered`: share in a new theme; purity and Rand of those; `rand_all` counts each one left as a group of one."""
    group_of = {one: at for at, theme in enumerate(suggested.new) for one in theme.statements}
    true = [lines[one].theme for one in group_of]
    everyone = [group_of.get(at, -1 - at) for at in range(len(lines))]
    return {
        "covered": round(len(group_of) / len(lines), 2),
        "groups": len(suggested.new),
        "purity": round(purity(true, list(group_of.values())), 2) if group_of else 0.0,
        "rand": round(rand(true, list(group_of.values())), 2) if group_of else 0.0,
        "rand_all": round(rand([line.theme for line in lines], everyone), 2),
    }
