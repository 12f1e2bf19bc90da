"""`samspill import` as a person at a terminal meets it."""

from __future__ import annotations

import io
import sys
from argparse import ArgumentParser
from pathlib import Path

import pytest

from samspill.calendars.models import Calendar
from samspill.cli import import_
from samspill.config.trouble import Trouble
from samspill.core.registers.tests.files import shared
from samspill.people.models import Municipality, Person, Unit, UnitKind
from tests.cast import Cast, assemble

pytestmark = pytest.mark.django_db

REGISTER = "kommunenr,kommune,navn,orgnr\n9901,Sundvik,Ny skole,975283046\n0301,Oslo,Abildsø skole,974589648\n"
HOLIDAYS = "fra;til;navn\n05.10.2026;09.10.2026;Høstferie\n"
STAFF = "navn;skole;stilling;fra\nOla Ny;Fjellheim skole;lærer;03/04/2026\n"


@pytest.fixture
def cast() -> Cast:
    return assemble()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "file.csv"


def samspill(*words: str) -> int:
    parser = ArgumentParser()
    import_.arguments(parser)
    return import_.run(parser.parse_args(words))


def test_the_whole_register(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text(REGISTER)

    code = samspill("schools", str(file), "--yes")

    assert (code, Municipality.objects.count()) == (0, 2)
    assert "2 new, 0 changed, 0 as before." in capsys.readouterr().out
    assert samspill("schools", str(file)) == 0
    assert "There is nothing to import" in capsys.readouterr().out


def test_the_real_register_of_one_municipality(file: Path) -> None:
    file.write_bytes(shared("no_schools/schools_all.csv"))

    assert samspill("schools", str(file), "--municipality", "Lillehammer", "--yes") == 0
    assert [str(one) for one in Municipality.objects.all()] == ["Lillehammer"]


def test_without_a_terminal_nobody_can_be_asked(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text(REGISTER)
    monkeypatch.setattr(sys, "stdin", io.StringIO("y\n"))

    with pytest.raises(Trouble, match="--yes"):
        samspill("schools", str(file))
    assert not Unit.objects.exists()


def test_a_calendar_for_a_municipality_by_name_or_number(cast: Cast, file: Path) -> None:
    file.write_text(HOLIDAYS)

    assert samspill("calendar", str(file), "--municipality", "sundvik", "--yes") == 0
    assert samspill("calendar", str(file), "--municipality", "9902", "--yes") == 0
    assert set(Calendar.objects.values_list("municipality", flat=True)) == {cast.municipality.pk, cast.neighbour.pk}


def test_questions_come_with_the_answers_to_give(cast: Cast, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text(STAFF)
    words = ("people", str(file), "--municipality", "Sundvik", "--yes")

    asked = samspill(*words)
    said = capsys.readouterr().out
    done = samspill(*words, "--answer", "date-order:fra=day-month")

    assert (asked, done) == (2, 0)
    assert "--answer date-order:fra=month-day   4 March 2026 (month first)" in said
    assert Person.objects.get(name="Ola Ny").positions.get().since.month == 4


def test_what_is_left_out_is_counted_and_cut(cast: Cast, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = "".join(f"Uten Sted{n};;lærer\n" for n in range(14))
    file.write_text(f"navn;skole;stilling\nOla Ny;Fjellheim skole;lærer\n{rows}")

    samspill("people", str(file), "--municipality", "Sundvik", "--yes")

    said = capsys.readouterr().out
    assert "Left out (14):" in said
    assert "… and 4 more like these." in said
    assert "19 are here but not in the file and stay as they are." in said


def test_a_bad_file_ends_with_two_and_a_sentence(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_bytes(b"%PDF-1.7")

    assert samspill("schools", str(file), "--yes") == 2
    assert "This is no table." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("schools", "nowhere.csv"), "There is no file"),
        (("calendar", "{file}"), "For which municipality?"),
        (("calendar", "{file}", "--municipality", "Sundvk"), "The nearest: Sundvik"),
        (("calendar", "{file}", "--municipality", "Sundvik", "--answer", "nonsense"), "is no answer"),
    ],
)
def test_what_can_be_put_right_is_said(cast: Cast, file: Path, words: tuple[str, ...], sentence: str) -> None:
    file.write_text(HOLIDAYS)

    with pytest.raises(Trouble, match=sentence):
        samspill(*(word.format(file=file) for word in words))


def test_a_verb_that_fails_undoes_all(cast: Cast, file: Path) -> None:
    file.write_text(f"navn;skole;stilling\nOla Ny;Fjellheim skole;lærer\n{'Lang ' * 40};Fjellheim skole;lærer\n")

    with pytest.raises(Trouble, match="Lang Lang"):
        samspill("people", str(file), "--municipality", "Sundvik", "--yes")
    assert not Person.objects.filter(name="Ola Ny").exists()
    assert Unit.objects.filter(kind=UnitKind.SCHOOL).count() == 2
