from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspill.core.coding.communities import communities
from samspill.core.coding.likeness import FREQUENT, Matrix, cosines, weighted
from samspill.core.coding.linkage import How, cut, joins


def matrix(size: int, seed: int) -> Matrix:
    drawn = np.random.default_rng(seed).random((size, size)).astype(np.float32)
    alike: Matrix = (drawn + drawn.T) / 2
    np.fill_diagonal(alike, 1)
    return alike


def plainly(alike: Matrix, how: How, bar: float) -> set[frozenset[int]]:
    """The plain way: look at every two groups, join the nearest, begin again."""
    groups = [[at] for at in range(len(alike))]
    measure = np.min if how is How.COMPLETE else np.mean
    while len(groups) > 1:
        pairs = [
            (float(measure(alike[np.ix_(a, b)])), i, j) for i, a in enumerate(groups) for j, b in enumerate(groups[:i])
        ]
        likeness, one, other = max(pairs)
        if likeness < bar:
            break
        groups[other] += groups.pop(one)
    return {frozenset(group) for group in groups}


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 14), st.integers(0, 10_000), st.sampled_from(How), st.floats(0.2, 0.9))
def test_the_chain_finds_what_the_plain_way_finds(size: int, seed: int, how: How, bar: float) -> None:
    alike = matrix(size, seed)

    groups = cut(size, joins(alike, how), bar)

    assert {frozenset(group) for group in groups} == plainly(alike, how, bar)


def test_nothing_and_one_are_groups_without_a_join() -> None:
    assert joins(matrix(0, 0), How.AVERAGE) == []
    assert cut(1, joins(matrix(1, 0), How.COMPLETE), 0.5) == [[0]]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.sampled_from("abcdefgh"), max_size=6), min_size=1, max_size=8))
def test_cosines_are_those_of_every_pair(documents: list[list[str]]) -> None:
    vectors = weighted([[(term, 1.0) for term in document] for document in documents])

    found = cosines(vectors)

    by_hand = [[sum(value * other.get(term, 0) for term, value in one.items()) for other in vectors] for one in vectors]
    assert np.allclose(found, by_hand, atol=1e-5)


def test_cosines_are_the_same_for_terms_that_are_multiplied_densely() -> None:
    vectors = weighted([[("everywhere", 1.0), (f"own {at % 3}", 1.0)] for at in range(FREQUENT + 2)])

    found = cosines(vectors)

    assert np.allclose(np.diag(found), 1, atol=1e-5)
    assert found[0, 3] == pytest.approx(1, abs=1e-5)
    assert found[0, 1] < 0.6


def test_two_rings_with_one_tie_between_them_are_two_communities() -> None:
    links = [{1: 1.0, 2: 1.0}, {0: 1.0, 2: 1.0}, {0: 1.0, 1: 1.0, 3: 0.2}]
    links += [{4: 1.0, 5: 1.0, 2: 0.2}, {3: 1.0, 5: 1.0}, {3: 1.0, 4: 1.0}]

    found = communities(links, bar=0.1, dice=random.Random(7))

    assert found == [[0, 1, 2], [3, 4, 5]]


def test_nodes_without_ties_stay_alone() -> None:
    assert communities([{}, {}], bar=0.1, dice=random.Random(0)) == [[0], [1]]
