"""The page of one conference: where it stands, the one thing to do next, and a section from each part of its life."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from samspill.conferences import (
    code_theme_pages,
    compose_pages,
    live_pages,
    participants_pages,
    plan_pages,
    print_pages,
    programme_pages,
    report_pages,
    stage_pages,
)
from samspill.conferences.models import Conference
from samspill.conferences.shown import Next, Shown
from samspill.conferences.words import state_name
from samspill.people.asking import Asked
from samspill.people.pages import unit_crumbs
from samspill.people.panels import Panel


@dataclass(frozen=True, slots=True)
class Station:
    """One phase of the method's conferences: "done", "current" or "coming"."""

    label: str
    status: str


#: From top to bottom; each says nothing (None) where it has nothing to show this reader.
SECTIONS: tuple[Callable[[Shown], Panel | None], ...] = (
    report_pages.section,
    stage_pages.day_section,
    plan_pages.purpose_section,
    programme_pages.section,
    participants_pages.section,
    compose_pages.section,
    live_pages.section,
    plan_pages.checklist_section,
    print_pages.section,
    code_theme_pages.said_section,
    code_theme_pages.themes_section,
)
#: The first that has something to say is the one thing to do next.
NEXTS: tuple[Callable[[Shown], Next | None], ...] = (
    programme_pages.rounds_next,
    plan_pages.hour_next,
    participants_pages.participants_next,
    compose_pages.groups_next,
    participants_pages.invite_next,
    compose_pages.announce_next,
    stage_pages.day_next,
    code_theme_pages.analyse_next,
    report_pages.report_next,
    live_pages.note_next,
    compose_pages.mine_next,
    stage_pages.pulse_next,
)


def page(request: Asked, conference: Conference) -> dict[str, Any]:
    one = Shown(request, conference)
    return {
        "conference": conference,
        "crumbs": unit_crumbs(conference.unit),
        "state": state_name(conference),
        "stations": stations(one),
        "next": next((found for ask in NEXTS if (found := ask(one))), None),
        "panels": [panel for section in SECTIONS if (panel := section(one))],
        "may_plan": one.may_plan,
    }


def stations(one: Shown) -> list[Station]:
    """The method's phases of a conference in their order, up to where it stands and beyond."""
    phases = [phase.id for phase in one.method.phases.values() if phase.of == "conference"]
    state = "groups-set" if one.conference.state == "running" else one.conference.state
    here = phases.index(state) if state in phases else -1
    words = one.conference.project.word
    return [Station(words(f"phases.conference.{phase}"), _status(place, here)) for place, phase in enumerate(phases)]


def _status(place: int, here: int) -> str:
    return "current" if place == here else "done" if place < here else "coming"
