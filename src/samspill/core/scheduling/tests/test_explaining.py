"""Explanations name rules that do collide, all of them needed, and ways out that are ways out."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from samspill.core.scheduling import Busy, Hours, Place, YearInstance, explain, plan_wheel
from samspill.core.scheduling.candidates import Leeway
from samspill.core.scheduling.exact import solve
from samspill.core.scheduling.explaining import _part, _rules
from samspill.core.scheduling.model import Budget
from samspill.core.scheduling.tables import Tables
from samspill.core.scheduling.tests.strategies import MONDAY, small


def crowded(seed: int) -> YearInstance:
    """A municipality whose only nurse comes one weekday, and is away in the first weeks."""
    instance = small(seed, schools=3, periods=2)
    busy = Busy(MONDAY, MONDAY + timedelta(days=seed % 12))
    people = [
        replace(one, hours=(Hours(seed % 5),), busy=(busy,)) if one.id.startswith("nurse") else one
        for one in instance.people
    ]
    return replace(instance, people=tuple(people))


@given(st.integers(0, 10_000))
@settings(max_examples=3, deadline=None)
def test_the_core_collides_and_no_rule_of_it_is_spare(seed: int) -> None:
    instance = crowded(seed)

    why = explain(instance, budget=Budget(60_000))

    if why is None:
        assert not plan_wheel(instance, budget=Budget(300)).unplaced
        return
    part = _part(instance, set(why.scope))
    others = {rule.id for rule in _rules(part)} - {rule.id for rule in why.core}
    assert why.proven
    assert solve(Tables(part, Leeway(dropped=frozenset(others))), effort=5).feasible is False
    for rule in why.core:
        assert solve(Tables(part, Leeway(dropped=frozenset(others | {rule.id}))), effort=5).feasible


def test_there_is_nothing_to_explain_where_there_is_a_plan() -> None:
    assert explain(small(7)) is None


def test_why_a_meeting_cannot_be_moved_there() -> None:
    instance = small(7)
    key = instance.series[0].occurrences[0].id
    leader = instance.series[0].members[0]
    day = next(day for day in instance.days if day <= instance.series[0].occurrences[0].latest)
    away = tuple(replace(one, busy=(*one.busy, Busy(day, day))) if one.id == leader else one for one in instance.people)

    why = explain(replace(instance, people=away), pinned={key: Place(day, 0, "")})

    assert why is not None
    assert f"fixed:{key}" in {rule.id for rule in why.core}
    assert why.relaxations


def test_what_is_known_to_have_no_place_is_looked_at_first() -> None:
    instance = small(7)
    key = instance.series[0].occurrences[0].id
    first, last = instance.days[0], instance.days[-1]
    leader = instance.series[0].members[0]
    away = tuple(replace(one, busy=(Busy(first, last),)) if one.id == leader else one for one in instance.people)

    why = explain(replace(instance, people=away), about=[key], budget=Budget(12_000))

    assert why is not None
    assert f"away:{leader}" in {rule.id for rule in why.core}
    assert why.relaxations


def test_an_allowance_that_is_spent_is_said() -> None:
    why = explain(crowded(1), about=["monthly-0-0"], budget=Budget(1))

    assert why is not None
    assert (why.core, why.proven) == ((), False)
