from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspill.core.redthread.shift import HalfYear, Run, running, shift, trend

LEVELS = ("prevention", "early", "individual")
FIRST = date(2026, 8, 17)
TODAY = date(2028, 3, 1)
DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))
RUNS = st.lists(st.builds(Run, st.sampled_from([*LEVELS, "", "lost"]), DAYS, st.none() | DAYS), max_size=12)


def halves(*runs: Run) -> tuple[HalfYear, ...]:
    return shift(runs, LEVELS, "prevention", FIRST, TODAY)


def test_each_half_year_counts_what_ran_in_it_by_level() -> None:
    found = halves(Run("prevention", date(2026, 9, 1)), Run("individual", date(2026, 9, 1), date(2027, 2, 1)))

    assert [half.period.key for half in found] == ["2026-H2", "2027-H1", "2027-H2", "2028-H1"]
    assert [tuple(half.counts.values()) for half in found] == [(1, 0, 1), (1, 0, 1), (1, 0, 0), (1, 0, 0)]


def test_the_shift_is_in_percentage_points_since_the_half_year_before() -> None:
    found = halves(Run("prevention", date(2026, 9, 1)), Run("individual", date(2026, 9, 1), date(2027, 2, 1)))

    assert [(half.share, half.shift) for half in found] == [(0.5, None), (0.5, 0.0), (1.0, 50.0), (1.0, 0.0)]


def test_a_half_year_without_measures_has_no_share_and_breaks_no_comparison() -> None:
    found = halves(
        Run("individual", date(2026, 9, 1), date(2026, 9, 9)), Run("prevention", date(2027, 9, 1), date(2027, 9, 9))
    )

    assert [(half.share, half.shift) for half in found] == [(0.0, None), (None, None), (1.0, 100.0), (None, None)]


def test_one_short_measure_is_seen_and_one_that_begins_tomorrow_is_not() -> None:
    found = halves(Run("early", date(2026, 12, 31), date(2026, 12, 31)), Run("early", date(2028, 3, 2)))

    assert [half.total for half in found] == [1, 0, 0, 0]


def test_what_nobody_placed_is_counted_beside() -> None:
    (half, *_) = halves(Run("", FIRST), Run("prevention", FIRST))

    assert (half.total, half.unplaced, half.share) == (1, 1, 1.0)


def test_one_day_can_be_asked_for() -> None:
    runs = [Run("early", FIRST, FIRST), Run("prevention", FIRST), Run("individual", TODAY)]

    assert running(runs, FIRST, LEVELS) == {"prevention": 1, "early": 1, "individual": 0}


def test_a_level_that_is_not_in_the_pyramid_cannot_be_preferred() -> None:
    with pytest.raises(ValueError, match="no level 'other'"):
        shift([], LEVELS, "other", FIRST, TODAY)


def test_a_trend_begins_with_three_half_years() -> None:
    two = halves(Run("prevention", date(2027, 9, 1)))
    four = halves(Run("prevention", FIRST))

    assert (trend(two).direction, trend(two).slope, trend(two).points) == ("", None, 2)
    assert (trend(four).direction, trend(four).slope) == ("level", 0.0)


@pytest.mark.parametrize(("joins", "direction"), [("prevention", "up"), ("individual", "down")])
def test_a_trend_says_where_the_weight_goes(joins: str, direction: str) -> None:
    always = [Run("prevention", FIRST), Run("individual", FIRST)]

    assert trend(halves(*always, Run(joins, date(2027, 9, 1)))).direction == direction


@settings(max_examples=80, deadline=None, derandomize=True)
@given(RUNS)
def test_the_shifts_add_up_to_the_way_from_the_first_share_to_the_last(runs) -> None:
    found = halves(*runs)

    shares = [half.share for half in found if half.share is not None]
    moved = sum(half.shift for half in found if half.shift is not None)
    assert moved == pytest.approx(100 * (shares[-1] - shares[0]) if shares else 0)
