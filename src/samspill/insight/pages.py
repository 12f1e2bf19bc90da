"""What the pages about boards show, beside the board itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from samspill.access.gate import may
from samspill.access.rules import Scope
from samspill.core.fidelity.model import State, Verdict, Wish
from samspill.design import prepare
from samspill.insight.board import STATES, Board, board_of
from samspill.insight.queries import release_of
from samspill.people.asking import Asked
from samspill.people.models import UnitKind
from samspill.people.panels import Crumb
from samspill.projects.models import Participation
from samspill.projects.queries import adapted
from samspill.projects.words import say

# Which colour a count wears; the words beside it say the same.
COLORS = {State.OVERDUE: "danger", State.DUE_SOON: "warning", State.PARTLY: "warning", State.MET: "success"}


@dataclass(frozen=True, slots=True)
class Chip:
    """A count on top of the board that shows only its requirements when pressed."""

    state: State
    label: str
    count: int
    color: str
    current: bool


def board_page(request: Asked, participation: Participation) -> dict[str, Any]:
    """The board with what this reader may do on it."""
    board, chosen = board_of(participation, request.today), _chosen(request)
    school = participation.unit.kind != UnitKind.OFFICE
    release = release_of(participation) if school else None
    own = participation.scope()
    arenas = frozenset(one.pk for one in board.reading.staff.arenas)
    scope = Scope(own.municipalities, own.units, states=own.states | ({"released"} if release else set()))
    return {
        "participation": participation,
        "here": "board",
        "board": board,
        "method": board.method,
        "chips": _chips(board, chosen),
        "chosen": chosen,
        "silent_chosen": chosen is State.NOTHING_YET,
        "groups": board.groups(chosen),
        "crumbs": crumbs_of(participation),
        "over": board.day < request.today,
        "is_school": school,
        "release": release,
        "may_release": school and may(request, scope, "board.release"),
        "may_depart": may(request, scope, "board.depart"),
        "may_judge": may(request, replace(own, arenas=arenas), "board.judge"),
        "may_overview": not school and may(request, participation.project, "board.overview"),
        "may_logs": may(request, own, "project_log.read"),
        "may_answer": may(request, scope, "board.answer"),
    }


def around(request: Asked, participation: Participation, here: str) -> dict[str, Any]:
    """What the pages beside the board show round themselves. `at_home`: the reader works at this school."""
    return {
        "participation": participation,
        "here": here,
        "crumbs": crumbs_of(participation),
        "at_home": may(request, participation.scope(), "board.read"),
    }


def verdict_rows(wishes: Iterable[Wish], verdicts: Iterable[Verdict]) -> list[tuple[Wish, Verdict]]:
    return list(zip(wishes, verdicts, strict=True))


def _chosen(request: Asked) -> State | None:
    given = request.GET.get("state", "")
    return State(given) if given in {state.value for state in STATES} else None


def _chips(board: Board, chosen: State | None) -> list[Chip]:
    return [
        Chip(state, prepare.STATES[state.value][1], count, COLORS.get(state, "neutral"), state is chosen)
        for state, count in board.counts
    ]


def crumbs_of(participation: Participation) -> tuple[Crumb, ...]:
    unit, project = participation.unit, participation.project
    return (
        Crumb(project.municipality.name, project.municipality.get_absolute_url()),
        Crumb(unit.name, unit.get_absolute_url()),
    )


def wish_of(participation: Participation, requirement: str) -> Wish | None:
    return adapted(participation.project).method.requirements.get(requirement)


def frame(participation: Participation, requirement: str, title: str) -> dict[str, Any]:
    """What every form about one requirement shows round itself."""
    method = adapted(participation.project).method
    board = Crumb(_("Requirement board"), reverse("insight:board", args=[participation.pk]))
    lead = say(method, f"requirements.{requirement}.sentence") if requirement else ""
    return {"title": title, "lead": lead, "back": board.url, "crumbs": (*crumbs_of(participation), board)}


def split(schools: Sequence[Participation]) -> dict[str, list[Participation]]:
    """Schools by name: those that asked for support and show it, those that show their board, the others, and those
    that are compared with. Never ordered by how they do."""
    taking_part = [one for one in schools if one.takes_part]
    shown = [one for one in taking_part if one.released]  # type: ignore[attr-defined]  # annotated by schools_of
    return {
        "asking": [one for one in shown if one.needs],  # type: ignore[attr-defined]  # prefetched by schools_of
        "shown": shown,
        "hidden": [one for one in taking_part if one not in shown],
        "compared": [one for one in schools if not one.takes_part],
    }
