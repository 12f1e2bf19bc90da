"""Scripts of conferences as somebody chooses one: the method's own first, then those that belong to none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from samspill.conferences.models import SessionForm
from samspill.methods.schema import Part, Script
from samspill.people.models import Unit, UnitKind
from samspill.projects.models import Project
from samspill.projects.queries import adapted


@dataclass(frozen=True, slots=True)
class Offer:
    """A script in the reader's words."""

    script: Script
    name: str
    about: str
    themes: tuple[str, ...]

    @property
    def minutes(self) -> int:
        return sum(part.minutes for part in self.script.parts)

    @property
    def rounds(self) -> int:
        return sum(part.kind == "groups" for part in self.script.parts)


def offers(project: Project) -> list[Offer]:
    return [_offer(project, script) for script in adapted(project).method.scripts.values()]


def offer_of(project: Project, script: str) -> Offer | None:
    found = adapted(project).method.scripts.get(script)
    return _offer(project, found) if found else None


def _offer(project: Project, script: Script) -> Offer:
    key = f"scripts.{script.id}"
    rounds = tuple(project.word(f"{key}.{part.id}.theme") for part in script.parts if part.kind == "groups")
    return Offer(script, project.word(f"{key}.name"), project.word(f"{key}.about"), rounds)


def session_of(project: Project, unit: Unit, script: str, part: Part) -> dict[str, Any]:
    """A part of a script as a session begins: its words are a start, to be written anew."""
    key = f"scripts.{script}.{part.id}"
    groups = part.kind == "groups"
    return {
        "kind": part.kind,
        "form": part.form,
        "by": _by(unit, part),
        "theme": project.word(f"{key}.theme"),
        "question": project.word(f"{key}.question") if groups else "",
        "minutes": part.minutes,
        **({"smallest": part.smallest, "largest": part.largest} if groups else {}),
    }


def _by(unit: Unit, part: Part) -> str:
    """Where several schools come together, those of the same school are alike, not those of the same grade."""
    if part.form != SessionForm.HOMOGENEOUS:
        return ""
    return "school" if part.by == "grade" and unit.kind != UnitKind.SCHOOL else part.by
