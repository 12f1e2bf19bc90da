"""Where what a step needs is filled in."""

from __future__ import annotations

from django.urls import reverse

from samspill.access.gate import may
from samspill.measures.shown import Shown

#: What a step needs: the page where it is mended, and the word one needs there; "" where it is for those who steer.
MENDED_AT = {
    "plan": ("plan", "measure.plan"),
    "coordinator": ("coordinator", "measure.plan"),
    "participants": ("participants", "measure.plan"),
    "representative": ("participants", "measure.plan"),
    "log": ("new_entry", "log.write"),
    "evaluation": ("evaluate", "measure.evaluate"),
    "leader-evaluation": ("evaluate_with_coordinator", ""),
    "decision": ("decide", ""),
    "owner": ("change_practice", ""),
    "description": ("change_practice", ""),
}
#: What is mended in a section of the measure's own page.
SECTION_OF = {"answers": "hearing"}


def mended_at(one: Shown, need: str) -> str:
    """Where the reader fills in what is missing; empty where that is somebody else's to do."""
    if need in SECTION_OF:
        return f"{one.measure.get_absolute_url()}#{SECTION_OF[need]}"
    name, word = MENDED_AT[need]
    allowed = may(one.request, one.measure, word) if word else one.steers
    return reverse(f"measures:{name}", args=[one.measure.pk]) if allowed else ""
