"""What holds for every file: it reads back what was written, never raises, and does not care for the order of rows."""

from __future__ import annotations

import csv
import gzip
import io
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from samspill.core.registers.calendars import read_calendar
from samspill.core.registers.people import read_people
from samspill.core.registers.routes import CalendarDay, routes
from samspill.core.registers.schools import is_org_number, read_schools
from samspill.core.registers.tests.files import workbook

HEADER = ("dato", "skole", "elevdag", "laererdag", "sfodag", "kommentar")
LETTERS = st.text("abcdefghijklmnopqrstuvwxyzæøåäöÆØÅ .'\"-", min_size=1, max_size=12)
WORDS = LETTERS.map(lambda text: " ".join(text.split())).filter(lambda text: any(map(str.isalpha, text)))
DAYS = st.builds(
    CalendarDay,
    school=WORDS,
    day=st.dates(date(2010, 1, 1), date(2040, 1, 1)),
    pupils=st.booleans(),
    teachers=st.booleans(),
    after_school=st.booleans(),
    comment=st.one_of(st.just(""), WORDS),
)
ROWS = st.lists(DAYS, min_size=1, max_size=8, unique_by=lambda day: (day.school, day.day))
DATE_FORMS = st.sampled_from(["%Y-%m-%d", "%d.%m.%Y", "%d/%m-%Y", "%d/%m/%Y", "%Y%m%d", "%Y-%m-%d 00:00:00"])
YES_NO = st.sampled_from([("Nei", "Ja"), ("N", "J"), ("no", "yes"), ("0", "1"), ("nej", "ja")])
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])
DAY_FIRST = {"date-order:dato": "day-month"}
START = (
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"dato;skole;elevdag\n",
    b"navn;orgnr\n",
    b"Navn;Fnr\n",
    b"",
)


def cells(day: CalendarDay, form: str, yes_no: tuple[str, str]) -> list[str]:
    marks = [yes_no[mark] for mark in (day.pupils, day.teachers, bool(day.after_school))]
    return [day.day.strftime(form), day.school, *marks, day.comment]


def write(
    rows: list[CalendarDay], form: str = "%Y-%m-%d", yes_no: tuple[str, str] = ("Nei", "Ja"), sign: str = ";"
) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=sign).writerows([HEADER, *(cells(day, form, yes_no) for day in rows)])
    return out.getvalue()


@settings(max_examples=150)
@given(ROWS, DATE_FORMS, YES_NO, st.sampled_from(";,\t"), ENCODINGS, st.booleans())
def test_what_was_written_is_read_back(
    rows: list[CalendarDay], form: str, yes_no: tuple[str, str], sign: str, encoding: str, packed: bool
) -> None:
    data = write(rows, form, yes_no, sign).encode(encoding)

    reading = read_calendar(gzip.compress(data, mtime=0) if packed else data, answers=DAY_FIRST)

    assert reading.rows == tuple(rows)


@settings(max_examples=15, deadline=None)
@given(ROWS)
def test_what_a_spreadsheet_holds_is_read_back(rows: list[CalendarDay]) -> None:
    body = [(day.day, day.school, day.pupils, day.teachers, day.after_school, day.comment) for day in rows]

    reading = read_calendar(workbook([HEADER, *body]))

    assert reading.rows == tuple(rows)


@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(rows: list[CalendarDay], dice: object) -> None:
    mixed = list(rows)
    dice.shuffle(mixed)

    one, other = (read_calendar(write(order).encode()) for order in (rows, mixed))

    assert set(one.rows) == set(other.rows)
    assert routes(one.rows) == routes(other.rows)


@given(st.lists(st.from_regex(r"[89][0-9]{8}", fullmatch=True).filter(is_org_number), max_size=6, unique=True))
def test_schools_survive_any_order(numbers: list[str]) -> None:
    lines = [f"{number};Skole {number}\n" for number in numbers]

    there, back = (read_schools(("orgnr;navn\n" + "".join(order)).encode()) for order in (lines, lines[::-1]))

    assert {school.org_number for school in there.rows} == set(numbers)
    assert set(there.rows) == set(back.rows)


@settings(max_examples=200)
@given(
    st.sampled_from(START), st.one_of(st.binary(max_size=300), st.text(max_size=150).map(lambda t: t.encode("utf-8")))
)
def test_random_bytes_never_raise(start: bytes, rest: bytes) -> None:
    for read in (read_schools, read_calendar, read_people):
        reading = read(start + rest)

        assert reading.rows or reading.problems or reading.questions or getattr(reading, "holidays", ())
