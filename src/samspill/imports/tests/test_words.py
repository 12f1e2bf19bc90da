from __future__ import annotations

import ast
import re
from datetime import date
from pathlib import Path

import pytest
from django.utils import translation

from samspill import imports
from samspill.core.registers import calendars, people, schools
from samspill.core.registers.codes import CODES, Level
from samspill.core.registers.model import NONE, Choice, Problem, Question
from samspill.imports.names import FIELDS, candidate_name, choice_names, value_name
from samspill.imports.preview import Remark
from samspill.imports.words import OWN, SENTENCES, because, sentence

HOLE = re.compile(r"%\((\w+)\)s")


@pytest.fixture(autouse=True)
def _english() -> object:
    with translation.override("en"):
        yield


def test_every_code_has_a_sentence_and_every_sentence_a_code() -> None:
    assert set(SENTENCES) == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_a_sentence_uses_only_holes_its_code_has(code: str) -> None:
    assert set(HOLE.findall(str(SENTENCES[code]))) <= CODES[code].holes


@pytest.mark.parametrize("code", [code for code, one in CODES.items() if one.level is Level.ROW])
def test_whoever_is_left_out_reads_in_which_line(code: str) -> None:
    assert "row" in HOLE.findall(str(SENTENCES[code]))


def test_every_remark_of_ours_has_a_sentence_and_is_made_somewhere() -> None:
    files = Path(imports.__file__).parent.glob("*.py")
    trees = [ast.parse(path.read_text("utf-8")) for path in files if path.name != "words.py"]
    texts = {node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)}

    assert set(OWN) <= texts


def test_every_field_a_reader_asks_for_has_a_name() -> None:
    wanted = {field.id for reader in (schools, calendars, people) for field in reader.FIELDS}

    assert wanted <= set(FIELDS)


def test_days_and_months_are_written_out() -> None:
    problem = Problem("calendar.empty-month", params={"month": date(2017, 3, 1), "schools": "", "count": 1})

    assert sentence(problem) == "There is no school day in the whole of March 2017. It is so for: all schools."
    assert "31 October 2017" in sentence(
        Problem("person.backwards", 3, value="2017-10-31", params={"until": date(2017, 1, 2)})
    )


def test_professions_are_named_and_never_ids() -> None:
    problem = Problem("person.profession-unknown", 2, "Yrke", "lærrer", ("lærer", "ppt_adviser"))

    assert "Accepted: lærer, educational-psychological adviser." in sentence(problem)


def test_candidates_are_named() -> None:
    order = Question(
        "date-order:Fra", "ask.date-order", ("day-month",), params={"column": "Fra", "value": "03/04/2017"}
    )
    work = Question("profession:skolesjef", "ask.profession", ("ppt_adviser",), params={"value": "skolesjef"})
    column = Question("column:email", "ask.column", ("Post", NONE), params={"field": "email"})

    assert candidate_name(order, "day-month") == "3 April 2017 (day first)"
    assert candidate_name(order, "month-day") == "4 March 2017 (month first)"
    assert candidate_name(work, "ppt_adviser") == "educational-psychological adviser"
    assert [candidate_name(column, one) for one in column.candidates] == ["Post", "None of these"]
    assert sentence(column) == "Which column holds “e-mail”?"


def test_choices_are_named() -> None:
    choice = Choice("column:org_number", "Orgnr", (), sure=True, because="why.header-name")
    dates = Choice("date-form:Fra", "dd.mm.yyyy", (), sure=True, because="why.dots-are-day-first")

    assert choice_names(choice) == ("column for “organisation number”", "Orgnr")
    assert choice_names(dates) == ("dates in “Fra”", "day, month, year")
    assert because(choice) == "the column is called so"


def test_values_are_named() -> None:
    assert value_name("ownership", "public") == "public"
    assert value_name("grades", [5, 6]) == "5, 6"
    assert value_name("until", None) == ""


def test_a_remark_says_whom_it_leaves_out() -> None:
    remark = Remark("person.no-unit", row=4, params={"value": "Ola Ny"})

    assert sentence(remark).startswith("Ola Ny (line 4) is left out")
