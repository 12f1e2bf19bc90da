"""A broken copy of a pack: every mistake is found, where it stands, with what is accepted instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from samspill.methods.check import check_all
from samspill.methods.problem import Problem
from samspill.methods.tests.packs import PACK, Copy

ARENAS, ROLES, PLAN, PHASES = (f"{PACK}/{name}.toml" for name in ("arenas", "roles", "plan", "phases"))
ASKED, HEAD, FORM = f"{PACK}/requirements.toml", f"{PACK}/method.toml", f"{PACK}/forms/measure-plan.toml"
NB, SV, SHARED = f"{PACK}/text/nb.toml", f"{PACK}/text/sv.toml", "_common/text/da.toml"
AGENDA, SCRIPTS = f"{PACK}/agendas/grade-team.toml", f"{PACK}/scripts.toml"
WHEEL = f"{PACK}/wheel.toml"

# file, what stands there, what a slip makes of it, key of the problem, words its sentence must have
SLIPS = [
    (ASKED, 'rule = "done_for_each"', 'rule = "done_for_all"', "L01.rule", ["'done_for_all'", "done_for_each"]),
    (ASKED, "within_days = 30", "within_hours = 30", "L01.params", ["'within_hours'", "within_days"]),
    (ASKED, 'kind = "service-contact", ', "", "L01.params", ["needs the parameter 'kind'"]),
    (ASKED, "within_days = 30", 'within_days = "soon"', "L01.params", ["'soon'", "whole"]),
    (ASKED, 'force = "must"', 'force = "shall"', "L01.force", ["'shall'", "aim, must, should, template"]),
    (ASKED, 'period = "once"', 'period = "never"', "L01.period", ["'never'", "once"]),
    (ASKED, 'responsible = "school-owner"', 'responsible = "mayor"', "L01.responsible", ["'mayor'", "school-owner"]),
    (ASKED, 'arena = "strategy-forum"', 'arena = "forum"', "L02.params.arena", ["'forum'", "strategy-forum"]),
    (ASKED, 'sources = ["R57"]\n', "", "L01.sources", ["missing", "sources"]),
    (ROLES, 'level = "municipality"', 'level = "county"', "school-owner.level", ["'county'", "municipality"]),
    (ROLES, '["school_owner"]', '["mayor"]', "school-owner.professions", ["'mayor'", "school_leader"]),
    (ARENAS, 'lead = "school-owner"', 'lead = "mayor"', "strategy-forum.lead", ["'mayor'", "school-owner"]),
    (ARENAS, '{ role = "school-owner" }', '{ role = "mayor" }', "strategy-forum.places", ["'mayor'", "school-owner"]),
    (ARENAS, 'period = "half_year"', 'period = "term"', "strategy-forum.rhythm.period", ["'term'", "half_year"]),
    (ARENAS, "at_least = 1", "at_least = true", "strategy-forum.rhythm.at_least", ["True", "a whole number"]),
    (ARENAS, "per_grade = [5, 6, 7]", "per_grade = 5", "grade-team.per_grade", ["a list"]),
    (ARENAS, "decides = true", "decide = true", "steering-group.decide", ["not known", "decides"]),
    (AGENDA, "[round]", '[round]\nkind = "sometimes"', "kind", ["'sometimes'", "standing"]),
    (PLAN, 'arena = "steering-group"', 'arena = "board"', "establish-steering-group.arena", ["'board'"]),
    (PLAN, '"service-head", "school', '"heads", "school', "conference-1-municipality.participants", ["'heads'"]),
    (PLAN, '"adopted"', '"blessed"', "adopt-overall-plan.brings", ["'blessed'", "adopted"]),
    (PLAN, "after_start = [1, 2]", "after_start = [2, 1]", "conference-1-municipality.when", ["Weeks 2 to 1"]),
    (PLAN, "after_start = [1, 2]", "after_start = [1, 2, 3]", "conference-1-municipality.when.after_start", ["2"]),
    (PLAN, "after_start = [1, 2]", "year = 1", "conference-1-municipality.when", ["neither weeks nor a season"]),
    (PLAN, "months = [4, 4]", "months = [9, 9]", "conference-2-municipality.when", ["9 to 9", "spring 1 to 7"]),
    (PLAN, "months = [5, 6]", "months = [6, 5]", "prepare-conference-2-schools.when", ["Month 5", "first month"]),
    (PLAN, "year = 1, months = [4", "year = 0, months = [4", "conference-2-municipality.when", ["counted from 1"]),
    (PHASES, 'next = ["analysed", "declined"]', 'next = ["done"]', "measure.proposed.next", ["'done'", "analysed"]),
    (PHASES, 'decided_by = "steering-group"', 'decided_by = "all"', "measure.analysed.decided_by", ["'all'"]),
    (PHASES, 'next = ["in-try-out"]\n', "", "measure.decided.next", ["leads nowhere", "final = true"]),
    (SCRIPTS, 'form = "mixed"', 'form = "random"', "two-rounds.parts.first.form", ["'random'", "homogeneous"]),
    (SCRIPTS, 'form = "mixed"', 'form = "homogeneous"', "two-rounds.parts.first.by", ["''", "profession"]),
    (SCRIPTS, "smallest = 5, largest = 8", "smallest = 9, largest = 8", "two-rounds.parts.first", ["largest"]),
    (SCRIPTS, 'role = "responsible"', 'role = "mayor"', "two-rounds.tasks.guidance", ["'mayor'", "facilitator"]),
    (WHEEL, "[meetings.steering-group]", "[meetings.board]", "meetings.board", ["'board'", "steering-group"]),
    (WHEEL, 'before = "school-conference"', 'before = "fair"', "orders.conference-before-teams", ["'fair'"]),
    (WHEEL, 'relation = "between"', 'relation = "amid"', "orders.teams-then-steering.relation", ["between, each"]),
    (WHEEL, 'opens = "13:00"', 'opens = "1 pm"', "meetings.grade-team", ["'1 pm'", "08:30"]),
    (WHEEL, "short = 26", "short = 36", "meetings.resource-team", ["short is more than long"]),
    (WHEEL, "[orders.schools-prepared]", "[rules.schools-prepared]", "rules", ["meetings, orders"]),
    (WHEEL, '"prepare-conference-2-schools"', '"rest"', "meetings.strategy-forum.gathers", ["'rest'"]),
    (FORM, 'kind = "person"', 'kind = "name"', "fields.coordinator.kind", ["'name'", "person"]),
    (FORM, 'goal = { kind = "text" }', 'goal = { kind = "choice" }', "fields.goal.choices", ["at least one"]),
    (HEAD, 'da = ["nb"]', 'da = ["no"]', "fallbacks.da", ["'no'", "nb"]),
    (HEAD, 'slug = "log"', 'slug = "logg"', "slug", ["folder"]),
    (NB, 'adopted = "vedtatt"\n', "", "terms.adopted", ["missing"]),
    (NB, 'adopted = "vedtatt"', 'adopted = "vedtatt"\nadapted = "tilpasset"', "terms.adapted", ["belongs to nothing"]),
    (NB, 'adopted = "vedtatt"', 'adopted = "<b>vedtatt</b>"', "terms.adopted", ["'<b>'", "plain text"]),
    (NB, 'adopted = "vedtatt"', 'adopted = " "', "terms.adopted", ["empty"]),
    (NB, 'adopted = "vedtatt"', "adopted = 3", "terms.adopted", ["3", "a text"]),
    (NB, 'adopted = "vedtatt"', 'adopted = "vedtatt {"', "terms.adopted", ["brace", "{count}"]),
    (SV, "minst {minutes} minuter", "minst {hours} timmar", "requirements.L10.sentence", ["{hours}", "minutes"]),
    (
        SV,
        "minst {minutes} minuter",
        "tillräckligt",
        "requirements.L10.sentence",
        ["differ from those of nb", "minutes"],
    ),
    (SHARED, 'met = "Opfyldt"\n', "", "states.met", ["missing"]),
    (SHARED, "{kind}: gjort for alle.", "{who}: gjort.", "findings.done_for_each.met", ["{who}", "kind"]),
    ("_common/languages.toml", 'nn = ["nb"]', 'nn = "nb"', "fallbacks.nn", ["a list of languages"]),
]


@pytest.mark.parametrize(("file", "old", "new", "key", "words"), SLIPS, ids=[f"{s[3]}-{s[2][:25]}" for s in SLIPS])
def test_a_slip_is_found_where_it_stands(
    tmp_path: Path, file: str, old: str, new: str, key: str, words: list[str]
) -> None:
    copy = Copy(tmp_path)
    copy.edit(file, old, new)

    found = [problem for problem in check_all(copy.root) if (problem.file, problem.key) == (file, key)]

    said = " ".join(problem.sentence for problem in found)
    assert found, "nothing was found there"
    assert all(word in said for word in words), said


def test_the_shipped_packs_have_no_problem() -> None:
    assert check_all() == []


def test_broken_toml_is_told_with_its_line(tmp_path: Path) -> None:
    copy = Copy(tmp_path)
    copy.edit(ROLES, '[school-owner]\nlevel = "municipality"', '[school-owner]\nlevel = municipality"')

    found = [problem for problem in check_all(copy.root) if problem.file == ROLES]

    assert len(found) == 1
    assert "at line 2" in found[0].sentence


def test_a_file_that_is_gone_is_named(tmp_path: Path) -> None:
    copy = Copy(tmp_path)
    (copy.root / PLAN).unlink()

    found = [problem for problem in check_all(copy.root) if problem.file == PLAN]

    assert found == [Problem(PLAN, "file", "This file is missing. Every pack has it.")]


def test_a_pack_without_a_head_is_still_read(tmp_path: Path) -> None:
    copy = Copy(tmp_path)
    (copy.root / HEAD).unlink()

    files = {problem.file for problem in check_all(copy.root)}

    assert files == {HEAD}


@pytest.mark.parametrize("file", [ROLES, ARENAS, ASKED, PLAN, PHASES, FORM, HEAD, NB, AGENDA])
def test_a_table_that_became_a_number_is_a_problem_and_no_crash(tmp_path: Path, file: str) -> None:
    copy = Copy(tmp_path)
    path = copy.root / file
    path.write_text("fields = 3\n" if file == FORM else "measure = 3\n", encoding="utf-8")

    found = [problem for problem in check_all(copy.root) if problem.file == file]

    assert found


def test_an_agenda_without_an_arena_is_a_problem(tmp_path: Path) -> None:
    copy = Copy(tmp_path)
    (copy.root / PACK / "agendas" / "board.toml").write_text("[thread]\n", encoding="utf-8")

    (problem,) = check_all(copy.root)

    assert problem.file == f"{PACK}/agendas/board.toml"
    assert "belongs to no arena" in problem.sentence


def test_a_language_nobody_speaks_here_is_a_problem(tmp_path: Path) -> None:
    copy = Copy(tmp_path)
    (copy.root / PACK / "text" / "fi.toml").write_text("", encoding="utf-8")

    (problem,) = check_all(copy.root)

    assert str(problem) == f"{PACK}/text/fi.toml: file: This language is not known. Accepted: da, en, nb, nn, sv."


def test_twenty_slips_are_found_in_one_run(tmp_path: Path) -> None:
    copy = Copy(tmp_path)
    path = copy.root / ROLES
    path.write_text(path.read_text(encoding="utf-8").replace('level = "school"', 'level = "skole"'), encoding="utf-8")
    copy.edit(NB, 'adopted = "vedtatt"\n', "")

    found = check_all(copy.root)

    schools = path.read_text(encoding="utf-8").count('level = "skole"')
    assert sum(problem.key.endswith(".level") for problem in found) == schools
    assert any(problem.key == "terms.adopted" for problem in found)
