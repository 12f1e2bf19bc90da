from collections import Counter
from itertools import combinations

import pytest

from samspill.core.grouping.designs import design


@pytest.mark.parametrize(
    ("groups", "size", "rounds"),
    [(8, 4, 9), (7, 7, 8), (5, 5, 6), (9, 3, 13), (6, 6, 3), (4, 4, 5), (15, 8, 3), (3, 5, 1)],
)
def test_a_design_has_so_many_rounds_and_nobody_meets_twice(groups: int, size: int, rounds: int) -> None:
    made = design(groups, size)

    met = Counter(pair for one in made for people in one for pair in combinations(sorted(people), 2))

    assert len(made) == rounds
    assert max(met.values()) == 1
    assert all(sorted(who for people in one for who in people) == list(range(groups * size)) for one in made)
