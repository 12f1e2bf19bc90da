import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspill.core.schoolyear import Holiday, SchoolDays
from samspill.core.schoolyear.rhythm import Rhythm, expand, wanted, week_of

AUTUMN = Holiday("Høstferie", date(2026, 10, 5), date(2026, 10, 9))
YEAR = [date(2026, 8, 1) + timedelta(days=n) for n in range(365)]
OPEN = [day for day in YEAR if day.weekday() < 5 and not AUTUMN.start <= day <= AUTUMN.end]
PLANNING = date(2026, 11, 4)
DAYS = SchoolDays(tuple(day for day in OPEN if day != PLANNING), (PLANNING,), (AUTUMN,))

spans = st.tuples(st.sampled_from(YEAR), st.integers(0, 300)).map(lambda one: (one[0], one[0] + timedelta(days=one[1])))
school = st.sets(st.sampled_from(YEAR)).map(lambda days: SchoolDays(tuple(days)))


@st.composite
def rhythms(draw: st.DrawFn) -> Rhythm:
    starts, until = draw(spans)
    nth = draw(st.sampled_from([None, 1, 2, 3, 4, -1]))
    return Rhythm(draw(st.integers(0, 4)), starts, until, draw(st.integers(1, 5)), nth)


@given(rhythms(), school)
def test_every_wanted_day_either_meets_or_is_skipped(rhythm: Rhythm, days: SchoolDays) -> None:
    dates = expand(rhythm, days)

    told = [*dates.meets, *(one.on for one in dates.skipped)]
    assert sorted(told) == list(wanted(rhythm))
    assert all(days.is_school_day(day) for day in dates.meets)
    assert not any(days.is_school_day(one.on) for one in dates.skipped)


@given(rhythms())
def test_days_keep_the_weekday_and_the_span(rhythm: Rhythm) -> None:
    days = wanted(rhythm)

    assert all(day.weekday() == rhythm.weekday and rhythm.starts <= day <= rhythm.until for day in days)
    assert list(days) == sorted(set(days))


@given(rhythms())
def test_weeks_are_counted_from_the_first_and_months_have_one_each(rhythm: Rhythm) -> None:
    days = wanted(rhythm)

    if rhythm.nth:
        assert len({(day.year, day.month) for day in days}) == len(days)
    else:
        assert all((after - before).days == 7 * rhythm.every_weeks for before, after in itertools.pairwise(days))


@given(rhythms(), school)
def test_a_day_instead_is_a_free_school_day_of_the_same_week(rhythm: Rhythm, days: SchoolDays) -> None:
    dates = expand(rhythm, days)

    for one in dates.skipped:
        if one.instead:
            assert days.is_school_day(one.instead)
            assert one.instead not in dates.meets
            assert one.instead.isocalendar()[:2] == one.on.isocalendar()[:2]


@given(st.sampled_from(YEAR), st.integers(0, 4), st.sampled_from([1, 2, 3, 4]))
def test_the_nth_weekday_lies_in_its_seven_days(month: date, weekday: int, nth: int) -> None:
    first = month.replace(day=1)

    (day,) = wanted(Rhythm(weekday, first, first + timedelta(days=27), nth=nth))

    assert (day.day - 1) // 7 + 1 == nth


def test_the_autumn_holiday_is_named_and_the_second_weeks_stay() -> None:
    rhythm = Rhythm(2, date(2026, 9, 9), date(2026, 11, 4), every_weeks=2)

    dates = expand(rhythm, DAYS)

    assert [week_of(day) for day in dates.meets] == [37, 39, 43]
    assert [(one.holiday, one.planning, one.instead) for one in dates.skipped] == [
        ("Høstferie", False, None),
        ("", True, date(2026, 11, 3)),
    ]


def test_the_last_wednesday_is_the_last_in_months_of_four_and_of_five() -> None:
    days = wanted(Rhythm(2, date(2026, 9, 1), date(2026, 11, 30), nth=-1))

    assert days == (date(2026, 9, 30), date(2026, 10, 28), date(2026, 11, 25))


def test_weeks_are_numbered_as_in_the_nordic_calendar() -> None:
    assert (week_of(date(2026, 12, 31)), week_of(date(2027, 1, 3)), week_of(date(2027, 1, 4))) == (53, 53, 1)


@pytest.mark.parametrize("wrong", [{"weekday": 7}, {"every_weeks": 0}, {"nth": 5}])
def test_a_rhythm_that_does_not_exist_says_what_is_accepted(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"Monday is 0|least is 1|Accepted are"):
        Rhythm(**{"weekday": 2, "starts": date(2026, 9, 1), "until": date(2026, 9, 30), **wrong})
