"""Windows of the plan: weeks from the start, seasons in their order, and the ones that cannot be."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspill.methods.schema import When
from samspill.methods.vocabulary import HALVES
from samspill.methods.when import why_impossible, window

STARTS = st.dates(date(2017, 1, 1), date(2040, 12, 31))


@st.composite
def seasons(draw: st.DrawFn) -> When:
    half, halves = draw(st.sampled_from(sorted(HALVES))), draw(st.integers(1, 4))
    closing = half if halves % 2 else next(other for other in HALVES if other != half)
    first = draw(st.integers(*HALVES[half]))
    last = draw(st.integers(*HALVES[closing]).filter(lambda month: halves > 1 or month >= first))
    return When(half=half, year=draw(st.integers(1, 4)), months=(first, last), halves=halves)


def test_weeks_are_counted_from_the_start() -> None:
    assert window(When(after_start=(2, 3)), date(2017, 10, 2)) == (date(2017, 10, 9), date(2017, 10, 22))


@given(when=seasons(), start=STARTS)
def test_a_season_that_is_possible_lies_after_the_start(when: When, start: date) -> None:
    assert why_impossible(when) is None

    first, last = window(when, start)

    assert start < first <= last
    assert when.months == (first.month, last.month)


@given(start=STARTS, year=st.integers(1, 3))
def test_autumn_follows_the_spring_of_the_same_year(start: date, year: int) -> None:
    spring = window(When(half="spring", year=year, months=(1, 7)), start)
    autumn = window(When(half="autumn", year=year, months=(8, 12)), start)

    assert (autumn[0] - spring[1]).days == 1


def test_several_halves_end_in_the_last_of_them() -> None:
    when = When(half="autumn", year=1, months=(9, 6), halves=4)

    assert window(when, date(2017, 10, 1)) == (date(2018, 9, 1), date(2020, 6, 30))


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (When(), "neither weeks nor a season"),
        (When(after_start=(0, 2)), "Weeks 0 to 2"),
        (When(after_start=(1, 2), half="spring"), "both weeks and a season"),
        (When(half="summer", year=1, months=(6, 7)), "'summer'"),
        (When(half="spring", year=1, months=(6, 8)), "do not lie"),
        (When(half="spring", year=1, months=(8, 6), halves=2), "do not lie"),
        (When(half="autumn", year=1, months=(11, 9)), "comes before"),
        (When(half="autumn", year=1, months=(9, 9), times=0), "counted from 1"),
    ],
)
def test_an_impossible_window_says_why_and_what_is_accepted(when: When, said: str) -> None:
    why = why_impossible(when)

    assert why is not None
    assert said in why
    assert "Accepted:" in why or "counted from 1. " in why
