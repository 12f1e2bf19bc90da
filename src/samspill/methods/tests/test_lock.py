"""An id that was shipped is never lost and never used for something else."""

from __future__ import annotations

from pathlib import Path

from samspill.methods import lock
from samspill.methods.check import check_all
from samspill.methods.load import ROOT
from samspill.methods.tests.packs import PACK, Copy


def said(root: Path) -> dict[str, str]:
    return {problem.key: problem.sentence for problem in check_all(root) if problem.file == lock.NAME}


def test_an_id_that_is_not_locked_is_a_problem(tmp_path: Path) -> None:
    copy = Copy(tmp_path)
    copy.edit(lock.NAME, "log roles.teacher\n", "")

    assert said(copy.root) == {
        "log roles.teacher": "This id is not in the lock. Write the lock again before shipping it."
    }


def test_a_locked_id_that_went_is_a_problem(tmp_path: Path) -> None:
    copy = Copy(tmp_path)
    copy.edit(lock.NAME, "log roles.teacher\n", "log roles.teacher\nlog roles.tutor\n")

    assert "has gone" in said(copy.root)["log roles.tutor"]


def test_a_revision_that_went_is_a_problem(tmp_path: Path) -> None:
    copy = Copy(tmp_path)
    copy.edit(lock.NAME, "log roles.teacher\n", "log revisions.2016.1\nlog roles.teacher\n")

    assert "has gone" in said(copy.root)["log revisions.2016.1"]


def test_a_retired_id_may_go(tmp_path: Path) -> None:
    copy = Copy(tmp_path)
    copy.edit(lock.NAME, "log roles.teacher\n", "log roles.teacher\nlog roles.tutor\n")
    copy.edit(f"{PACK}/method.toml", "retired = []", 'retired = ["roles.tutor"]')

    assert check_all(copy.root) == []


def test_a_retired_id_may_not_be_in_use(tmp_path: Path) -> None:
    copy = Copy(tmp_path)
    copy.edit(f"{PACK}/method.toml", "retired = []", 'retired = ["roles.teacher"]')

    assert "retired and in use" in said(copy.root)["log roles.teacher"]


def test_only_what_was_shipped_can_be_retired(tmp_path: Path) -> None:
    copy = Copy(tmp_path)
    copy.edit(f"{PACK}/method.toml", "retired = []", 'retired = ["roles.tutor"]')

    assert "never shipped" in said(copy.root)["log roles.tutor"]


def test_writing_the_lock_adds_and_never_takes_away(tmp_path: Path) -> None:
    copy = Copy(tmp_path)
    copy.edit(lock.NAME, "log roles.teacher\n", "log roles.tutor\n")

    lock.write(copy.root)

    assert lock.read(copy.root)["log"] == lock.read(ROOT)["log"] | {"roles.tutor"}


def test_a_method_that_vanished_whole_is_noticed(tmp_path: Path) -> None:
    copy = Copy(tmp_path)
    copy.edit(lock.NAME, "log roles.teacher\n", "log roles.teacher\nlost roles.king\n")

    assert "has gone" in said(copy.root)["lost roles.king"]
