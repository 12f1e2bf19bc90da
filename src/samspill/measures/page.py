"""The page of one measure: where it stands, what comes next, and a section from each part of its life."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from samspill.access.gate import may
from samspill.core.redthread.phases import Way, lacking, ways
from samspill.measures import close_pages, log_pages
from samspill.measures.bridge import pack_phases, phases_of
from samspill.measures.models import Measure
from samspill.measures.shown import Shown, crumbs, shown
from samspill.measures.words import NEEDS, level_name, phase_name, turn_name
from samspill.people.asking import Asked
from samspill.people.panels import Crumb, Panel, panels_for


@dataclass(frozen=True, slots=True)
class Next:
    """One step that may come next, with what is still missing in words."""

    way: Way
    name: str
    missing: tuple[str, ...]
    url: str


Section = Callable[[Shown], Panel | None]
#: The sections of the page, from top to bottom; each says nothing (None) where it has nothing to show this reader.
SECTIONS: tuple[Section, ...] = (log_pages.log_section, close_pages.evaluation)


def page(request: Asked, measure: Measure) -> dict[str, Any]:
    """What the page of a measure shows."""
    one = shown(request, measure)
    return {
        "measure": measure,
        "stage": one.stage,
        "phase": phase_name(measure.project, measure.phase),
        "level": level_name(one.method, measure.level),
        "turn": turn(one),
        "nexts": nexts(one) if measure.live else (),
        "steers": one.steers,
        "edits": may(request, measure, "measure.edit"),
        "panels": [panel for section in SECTIONS if (panel := section(one))] + panels_for("measure", request, measure),
        "crumbs": crumbs(measure),
    }


def turn(one: Shown) -> str:
    """Whose turn it is while the measure stands where it stands: an arena's or a role's name; empty when nobody's."""
    phase = pack_phases(one.method).get(one.measure.phase)
    return turn_name(one.method, phase.waits_for) if phase and phase.waits_for and one.measure.live else ""


def nexts(one: Shown) -> list[Next]:
    return [
        Next(
            way,
            phase_name(one.measure.project, way.to),
            tuple(str(NEEDS[need]) for need in way.missing),
            reverse("measures:step", args=[one.measure.pk, way.to]),
        )
        for way in ways(phases_of(one.method), one.measure.phase, one.evidence)
    ]


def step_page(request: Asked, measure: Measure, to: str) -> dict[str, Any]:
    """The page of one step: what is still missing for it, before anything is typed."""
    one = shown(request, measure)
    phases = phases_of(one.method)
    missing = lacking(phases[to], measure.phase, one.evidence)
    return {
        "measure": measure,
        "title": phase_name(measure.project, to),
        "lead": measure.title,
        "missing": [NEEDS[need] for need in missing if need != "reason"],
        "skips": to not in phases[measure.phase].next if measure.phase in phases else True,
        "back": measure.get_absolute_url(),
        "crumbs": (*crumbs(measure), Crumb(measure.title, measure.get_absolute_url())),
    }
