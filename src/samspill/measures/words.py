"""What phases, levels, needs and refusals are called: the pack's words, and those that all methods share."""

from __future__ import annotations

from typing import Any

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspill.core.redthread.phases import Refusal
from samspill.methods.schema import Method
from samspill.projects.models import Project
from samspill.projects.words import say

#: What is missing before a step, as a list under “Still missing”.
NEEDS: dict[str, Any] = {
    "reason": gettext_lazy("why"),
    "answers": gettext_lazy("an answer from each team that is to be heard"),
    "plan": gettext_lazy("a plan with goal, content, coordinator, main arena, participants and time frame"),
    "decision": gettext_lazy("a decision"),
    "coordinator": gettext_lazy("a coordinator"),
    "participants": gettext_lazy("who takes part"),
    "log": gettext_lazy("at least one entry in the log"),
    "evaluation": gettext_lazy("the team's evaluation"),
    "representative": gettext_lazy("a representative in the evaluation, elected by those who tried it"),
    "leader-evaluation": gettext_lazy("the leader's evaluation with the coordinator"),
    "owner": gettext_lazy("somebody who answers for the practice"),
    "description": gettext_lazy("a description for somebody new"),
}


def phase_name(project: Project, phase: str) -> str:
    """What the method calls a phase, in the language of this moment."""
    return project.word(f"phases.measure.{phase}")


def level_name(method: Method, level: str) -> str:
    """What the method calls a level of the pyramid; empty where none was chosen."""
    return say(method, f"forms.measure-plan.level.choices.{level}") if level else ""


def levels_of(method: Method) -> tuple[str, ...]:
    """The levels of the pyramid that the method's plan form offers, the lowest first."""
    form = method.forms.get("measure-plan")
    return next((field.choices for field in form.fields if field.id == "level"), ()) if form else ()


def refusal(one: Refusal) -> dict[str, str]:
    """Why a step is refused, at the field where it is mended."""
    missing = "; ".join(str(NEEDS[need]) for need in one.about if need in NEEDS)
    day = date_format(parse_date(one.about[0]) or one.about[0]) if one.code in ("before_last", "in_future") else ""
    return {
        "unknown": {"to": _("The method has no such phase. Choose one of those that are offered.")},
        "stands_still": {"to": _("It is there already. Choose where it goes on to.")},
        "in_future": {"on": _("%(day)s is still to come. Give today or an earlier day.") % {"day": day}},
        "before_last": {"on": _("The last step was on %(day)s. Give that day or a later one.") % {"day": day}},
        "lacks": {
            "reason": _("Still missing: %(missing)s. Fill it in first, or write why you go on without it.")
            % {"missing": missing}
        },
        "skips": {
            "reason": (_("Still missing: %(missing)s. ") % {"missing": missing} if missing else "")
            + _("The method has other steps before this one. Take them first, or write why you skip them.")
        },
    }[one.code]


def turn_name(method: Method, who: str) -> str:
    """The arena or role whose turn it is, by the method's name."""
    return say(method, f"arenas.{who}.name" if who in method.arenas else f"roles.{who}.name")
