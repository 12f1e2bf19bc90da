"""Repairs hold every rule, change as little as can be, and know how little that is."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from samspill.core.scheduling import (
    Budget,
    Busy,
    RepairPolicy,
    Wheel,
    YearInstance,
    check_wheel,
    plan_wheel,
    repair_wheel,
)
from samspill.core.scheduling.candidates import Leeway
from samspill.core.scheduling.exact import solve
from samspill.core.scheduling.tables import Tables
from samspill.core.scheduling.tests.strategies import small

MOVES = RepairPolicy(move=1000, per_day=0, slip=0, slip_days=0, deputy=1000)


def ill(instance: YearInstance, plan: Wheel, days: int) -> YearInstance:
    """The nurse is away from the first meeting on."""
    first = min(meeting.on for meeting in plan.meetings)
    busy = Busy(first, first + timedelta(days=days))
    people = [replace(one, busy=(*one.busy, busy)) if one.id == "nurse-0" else one for one in instance.people]
    return replace(instance, people=tuple(people))


def fewest(instance: YearInstance, plan: Wheel) -> int | None:
    """The smallest number of changes, by the exact model of everything; None if there is no repair."""
    tables = Tables(instance, Leeway(deputies=2))
    extra = {}
    for number, strand in enumerate(tables.strands):
        for at, slot in enumerate(strand.slots):
            meeting = next(one for one in plan.meetings if one.id == slot.id)
            kept = tables.pick(number, at, meeting) - slot.offset
            extra[slot.id] = [1000.0 * (n != kept) for n in range(len(slot.places))]
    kept_patterns = {one.id: (one.weekday, one.start) for one in plan.patterns}
    verdict = solve(tables, effort=5, optimise=True, extra=extra, kept=kept_patterns)
    return verdict.cost // 1000 if verdict.feasible else None


@given(st.integers(0, 10_000))
@settings(max_examples=15, deadline=None)
def test_a_repair_holds_and_changes_no_more_than_it_must(seed: int) -> None:
    instance = small(seed, schools=2, periods=2)
    made = plan_wheel(instance, budget=Budget(200))
    if made.unplaced:
        return
    after = ill(instance, made.plan, 6)

    mended = repair_wheel(after, made.plan, policy=MOVES)

    least = fewest(after, made.plan)
    assert {key for one in check_wheel(after, mended.plan) for key in one.meetings} == set(mended.unmended)
    assert (least is None) == bool(mended.unmended)
    if least is not None:
        assert mended.least <= least
        assert len(mended.moves) == least


def test_a_plan_that_holds_is_left_alone() -> None:
    instance = small(7)
    made = plan_wheel(instance, budget=Budget(200))

    mended = repair_wheel(instance, made.plan)

    assert mended.plan == made.plan
    assert (mended.moves, mended.price, mended.least, mended.proven) == ((), 0, 0, True)


def test_what_lies_before_today_and_what_is_frozen_stays() -> None:
    instance = small(7)
    made = plan_wheel(instance, budget=Budget(200))
    days = sorted(meeting.on for meeting in made.plan.meetings)
    frozen = frozenset(meeting.id for meeting in made.plan.meetings if meeting.on == days[-1])

    mended = repair_wheel(
        ill(instance, made.plan, 40), made.plan, policy=RepairPolicy(today=days[1], frozen=frozen, deputy=100)
    )

    assert all(one.before.on >= days[1] for one in mended.moves)
    assert all(not one.moved for one in mended.moves if one.before.id in frozen)
