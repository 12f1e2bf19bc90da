from datetime import date

import pytest
from django.utils.translation import override

from samspill.calendars.actions import set_calendar
from samspill.calendars.bridge import year_of
from samspill.calendars.models import Calendar
from tests.cast import AT, Cast

AUTUMN = (date(2026, 8, 1), date(2026, 12, 31))


def route(cast: Cast, unit: object, first: date, last: date, name: str) -> None:
    set_calendar(
        cast.municipality,
        unit,
        starts=AUTUMN[0],
        ends=AUTUMN[1],
        spans=[("holiday", first, last, name)],
        source="route.csv",
        acting=cast.administrator,
        at=AT,
    )


def test_without_a_route_weekdays_are_school_days_outside_summer_and_public_holidays(cast: Cast) -> None:
    year = year_of(cast.school, date(2026, 8, 1), date(2027, 7, 31))

    assert year.imported_until is None
    assert not year.days.is_school_day(date(2027, 5, 17))
    assert not year.days.is_school_day(date(2026, 8, 3))
    assert year.days.is_school_day(date(2026, 10, 5))
    assert year.days.summer_begins(2027) == date(2027, 6, 19)


def test_the_municipality_has_its_autumn_holiday(cast: Cast) -> None:
    route(cast, None, date(2026, 10, 5), date(2026, 10, 9), "Høstferie")

    year = year_of(cast.school, *AUTUMN)

    assert not year.days.is_school_day(date(2026, 10, 7))
    assert year.days.holiday_on(date(2026, 10, 7)).name == "Høstferie"
    assert (year.imported_until, year.own) == (date(2026, 12, 31), False)


def test_the_schools_own_route_goes_before_the_municipalitys(cast: Cast) -> None:
    route(cast, None, date(2026, 10, 5), date(2026, 10, 9), "Høstferie")
    route(cast, cast.school, date(2026, 9, 28), date(2026, 10, 2), "Potetferie")

    year = year_of(cast.school, *AUTUMN)

    assert year.days.is_school_day(date(2026, 10, 7))
    assert not year.days.is_school_day(date(2026, 9, 30))
    assert year.own


def test_days_after_the_route_are_weekdays_outside_public_holidays(cast: Cast) -> None:
    route(cast, None, date(2026, 10, 5), date(2026, 10, 9), "Høstferie")

    year = year_of(cast.school, date(2026, 8, 1), date(2027, 7, 31))

    assert year.days.is_school_day(date(2027, 2, 1))
    assert not year.days.is_school_day(date(2027, 5, 17))


@pytest.mark.parametrize("schools", [1, 12])
def test_a_year_is_read_in_two_queries(cast: Cast, django_assert_num_queries: object, schools: int) -> None:
    for _n in range(schools):
        route(cast, None, date(2026, 10, 5), date(2026, 10, 9), "Høstferie")

    with django_assert_num_queries(2):
        year_of(cast.school, *AUTUMN)


def test_a_new_route_takes_the_place_of_what_it_overlaps(cast: Cast) -> None:
    for name in ("Høstferie", "Potetferie"):
        route(cast, None, date(2026, 10, 5), date(2026, 10, 9), name)

    (calendar,) = Calendar.objects.all()
    assert [span.name for span in calendar.spans.all()] == ["Potetferie"]


@pytest.mark.parametrize(
    ("language", "name"),
    [("nb", "Grunnlovsdag"), ("nn", "Grunnlovsdag"), ("en", "Constitution Day"), ("da", "Grunnlovsdag")],
)
def test_a_public_holiday_has_its_name_in_the_readers_language(cast: Cast, language: str, name: str) -> None:
    with override(language):
        year = year_of(cast.school, date(2028, 1, 1), date(2028, 7, 31))

    assert year.days.holiday_on(date(2028, 5, 17)).name == name
