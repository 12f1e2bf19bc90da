from __future__ import annotations

from datetime import date

import pytest

from samspill.core.registers.calendar_words import Kind, kind_of
from samspill.core.registers.calendars import read_calendar
from samspill.core.registers.tests.files import choice, codes

KNOWN = ("Ålgård skole", "Bærland skole")
# Other columns, order, delimiter, encoding, date form and padding than the first municipality's.
PADDED = """Skolerute 2016-2017;;;;;
 Merknad ; Skole            ; SFO ; Elever ; Lærere ; Dato
 Planleggingsdag ; Ålgård skole ; Ja ; Nei ; Ja ; 17.08.2016
 Første  skoledag ; Ålgård skole ; ja ; JA ; Ja ; 18.08.2016
 ; Bærland skole ; J ; J ; J ; 18.08.2016
""".encode("latin-1")
HEADER = "dato,skole,elevdag,laererdag,sfodag,kommentar\n"


def without_coverage(reading: object) -> list[str]:
    return [code for code in codes(reading) if code not in ("calendar.short", "calendar.gap", "calendar.empty-month")]


def read(*lines: str, answers: dict[str, str] | None = None, known: tuple[str, ...] = ()) -> object:
    return read_calendar((HEADER + "".join(lines)).encode(), known_schools=known, answers=answers)


def test_a_padded_latin1_file_with_other_columns() -> None:
    reading = read_calendar(PADDED, known_schools=KNOWN)

    planning, first, _ = reading.rows
    assert [day.school for day in reading.rows] == ["Ålgård skole", "Ålgård skole", "Bærland skole"]
    assert (planning.day, planning.marks, planning.planning) == (date(2016, 8, 17), (False, True, True), True)
    assert (first.pupils, first.comment, first.row) == (True, "Første skoledag", 4)
    assert (choice(reading, "encoding"), choice(reading, "header")) == ("cp1252", "2")


def test_a_school_nobody_knows_is_asked_for_with_the_nearest_names() -> None:
    line = "2016-08-18,Ålgard skule,Ja,Ja,Ja,\n"

    asked = read(line, line.replace("18", "19"), known=KNOWN)
    answered = read(line, known=KNOWN, answers={"school:Ålgard skule": "Ålgård skole"})

    assert (asked.rows, asked.waiting) == ((), False)
    problem = asked.problems[0]
    assert (problem.code, problem.accepted[0], problem.params["count"]) == ("calendar.school-unknown", KNOWN[0], 2)
    assert [day.school for day in answered.rows] == ["Ålgård skole"]


def test_a_known_school_is_met_whatever_its_case_and_spaces() -> None:
    reading = read("2016-08-18,ÅLGÅRD  skole,Ja,Ja,Ja,\n", known=KNOWN)

    assert [day.school for day in reading.rows] == ["Ålgård skole"]


def test_doubles_count_once_and_contradictions_not_at_all() -> None:
    same, other = "2016-08-18,A,Ja,Ja,Ja,\n", "2016-08-19,A,Ja,Ja,Ja,\n"

    reading = read(same, other, same, other.replace("Ja,Ja,Ja", "Nei,Ja,Ja"))

    assert [day.day.day for day in reading.rows] == [18]
    assert [(p.code, p.row, p.params["other"]) for p in reading.problems[:2]] == [
        ("calendar.doubled", 4, 2),
        ("calendar.contradiction", 5, 3),
    ]


@pytest.mark.parametrize(
    ("line", "code", "kept"),
    [
        ("18. august,A,Ja,Ja,Ja,\n", "date.unknown", 0),
        (",A,Ja,Ja,Ja,\n", "date.missing", 0),
        ("2016-08-18,,Ja,Ja,Ja,\n", "calendar.no-school", 0),
        ("2016-08-18,A,kanskje,Ja,Ja,\n", "yes-no.unknown", 0),
        ("2016-08-18,A,Ja,Ja,Ja,Planleggingsdag\n", "calendar.planning-contradicts", 1),
        ("2016-12-28,A,Ja,Ja,Ja,juleferie\n", "calendar.mark-contradicts", 1),
    ],
)
def test_dirty_rows_are_reported(line: str, code: str, kept: int) -> None:
    reading = read(line, "2016-08-22,A,Nei,Nei,Nei,\n")

    assert without_coverage(reading) == [code]
    assert len(reading.rows) == kept + 1


def test_an_ambiguous_date_holds_everything_back_until_answered() -> None:
    asked = read("03/04/2017,A,Ja,Ja,Ja,\n")
    answered = read("03/04/2017,A,Ja,Ja,Ja,\n", answers={"date-order:dato": "day-month"})

    assert (asked.rows, asked.waiting) == ((), True)
    assert answered.rows[0].day == date(2017, 4, 3)


def test_one_row_per_holiday() -> None:
    data = "Fra;Til;Navn\n10.10.2016;14.10.2016;Haustferie\n18.08.2016;;Første skuledag\n".encode()

    reading = read_calendar(data)

    assert [(h.kind, h.first, h.last) for h in reading.holidays] == [
        (Kind.AUTUMN, date(2016, 10, 10), date(2016, 10, 14)),
        (Kind.FIRST_DAY, date(2016, 8, 18), date(2016, 8, 18)),
    ]
    assert (reading.rows, reading.problems) == ((), ())


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("14.10.2016;10.10.2016;Høstferie\n", "calendar.backwards"),
        ("10.10.2016;14.10.2016;\n", "calendar.no-name"),
        (";14.10.2016;Høstferie\n", "date.missing"),
        ("10.10.2016;snart;Høstferie\n", "date.unknown"),
    ],
)
def test_dirty_holidays_are_reported(line: str, code: str) -> None:
    reading = read_calendar(f"Fra;Til;Navn\n{line}".encode())

    assert codes(reading) == [code]
    assert reading.holidays == ()


def test_a_doubled_holiday_counts_once() -> None:
    line = "10.10.2016;14.10.2016;Høstferie\n"

    reading = read_calendar(f"Fra;Til;Navn\n{line}{line}".encode())

    assert len(reading.holidays) == 1
    assert codes(reading) == ["calendar.doubled"]


def test_a_file_of_neither_shape_is_refused() -> None:
    reading = read_calendar(b"skole;kommentar\nA;B\n")

    assert codes(reading) == ["calendar.no-shape"]
    assert reading.refused


@pytest.mark.parametrize(("answer", "schools"), [("navn", {"A"}), ("-", {""})])
def test_a_column_called_just_name_may_be_the_school(answer: str, schools: set[str]) -> None:
    data = b"dato;navn;elevdag\n2016-08-18;A;Ja\n2016-08-19;A;Nei\n"

    reading = read_calendar(data, answers={"column:school": answer})

    assert read_calendar(data).waiting
    assert {day.school for day in reading.rows} == schools


@pytest.mark.parametrize(
    ("comment", "kind"),
    [
        ("siste dag - sfo ", Kind.AFTER_SCHOOL),
        ("Første dag- SFO", Kind.AFTER_SCHOOL),
        ("vinterferie", Kind.WINTER),
        ("VINTERFERIE", Kind.WINTER),
        ("sportlov", Kind.WINTER),
        ("Siste skoledag", Kind.LAST_DAY),
        ("Off. Høytidsdag", Kind.PUBLIC_HOLIDAY),
        ("1. juledag", Kind.PUBLIC_HOLIDAY),
        ("Laurdag", Kind.WEEKEND),
        ("f", Kind.OTHER),
        ("", Kind.NOTHING),
    ],
)
def test_kinds_of_comments(comment: str, kind: Kind) -> None:
    assert kind_of(comment) is kind
