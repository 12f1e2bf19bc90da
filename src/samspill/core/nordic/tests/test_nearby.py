from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspill.core.nordic.nearby import distance, nearby

COUNTED = {"budsjett": 9, "budsjettet": 2, "budskap": 4, "møte": 7, "måte": 1}


@pytest.mark.parametrize(("word", "found"), [("budsjet", "budsjett"), ("bduskap", "budskap"), ("møtt", "møte")])
def test_a_slip_is_forgiven(word: str, found: str) -> None:
    assert nearby(word, COUNTED)[0] == found


@pytest.mark.parametrize("word", ["møt", "budsjett", "elevråd"])
def test_what_is_near_to_nothing(word: str) -> None:
    assert word not in nearby(word, COUNTED)
    assert not set(nearby(word, COUNTED)) & {"møte", "måte"}


@given(st.text("abcd", max_size=6), st.text("abcd", max_size=6))
def test_distance_is_the_same_both_ways(one: str, other: str) -> None:
    assert distance(one, other, 9) == distance(other, one, 9)
    assert (distance(one, other, 9) == 0) == (one == other)
