from __future__ import annotations

import gzip
from datetime import date, datetime

import pytest

from samspill.core.registers import decode
from samspill.core.registers.columns import Field, find_table
from samspill.core.registers.model import NONE, Notes
from samspill.core.registers.sniff import read_grid
from samspill.core.registers.tests.files import choice, codes, workbook

TEXT = "Navn;Sted\nÅse Bjørnæs;Værøy\n"
ROWS = [("Navn", "Sted"), ("Åse Bjørnæs", "Værøy")]
MORNING = datetime(2017, 8, 1, 9, 30)  # noqa: DTZ001 - a spreadsheet knows no time zone
FIELDS = (Field("name", ("navn",), required=True), Field("place", ("sted",)))


def cells(data: bytes, **answers: str) -> list[tuple[str, ...]] | None:
    grid = read_grid(data, Notes(answers))
    return None if grid is None else [line.cells for line in grid]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252", "latin-1"])
def test_letters_survive_every_encoding_that_tells_itself(encoding: str) -> None:
    data = TEXT.encode(encoding)

    assert cells(data) == ROWS
    assert cells(gzip.compress(data, mtime=0)) == ROWS


@pytest.mark.parametrize("encoding", ["cp865", "mac_roman"])
def test_old_encodings_are_a_question(encoding: str) -> None:
    notes = Notes()

    grid = read_grid(TEXT.encode(encoding), notes)

    assert grid is None
    assert notes.questions[0].candidates == ("cp1252", "cp865", "mac_roman")
    assert cells(TEXT.encode(encoding), encoding=encoding) == ROWS


def test_utf8_with_one_broken_byte_is_a_question_not_garbage() -> None:
    data = TEXT.encode() + b"Bod\xf8;X\n"

    assert cells(data) is None
    assert cells(data, encoding="utf-8") == [*ROWS, ("Bod\ufffd", "X")]


def test_text_garbled_before_it_came_here_is_pointed_out() -> None:
    notes = Notes()

    read_grid("Navn;Sted\nBjÃ¸rn;X\n".encode(), notes)

    assert [(problem.code, problem.row) for problem in notes.problems] == [("text.garbled", 2)]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file.empty"),
        (b" \n\n", "file.empty"),
        (b"\xef\xbb\xbf\n", "file.empty"),
        (b"%PDF-1.7 something", "file.not-a-table"),
        (b"a;b\n\x00\x01", "file.not-a-table"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "file.old-excel"),
        (b"PK\x03\x04 not a workbook", "file.xlsx-broken"),
        (gzip.compress(b"a;b\n1;2\n", mtime=0)[:-9], "file.gzip-broken"),
        (b"\xef\xbb\xbfNavn\xff", "file.encoding-broken"),
        (b'Navn;Sted\nA;"B\nC;D\nE;F\n', "file.quote-left-open"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_a_reason(data: bytes, code: str) -> None:
    notes = Notes()

    grid = read_grid(data, notes)

    assert grid is None
    assert codes(notes) == [code]


def test_a_file_that_unpacks_to_more_than_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decode, "LIMIT", 1000)
    notes = Notes()

    read_grid(gzip.compress(b"x" * 100_000, mtime=0), notes)

    assert codes(notes) == ["file.too-large"]


@pytest.mark.parametrize(("name", "sign"), [("comma", ","), ("semicolon", ";"), ("tab", "\t"), ("bar", "|")])
def test_the_delimiter_is_found(name: str, sign: str) -> None:
    notes = Notes()

    grid = read_grid(f"Navn{sign}Sted\nA{sign}B\n".encode(), notes)

    assert grid is not None
    assert choice(notes, "delimiter") == name
    assert grid[1].cells == ("A", "B")


def test_two_signs_that_cut_equally_well_are_a_question() -> None:
    data = b"a,b;c\n1,2;3\n"

    assert cells(data) is None
    assert cells(data, delimiter="semicolon") == [("a,b", "c"), ("1,2", "3")]


def test_a_spreadsheets_own_first_line_decides() -> None:
    assert cells(b"sep=,\na,b;c\n1,2;3\n") == [("a", "b;c"), ("1", "2;3")]


def test_quotes_hold_delimiters_and_line_breaks_and_rows_keep_their_line_numbers() -> None:
    grid = read_grid(b'Navn;Sted\n"A; B";"C\nD"\n\n "E ""F""" ;G\n', Notes())

    assert grid is not None
    assert [tuple(line) for line in grid[1:]] == [(2, ("A; B", "C\nD")), (5, ('E "F"', "G"))]


def test_a_workbooks_cells_become_text() -> None:
    data = workbook([["Navn", "Fra", "Tall"], ["Å", date(2017, 8, 1), 3.0], ["B", MORNING, 2.5]])

    assert cells(data) == [("Navn", "Fra", "Tall"), ("Å", "2017-08-01", "3"), ("B", "2017-08-01 09:30:00", "2.5")]


def test_several_sheets_are_a_question_unless_only_one_holds_anything() -> None:
    one, two = [["Navn"], ["A"]], [["Navn"], ["B"]]

    assert cells(workbook(one, [])) == [("Navn",), ("A",)]
    assert cells(workbook(one, two)) is None
    assert cells(workbook(one, two), sheet="Ark2") == [("Navn",), ("B",)]


def table(text: str, **answers: str) -> tuple[object, Notes]:
    notes = Notes({key.replace("__", ":"): value for key, value in answers.items()})
    return find_table(read_grid(text.encode(), notes) or (), FIELDS, notes), notes


def test_the_header_is_found_below_a_title_and_padded() -> None:
    found, notes = table("Liste over folk;\n;\n  NAVN  ; sted \nA;B\n")

    assert choice(notes, "header") == "3"
    assert found.name("name") == "NAVN"
    assert [found.cell(line, "place") for line in found.lines] == ["B"]


def test_two_columns_of_one_name_are_a_question() -> None:
    asked, notes = table("Navn;Navn;Sted\nA;B;C\n")
    answered, _ = table("Navn;Navn;Sted\nA;B;C\n", column__name="Navn (2)")

    assert asked is None
    assert notes.questions[0].candidates[:2] == ("Navn (1)", "Navn (2)")
    assert answered.cell(answered.lines[0], "name") == "B"


def test_a_name_almost_known_is_asked_for_and_may_be_none() -> None:
    found, notes = table("Navn;Steed\nA;B\n")
    without, silent = table("Navn;Steed\nA;B\n", column__place=NONE)

    assert not found.has("place")
    assert [(question.id, question.required) for question in notes.questions] == [("column:place", False)]
    assert not without.has("place")
    assert silent.questions == []


def test_data_without_a_header_is_refused() -> None:
    found, notes = table("2016-08-01;Lia skole\n2016-08-02;Lia skole\n")

    assert found is None
    assert codes(notes) == ["table.no-header"]


def test_a_cell_too_many_refuses_the_row_and_a_stray_one_does_not() -> None:
    found, notes = table("Navn;Sted\nA;B;C\nD;E;;;x\nF\n")

    assert [line.number for line in found.lines] == [3, 4]
    assert codes(notes) == ["row.too-wide", "row.stray-cell"]
