"""What is done otherwise than the method says, in one list: steps, requirements, the municipality's adaptations.

Knowledge, not a fault (domain 7.1): others read what was changed, why, by whom and when.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samspill.insight.models import Departure
from samspill.insight.pages import around
from samspill.measures.models import Step
from samspill.measures.words import NEEDS, phase_name
from samspill.people.asking import Asked
from samspill.people.models import Person
from samspill.projects.models import Adaptation, Participation
from samspill.projects.queries import adapted
from samspill.projects.words import say

KINDS: dict[str, Promise] = {
    "step": _("Steps of measures"),
    "departure": _("Requirements"),
    "adaptation": _("The municipality's adaptations"),
}


@dataclass(frozen=True, slots=True)
class Otherwise:
    """One thing done otherwise. `who` is None for readers who learn no names, and where nobody is known any more."""

    kind: str
    on: date
    what: str
    reason: str
    url: str
    who: Person | None = None
    until: date | None = None
    left_out: tuple[str, ...] = ()


def otherwise_page(request: Asked, participation: Participation) -> dict[str, Any]:
    """The list, the latest first; names only for those who work at the school."""
    page = around(request, participation, "otherwise")
    names = bool(page["at_home"])
    found = sorted(_everything(participation, names=names), key=lambda one: one.on, reverse=True)
    given = request.GET.get("kind", "")
    chosen = given if given in KINDS else ""
    counts = [(key, label, sum(one.kind == key for one in found)) for key, label in KINDS.items()]
    return {
        **page,
        "method": adapted(participation.project).method,
        "all": len(found),
        "kinds": counts,
        "kind": chosen,
        "rows": [one for one in found if chosen in ("", one.kind)],
    }


def _everything(participation: Participation, *, names: bool) -> Iterator[Otherwise]:
    yield from _steps(participation, names)
    yield from _departures(participation, names)
    yield from _adaptations(participation, names)


def _steps(participation: Participation, names: bool) -> Iterator[Otherwise]:
    place = {"measure__project": participation.project_id, "measure__unit": participation.unit_id}
    for row in Step.objects.filter(deviates=True, **place).select_related("measure__project", "by"):
        phase = phase_name(participation.project, row.after)
        yield Otherwise(
            "step",
            row.on,
            f"{row.measure.title}: {phase}",
            row.reason,
            row.measure.get_absolute_url(),
            row.by if names else None,
            left_out=tuple(str(NEEDS[need]) for need in row.missing if need in NEEDS),
        )


def _departures(participation: Participation, names: bool) -> Iterator[Otherwise]:
    board = reverse("insight:board", args=[participation.pk])
    method = adapted(participation.project).method
    for row in Departure.objects.filter(participation=participation).select_related("made_by"):
        title = say(method, f"requirements.{row.requirement}.title")
        who = row.made_by if names else None
        yield Otherwise("departure", row.since, title, row.reason, f"{board}#{row.requirement}", who, row.until)


def _adaptations(participation: Participation, names: bool) -> Iterator[Otherwise]:
    for row in Adaptation.objects.filter(project=participation.project_id).select_related("project", "made_by"):
        until = timezone.localdate(row.withdrawn_at) if row.withdrawn_at else None
        url, who = participation.project.get_absolute_url(), row.made_by if names else None
        yield Otherwise("adaptation", timezone.localdate(row.made_at), str(row), row.reason, url, who, until)
