from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspill.core.coding import Code, Exchange, Labels, Line, NoCodesError, codebook, csv_rows, refi_qda
from samspill.core.coding.exchange import fit
from samspill.core.coding.tests.refi import Coded, parsed, read

PROJECT = Exchange(
    key="conference/12",
    name="Dialogkonferanse & vårmøte",
    lines=(
        Line(1, "Mindre lekser", 1, 2, "Klasse", (5,)),
        Line(2, "Åpne bassenget 🏊 igjen", 1, 2, "", (6, 5)),
        Line(3, "Ukodet", 1, 2),
        Line(4, "To\nlinjer\x0b her", 2, 1, "Skole", (6,)),
    ),
    codes=(Code(5, "Lekser", "Alt om <lekser>", "#aa0011"), Code(6, "Svømming")),
    labels=Labels("Utsagn", "Runde", "Gruppe", "Nivå", "Temaer"),
    at=datetime(2026, 3, 4, 12, tzinfo=UTC),
)


def test_a_project_is_read_back_with_every_code_at_its_statement() -> None:
    found = read(refi_qda(PROJECT))

    first, second = "Runde 1, Gruppe 2", "Runde 2, Gruppe 1"
    assert found == [
        Coded(first, "Mindre lekser", "Lekser"),
        Coded(first, "Mindre lekser", "Klasse"),
        Coded(first, "Åpne bassenget 🏊 igjen", "Lekser"),
        Coded(first, "Åpne bassenget 🏊 igjen", "Svømming"),
        Coded(second, "To linjer her", "Svømming"),
        Coded(second, "To linjer her", "Skole"),
    ]


def test_every_statement_is_in_the_sources_also_without_a_code() -> None:
    with ZipFile(io.BytesIO(refi_qda(PROJECT))) as files:
        texts = {files.read(name).decode() for name in files.namelist() if name.startswith("sources/")}

    assert texts == {"Mindre lekser\nÅpne bassenget 🏊 igjen\nUkodet\n", "To linjer her\n"}


def test_the_codebook_has_the_themes_and_the_levels_in_use() -> None:
    root = parsed(codebook(PROJECT), "codebook")

    assert root.xpath("//@name") == ["Lekser", "Svømming", "Nivå", "Klasse", "Skole"]
    assert root.xpath("//@color") == ["#aa0011"]


def test_a_codebook_without_themes_is_refused_and_the_project_is_not() -> None:
    bare = Exchange("conference/1", "Ny", (Line(1, "Noe", 1, 1),))

    assert read(refi_qda(bare)) == read(refi_qda(Exchange("conference/2", "Tom"))) == []
    with pytest.raises(NoCodesError, match="make a theme first"):
        codebook(bare)


def test_the_only_user_is_the_program() -> None:
    with ZipFile(io.BytesIO(refi_qda(PROJECT))) as files:
        root = parsed(files.read("project.qde"), "project")

    assert root.xpath("//*[local-name()='User']/@name") == ["Samspill"]


def test_ids_stay_when_the_conference_is_taken_out_again() -> None:
    again = replace(PROJECT, name="Nytt navn")

    assert refi_qda(PROJECT) == refi_qda(replace(again, name=PROJECT.name))
    assert again.guid("code", 5) == PROJECT.guid("code", 5) != PROJECT.guid("code", 6)


def test_rows_have_place_level_and_themes() -> None:
    header, *rows = csv_rows(PROJECT)

    assert header == ("Utsagn", "Runde", "Gruppe", "Nivå", "Temaer")
    assert rows[1] == ("Åpne bassenget 🏊 igjen", "1", "2", "", "Lekser; Svømming")
    assert len(rows) == 4


def test_no_spreadsheet_runs_a_statement() -> None:
    lines = (Line(1, '=HYPERLINK("x")', 1, 1), Line(2, " +1", 1, 1), Line(3, "10 = 10", 1, 1))

    rows = csv_rows(Exchange("c", "c", lines))[1:]

    assert [row[0] for row in rows] == ['\'=HYPERLINK("x")', "' +1", "10 = 10"]


LINES = st.builds(
    Line,
    st.integers(0, 9),
    st.text(max_size=30),
    st.integers(1, 2),
    st.integers(1, 2),
    st.text(max_size=5),
    st.lists(st.integers(0, 3), max_size=3).map(tuple),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(LINES, max_size=6, unique_by=lambda line: line.id), st.text(max_size=10), st.text(max_size=10))
def test_whatever_was_said_the_project_is_read_back(lines: list[Line], name: str, code: str) -> None:
    project = Exchange("conference/3", name, tuple(lines), (Code(0, code), Code(1, "Tema")))

    found = read(refi_qda(project))

    assert {coded.text for coded in found} <= {fit(line.text) for line in lines}
    assert parsed(codebook(project), "codebook").xpath("//@name")[:2] == [fit(code), "Tema"]
    assert len(found) == sum(_codings(line) for line in lines)


def _codings(line: Line) -> int:
    return bool(fit(line.text)) * (len({0, 1} & set(line.themes)) + bool(fit(line.level)))
