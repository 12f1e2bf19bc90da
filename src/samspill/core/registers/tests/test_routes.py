from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from samspill.core.registers.calendar_words import Kind
from samspill.core.registers.routes import CalendarDay, coverage, routes

FIRST, LAST = date(2016, 8, 18), date(2017, 6, 21)
AUTUMN = {date(2016, 10, day): "Høstferie" if day < 13 else "høstferie " for day in range(10, 15)}
CHRISTMAS = {**{date(2016, 12, day): "Juleferie" for day in (22, 23, 27, 28)}, date(2016, 12, 26): "2. juledag"}


def year(school: str, planning: date = date(2016, 11, 18)) -> Iterator[CalendarDay]:
    """A whole school year: weekdays between first and last day, two holidays, one planning day."""
    for step in range((date(2017, 7, 31) - date(2016, 8, 1)).days + 1):
        day = date(2016, 8, 1) + timedelta(days=step)
        comment = {**AUTUMN, **CHRISTMAS, planning: "Planleggingsdag"}.get(day, "")
        open_ = FIRST <= day <= LAST and day.weekday() < 5
        yield CalendarDay(
            school, day, open_ and not comment, open_ and comment in ("", "Planleggingsdag"), None, comment
        )


def test_a_route_in_short() -> None:
    (found,) = routes(year("A"))

    route = found.schools[0]
    assert (found.year, route.first_day, route.last_day) == (2016, FIRST, LAST)
    assert route.summer_begins == date(2017, 6, 22)
    assert route.planning_days == (date(2016, 11, 18),)


def test_holidays_are_ranges_with_one_spelling_across_weekends_and_public_holidays() -> None:
    (found,) = routes(year("A"))

    assert [(h.name, h.first, h.last, h.kind) for h in found.common.holidays] == [
        ("Høstferie", date(2016, 10, 10), date(2016, 10, 14), Kind.AUTUMN),
        ("Juleferie", date(2016, 12, 22), date(2016, 12, 28), Kind.CHRISTMAS),
    ]


def test_the_common_calendar_is_what_most_schools_do_and_the_rest_are_differences() -> None:
    other = date(2017, 1, 3)

    (found,) = routes([*year("A"), *year("B"), *year("C", planning=other)])

    assert found.common.planning_days == (date(2016, 11, 18),)
    assert (found.differences["A"], found.differences["B"]) == ((), ())
    assert [difference.day for difference in found.differences["C"]] == [date(2016, 11, 18), other]


def test_a_comment_makes_a_planning_day_only_where_no_column_speaks_of_teachers() -> None:
    day = date(2016, 8, 1)

    assert not CalendarDay("A", day, False, False, True, "Planleggingsdag").planning
    assert CalendarDay("A", day, False, None, None, "Planleggingsdag").planning
    assert CalendarDay("A", day, False, True, None, "").planning


def test_a_whole_year_is_covered() -> None:
    assert list(coverage(year("A"))) == []


def test_the_same_fault_of_several_schools_is_one_problem() -> None:
    gap = date(2016, 9, 5)

    (problem,) = coverage(day for school in "AB" for day in year(school) if day.day != gap)

    assert problem.code == "calendar.gap"
    assert problem.params == {"first": gap, "until": gap, "schools": "A, B", "count": 2}


def test_weekends_left_out_are_no_gap() -> None:
    assert list(coverage(day for day in year("A") if day.day.weekday() < 5)) == []


def test_a_month_without_a_school_day() -> None:
    shut = [CalendarDay(day.school, day.day, False, False, None) if day.day.month == 3 else day for day in year("A")]

    (problem,) = coverage(shut)

    assert (problem.code, problem.params["month"]) == ("calendar.empty-month", date(2017, 3, 1))


def test_less_than_a_school_year() -> None:
    (problem,) = coverage(day for day in year("A") if day.day < date(2017, 2, 1))

    assert problem.code == "calendar.short"
    assert problem.params["until"] == date(2017, 1, 31)
