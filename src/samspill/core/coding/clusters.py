"""Which statements belong together when nobody has said so."""

from __future__ import annotations

import numpy as np

from samspill.core.coding.likeness import Matrix
from samspill.core.coding.linkage import How, cut, joins

SAME = 0.5  # from here on two statements are one before anything else is looked at
BAR = 0.12


def clusters(alike: Matrix, *, seed: int = 0) -> list[list[int]]:
    points = cut(len(alike), joins(alike, How.COMPLETE), SAME)
    middles = between(alike, points)
    found = cut(len(points), joins(second(middles), How.AVERAGE), BAR)
    return [sorted(at for point in group for at in points[point]) for group in found]


def between(alike: Matrix, groups: list[list[int]]) -> Matrix:
    """Cosines of the groups' middles."""
    member: Matrix = np.zeros((len(alike), len(groups)), dtype=np.float32)
    for column, rows in enumerate(groups):
        member[rows, column] = 1
    inner: Matrix = member.T @ alike @ member
    return _unit(inner)


def second(alike: Matrix) -> Matrix:
    """How alike two are in what they are like."""
    return _unit(alike @ alike)


def _unit(products: Matrix) -> Matrix:
    length = np.sqrt(np.maximum(np.diag(products), 1e-12))
    unit: Matrix = (products / length[:, None] / length[None, :]).astype(np.float32)
    return unit
