"""How well and how fast statements are sorted, against plain TF-IDF of raw words with single linkage in the same run.

Quality on two sets of invented statements with the themes a person gave them; the constants were chosen on both.
The opponent is told the best place to cut, which nobody knows beforehand. Time is CPU time of one core.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from statistics import median
from typing import Any

import numpy as np

from samspill.core.coding import Said, Theme, agreement, coverage, find, near_duplicates, suggest
from samspill.core.coding.compared import compared
from samspill.core.coding.likeness import Matrix, cosines, weighted
from samspill.core.coding.linkage import Join, cut
from samspill.core.coding.tests.corpus import FIRST_SET, OTHER, SAME, SECOND_SET, Line, table_talk
from samspill.core.coding.tests.measures import as_said, figures, rand

SIZES, TURNS = (200, 1000, 2000), 5
GOALS_MS = {"suggest": 5000, "near_duplicates": 2000, "find": 100, "coverage": 50, "agreement": 50}
Groups = Sequence[Sequence[int]]


def cases() -> Iterator[dict[str, Any]]:
    for name, lines in (("first", FIRST_SET), ("second", SECOND_SET), ("both", FIRST_SET + SECOND_SET)):
        yield _themes(name, table_talk(lines, 300, seed=11))
    yield _into(table_talk(FIRST_SET + SECOND_SET, 300, seed=12))
    yield _alike(table_talk([line._replace(theme=line.text) for line in FIRST_SET + SECOND_SET], 600, seed=13))
    yield _reworded()
    for size in SIZES:
        yield from _times(size)


def _themes(name: str, lines: list[Line]) -> dict[str, Any]:
    ours = figures(lines, suggest(as_said(lines)))
    theirs = _best_cut(lines)
    return {
        "case": f"themes, {name}",
        "statements": len(lines),
        "themes": len({line.theme for line in lines}),
        **ours,
        "opponent_rand_all": theirs,
        "times_opponent": round(ours["rand_all"] / theirs, 1) if theirs > 0 else None,
    }


def _into(lines: list[Line]) -> dict[str, Any]:
    """Two of five statements are coded by a person; where do the others go?"""
    names = sorted({line.theme for line in lines})
    coded = {at for at in range(len(lines)) if at % 5 < 2}
    themes = [
        Theme(at, name, frozenset(one for one in coded if lines[one].theme == name)) for at, name in enumerate(names)
    ]
    found = suggest(as_said(lines), themes=themes).into
    right = sum(names[one.theme] == lines[one.statement].theme for one in found)
    return {
        "case": "into themes",
        "precision": round(right / len(found), 3),
        "recall": round(right / (len(lines) - len(coded)), 3),
    }


def _alike(lines: list[Line]) -> dict[str, Any]:
    """Variants of one statement are alike, everything else is not; the opponent may choose its bar."""
    said = as_said(lines)
    ours = _pairs(lines, [one.ids for one in near_duplicates(said)])
    joined = _single(_raw(lines))
    best = max(
        (_pairs(lines, cut(len(lines), joined, bar)) for bar in np.arange(0.1, 1, 0.05)), key=lambda one: one["f1"]
    )
    return {"case": "near duplicates", **ours, **{f"opponent_{key}": value for key, value in best.items()}}


def _reworded() -> dict[str, Any]:
    """One pair says the same in other words, one another thing in nearly the same: which is nearer?"""
    pairs = [*SAME, *OTHER]
    lines = [*FIRST_SET, *SECOND_SET, *(line for pair in pairs for line in pair)]
    ours, theirs = compared([(line.text, line.language) for line in lines]), _raw(lines)
    places = range(len(lines) - 2 * len(pairs), len(lines), 2)
    near = [float(ours.alike[at, at + 1]) * (ours.reads[at].turns == ours.reads[at + 1].turns) for at in places]
    raw = [float(theirs[at, at + 1]) for at in places]
    return {"case": "reworded", "first_nearer": _first_nearer(near), "opponent_first_nearer": _first_nearer(raw)}


def _first_nearer(near: list[float]) -> float:
    """The area under the curve (AUC)."""
    same, other = near[: len(SAME)], near[len(SAME) :]
    won = sum((one > two) + (one == two) / 2 for one in same for two in other)
    return round(won / (len(same) * len(other)), 2)


def _pairs(lines: list[Line], groups: Groups) -> dict[str, float]:
    found = [pair for group in groups for pair in combinations(group, 2)]
    right = sum(lines[one].theme == lines[other].theme for one, other in found)
    true = sum(one.theme == other.theme for one, other in combinations(lines, 2))
    precision, recall = right / max(1, len(found)), right / true
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return {"precision": round(precision, 3), "recall": round(recall, 3), "f1": round(f1, 3)}


def _times(size: int) -> Iterator[dict[str, Any]]:
    """Each size has other slips of the pen, so that the first time is the first time."""
    lines = table_talk(FIRST_SET + SECOND_SET, size, seed=size)
    said = as_said(lines)
    yield {"case": f"find, {size}, never read before", "cpu_ms": round(_clocked(lambda: find(said, "foreldre")), 1)}
    opponent = _clocked(lambda: _single(_raw(lines)))
    for name, work in _works(said).items():
        first = _clocked(work)
        again = median(_clocked(work) for _turn in range(TURNS))
        yield {
            "case": f"{name}, {size}",
            "first_cpu_ms": round(first, 1),
            "cpu_ms": round(again, 1),
            "times_opponent": round(again / opponent, 2),
            "within_goal": first <= GOALS_MS[name],
        }


def _works(said: list[Said]) -> dict[str, Callable[[], object]]:
    codes = [(one.id, one.id % 20) for one in said if one.id % 3]
    others = [(one.id, one.id % 19) for one in said if one.id % 4]
    ids = [one.id for one in said]
    return {
        "find": lambda: find(said, "lekser sko"),
        "near_duplicates": lambda: near_duplicates(said),
        "suggest": lambda: suggest(said),
        "coverage": lambda: coverage(ids, codes, by={one: one % 60 for one in ids}),
        "agreement": lambda: agreement(codes, others, ids),
    }


def _clocked(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return (time.process_time() - began) * 1000


def _raw(lines: list[Line]) -> Matrix:
    return cosines(weighted([[(word, 1.0) for word in re.findall(r"\w+", line.text.lower())] for line in lines]))


def _best_cut(lines: list[Line]) -> float:
    joined, true = _single(_raw(lines)), [line.theme for line in lines]
    found = []
    for bar in np.arange(0.02, 0.9, 0.02):
        group_of = {one: at for at, group in enumerate(cut(len(lines), joined, bar)) for one in group}
        found.append(rand(true, [group_of[at] for at in range(len(lines))]))
    return round(max(found), 2)


def _single(alike: Matrix) -> list[Join]:
    """Single linkage is the heaviest spanning tree (Prim), its ties in order of likeness."""
    size = len(alike)
    reached = np.zeros(size, dtype=bool)
    reached[0] = True
    best, via = alike[0].copy(), np.zeros(size, dtype=np.int64)
    found = []
    for _step in range(size - 1):
        nearest = int(np.where(reached, -1, best).argmax())
        found.append(Join(int(via[nearest]), nearest, float(best[nearest])))
        reached[nearest] = True
        via = np.where(alike[nearest] > best, nearest, via)
        best = np.maximum(best, alike[nearest])
    return sorted(found, key=lambda join: -join.likeness)
