"""The spans of the school year, as the guide counts them (domain 7.1)."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspill.core.schoolyear import SchoolYear, add_months, following, period_of, periods, preceding
from samspill.core.schoolyear.periods import KINDS

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("kind", "day", "key", "start", "end"),
    [
        ("half_year", date(2018, 1, 1), "2018-H1", date(2018, 1, 1), date(2018, 7, 31)),
        ("half_year", date(2018, 7, 31), "2018-H1", date(2018, 1, 1), date(2018, 7, 31)),
        ("half_year", date(2018, 8, 1), "2018-H2", date(2018, 8, 1), date(2018, 12, 31)),
        ("school_year", date(2018, 7, 31), "2017/2018", date(2017, 8, 1), date(2018, 7, 31)),
        ("school_year", date(2018, 8, 1), "2018/2019", date(2018, 8, 1), date(2019, 7, 31)),
        ("month", date(2020, 2, 29), "2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("week", date(2021, 1, 3), "2020-W53", date(2020, 12, 28), date(2021, 1, 3)),
    ],
)
def test_a_day_lies_in_its_period(kind, day, key, start, end):
    period = period_of(kind, day)

    assert (period.key, period.start, period.end) == (key, start, end)


def test_an_unknown_kind_names_the_accepted_ones():
    with pytest.raises(ValueError, match="week, month, half_year, school_year"):
        period_of("term", date(2018, 1, 1))


def test_july_is_left_out_of_the_months():
    keys = [one.key for one in periods("month", date(2018, 6, 10), date(2018, 9, 1), exempt_months=(7,))]

    assert keys == ["2018-06", "2018-08", "2018-09"]


def test_half_years_are_never_exempt():
    assert len(periods("half_year", date(2018, 1, 1), date(2018, 12, 31), exempt_months=(7, 8))) == 2


def test_no_periods_when_the_end_comes_first():
    assert periods("month", date(2018, 2, 1), date(2018, 1, 31)) == ()


def test_a_school_year_is_its_two_halves():
    year = SchoolYear.of(date(2018, 3, 1))

    assert (year.key, year.autumn.key, year.spring.key) == ("2017/2018", "2017-H2", "2018-H1")
    assert year.period.days == year.autumn.days + year.spring.days
    assert year.next == SchoolYear(2018)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2017, 10, 1), 3, date(2018, 1, 1)),
        (date(2019, 10, 31), 4, date(2020, 2, 29)),
        (date(2017, 12, 31), 0, date(2017, 12, 31)),
        (date(2017, 12, 31), 12, date(2018, 12, 31)),
    ],
)
def test_months_are_added_by_the_calendar(day, months, expected):
    assert add_months(day, months) == expected


@settings(deadline=None)
@given(st.sampled_from(KINDS), DAYS)
def test_every_day_has_neighbours_without_gap(kind, day):
    period = period_of(kind, day)

    assert day in period
    assert following(kind, period).start == period.end + timedelta(days=1)
    assert preceding(kind, period).end == period.start - timedelta(days=1)


@settings(deadline=None)
@given(st.sampled_from(KINDS), DAYS, st.integers(0, 900))
def test_periods_cover_a_span_once(kind, start, length):
    end = start + timedelta(days=length)

    found = periods(kind, start, end)

    assert start in found[0]
    assert end in found[-1]
    assert all(after == following(kind, before) for before, after in pairwise(found))
