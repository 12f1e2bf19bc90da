"""Who writes down the team's own judgement, and what the page for it shows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from samspill.access.rules import Scope
from samspill.arenas.models import Arena
from samspill.arenas.queries import arenas_of_project
from samspill.insight.judging import QUESTIONS, TOPICS
from samspill.insight.pages import frame, wish_of
from samspill.insight.queries import board_scope, judgements_of
from samspill.projects.models import Participation


def is_known(participation: Participation, requirement: str) -> bool:
    return requirement in TOPICS or wish_of(participation, requirement) is not None


def judging_scope(participation: Participation) -> Scope:
    """Whose judgement it is: the arenas of the school or the office count as well."""
    own = board_scope(participation)
    arenas = frozenset(Arena.objects.filter(unit=participation.unit_id).values_list("pk", flat=True))
    return Scope(own.municipalities, own.units, arenas, states=own.states)


def teams_of(participation: Participation, day: date) -> Sequence[Arena]:
    """The running arenas that may have judged together."""
    rows = arenas_of_project(participation.project, day).filter(unit=participation.unit_id)
    return list(rows.select_related("project").order_by("kind", "group"))


def judge_page(participation: Participation, requirement: str) -> dict[str, Any]:
    """What the form shows round itself: the requirement's own sentence, and what was judged before."""
    topic = requirement in TOPICS
    shown = frame(participation, "" if topic else requirement, _("Our own judgement"))
    if topic:
        shown["lead"] = QUESTIONS[requirement]
    before = [one for one in judgements_of(participation) if one.requirement == requirement]
    return {**shown, "before": before[::-1]}
