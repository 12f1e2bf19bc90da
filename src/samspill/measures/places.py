"""Where what a step needs is filled in."""

from __future__ import annotations

from django.urls import reverse

from samspill.measures.models import Measure

#: What a step needs, and the page where it is mended: an address of its own, else a section of the measure's page.
MENDED_AT = {
    "plan": "measures:plan",
    "coordinator": "measures:coordinator",
    "participants": "measures:participants",
    "representative": "measures:participants",
    "evaluation": "measures:evaluate",
    "leader-evaluation": "measures:evaluate_with_coordinator",
    "decision": "measures:decide",
    "owner": "measures:change_practice",
    "description": "measures:change_practice",
}
SECTION_OF = {
    "answers": "hearing",
    "log": "log",
}


def mended_at(measure: Measure, need: str) -> str:
    """Where what is missing is filled in; empty where only the step itself can say it."""
    if name := MENDED_AT.get(need):
        return reverse(name, args=[measure.pk])
    return f"{measure.get_absolute_url()}#{SECTION_OF[need]}" if need in SECTION_OF else ""
