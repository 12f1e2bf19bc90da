"""Judging only what a move touches says the same as judging the whole year."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from samspill.core.scheduling import (
    Meeting,
    Occurrence,
    Place,
    Series,
    Weekly,
    Wheel,
    YearInstance,
    compare_wheels,
)
from samspill.core.scheduling.comparing import compared
from samspill.core.scheduling.tests.strategies import small


@given(st.integers(0, 10_000), st.integers(2, 6), st.integers(1, 3), st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_what_a_move_touches_is_judged_as_the_whole_year_is(
    seed: int, schools: int, count: int, dice: random.Random
) -> None:
    instance = small(seed, schools=schools, periods=4)
    before, _all = _moved(instance, Wheel(()), 5 * schools, dice)
    instance, before = _partly_fixed(instance, before, dice), replace(before, patterns=_weekly(instance, dice))
    after, moved = _moved(instance, before, count, dice)

    assert compare_wheels(instance, before, after, moved) == compared(instance, before, after, moved)


def _weekly(instance: YearInstance, dice: random.Random) -> tuple[Weekly, ...]:
    chosen = [(one.id, dice.choice(one.choices)) for one in instance.patterns]
    return tuple(Weekly(key, choice.weekday, choice.start) for key, choice in chosen)


def _moved(instance: YearInstance, plan: Wheel, count: int, dice: random.Random) -> tuple[Wheel, list[str]]:
    """The plan with some meetings anywhere: on another day, in another room, or placed for the first time."""
    laid = {one.id: one for one in plan.meetings}
    every = [(series, one.id) for series in instance.series for one in series.occurrences]
    chosen = dice.sample(every, min(count, len(every)))
    for series, key in chosen:
        room = dice.choice([*series.rooms, ""])
        laid[key] = Meeting(key, dice.choice(instance.days), dice.randrange(instance.slots), room)
    return Wheel(tuple(laid[key] for key in sorted(laid)), plan.patterns), [key for _series, key in chosen]


def _partly_fixed(instance: YearInstance, plan: Wheel, dice: random.Random) -> YearInstance:
    """Some meetings are fixed where they lie, some of these are facts."""
    laid = {one.id: one for one in plan.meetings}

    def fixed(one: Occurrence) -> Occurrence:
        if one.id not in laid or dice.random() < 0.6:
            return one
        place = Place(laid[one.id].on, laid[one.id].start, laid[one.id].room)
        return replace(one, at=place, held=dice.random() < 0.5)

    def of(series: Series) -> Series:
        return replace(series, occurrences=tuple(fixed(one) for one in series.occurrences))

    return replace(instance, series=tuple(of(one) for one in instance.series))
