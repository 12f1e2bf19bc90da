"""Which statements belong together when nobody has said so.

Tried on invented statements with the themes a person gave them (`tests/corpus`; 36 to 1,000 statements in five
languages over 7 to 19 themes); the figure is the adjusted Rand index over all of them, the ones left alone counted
each as a group of its own, as a mean of seven conferences:

- plain TF-IDF of raw words, single linkage, best cut known beforehand: 0.05
- average linkage of these vectors, best cut known beforehand: 0.39; of what they are like in common: 0.40
- k-means over the same cosines, the number of themes known beforehand: 0.31
- modularity on the graph of nearest neighbours: 0.43, but small conferences fall to pieces
- the constant Potts model on that graph, with nothing known beforehand: 0.46. This is what is used.

Points said many times are made one first (without that the ten tables that say one thing are a theme each: 0.20).
Words of every theme (`kin.common`) weigh less (0.40 → 0.44), letters in a row half (lexemes alone: 0.40).
"""

from __future__ import annotations

import random

import numpy as np

from samspill.core.coding.communities import Links, communities
from samspill.core.coding.likeness import Matrix
from samspill.core.coding.linkage import How, cut, joins

SAME = 0.5  # from here on two statements are one point
NEIGHBOURS = 20
FAINT = 0.02  # less in common is chance
BAR = 0.03  # mean likeness that holds a group together; up to 0.05 equally good, larger makes more groups
LOOSE = 0.05  # mean likeness to the others of its group below which a statement is left alone


def clusters(alike: Matrix, *, seed: int = 0) -> list[list[int]]:
    """Groups of rows, each in order; who fits nowhere is in none. The seed decides which of equal answers is given."""
    points = cut(len(alike), joins(alike, How.COMPLETE), SAME)
    middles = between(alike, points)
    groups = communities(_links(middles), bar=BAR, dice=random.Random(seed))  # noqa: S311
    found = [_tight(middles, group) for group in groups]
    return [sorted(at for point in group for at in points[point]) for group in found if group]


def between(alike: Matrix, groups: list[list[int]]) -> Matrix:
    """Cosines of the groups' middles."""
    member: Matrix = np.zeros((len(alike), len(groups)), dtype=np.float32)
    for column, rows in enumerate(groups):
        member[rows, column] = 1
    products = member.T @ alike @ member
    length = np.sqrt(np.maximum(np.diag(products), 1e-12))
    found: Matrix = (products / length[:, None] / length[None, :]).astype(np.float32)
    return found


def _links(alike: Matrix) -> Links:
    """A tie where one is among the other's nearest."""
    size, most = len(alike), min(NEIGHBOURS, len(alike) - 1)
    links: Links = [{} for _ in range(size)]
    if most < 1:
        return links
    off = alike.copy()
    np.fill_diagonal(off, 0)
    nearest = np.argsort(-off, axis=1, kind="stable")[:, :most]
    for one in range(size):
        for other in nearest[one].tolist():
            weight = float(off[one, other])
            if weight >= FAINT:
                links[one][other] = links[other][one] = weight
    return links


def _tight(alike: Matrix, group: list[int]) -> list[int]:
    """The group without those that only a chain of others holds there."""
    if len(group) == 1:
        return group
    inside = alike[np.ix_(group, group)]
    means = (inside.sum(axis=1) - np.diag(inside)) / (len(group) - 1)
    return [at for at, mean in zip(group, means.tolist(), strict=True) if mean >= LOOSE]
