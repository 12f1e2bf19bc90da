from __future__ import annotations

from datetime import date, timedelta

import pytest

from samspill.calendars.bridge import year_of
from samspill.calendars.models import Calendar, Span, SpanKind
from samspill.core.registers.tests.files import shared
from samspill.imports import calendars, schools
from samspill.imports.preview import Preview
from samspill.journal.models import Entry
from samspill.people.models import Municipality, Unit
from tests.cast import AT, Cast, assemble

pytestmark = pytest.mark.django_db

FIRST, LAST = date(2026, 8, 1), date(2027, 7, 31)
ROUTE = "calendars/stavanger-skolerute-2016-2017.csv.gz"
HOLIDAYS = """fra;til;navn
17.08.2026;;Første skoledag
05.10.2026;09.10.2026;Høstferie
21.12.2026;01.01.2027;Juleferie
04.01.2027;;Planleggingsdag
18.06.2027;;Siste skoledag"""


@pytest.fixture
def cast() -> Cast:
    return assemble()


def days(*, free: dict[str, set[date]]) -> bytes:
    """A route of a whole year, one line for each school and day; `free` says who is away when."""
    lines = ["dato,skole,elevdag,lærerdag"]
    for school, away in free.items():
        for number in range((LAST - FIRST).days + 1):
            day = FIRST + timedelta(days=number)
            here = day.weekday() < 5 and day not in away and not _summer(day)
            lines.append(f"{day},{school},{'Ja' if here else 'Nei'},{'Ja' if here else 'Nei'}")
    return "\n".join(lines).encode()


def _summer(day: date) -> bool:
    return day < date(2026, 8, 17) or day > date(2027, 6, 18)


def look(data: bytes, municipality: Municipality) -> Preview:
    return calendars.preview(data, answers={}, municipality=municipality)


def do(data: bytes, municipality: Municipality) -> None:
    look(data, municipality).carry_out(None, AT)


def school_day(unit: Unit, day: date) -> bool:
    return year_of(unit, day, day).days.is_school_day(day)


NOVEMBER = date(2026, 11, 16)
DECEMBER = date(2026, 12, 7)


def test_a_school_that_differs_gets_its_own_calendar(cast: Cast) -> None:
    do(days(free={"Fjellheim skole": {NOVEMBER}, "Strandvik skule": set()}), cast.municipality)

    assert not school_day(cast.school, NOVEMBER)
    assert school_day(cast.other_school, NOVEMBER)
    assert [calendar.unit for calendar in Calendar.objects.all()].count(None) == 1
    assert Calendar.objects.count() == 2


def test_a_school_that_agrees_again_loses_its_own_calendar(cast: Cast) -> None:
    do(days(free={"Fjellheim skole": {NOVEMBER}, "Strandvik skule": set()}), cast.municipality)
    preview = look(days(free={"Fjellheim skole": {DECEMBER}, "Strandvik skule": {DECEMBER}}), cast.municipality)

    preview.carry_out(None, AT)

    assert any(key.school == "Fjellheim skole" for key in preview.diff.gone)
    assert [calendar.unit for calendar in Calendar.objects.all()] == [None]
    assert school_day(cast.school, NOVEMBER)
    assert not school_day(cast.school, DECEMBER)


def test_a_route_of_one_school_leaves_the_others_alone(cast: Cast) -> None:
    do(days(free={"Fjellheim skole": {NOVEMBER}, "Strandvik skule": set()}), cast.municipality)
    own = Calendar.objects.get(unit=cast.school)

    do(HOLIDAYS.encode(), cast.municipality)

    assert Calendar.objects.filter(pk=own.pk).exists()


def test_a_route_of_some_weeks_keeps_the_days_around_it(cast: Cast) -> None:
    do(HOLIDAYS.encode(), cast.municipality)
    lines = ["dato,elevdag,lærerdag"]
    lines += [f"2026-11-{day:02},Nei,Nei" for day in range(16, 21)]

    do("\n".join(lines).encode(), cast.municipality)

    assert not school_day(cast.school, NOVEMBER)
    assert not school_day(cast.school, date(2026, 10, 6))
    assert not school_day(cast.school, date(2026, 12, 22))
    assert school_day(cast.school, DECEMBER)


def test_named_holidays_and_the_days_around_the_first_and_last_school_day(cast: Cast) -> None:
    do(HOLIDAYS.encode("latin-1"), cast.municipality)

    closed = [date(2026, 8, 14), date(2026, 10, 7), date(2027, 1, 4), date(2027, 5, 17), date(2027, 6, 21)]
    assert not any(school_day(cast.school, day) for day in closed)
    assert school_day(cast.school, date(2026, 8, 17))
    assert school_day(cast.school, date(2027, 6, 18))
    assert Span.objects.get(kind=SpanKind.PLANNING).first == date(2027, 1, 4)


def test_old_letters_semicolons_and_dotted_dates(cast: Cast) -> None:
    lines = ["Dato;Skole;Elevdag;Lærerdag;Merknad"]
    lines += [f"{day:02}.02.2027;Fjellheim skole;Nei;Nei;Vinterferie" for day in range(22, 27)]
    lines += ["01.03.2027;FJELLHEIM SKOLE;Nei;Ja;Planleggingsdag"]

    do("\r\n".join(lines).encode("latin-1"), cast.municipality)

    assert list(Span.objects.values_list("kind", "first", "last", "name")) == [
        ("holiday", date(2027, 2, 22), date(2027, 2, 26), "Vinterferie"),
        ("planning", date(2027, 3, 1), date(2027, 3, 1), "Planleggingsdag"),
    ]


def test_an_unknown_school_is_asked_for(cast: Cast) -> None:
    preview = look(days(free={"Fjelheim skule": set()}), cast.municipality)

    assert [question.id for question in preview.reading.questions] == ["school:Fjelheim skule"]
    assert not preview.ready


@pytest.mark.parametrize(
    "data", [HOLIDAYS.encode(), days(free={"Fjellheim skole": {NOVEMBER}, "Strandvik skule": set()})]
)
def test_the_second_time_nothing_changes(cast: Cast, data: bytes) -> None:
    do(data, cast.municipality)
    before = Entry.objects.count()

    preview = look(data, cast.municipality)
    preview.carry_out(None, AT)

    assert preview.diff.empty
    assert not preview.ready
    assert Entry.objects.count() == before


def test_the_route_of_stavanger_on_the_schools_of_the_register() -> None:
    schools.preview(shared("no_schools/schools_all.csv"), answers={}, municipality=None, named="Stavanger").carry_out(
        None, AT
    )
    stavanger = Municipality.objects.get()

    do(shared(ROUTE), stavanger)

    school = Unit.objects.get(name="Auglend skole")
    assert not school_day(school, date(2016, 8, 17))
    assert school_day(school, date(2016, 8, 18))
    assert not school_day(school, date(2016, 12, 23))
    assert not school_day(school, date(2017, 4, 12))
    assert school_day(school, date(2017, 6, 22))
    assert not school_day(school, date(2017, 6, 23))
    assert look(shared(ROUTE), stavanger).diff.empty
