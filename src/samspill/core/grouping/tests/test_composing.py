from hypothesis import given, settings

from samspill.core.grouping import Budget, Composed, Grouping, Impossible, check, compose, cost, explain
from samspill.core.grouping.tests.strategies import groupings

SHORT = Budget(3_000)


def tried(problem: Grouping, seed: int = 1) -> Composed | None:
    try:
        return compose(problem, budget=SHORT, seed=seed)
    except Impossible:
        return None


@given(groupings())
@settings(max_examples=300, deadline=None)
def test_every_hard_wish_holds_or_the_collision_is_told(problem: Grouping) -> None:
    made = tried(problem)

    if made is None:
        assert explain(problem) is not None
        return
    assert check(problem, made.composition) == []
    assert made.bound <= made.cost.total
    assert made.cost == cost(problem, made.composition)
    assert made == tried(problem)
