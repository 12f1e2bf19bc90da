"""The list of plans: how far each is, and where a new one can be begun."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.access.gate import may, visible_to
from samspill.design.dates import weekday
from samspill.people.asking import Asked
from samspill.people.models import Municipality, Unit, UnitKind
from samspill.planner.frame import name_of, plans
from samspill.planner.models import YearPlan


@dataclass(frozen=True, slots=True)
class Line:
    """One plan of the list, and in words how far it is."""

    plan: YearPlan
    name: str
    place: str
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Begin:
    """Somewhere a new plan can be begun."""

    label: str
    url: str


def page(request: Asked) -> dict[str, Any]:
    laid = Q(meetings__dropped=False)
    rows = visible_to(request.actor, plans(), "yearplan.read").annotate(
        placed=Count("meetings", laid & Q(meetings__on__isnull=False)),
        unplaced=Count("meetings", laid & Q(meetings__on__isnull=True)),
        moved=Count("meetings", laid & Q(meetings__on__isnull=False) & ~_as_told()),
    )
    return {"lines": [_line(one) for one in rows], "begins": list(_begins(request))}


def _as_told() -> Q:
    return Q(
        meetings__told_on=F("meetings__on"),
        meetings__told_begins=F("meetings__begins"),
        meetings__told_place=F("meetings__place"),
        meetings__told_deputies__contains=F("meetings__deputies"),
    )


def _line(plan: Any) -> Line:
    place = plan.unit.name if plan.unit else _("All schools in %(place)s") % {"place": plan.municipality.name}
    return Line(plan, name_of(plan), place, tuple(_said(plan)))


def _said(plan: Any) -> Iterator[str]:
    if not plan.placed:
        yield _("No meeting has a day yet.")
        return
    yield ngettext("%(count)s meeting", "%(count)s meetings", plan.placed) % {"count": plan.placed}
    if plan.unplaced:
        said = ngettext("%(count)s has no day yet", "%(count)s have no day yet", plan.unplaced)
        yield said % {"count": plan.unplaced}
    if plan.published_at is None:
        yield _("Nobody has been told yet.")
        return
    yield _("Published %(day)s") % {"day": weekday(plan.published_at.date())}
    if plan.moved:
        said = ngettext("%(count)s change is not published", "%(count)s changes are not published", plan.moved)
        yield said % {"count": plan.moved}


def _begins(request: Asked) -> Iterator[Begin]:
    """The municipality's whole year first; a school's own for whoever leads one school."""
    home = request.municipality
    if home and may(request, YearPlan(municipality=home), "yearplan.change"):
        label = _("Plan a year for all schools in %(place)s") % {"place": home.name}
        yield Begin(label, _address("municipality", home))
        return
    for unit in _own_schools(request):
        label = _("Plan a year for %(place)s") % {"place": unit.name}
        yield Begin(label, _address("unit", unit))


def _own_schools(request: Asked) -> Iterable[Unit]:
    own = {hat.unit for hat in request.actor.hats if hat.unit}
    rows = Unit.objects.filter(pk__in=own, kind=UnitKind.SCHOOL).select_related("municipality")
    return [one for one in rows if may(request, one, "yearplan.change")]


def _address(kind: str, place: Municipality | Unit) -> str:
    return reverse("planner:new", args=[kind, place.pk])


def first_step(plan: YearPlan) -> str:
    return reverse("planner:setup", args=[plan.pk])
