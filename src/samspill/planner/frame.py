"""What every page of a plan shows round itself: whose year it is, the way here, and the four steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from samspill.access.gate import fetch_for, may
from samspill.people.asking import Asked
from samspill.people.models import Municipality, Person, Unit
from samspill.people.panels import Crumb
from samspill.planner.models import YearPlan
from samspill.wheel.year_pages import year_words

#: The steps in the order they are taken, by the name of their page.
STEPS = ("setup", "people", "plan", "publish")


@dataclass(frozen=True, slots=True)
class Step:
    label: str
    status: str
    url: str


def plans() -> QuerySet[YearPlan]:
    return YearPlan.objects.select_related("municipality", "unit__municipality")


def plan_for(request: Asked, pk: int, word: str = "yearplan.change") -> YearPlan:
    return fetch_for(request, plans(), pk, word)


def reader(request: Asked) -> Person:
    """Whoever acts: somebody signed in, since the gate was asked before."""
    assert request.person, "the gate lets nobody else in"
    return request.person


def frame(request: Asked, plan: YearPlan, title: str, *, step: str = "") -> dict[str, Any]:
    """`step` is the step the page belongs to; without one the page stands beside them."""
    own = Crumb(name_of(plan), plan.get_absolute_url())
    above = (*place_crumbs(plan), Crumb(_("Plans of the year"), reverse("planner:start")))
    return {
        "plan": plan,
        "place": plan.unit or plan.municipality,
        "name": own.label,
        "title": title,
        "crumbs": above if title == own.label else (*above, own),
        "back": own.url,
        "steps": steps_of(plan, step) if may(request, plan, "yearplan.change") else (),
        "may_change": may(request, plan, "yearplan.change"),
    }


def name_of(plan: YearPlan) -> str:
    return _("School year %(year)s") % {"year": year_words(plan.begins)}


def place_crumbs(plan: YearPlan) -> tuple[Crumb, ...]:
    places: tuple[Municipality | Unit | None, ...] = (plan.municipality, plan.unit)
    return tuple(Crumb(one.name, one.get_absolute_url()) for one in places if one)


def steps_of(plan: YearPlan, now: str) -> tuple[Step, ...]:
    """What has been done is ticked, whichever page the reader is on."""
    labels = (_("What shall be held"), _("Who can when"), _("Plan"), _("Publish"))
    begun = plan.runs.exists()
    done = {"setup": begun or plan.version > 1, "people": begun, "publish": plan.published_at is not None}
    done["plan"] = plan.meetings.filter(on__isnull=False).exists()
    return tuple(
        Step(label, _status(name == now, done=done[name]), reverse(f"planner:{name}", args=[plan.pk]))
        for name, label in zip(STEPS, labels, strict=True)
    )


def _status(here: bool, *, done: bool) -> str:
    if here:
        return "current"
    return "done" if done else "coming"
