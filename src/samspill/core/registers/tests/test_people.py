from __future__ import annotations

from datetime import date, datetime

import pytest

from samspill.core.registers.national import has_national_number
from samspill.core.registers.people import read_people
from samspill.core.registers.person_words import grades_of, weekdays_of
from samspill.core.registers.professions import ACCEPTED, PROFESSIONS, profession_of
from samspill.core.registers.tests.files import codes, workbook

HEADER = "Navn;E-post;Mobil;Skole;Stilling;Trinn;Fra;Til;Dager\n"
KARI = "Kari Nordmann;kari@lia.example;12 34 56 78;Lia skole;Kontaktlærer;5.–7. trinn;01.08.2017;;man, ons\n"
UNITS = ("Lia skole", "Ås skule", "Barnevernet")
BORN = "01010750160"  # made up; only its check digits are right
ABROAD = "010203-1234"


def read(*lines: str, answers: dict[str, str] | None = None) -> object:
    return read_people((HEADER + "".join(lines)).encode(), known_units=UNITS, answers=answers)


def test_a_row_becomes_a_person() -> None:
    (kari,) = read(KARI).rows

    assert (kari.name, kari.email, kari.phone) == ("Kari Nordmann", "kari@lia.example", "12 34 56 78")
    assert (kari.unit, kari.profession, kari.profession_word) == ("Lia skole", "teacher", "Kontaktlærer")
    assert (kari.grades, kari.weekdays) == ((5, 6, 7), (0, 2))
    assert (kari.start, kari.end, kari.row) == (date(2017, 8, 1), None, 2)


def test_a_workbook_with_first_and_last_name() -> None:
    start = datetime(2017, 8, 1)  # noqa: DTZ001 - a spreadsheet knows no time zone
    data = workbook([["Fornavn", "Etternavn", "Telefon", "Rolle", "Frå"], ["Kari", "Vik", 12345678, "Rektor", start]])

    (kari,) = read_people(data).rows

    assert (kari.name, kari.phone, kari.profession, kari.start) == (
        "Kari Vik",
        "12345678",
        "school_leader",
        start.date(),
    )


@pytest.mark.parametrize(
    ("before", "after", "code", "kept"),
    [
        ("Kari Nordmann", "", "person.no-name", 0),
        ("kari@lia.example", "kari(at)lia", "person.email-shape", 0),
        ("Lia skole", "Lia skule", "person.unit-unknown", 0),
        ("Kontaktlærer", "Pilot", "person.profession-unknown", 0),
        ("Kontaktlærer", "", "person.profession-missing", 0),
        ("01.08.2017;", "01.08.2017;31.07.2017", "person.backwards", 0),
        ("01.08.2017", "31.02.2017", "date.unknown", 0),
        ("12 34 56 78", "ring meg", "phone.shape", 1),
        ("5.–7. trinn", "7-5", "grade.unknown", 1),
        ("man, ons", "av og til", "weekday.unknown", 1),
        ("Kari Nordmann", "Nordmann, Kari", "", 1),
    ],
)
def test_dirty_rows_are_reported(before: str, after: str, code: str, kept: int) -> None:
    reading = read(KARI.replace(before, after))

    assert codes(reading) == ([code] if code else [])
    assert len(reading.rows) == kept


def test_a_surname_first_is_turned_when_every_name_is_so_and_said() -> None:
    reading = read(KARI.replace("Kari Nordmann", "Nordmann, Kari"))

    assert reading.rows[0].name == "Kari Nordmann"
    assert [choice.what for choice in reading.choices if not choice.sure] == ["name-order"]


def test_every_fault_of_a_row_is_told_at_once() -> None:
    reading = read(";x;y;Z;Pilot;a;b;c;d\n")

    assert len(codes(reading)) == 8


def test_unknown_words_are_answered_by_a_person() -> None:
    line = KARI.replace("Lia skole", "Lia").replace("Kontaktlærer", "Rådgiver")

    asked = read(line)
    answered = read(line, answers={"unit:Lia": "Lia skole", "profession:Rådgiver": "guidance"})

    assert {question.id for question in asked.questions} == {"unit:Lia", "profession:Rådgiver"}
    assert asked.problems[0].accepted[0] == "Lia skole"
    assert (answered.rows[0].unit, answered.rows[0].profession) == ("Lia skole", "guidance")


def test_a_column_of_something_else_is_not_searched_name_by_name() -> None:
    reading = read(*(KARI.replace("Kontaktlærer", f"Kontaktlærer {number}") for number in range(60)))

    suggested = [problem for problem in reading.problems if problem.accepted[0] == "kontaktlærer"]
    assert len(reading.problems) == 60
    assert len(suggested) == 50


def test_two_people_with_one_address_are_both_left_out() -> None:
    reading = read(KARI, KARI.replace("Kari Nordmann", "Ola Vik"), KARI.replace("kari@", "per@"))

    assert [person.email for person in reading.rows] == ["per@lia.example"]
    assert [(p.row, p.params["other"]) for p in reading.problems] == [(2, 3), (3, 2)]


def test_one_person_may_hold_two_positions() -> None:
    reading = read(KARI, KARI.replace("Lia skole", "Ås skule").replace("kari@", "KARI@"))

    assert [person.unit for person in reading.rows] == ["Lia skole", "Ås skule"]
    assert reading.problems == ()


def test_a_doubled_row_counts_once() -> None:
    reading = read(KARI, KARI)

    assert len(reading.rows) == 1
    assert codes(reading) == ["person.doubled"]


@pytest.mark.parametrize("title", ["Fødselsnr", "CPR-nr", "Personnummer", "ID"])
@pytest.mark.parametrize("number", [BORN, ABROAD])
def test_a_column_of_national_numbers_is_refused_and_never_echoed(title: str, number: str) -> None:
    reading = read_people(f"Navn;{title};Stilling\nKari;{number};Rektor\nOla;{number};Lærer\n".encode())

    assert codes(reading) == ["column.national-number"]
    assert reading.problems[0].column == title
    assert len(reading.rows) == 2
    assert number not in repr(reading)


def test_a_national_number_inside_a_text_empties_the_cell() -> None:
    reading = read(KARI, KARI.replace("Kontaktlærer", f"Lærer {BORN}"), KARI.replace("Kari", "Kari B"))

    assert codes(reading)[0] == "cell.national-number"
    assert reading.problems[0].row == 3
    assert BORN not in repr(reading)


def test_national_numbers_without_a_header_are_not_echoed_either() -> None:
    reading = read_people(f"Kari;{BORN}\nOla;{BORN}\n".encode())

    assert BORN not in repr(reading)


@pytest.mark.parametrize("text", ["12 34 56 78", "+47 12345678", "974589648", "01010750161", "999999-1299", ""])
def test_phones_and_other_numbers_are_no_national_numbers(text: str) -> None:
    assert not has_national_number(text, may_be_phone=True)


def test_every_profession_has_words_and_every_word_a_profession() -> None:
    assert {profession_of(word) for word in ACCEPTED} == set(PROFESSIONS)


@pytest.mark.parametrize(
    ("word", "profession"),
    [
        ("Helsesjukepleiar", "school_nurse"),
        ("skolsköterska", "school_nurse"),
        ("PPT-rådgiver", "ppt_adviser"),
        ("Speciallärare", "special_needs_coordinator"),
        ("Lærer (60 %)", "teacher"),
        ("Enhetsleder", None),
    ],
)
def test_professions_in_five_languages(word: str, profession: str | None) -> None:
    assert profession_of(word) == profession


@pytest.mark.parametrize(
    ("text", "grades"),
    [
        ("5", (5,)),
        ("5-7", (5, 6, 7)),
        ("1.–4. trinn", (1, 2, 3, 4)),
        ("5, 6 og 7", (5, 6, 7)),
        ("1 til 3; 7", (1, 2, 3, 7)),
        ("årskurs 4", (4,)),
        ("", ()),
        ("0", None),
        ("14", None),
        ("2026-07-05", None),
        ("alle", None),
    ],
)
def test_grades(text: str, grades: tuple[int, ...] | None) -> None:
    assert grades_of(text) == grades


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("man, ons", (0, 2)),
        ("tysdag og torsdag", (1, 3)),
        ("Mandag–onsdag", (0, 1, 2)),
        ("tir til tor", (1, 2, 3)),
        ("måndag", (0,)),
        ("alle dagar", (0, 1, 2, 3, 4)),
        ("", ()),
        ("partallsuker", None),
    ],
)
def test_weekdays(text: str, days: tuple[int, ...] | None) -> None:
    assert weekdays_of(text) == days
