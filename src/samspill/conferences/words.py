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
STATES: dict[str, Any] = {"running": _("Under way"), "called-off": _("Called off")}


def state_name(conference: Conference) -> str:
    """Where it stands: the method's name of the phase, in the language of this moment."""
    state = conference.state
    return str(STATES[state]) if state in STATES else conference.project.word(f"phases.conference.{state}")


def weights_of(conference: Conference) -> dict[str, int]:
    return {**WEIGHTS, **conference.weights}
