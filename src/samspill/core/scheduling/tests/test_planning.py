"""Plans hold every rule, cost no less than the bound says, and on small municipalities nothing beats them."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspill.core.scheduling import (
    Budget,
    Busy,
    Gap,
    Occurrence,
    Order,
    Person,
    Series,
    Usual,
    Wheel,
    YearInstance,
    canonical,
    check_wheel,
    cost_wheel,
    plan_wheel,
    warm_up,
)
from samspill.core.scheduling.exact import solve
from samspill.core.scheduling.tables import Tables
from samspill.core.scheduling.tests.strategies import municipalities, small

SHORT = Budget(300)


@given(municipalities)
@settings(max_examples=25, deadline=None)
def test_every_plan_holds_every_rule(instance: YearInstance) -> None:
    made = plan_wheel(instance, budget=SHORT)

    missing = {key for one in check_wheel(instance, made.plan) for key in one.meetings}
    assert missing == set(made.unplaced)
    assert made.bound <= made.bound_given <= made.cost.total or made.unplaced


@given(st.integers(0, 10_000).map(lambda seed: small(seed, periods=1)))
@settings(max_examples=15, deadline=None)
def test_no_plan_is_cheaper_than_the_bound(instance: YearInstance) -> None:
    best = solve(Tables(instance), effort=5, optimise=True)
    made = plan_wheel(instance, budget=SHORT)

    if best.plan is None:
        assert made.unplaced
    else:
        assert best.cost == best.bound == cost_wheel(instance, best.plan).total
        assert not check_wheel(instance, best.plan)
        assert made.bound <= best.cost
        assert made.unplaced or best.cost <= made.cost.total


def test_small_municipalities_are_nearly_always_planned_at_their_best() -> None:
    worlds = [small(seed) for seed in range(12)]
    best = [solve(Tables(one), effort=10, optimise=True) for one in worlds]
    made = [plan_wheel(one, budget=SHORT) for one in worlds]

    possible = [(a, b) for a, b in zip(best, made, strict=True) if a.feasible]
    assert sum(not b.unplaced and a.cost == b.cost.total for a, b in possible) >= 0.9 * len(possible)


def test_meetings_around_one_that_has_no_place_are_still_kept_apart() -> None:
    tied = replace(small(3), orders=(), patterns=())
    first, last = tied.days[0], tied.days[-1]
    people = (Person("leader"), Person("nurse", busy=(Busy(first, last),)))
    before, after = (Occurrence(key, first, last) for key in ("before", "after"))
    series = (
        Series("s", "a", 2, (before, after), ("leader",)),
        Series("r", "a", 2, (Occurrence("between", first, last),), ("leader", "nurse")),
    )
    orders = (Order("one", "before", "between"), Order("two", "between", "after"))

    made = plan_wheel(replace(tied, people=people, series=series, orders=orders), budget=SHORT)

    assert made.unplaced == ("between",)
    assert {one.rule.code for one in check_wheel(replace(tied, people=people, series=series), made.plan)} == {
        "complete"
    }
    assert {one.id for one in made.plan.meetings} == {"before", "after"}


def test_the_same_seed_gives_the_same_plan() -> None:
    instance = small(7, schools=4, periods=4)

    one, other = (plan_wheel(instance, budget=Budget(500), seed=3) for _ in range(2))

    assert canonical(one.plan) == canonical(other.plan)
    assert one.bound == other.bound


def test_stopping_keeps_the_best_so_far() -> None:
    instance = small(11, schools=4, periods=4)

    made = plan_wheel(instance, budget=Budget(100_000), on_progress=lambda now: now.pricings < 40)

    assert made.stopped in ("cancelled", "proven")
    assert isinstance(made.plan, Wheel)


def test_a_plan_is_a_start_for_the_next() -> None:
    instance = small(5, schools=3, periods=3)
    first = plan_wheel(instance, budget=SHORT)

    again = plan_wheel(instance, budget=Budget(1), warm=first.plan)

    assert again.cost.total <= first.cost.total


def test_a_problem_that_contradicts_itself_is_refused() -> None:
    instance = small(1)
    twice = YearInstance(instance.days, instance.people[1:], instance.series + instance.series[:1])

    with pytest.raises(ValueError, match="is there 2 times"):
        plan_wheel(twice)


def compiled() -> dict[str, int]:
    """How often each kernel has been compiled: once for every set of types it was called with."""
    kernels = import_module("samspill.core.scheduling.kernels")
    return {name: len(one.signatures) for name, one in vars(kernels).items() if hasattr(one, "signatures")}


def test_kernels_are_compiled_ahead_so_that_nobody_waits_for_it() -> None:
    warm_up()
    ahead = compiled()

    plan_wheel(small(7, schools=4, periods=4), budget=SHORT)

    assert ahead
    assert compiled() == ahead


def test_a_strand_that_is_no_chain_is_planned_alike_in_small_and_large_bunches() -> None:
    tied = replace(small(3), orders=())
    days, people = tied.days, (Person("leader"),)
    spans = [Occurrence(f"s{n}", days[0], days[-1]) for n in range(3)]
    other = [Occurrence(f"t{n}", days[0], days[-1]) for n in range(3)]
    series = (
        Series("s", "a", 1, tuple(spans), ("leader",), usual=Usual(), gap=Gap(1, 2, 3)),
        Series("t", "a", 1, tuple(other), ("leader",), usual=Usual(), gap=Gap(2, 3, 4)),
    )
    orders = tuple(Order(f"o{n}", f"s{n}", f"t{n}") for n in range(3))
    strand = Tables(YearInstance(days, people, series, (), orders, (), tied.slots)).strands[0]
    whole = strand.best(strand.points)

    strand.bunch = 1

    assert not strand.is_chain
    assert whole is not None
    assert strand.best(strand.points) == whole
