"""At the top of a measure's page: where it comes from, and where it is, in one line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from samspill.measures.models import Measure
from samspill.measures.words import phase_name
from samspill.people.panels import Panel

if TYPE_CHECKING:
    from samspill.measures.shown import Shown


@dataclass(frozen=True, slots=True)
class Mark:
    """One point of the line."""

    label: str
    on: date | None
    url: str = ""


def line(shown: Shown) -> Panel:
    measure = shown.measure
    context = {"measure": measure, "marks": tuple(_marks(measure)), "asks_why": bool(measure.practice_on)}
    return Panel("measures/_thread_short.html", context)


def _marks(measure: Measure) -> Iterator[Mark]:
    said = list(measure.statements.select_related("arena__project")[:2])
    if said:
        name = _("Said in several places") if len(said) > 1 else _("Said")
        yield Mark(name, said[0].said_on, said[0].get_absolute_url() if len(said) == 1 else "")
    parents = list(Measure.objects.filter(heirs__child=measure).order_by("pk"))
    if len(parents) > 1:
        yield Mark(_("Several proposals"), parents[0].proposed_on)
    else:
        yield from (Mark(one.title, one.proposed_on, one.get_absolute_url()) for one in parents)
    yield Mark(_("Proposed"), measure.proposed_on)
    passed = (
        (_("Decided"), measure.decided_on),
        (_("Tried out"), measure.tried_on),
        (_("Evaluated"), measure.evaluated_on),
    )
    yield from (Mark(label, on) for label, on in passed if on and on < measure.phase_on)
    if measure.phase_on != measure.proposed_on or measure.analysed_on:
        yield Mark(phase_name(measure.project, measure.phase), measure.phase_on)
    if measure.fate:
        yield Mark(str(measure.get_fate_display()), measure.fate_on)
        for heir in Measure.objects.filter(ancestry__parent=measure).order_by("pk")[:3]:
            yield Mark(heir.title, heir.proposed_on, heir.get_absolute_url())
