"""The sharpened bound is never below the rough one, and never above what the best plan costs."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from samspill.core.scheduling.board import Board
from samspill.core.scheduling.bounding import Relaxation
from samspill.core.scheduling.columns import Mixture, sharpen
from samspill.core.scheduling.exact import solve
from samspill.core.scheduling.model import YearInstance
from samspill.core.scheduling.tables import Tables
from samspill.core.scheduling.tests.strategies import small


@given(st.integers(0, 10_000).map(lambda seed: small(seed, schools=3, periods=1)))
@settings(max_examples=15, deadline=None)
def test_the_sharpened_bound_lies_between_the_rough_one_and_the_best_plan(instance: YearInstance) -> None:
    tables = Tables(instance)
    best = solve(tables, effort=5, optimise=True)
    relaxation = Relaxation(Board(tables))
    mixture = Mixture(relaxation)
    relaxation.seen = mixture.add
    rough = relaxation.raise_bound(lambda: 1e6, lambda _stage: relaxation.pricings < 6 * len(mixture.one))
    assume(rough is not None and best.feasible)
    assert rough is not None

    sharp = [rough, *sharpen(mixture, lambda: 1e6, lambda _stage: relaxation.pricings < 2_000, rough)]

    assert all(one.value < other.value for one, other in pairwise(sharp))
    assert sharp[-1].value <= best.cost + 1e-6
