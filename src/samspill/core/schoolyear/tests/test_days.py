"""School days, planning days and holidays of one calendar."""

from datetime import date, timedelta

import pytest

from samspill.core.schoolyear import Holiday, SchoolDays, SchoolYear

AUTUMN_HOLIDAY = Holiday("Autumn holiday", date(2026, 10, 5), date(2026, 10, 9))


def weekdays(start: date, end: date) -> list[date]:
    days = [start + timedelta(days=n) for n in range((end - start).days + 1)]
    return [day for day in days if day.weekday() < 5]


@pytest.fixture
def calendar() -> SchoolDays:
    autumn = weekdays(date(2026, 8, 19), date(2026, 12, 18))
    spring = weekdays(date(2027, 1, 4), date(2027, 6, 18))
    school = [day for day in autumn + spring if not AUTUMN_HOLIDAY.start <= day <= AUTUMN_HOLIDAY.end]
    return SchoolDays(tuple(reversed(school)), (date(2026, 8, 17), date(2026, 8, 18)), (AUTUMN_HOLIDAY,))


def test_a_planning_day_is_for_teachers_only(calendar):
    assert calendar.is_teacher_day(date(2026, 8, 17))
    assert not calendar.is_school_day(date(2026, 8, 17))
    assert calendar.is_teacher_day(date(2026, 8, 19))
    assert not calendar.is_teacher_day(date(2026, 8, 22))


def test_the_next_school_day_jumps_over_the_holiday(calendar):
    assert calendar.next_school_day(date(2026, 10, 2)) == date(2026, 10, 2)
    assert calendar.next_school_day(date(2026, 10, 3)) == date(2026, 10, 12)
    assert calendar.next_school_day(date(2027, 6, 19)) is None


def test_the_last_school_day_before_summer(calendar):
    assert calendar.last_school_day_before(date(2027, 7, 1)) == date(2027, 6, 18)
    assert calendar.last_school_day_before(date(2026, 8, 19)) is None


def test_summer_begins_the_day_after_the_last_school_day(calendar):
    assert calendar.summer_begins(2027) == date(2027, 6, 19)
    assert calendar.summer_begins(2026) is None


def test_school_days_in_july_do_not_move_the_summer():
    days = SchoolDays(tuple(weekdays(date(2026, 1, 5), date(2026, 12, 18))))

    assert days.summer_begins(2026) == date(2026, 7, 1)


def test_a_holiday_has_a_name(calendar):
    assert calendar.holiday_on(date(2026, 10, 9)) == AUTUMN_HOLIDAY
    assert calendar.holiday_on(date(2026, 10, 10)) is None


def test_the_third_week_of_autumn_is_a_week_with_school(calendar):
    autumn = SchoolYear(2026).autumn

    assert calendar.teaching_week(autumn, 3).key == "2026-W36"
    assert calendar.teaching_week(autumn, 8).key == "2026-W42"  # week 41 is the autumn holiday
    assert calendar.teaching_week(autumn, 40) is None


def test_order_and_doubles_do_not_matter():
    first, second = date(2026, 8, 19), date(2026, 8, 20)

    assert SchoolDays((second, first, first)) == SchoolDays((first, second))
