"""The real registers, where they lie beside the repository."""

from __future__ import annotations

from collections import Counter
from datetime import date

from samspill.core.registers.calendar_words import Kind
from samspill.core.registers.calendars import read_calendar
from samspill.core.registers.routes import routes
from samspill.core.registers.schools import read_schools
from samspill.core.registers.tests.files import codes, shared

ROUTE = "calendars/stavanger-skolerute-2016-2017.csv.gz"


def test_the_whole_register() -> None:
    reading = read_schools(shared("no_schools/schools_all.csv"))

    assert len(reading.rows) == 2801
    assert Counter(codes(reading)) == {"school.grades-missing": 119}
    assert sum(school.added_by_hand for school in reading.rows) == 104
    assert {s.municipality_other_names for s in reading.rows if s.municipality == "Trondheim"} == {("Tråante",)}


def test_the_four_municipalities_of_the_guide() -> None:
    reading = read_schools(shared("no_schools/schools_log_municipalities.csv"))

    assert {school.municipality for school in reading.rows} == {"Ålesund", "Lillehammer", "Harstad", "Drammen"}
    assert (len(reading.rows), sum(school.pupils is not None for school in reading.rows)) == (61, 58)


def test_an_older_register_of_another_shape() -> None:
    reading = read_schools(shared("no_schools/skoler_2023_elevtall_utm33.tsv.gz"))

    assert len(reading.rows) == 2667
    assert Counter(codes(reading)) == {"school.grades-missing": 54, "school.same-name": 7}


def test_a_years_route_of_43_schools() -> None:
    reading = read_calendar(shared(ROUTE))

    found = Counter(codes(reading))
    assert len(reading.rows) == 15695
    assert found == {"calendar.planning-contradicts": 34, "row.stray-cell": 1, "calendar.mark-contradicts": 1}


def test_the_common_calendar_of_that_year() -> None:
    (year,) = routes(read_calendar(shared(ROUTE)).rows)

    common = year.common
    assert (year.year, len(year.schools)) == (2016, 43)
    assert (common.first_day, common.last_day) == (date(2016, 8, 18), date(2017, 6, 22))
    assert common.planning_days[-2:] == (date(2016, 11, 18), date(2017, 1, 2))
    assert [(holiday.name, holiday.kind) for holiday in common.holidays[:4]] == [
        ("Høstferie", Kind.AUTUMN),
        ("Juleferie", Kind.CHRISTMAS),
        ("Vinterferie", Kind.WINTER),
        ("Påskeferie", Kind.EASTER),
    ]
