"""A municipality's adaptations: applied with a reason, refused with what is accepted, and nothing else touched."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspill.core.fidelity import Evidence, Frame, State, evaluate
from samspill.methods import load
from samspill.methods.overlay import Adaptation, Change, apply
from samspill.methods.problem import Problem
from samspill.methods.schema import Method, Place, Rhythm
from samspill.methods.text import problem_text, text_of
from samspill.methods.vocabulary import LANGUAGES

LOG = load.method("log")
SHORTER = Adaptation("requirements.L10.params.minutes", 90, "We are a small school.")
NUMBERS = [
    f"requirements.{wish.id}.params.{name}"
    for wish in LOG.requirements.values()
    for name, value in wish.params.items()
    if isinstance(value, int) and not isinstance(value, bool)
]


def refused(path: str, value: object, reason: str = "Because.") -> Problem:
    done = apply(LOG, [Adaptation(path, value, reason)])
    assert done.method == LOG
    assert done.changes == ()
    (problem,) = done.problems
    return problem


def snapshot(method: Method) -> str:
    return repr(method)


def test_no_adaptation_is_the_method_itself() -> None:
    assert apply(LOG, []).method is LOG


def test_a_changed_parameter_is_told_with_its_reason() -> None:
    done = apply(LOG, [SHORTER])

    assert done.changes == (Change(SHORTER.path, 120, 90, SHORTER.reason, requirement="L10"),)
    assert done.problems == ()


@given(path=st.sampled_from(NUMBERS), value=st.integers(min_value=1, max_value=400))
def test_a_changed_parameter_changes_only_itself(path: str, value: int) -> None:
    before = snapshot(LOG)
    _, name, _, param = path.split(".")

    done = apply(LOG, [Adaptation(path, value, "Because.")])

    wish = done.method.requirements[name]
    restored = replace(wish, params={**wish.params, param: LOG.requirements[name].params[param]})
    assert wish.params[param] == value
    assert replace(done.method, requirements={**done.method.requirements, name: restored}) == LOG
    assert snapshot(LOG) == before


@given(
    st.lists(
        st.builds(
            Adaptation,
            path=st.sampled_from([*NUMBERS, "arenas.steering-group.places", "texts.nb.roles.teacher.name"]) | st.text(),
            value=st.none() | st.integers() | st.text() | st.lists(st.dictionaries(st.text(), st.text())),
            reason=st.text(max_size=5),
        ),
        max_size=6,
    )
)
def test_every_adaptation_is_either_a_change_or_a_problem(wanted: list[Adaptation]) -> None:
    before = snapshot(LOG)

    done = apply(LOG, wanted)

    assert len(done.changes) + len(done.problems) == len(wanted)
    assert all(problem_text(problem, "nb", LOG).value for problem in done.problems)
    assert snapshot(LOG) == before


def test_the_sentence_reads_the_new_number() -> None:
    method = apply(LOG, [SHORTER]).method

    assert (
        text_of(method, "requirements.L10.sentence", "nb").value == "Et møte i ressursteamet varer minst 90 minutter."
    )


def test_a_new_composition_moves_the_requirements_that_read_it() -> None:
    places = [{"role": "school-leader"}, {"role": "school-nurse", "deputy": True}]

    done = apply(LOG, [Adaptation("arenas.resource-team.places", places, "We have no psychologist.")])

    (change,) = done.changes
    assert (change.arena, change.moved) == ("resource-team", ("L05", "L08"))
    assert change.after == (Place("school-leader"), Place("school-nurse", deputy=True))
    assert done.method.requirements["L05"].params["roles"] == ("school-nurse",)


def test_a_new_rhythm_does_not_undo_an_adapted_parameter() -> None:
    rhythm = Adaptation(
        "arenas.resource-team.rhythm", {"at_least": 2, "period": "month", "minutes": 60}, "Often, short."
    )

    done = apply(LOG, [SHORTER, rhythm])

    assert done.method.arenas["resource-team"].rhythm == Rhythm(2, "month", 60)
    assert done.method.requirements["L09"].params["at_least"] == 2
    assert done.method.requirements["L10"].params["minutes"] == 90


def test_months_off_can_be_taken_away() -> None:
    rhythm = Adaptation("arenas.resource-team.rhythm", {"at_least": 1, "period": "month"}, "We meet in July too.")

    done = apply(LOG, [rhythm])

    assert done.method.requirements["L09"].params["exempt_months"] == ()


def test_a_local_name_is_read_in_its_language_only() -> None:
    done = apply(
        LOG, [Adaptation("texts.nb.arenas.resource-team.name", "Innsatsteam", "We have called it so for years.")]
    )

    assert text_of(done.method, "arenas.resource-team.name", "nb").value == "Innsatsteam"
    assert text_of(done.method, "arenas.resource-team.name", "nn").value == "Ressursteam"
    assert done.changes[0].before == "Ressursteam"


def test_a_requirement_set_aside_does_not_apply_and_says_why() -> None:
    done = apply(LOG, [Adaptation("requirements.L36.off", True, "We have no guidance team.")])
    frame = Frame(today=date(2018, 3, 1), joined=date(2017, 10, 1))

    (verdict,) = evaluate([done.method.requirements["L36"]], Evidence(departures=done.departures), frame)

    assert verdict.state is State.NOT_APPLICABLE
    assert verdict.finding.params == {"reason": "We have no guidance team."}


@pytest.mark.parametrize(
    ("path", "value", "code", "accepted"),
    [
        ("roles.teacher", "x", "unknown_path", "arenas.<id>.places"),
        ("texts.fi.roles.teacher.name", "Opettaja", "unknown_path", "texts.<language>.roles.<id>.name"),
        ("requirements.L99.off", True, "unknown_id", "L36"),
        ("arenas.board.rhythm", {}, "unknown_id", "steering-group"),
        ("texts.nb.roles.king.name", "Konge", "unknown_id", "teacher"),
        ("requirements.L10.params.arena", "grade-team", "unknown_param", "minutes"),
        ("requirements.L10.params.minutes", "long", "wrong_value", "whole"),
        ("requirements.L03.params.period", "decade", "wrong_value", "half_year, month, school_year"),
        ("requirements.L24.params.parts", ["goal", "budget"], "wrong_value", "time-frame"),
        ("requirements.L36.off", "yes", "wrong_value", "flag"),
        ("arenas.steering-group.places", [], "wrong_value", "places"),
        ("arenas.steering-group.places", [{"role": "king"}], "wrong_value", "school-leader"),
        ("arenas.steering-group.places", [{"rolle": "teacher"}], "wrong_value", "places"),
        ("arenas.steering-group.rhythm", {"at_least": 0, "period": "month"}, "wrong_value", "1 or more"),
        ("arenas.steering-group.rhythm", "often", "wrong_value", "rhythm"),
        ("texts.nb.roles.teacher.name", "<b>Lærer</b>", "wrong_value", "text"),
        ("texts.nb.roles.teacher.name", " ", "wrong_value", "text"),
    ],
)
def test_what_does_not_fit_answers_with_what_is_accepted(path: str, value: object, code: str, accepted: str) -> None:
    problem = refused(path, value)

    assert (problem.key, problem.code) == (path, code)
    assert accepted in problem.params["accepted"]
    assert accepted in problem.sentence


def test_an_empty_reason_is_refused() -> None:
    assert refused(SHORTER.path, 90, "  ").code == "empty_reason"


def test_the_same_value_adapted_twice_keeps_the_first() -> None:
    done = apply(LOG, [SHORTER, replace(SHORTER, value=60)])

    assert done.method.requirements["L10"].params["minutes"] == 90
    assert [problem.code for problem in done.problems] == ["twice"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refusal_is_said_in_the_reader_s_language(language: str) -> None:
    problem = refused("requirements.L03.params.period", "decade")

    text = problem_text(problem, language, LOG)

    assert not text.fallback
    assert LOG.texts[language]["periods.half_year"] in text.value
