"""What states, attributes and forms of a conference are called: the pack's words, and those all methods share."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from samspill.conferences.models import Conference

#: What groups are mixed by, in the order they are shown, and how much each counts if nobody says otherwise.
ATTRIBUTES: dict[str, Any] = {
    "profession": _("profession"),
    "school": _("school"),
    "grade": _("grade"),
    "years": _("years here"),
}
WEIGHTS = {"profession": 3, "school": 4, "grade": 2, "years": 2}
#: Who met before, at the conference before or in daily work, and the rules that can be done without (0).
HABITS: dict[str, Any] = {"last": _("sat together at the conference before"), "team": _("work in the same team")}
RULES = {"last": 1, "team": 0, "leaders": 1, "note-takers": 1, "heads": 1}
STATES: dict[str, Any] = {"running": _("Under way"), "called-off": _("Called off")}


def state_name(conference: Conference) -> str:
    """Where it stands: the method's name of the phase, in the language of this moment."""
    state = conference.state
    return str(STATES[state]) if state in STATES else conference.project.word(f"phases.conference.{state}")


def weights_of(conference: Conference) -> dict[str, int]:
    return {**WEIGHTS, **RULES, **conference.weights}
