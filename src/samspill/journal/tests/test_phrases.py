from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import samspill
from samspill.journal.phrases import PHRASES

SOURCE = Path(samspill.__file__).parent


def verbs_in_the_code() -> Iterator[str]:
    """The first argument of every `note(…)` and `note_reading(…)` that is written out."""
    for file in SOURCE.rglob("*.py"):
        if "tests" in file.parts:
            continue
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") in ("note", "note_reading"):
                verb = call.args[0]
                if isinstance(verb, ast.Constant):
                    yield str(verb.value)


def test_every_verb_in_the_code_has_a_sentence() -> None:
    verbs = set(verbs_in_the_code())

    assert "arena.seated" in verbs
    assert verbs - PHRASES.keys() == set()
