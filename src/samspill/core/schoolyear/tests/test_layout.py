"""The plan laid on real school days: R87 to R113 as windows, dates and occasions."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspill.core.schoolyear import SchoolDays, Window, occasions, period_of, periods, spread, window
from samspill.core.schoolyear.layout import FINDINGS

START = date(2017, 10, 2)


def school(start: date, end: date) -> SchoolDays:
    days = (start + timedelta(days=n) for n in range((end - start).days + 1))
    return SchoolDays(tuple(day for day in days if day.weekday() < 5 and day.month != 7))


DAYS = school(date(2017, 8, 1), date(2020, 7, 31))


@pytest.mark.parametrize(
    ("told", "earliest", "latest"),
    [
        ({"after_start": (1, 2)}, date(2017, 10, 2), date(2017, 10, 15)),  # R87
        ({"after_start": (3, 3)}, date(2017, 10, 16), date(2017, 10, 22)),
        ({"half": "spring", "year": 1, "months": (3, 3)}, date(2018, 3, 1), date(2018, 3, 31)),  # R99
        ({"half": "spring", "year": 1}, date(2018, 1, 1), date(2018, 7, 31)),
        ({"half": "autumn", "year": 1, "months": (9, 11)}, date(2018, 9, 1), date(2018, 11, 30)),  # R103
        ({"half": "spring", "year": 2, "months": (2, 2)}, date(2019, 2, 1), date(2019, 2, 28)),
        ({"half": "spring", "year": 3}, date(2020, 1, 1), date(2020, 7, 31)),  # R113
        ({"half": "autumn", "year": 0}, START, date(2017, 12, 31)),
    ],
)
def test_a_window_is_told_from_the_start(told, earliest, latest):
    assert window(start=START, **told) == (earliest, latest)


def test_a_start_in_spring_meets_autumn_first():
    start = date(2018, 3, 1)

    assert window(start=start, half="autumn", year=1)[0] == date(2018, 8, 1)
    assert window(start=start, half="spring", year=1)[0] == date(2019, 1, 1)
    assert window(start=start, half="spring", year=0) == (start, date(2018, 7, 31))


@pytest.mark.parametrize(
    "told",
    [
        {"after_start": (0, 2)},
        {"after_start": (3, 2)},
        {"half": "winter", "year": 1},
        {"half": "spring", "year": 0},
        {"half": "spring", "year": 1, "months": (5, 9)},
        {},
    ],
)
def test_a_window_that_does_not_exist_is_refused(told):
    with pytest.raises(ValueError, match=r"exist|no half-year|has no|lie in"):
        window(start=START, **told)


def test_the_first_steps_keep_their_order():
    first = Window("found-steering-group", START, date(2017, 10, 27))
    second = Window("school-conference", START, date(2017, 10, 27))

    laid = spread([first, second], DAYS)

    assert laid.dates == (date(2017, 10, 9), date(2017, 10, 23))
    assert laid.findings == ()


def test_a_window_without_school_is_said_and_left_open():
    july = Window("conference", date(2018, 7, 1), date(2018, 7, 31))

    laid = spread([july], DAYS)

    assert laid.dates == (None,)
    assert [one.code for one in laid.findings] == ["layout.no_school_day"]


def test_a_window_that_is_over_before_the_start_is_said():
    earliest, latest = window(start=date(2017, 11, 20), half="autumn", year=0, months=(9, 10))

    laid = spread([Window("conference", earliest, latest)], DAYS)

    assert laid.dates == (None,)


def test_too_many_for_one_window_share_days_and_say_so():
    crowded = [Window(str(n), date(2017, 10, 2), date(2017, 10, 3)) for n in range(3)]

    laid = spread(crowded, DAYS)

    assert laid.dates == (date(2017, 10, 2), date(2017, 10, 3), date(2017, 10, 3))
    assert [one.params["activity"] for one in laid.findings] == ["2"]


def test_the_resource_team_meets_once_a_month_on_tuesdays():
    dates = occasions(
        at_least=1,
        period="month",
        start=date(2018, 1, 1),
        end=date(2018, 12, 31),
        days=DAYS,
        weekday=1,
        exempt_months=(7,),
    )

    assert len(dates) == 11
    assert {day.weekday() for day in dates} == {1}


def test_the_steering_group_meets_twice_in_a_half_year():
    dates = occasions(at_least=2, period="half_year", start=date(2018, 1, 1), end=date(2018, 12, 31), days=DAYS)

    assert [period_of("half_year", day).key for day in dates] == ["2018-H1", "2018-H1", "2018-H2", "2018-H2"]
    assert dates[1] - dates[0] > timedelta(days=60)


def test_another_weekday_is_taken_where_the_fixed_one_is_too_rare():
    week = school(date(2018, 1, 2), date(2018, 1, 5))

    dates = occasions(at_least=1, period="week", start=date(2018, 1, 1), end=date(2018, 1, 7), days=week, weekday=0)

    assert dates == (date(2018, 1, 4),)


WINDOWS = st.lists(
    st.builds(
        lambda start, length: (START + timedelta(days=start), START + timedelta(days=start + length)),
        st.integers(0, 900),
        st.integers(-5, 120),
    ),
    max_size=12,
)


@settings(deadline=None)
@given(WINDOWS)
def test_every_date_is_a_school_day_of_its_window_in_order(spans):
    windows = [Window(str(n), *span) for n, span in enumerate(spans)]

    laid = spread(windows, DAYS)

    for one, day in zip(windows, laid.dates, strict=True):
        assert day is None or (DAYS.is_school_day(day) and one.earliest <= day <= one.latest)
    for span in spans:
        same = [day for one, day in zip(spans, laid.dates, strict=True) if one == span and day]
        assert same == sorted(same)
    assert laid.dates.count(None) == sum(one.code == "layout.no_school_day" for one in laid.findings)
    assert all(set(one.params) == FINDINGS[one.code] for one in laid.findings)


@settings(deadline=None)
@given(st.integers(1, 4), st.sampled_from(["month", "half_year"]), st.integers(0, 600), st.none() | st.integers(0, 4))
def test_occasions_are_school_days_in_order_and_enough(at_least, kind, length, weekday):
    end = START + timedelta(days=length)

    dates = occasions(
        at_least=at_least, period=kind, start=START, end=end, days=DAYS, weekday=weekday, exempt_months=(7,)
    )

    assert all(DAYS.is_school_day(day) and START <= day <= end and day.month != 7 for day in dates)
    assert all(before < after for before, after in pairwise(dates))
    for one in periods(kind, START, end, exempt_months=(7,)):
        laid = [day for day in dates if day in one]
        assert len(laid) == min(at_least, len(DAYS.between(max(one.start, START), min(one.end, end))))
