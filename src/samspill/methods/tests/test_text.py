"""Sentences for readers: the right language or a flagged other one, holes filled with words, never an exception."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspill.core.fidelity import HOLES, RULES, SHARED_FINDINGS
from samspill.core.finding import Finding, Hole
from samspill.methods import load
from samspill.methods.problem import Problem
from samspill.methods.schema import Method, Text
from samspill.methods.text import HOLE, common_text, day, finding_text, period_name, problem_text, spoken, text_of
from samspill.methods.vocabulary import LANGUAGES

LOG = load.method("log")
CODES = {**SHARED_FINDINGS, **{code: holes for rule in RULES.values() for code, holes in rule.findings.items()}}
SAMPLES: Mapping[str, Hole] = {
    "arena": "resource-team",
    "item": "role-and-concept",
    "deed": "log-entry",
    "subject": "measure",
    "group": "",
    "period": "2026-H2",
    "role": "school-leader",
    "tag": "coordinator-leads-grade-team",
    "roles": "ppt-adviser, school-nurse",
    "subjects": "child-welfare, ppt",
    "parts": "content, goal",
    "words": "vi er få",
    "date": date(2026, 12, 15),
    "number": 2,
}


def without(language: str, key: str) -> Method:
    """The method with one sentence missing in one language."""
    kept = {name: sentence for name, sentence in LOG.texts[language].items() if name != key}
    return replace(LOG, texts={**LOG.texts, language: kept})


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_comes_in_the_language_asked_for(language: str) -> None:
    text = text_of(LOG, "arenas.grade-team.name", language)

    assert text == Text(LOG.texts[language]["arenas.grade-team.name"], language)


@pytest.mark.parametrize(("asked", "got"), [("sv", "nb"), ("da", "nb"), ("en", "nb"), ("nn", "nb"), ("nb", "nn")])
def test_a_missing_sentence_is_borrowed_and_says_so(asked: str, got: str) -> None:
    text = text_of(without(asked, "arenas.grade-team.mandate"), "arenas.grade-team.mandate", asked)

    assert text == Text(LOG.texts[got]["arenas.grade-team.mandate"], got, fallback=True)


def test_a_language_nobody_wrote_is_answered_in_bokmål() -> None:
    assert text_of(LOG, "roles.teacher.name", "fi") == Text("Lærer", "nb", fallback=True)


def test_an_unknown_key_is_its_own_answer() -> None:
    assert text_of(LOG, "roles.king.name", "nb") == Text("roles.king.name", "", fallback=True)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", CODES)
def test_every_finding_is_a_whole_sentence_in_every_language(code: str, language: str) -> None:
    holes = {name: SAMPLES[HOLES[name]] for name in CODES[code]}

    text = finding_text(LOG, Finding(code, 0, holes), language)

    assert not HOLE.search(text.value)
    assert not text.fallback
    assert text.value[0] == text.value[0].upper()
    assert not any(str(value) in text.value for value in holes.values() if "-" in str(value))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nb", "Styringsgruppe: 1 av 2 møter, høsten 2026. Neste innen 15. desember 2026."),
        ("nn", "Styringsgruppe: 1 av 2 møte, hausten 2026. Neste innan 15. desember 2026."),
        ("da", "Styregruppe: 1 af 2 møder, efteråret 2026. Næste inden 15. december 2026."),
        ("sv", "Styrgrupp: 1 av 2 möten, höstterminen 2026. Nästa senast 15 december 2026."),
        ("en", "Steering group: 1 of 2 meetings, autumn 2026. Next by 15 December 2026."),
    ],
)
def test_ids_days_and_periods_become_words(language: str, said: str) -> None:
    holes: dict[str, Hole] = {"arena": "steering-group", "group": "", "count": 1, "at_least": 2, "period": "2026-H2"}

    text = finding_text(LOG, Finding("held_at_least.partly", 50, {**holes, "due": date(2026, 12, 15)}), language)

    assert text.value == said


def test_missing_roles_are_listed_as_people_say_them() -> None:
    holes: dict[str, Hole] = {
        "arena": "resource-team",
        "count": 1,
        "total": 3,
        "missing_roles": "ppt-adviser, school-nurse, teacher",
    }

    text = finding_text(LOG, Finding("deputies_named.partly", 50, holes), "nb")

    assert text.value.endswith("Det mangler for veileder fra PPT, helsesykepleier og lærer.")


def test_one_silent_grade_is_named() -> None:
    holes: dict[str, Hole] = {"arena": "grade-team", "group": "6", "count": 0, "at_least": 2, "period": "P4W"}

    text = finding_text(LOG, Finding("held_at_least.overdue", 100, holes), "nb")

    assert text.value == "Trinnteam 6: 0 av 2 møter, de siste 4 ukene."


def test_a_reason_is_shown_as_it_was_written() -> None:
    text = finding_text(LOG, Finding("any.set_aside", 0, {"reason": "teacher, PPT"}), "nb")

    assert text.value == "Kravet er satt til side: teacher, PPT"


def test_a_requirement_reads_its_own_numbers() -> None:
    assert (
        text_of(LOG, "requirements.L10.sentence", "en").value
        == "A meeting of the resource team lasts at least 120 minutes."
    )


def test_a_given_hole_wins_over_the_requirement_s_own() -> None:
    assert "90 minutes" in text_of(LOG, "requirements.L10.sentence", "en", minutes=90).value


@pytest.mark.parametrize("wish", LOG.requirements)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_requirement_leaves_a_hole(wish: str, language: str) -> None:
    said = [text_of(LOG, f"requirements.{wish}.{part}", language).value for part in ("title", "sentence", "hint")]

    assert not any("{" in one for one in said)


@pytest.mark.parametrize(
    ("key", "language", "said"),
    [
        ("2026-10", "nn", "oktober 2026"),
        ("2026-10", "en", "October 2026"),
        ("2026-H1", "sv", "vårterminen 2026"),
        ("2026/2027", "da", "skoleåret 2026/2027"),
        ("2026-W05", "nb", "uke 5 i 2026"),
        ("P6W", "en", "the last 6 weeks"),
        ("whenever", "nb", "whenever"),
    ],
)
def test_periods_are_named(key: str, language: str, said: str) -> None:
    assert period_name(key, language) == said


def test_an_english_month_stays_large_inside_a_sentence() -> None:
    holes: dict[str, Hole] = {"arena": "resource-team", "group": "", "count": 0, "at_least": 1, "period": "2026-10"}

    assert finding_text(LOG, Finding("held_at_least.overdue", 0, holes), "en").value.endswith("October 2026.")


def test_days_and_decimals_take_the_form_of_the_language() -> None:
    assert day(date(2026, 3, 5), "sv") == "5 mars 2026"
    assert spoken(LOG, 0.5, "nb") == "0,5"
    assert spoken(LOG, 0.5, "en") == "0.5"


def test_words_without_a_method_are_found() -> None:
    assert common_text("states.due_soon", "da") == Text("Snart frist", "da")


def test_a_developer_s_problem_stays_in_english_and_says_so() -> None:
    problem = Problem("log/2017.1/roles.toml", "teacher", "This is wrong.")

    assert problem_text(problem, "nb") == Text("This is wrong.", "en", fallback=True)


@given(
    key=st.text(max_size=40), language=st.text(max_size=5), hole=st.text() | st.integers() | st.floats() | st.dates()
)
def test_a_reader_never_meets_an_exception(key: str, language: str, hole: object) -> None:
    asked = text_of(LOG, key, language, arena=hole)
    filled = text_of(LOG, "findings.held_at_least.met", language, arena=hole)

    assert isinstance(asked.value, str)
    assert "{arena}" not in filled.value.replace(str(hole), "")
