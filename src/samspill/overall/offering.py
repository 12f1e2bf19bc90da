"""What stands in measures, plan and year wheel already and could stand in the overall plan: one tap, never typed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from samspill.measures.models import Measure
from samspill.measures.queries import LIVE
from samspill.measures.words import phase_name
from samspill.overall.models import OverallPlan
from samspill.overall.queries import method_of
from samspill.wheel.models import Activity, Occasion
from samspill.wheel.pages import title_of
from samspill.wheel.year_reading import plain


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that can be taken in: `kind` and `thing` name it as a line does."""

    kind: str
    thing: int
    title: str
    url: str
    on: date | None = None
    meta: str = ""


def offered(plan: OverallPlan, *, today: date) -> list[Offer]:
    """Everything that is not in the plan yet: measures that go their way, main activities and own ones of its year."""
    there = {(one.kind, one.thing) for one in plan.lines.all()}
    found = (*_measures(plan), *_occasions(plan), *_entries(plan, today))
    return [one for one in found if (one.kind, one.thing) not in there]


def _measures(plan: OverallPlan) -> Iterator[Offer]:
    rows = Measure.objects.filter(LIVE, unit=plan.unit_id, project=plan.project_id).order_by("-phase_on", "pk")
    for one in rows:
        yield Offer("measure", one.pk, one.title, one.get_absolute_url(), meta=phase_name(plan.project, one.phase))


def _occasions(plan: OverallPlan) -> Iterator[Offer]:
    method, year = method_of(plan), plan.year.period
    weekly = [one.id for one in method.plan if not one.main]
    rows = Occasion.objects.filter(project=plan.project_id, unit=plan.unit_id, on__range=(year.start, year.end))
    for one in rows.filter(called_off="").exclude(activity__in=weekly).select_related("arena").order_by("on", "pk"):
        yield Offer("occasion", one.pk, plain(title_of(one, method)), one.get_absolute_url(), one.on)


def _entries(plan: OverallPlan, today: date) -> Iterator[Offer]:
    """What the school has put into its year itself; what is over is no plan any more."""
    year = plan.year.period
    rows = Activity.objects.filter(unit=plan.unit_id, arena=None, starts__lte=year.end, until__gte=year.start)
    rows = rows.filter(until__gte=today).exclude(pk=plan.review_entry_id or 0)
    for one in rows.order_by("starts", "pk"):
        yield Offer("entry", one.pk, one.title, one.get_absolute_url(), one.starts)
