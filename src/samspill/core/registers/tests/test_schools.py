from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.no import orgnr

from samspill.core.registers.schools import is_org_number, read_schools
from samspill.core.registers.tests.files import choice, codes

HEADER = "kommunenr,kommune,navn,orgnr,laveste_trinn,hoyeste_trinn,eierforhold,lagt_til_manuelt\n"
ABEL = "4211,Gjerstad,Abel skole,975283046,1,10,Offentlig,\n"
ALDER = "0301,Oslo,Abildsø skole,974589648,1,7,Offentlig,ja\n"


def read(*lines: str, **answers: str) -> object:
    return read_schools((HEADER + "".join(lines)).encode(), answers=answers)


def test_a_row_becomes_a_school() -> None:
    reading = read(ABEL, "5001,Trondheim - Tråante,Åsveien skule,974589648,8,10,Privat,ja\n")

    one, two = reading.rows
    assert (one.name, one.org_number, one.lowest_grade, one.highest_grade) == ("Abel skole", "975283046", 1, 10)
    assert (one.ownership, one.added_by_hand, one.language_form) == ("public", False, None)
    assert (two.municipality, two.municipality_other_names) == ("Trondheim", ("Tråante",))
    assert (two.ownership, two.added_by_hand, two.row) == ("private", True, 3)
    assert reading.problems == ()


def test_a_skule_is_a_hint_of_nynorsk_and_no_more() -> None:
    (school,) = read("4211,Gjerstad,Abel skule,975283046,1,10,Offentlig,\n").rows

    assert school.language_form is not None
    assert (school.language_form.chosen, school.language_form.sure) == ("nn", False)


def test_the_first_of_two_rows_with_one_number_is_kept_and_both_are_named() -> None:
    reading = read(ABEL, ABEL, ABEL.replace("Abel", "Kain"))

    assert [school.name for school in reading.rows] == ["Abel skole"]
    assert [(p.code, p.row, p.params["other"]) for p in reading.problems] == [
        ("school.doubled", 3, 2),
        ("school.doubled-differently", 4, 2),
    ]


@pytest.mark.parametrize(
    ("line", "code", "kept"),
    [
        ("4211,Gjerstad,,975283046,1,10,Offentlig,\n", "school.no-name", 0),
        ("4211,Gjerstad,Abel skole,975283047,1,10,Offentlig,\n", "school.org-number-wrong", 0),
        ("4211,Gjerstad,Abel skole,,1,10,Offentlig,\n", "school.org-number-missing", 0),
        ("4211,Gjerstad,Abel skole,975283046,,,Offentlig,\n", "school.grades-missing", 1),
        ("4211,Gjerstad,Abel skole,975283046,0,0,Offentlig,\n", "school.grades-missing", 1),
        ("4211,Gjerstad,Abel skole,975283046,8,7,Offentlig,\n", "school.grades-backwards", 1),
        ("4211,Gjerstad,Abel skole,975283046,1,20,Offentlig,\n", "school.grade-out-of-range", 1),
        ("4211,Gjerstad,Abel skole,975283046,en,10,Offentlig,\n", "number.unknown", 1),
        ("301,Oslo,Abel skole,975283046,1,10,Offentlig,\n", "school.leading-zero", 1),
        ("4211,Gjerstad,Abel skole,975283046,1,10,Stiftelse,\n", "school.ownership-unknown", 1),
        ("4211,Gjerstad,Abel skole,975283046,1,10,Offentlig,kanskje\n", "school.mark-unknown", 1),
    ],
)
def test_dirty_rows_are_reported(line: str, code: str, kept: int) -> None:
    reading = read(line, ALDER)

    assert codes(reading)[0] == code
    assert reading.problems[0].row == 2
    assert len(reading.rows) == kept + 1


def test_two_schools_of_one_name_in_a_municipality_are_pointed_out() -> None:
    same = ALDER.replace("0301,Oslo,Abildsø", "4211,Gjerstad,ABEL")

    reading = read(ABEL, same)

    assert len(reading.rows) == 2
    assert codes(reading) == ["school.same-name"]


def test_a_number_column_of_an_unknown_name_is_asked_for_by_its_contents() -> None:
    data = b"navn,kode\nAbel skole,975283046\n"

    asked = read_schools(data)
    answered = read_schools(data, answers={"column:org_number": "kode"})

    assert asked.waiting
    assert asked.rows == ()
    assert [school.org_number for school in answered.rows] == ["975283046"]


def test_a_register_without_numbers_is_keyed_by_municipality_and_name() -> None:
    reading = read_schools("navn\tkommunenummer\nÅvangen skole\t3002\n".encode())

    assert choice(reading, "key") == "municipality-and-name"
    assert reading.rows[0].key == "3002 åvangen skole"


def test_two_columns_that_could_be_the_school_are_a_question() -> None:
    reading = read_schools(b"navn;skolenavn\nA;B\n")

    assert [(q.id, q.candidates) for q in reading.questions] == [("column:name", ("navn", "skolenavn"))]
    assert reading.rows == ()


def test_without_a_name_column_the_others_are_offered() -> None:
    reading = read_schools(b"orgnr;kommune;hva\n975283046;Gjerstad;Abel skole\n")

    assert [(q.id, q.candidates) for q in reading.questions] == [("column:name", ("hva",))]


@given(st.from_regex(r"[0-9]{9}", fullmatch=True))
def test_the_check_digit_agrees_with_the_library(number: str) -> None:
    assert is_org_number(number) == orgnr.is_valid(number)
