"""How like each other statements are: cosines of weighted terms, for all pairs at once.

Term frequency is sublinear (1 + ln tf), document frequency smoothed (ln((1 + n) / (1 + df)) + ½), each vector has the
length 1, so that a statement of four words and one of forty are compared by what they are about.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import log, sqrt
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Matrix: TypeAlias = NDArray[np.float32]
Vector: TypeAlias = dict[str, float]

FLOOR = 0.5  # the weight of a term that is in every document
FREQUENT = 48  # documents; a term of so many is multiplied densely, rarer ones pair by pair


def weighted(documents: Sequence[Iterable[tuple[str, float]]]) -> list[Vector]:
    """Each document's terms (with how much each occurrence counts) to a vector of length 1; empty when it has none."""
    counts = [_counted(document) for document in documents]
    seen = Counter(term for counted in counts for term in counted)
    rare = {term: log((1 + len(counts)) / (1 + number)) + FLOOR for term, number in seen.items()}
    return [
        _unit({term: (1 + log(max(1.0, tf))) * min(1.0, tf) * rare[term] for term, tf in one.items()}) for one in counts
    ]


def _counted(document: Iterable[tuple[str, float]]) -> Vector:
    counted: Vector = {}
    for term, weight in document:
        counted[term] = counted.get(term, 0.0) + weight
    return counted


def _unit(vector: Vector) -> Vector:
    length = sqrt(sum(value * value for value in vector.values()))
    return {term: value / length for term, value in vector.items()} if length else {}


def cosines(vectors: Sequence[Vector]) -> Matrix:
    """The matrix of all pairs. O(Σ df²), most of it in one matrix product over the frequent terms."""
    size = len(vectors)
    found: Matrix = np.zeros((size, size), dtype=np.float32)
    lists: dict[str, tuple[list[int], list[float]]] = {}
    for at, vector in enumerate(vectors):
        for term, value in vector.items():
            rows, values = lists.setdefault(term, ([], []))
            rows.append(at)
            values.append(value)
    frequent = [one for one in lists.values() if len(one[0]) >= FREQUENT]
    dense: Matrix = np.zeros((size, len(frequent)), dtype=np.float32)
    for column, (rows, values) in enumerate(frequent):
        dense[rows, column] = values
    np.matmul(dense, dense.T, out=found)
    for rows, values in lists.values():
        if len(rows) < FREQUENT:
            weights = np.asarray(values, dtype=np.float32)
            found[np.ix_(rows, rows)] += np.outer(weights, weights)
    return found
