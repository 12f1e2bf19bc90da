"""What the documents promise is there, and what is there stands in the documents."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from samspill.cli.commands import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text()
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text()
SETTING = re.compile(r"\"(SAMSPILL_[A-Z_]+|DATABASE_URL)\"")


def test_every_setting_stands_in_the_table() -> None:
    code = [path for folder in ("src", "tools", "tests") for path in (ROOT / folder).rglob("*.py")]
    read = {name for path in code for name in SETTING.findall(path.read_text())}
    told = set(re.findall(r"`(SAMSPILL_[A-Z_]+|DATABASE_URL)`", (ROOT / "docs" / "settings.md").read_text()))

    assert read == told


def test_every_room_stands_in_the_law() -> None:
    rooms = {path.parent.name for path in (ROOT / "src" / "samspill").glob("*/__init__.py")}

    assert {room for room in rooms if f"`{room}`" not in ARCHITECTURE} == set()


@pytest.mark.parametrize("document", ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_what_a_document_points_to_is_there(document: str) -> None:
    text = (ROOT / document).read_text()
    pointed = re.findall(r"\]\(([^)#:]+)\)", text) + re.findall(r"`((?:src|docs|tests|tools|bench)/[\w./-]+)`", text)

    assert [path for path in pointed if not (ROOT / path).exists()] == []


def test_commands_in_the_readme_exist() -> None:
    named = set(re.findall(r"^samspill (\w+)", README, re.MULTILINE))

    assert named
    assert named <= {command.name for command in COMMANDS}


def test_make_targets_in_the_documents_exist() -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = {
        target
        for document in ROOT.glob("*.md")
        for target in re.findall(r"(?:`|^)make (\w+)", document.read_text(), re.MULTILINE)
    }

    assert named <= targets
