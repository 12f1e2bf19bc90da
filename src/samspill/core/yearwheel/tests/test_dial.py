"""Days round the circle."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings

from samspill.core.schoolyear import SchoolYear
from samspill.core.yearwheel import Arc, Dial, quarter_of, quarters
from samspill.core.yearwheel.tests.strategies import dials, years

YEAR = Dial.of(SchoolYear(2026).period)


@settings(max_examples=30, deadline=None)
@given(dials)
def test_later_days_lie_further_round_and_the_last_one_ends_at_the_top(dial: Dial) -> None:
    days = [dial.first + timedelta(days=n) for n in range(dial.days + 1)]

    angles = [dial.angle(day) for day in days]

    assert all(before < after for before, after in pairwise(angles))
    assert (angles[0], round(angles[-1], 9)) == (0.0, 360.0)


@given(years)
def test_the_four_quarters_are_the_year_from_august(year: SchoolYear) -> None:
    four = quarters(year)

    assert [one.start.month for one in four] == [8, 11, 2, 5]
    assert (four[0].start, four[-1].end) == (year.period.start, year.period.end)
    assert all(after.start - before.end == timedelta(days=1) for before, after in pairwise(four))


@settings(max_examples=30, deadline=None)
@given(dials)
def test_months_and_weeks_fill_the_circle_without_a_gap(dial: Dial) -> None:
    for kind in ("month", "week"):
        arcs = [arc for _period, arc in dial.periods(kind)]

        assert (arcs[0].begins, round(arcs[-1].ends, 9)) == (0.0, 360.0)
        assert all(abs(before.ends - after.begins) < 1e-9 for before, after in pairwise(arcs))


def test_a_span_that_reaches_over_the_end_is_cut_there() -> None:
    summer = YEAR.arc(date(2027, 7, 1), date(2027, 8, 20))

    assert summer is not None
    assert round(summer.ends, 6) == 360.0
    assert YEAR.arc(date(2027, 8, 1), date(2027, 8, 20)) is None


@pytest.mark.parametrize(("begins", "ends"), [(0.0, 0.5), (180.0, 180.9), (359.5, 360.0)])
def test_a_day_is_made_wide_enough_to_see_and_stays_on_the_circle(begins: float, ends: float) -> None:
    wide = Arc(begins, ends).at_least(4)

    assert wide.width == pytest.approx(4)
    assert 0 <= wide.begins < wide.ends <= 360


def test_a_dial_that_ends_before_it_begins_says_so() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        Dial(date(2026, 8, 2), date(2026, 8, 1))


def test_november_opens_the_second_quarter() -> None:
    assert [quarter_of(date(2026, month, 1)) for month in (8, 11, 1, 7)] == [1, 2, 2, 4]
