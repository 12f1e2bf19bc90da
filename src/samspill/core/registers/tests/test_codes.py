from __future__ import annotations

import re
from pathlib import Path

import pytest

from samspill.core.registers import codes
from samspill.core.registers.codes import CODES
from samspill.core.registers.model import Choice, Notes, Problem, Question

PACKAGE = Path(codes.__file__).parent
PREFIXES = sorted({code.partition(".")[0] for code in CODES})


def test_every_code_is_spoken_by_a_reader() -> None:
    source = "".join(path.read_text("utf-8") for path in PACKAGE.glob("*.py") if path.name != "codes.py")

    spoken = set(re.findall(rf'"((?:{"|".join(PREFIXES)})\.[a-z0-9-]+)"', source))

    assert spoken == set(CODES)


def test_a_code_without_a_sentence_is_a_programmers_error() -> None:
    with pytest.raises(ValueError, match="no-such-code"):
        Problem("no-such-code")
    with pytest.raises(ValueError, match=r"file\.empty"):
        Choice("delimiter", "comma", (), sure=True, because="file.empty")


def test_a_sentence_never_keeps_a_hole() -> None:
    with pytest.raises(ValueError, match=r"calendar\.gap"):
        Problem("calendar.gap")
    with pytest.raises(ValueError, match=r"ask\.column"):
        Question("column:name", "ask.column", ("A", "B"))


def test_an_answer_outside_the_candidates_is_reported_and_asked_again() -> None:
    notes = Notes({"sheet": "Ark9"})

    answer = notes.ask("sheet", "ask.sheet", ("Ark1", "Ark2"))

    assert answer is None
    assert notes.problems == [Problem("answer.unknown", 0, "sheet", "Ark9", ("Ark1", "Ark2"))]
    assert [question.id for question in notes.questions] == ["sheet"]
