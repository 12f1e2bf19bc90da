"""The way to a measure, for the pages below it."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from samspill.measures.models import Measure
from samspill.people.panels import Crumb

#: Where what a step needs is mended: an address of its own, else a section of the measure's page.
MENDED_AT = {
    "plan": "measures:plan",
    "coordinator": "measures:coordinator",
    "participants": "measures:participants",
    "representative": "measures:participants",
}
SECTION_OF = {
    "answers": "hearing",
    "decision": "decision",
    "log": "log",
    "evaluation": "evaluation",
    "leader-evaluation": "evaluation",
    "owner": "practice",
    "description": "practice",
}


def crumbs(measure: Measure) -> tuple[Crumb, ...]:
    """The school, then its measures."""
    side = reverse("measures:school", args=[measure.unit_id])
    return (Crumb(measure.unit.name, measure.unit.get_absolute_url()), Crumb(_("Measures"), side))


def mended_at(measure: Measure, need: str) -> str:
    """Where what is missing is filled in; empty where only the step itself can say it."""
    if name := MENDED_AT.get(need):
        return reverse(name, args=[measure.pk])
    return f"{measure.get_absolute_url()}#{SECTION_OF[need]}" if need in SECTION_OF else ""
