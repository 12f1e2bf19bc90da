from __future__ import annotations

from datetime import date

import pytest

from samspill.core.registers.cells import parse_date, settle_dates, settle_yes_no, whole_number
from samspill.core.registers.model import Notes

DAY = date(2017, 4, 3)


@pytest.mark.parametrize(
    "text",
    [
        "2017-04-03",
        "2017-4-3",
        "03.04.2017",
        "3.4.2017",
        "3. 4. 2017",
        "03.04.17",
        "3/4-2017",
        "03/04/2017",
        "03-04-2017",
        "20170403",
        "42828",
        "42828.0",
        "2017-04-03 00:00:00",
        "2017-04-03T08:00",
        "2017/04/03",
    ],
)
def test_every_nordic_way_to_write_a_day(text: str) -> None:
    assert parse_date(text) == DAY


@pytest.mark.parametrize("text", ["31.02.2017", "2017-13-01", "i går", "3. april", "99999999", "12", "", "٣٤.٠٤.٢٠١٧"])
def test_what_is_no_day(text: str) -> None:
    assert parse_date(text) is None


def test_slashes_that_could_be_either_are_a_question() -> None:
    notes = Notes()

    assert settle_dates("Dato", ["03/04/2017", "01/02/2017"], notes) is None
    assert [(question.id, question.holes()["value"]) for question in notes.questions] == [
        ("date-order:Dato", "01/02/2017")
    ]


@pytest.mark.parametrize(("answer", "day"), [("day-month", DAY), ("month-day", date(2017, 3, 4))])
def test_the_answer_settles_the_whole_column(answer: str, day: date) -> None:
    dates = settle_dates("Dato", ["03/04/2017"], Notes({"date-order:Dato": answer}))

    assert dates is not None
    assert dates("03/04/2017") == day


@pytest.mark.parametrize(("other", "day"), [("13/04/2017", DAY), ("04/13/2017", date(2017, 3, 4))])
def test_one_day_above_twelve_tells_for_the_column(other: str, day: date) -> None:
    dates = settle_dates("Dato", ["03/04/2017", other], Notes())

    assert dates is not None
    assert dates("03/04/2017") == day


def test_a_column_that_contradicts_itself_is_a_question() -> None:
    notes = Notes()

    assert settle_dates("Dato", ["13/04/2017", "04/13/2017"], notes) is None
    assert len(notes.questions) == 1


@pytest.mark.parametrize(("text", "what"), [("03.04.17", "century:Dato"), ("42828", "date-form:Dato")])
def test_what_is_inferred_is_said_as_unsure(text: str, what: str) -> None:
    notes = Notes()

    settle_dates("Dato", [text], notes)

    assert [choice.what for choice in notes.choices if not choice.sure] == [what]


@pytest.mark.parametrize("word", ["Ja", "JA", "j", "yes", "1", "x", "X", "true"])
def test_words_for_yes(word: str) -> None:
    assert settle_yes_no("SFO", [word, "nei"], Notes())(word, 2, Notes()) is True


@pytest.mark.parametrize("word", ["Nei", "N", "no", "nej", "0", "ikkje"])
def test_words_for_no(word: str) -> None:
    assert settle_yes_no("SFO", [word], Notes())(word, 2, Notes()) is False


def test_blank_means_no_only_where_yes_is_a_mark() -> None:
    notes = Notes()

    assert settle_yes_no("SFO", ["x", ""], notes)("", 2, notes) is False
    assert [(choice.what, choice.sure) for choice in notes.choices] == [("blank:SFO", False)]
    assert settle_yes_no("SFO", ["Ja", "Nei", ""], notes)("", 2, notes) is None
    assert [problem.code for problem in notes.problems] == ["yes-no.missing"]


@pytest.mark.parametrize(("text", "number"), [("172", 172), ("1 204", 1204), ("", None)])
def test_whole_numbers(text: str, number: int | None) -> None:
    notes = Notes()

    assert whole_number(text, 2, "Elever", notes) == number
    assert notes.problems == []


@pytest.mark.parametrize("text", ["-3", "2,5", "*", "²", "1" * 5000])
def test_what_is_no_whole_number_is_a_problem(text: str) -> None:
    notes = Notes()

    assert whole_number(text, 2, "Elever", notes) is None
    assert [problem.code for problem in notes.problems] == ["number.unknown"]
