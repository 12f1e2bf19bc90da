"""What the measure's page and the decision's form show of what was decided, and what there is to decide on."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from samspill.access.gate import may
from samspill.arenas.words import name_of
from samspill.measures.close_pages import Found, found, frame
from samspill.measures.closing import (
    BEFORE,
    DECISIONS,
    Offer,
    begun_on,
    evaluations_since,
    matters_for,
    offers,
    unheard,
)
from samspill.measures.decision_forms import DecisionForm
from samspill.measures.models import Answer, Measure
from samspill.measures.onward import TOO_EARLY
from samspill.measures.plan_pages import plan_of
from samspill.measures.practices import at_school, may_follow, practice_of
from samspill.measures.queries import deciders_of
from samspill.measures.shown import Shown
from samspill.measures.telling import offered
from samspill.measures.words import NEEDS
from samspill.meetings.models import Item
from samspill.methods.schema import Method
from samspill.people.asking import Asked, number, posted
from samspill.people.panels import Panel


@dataclass(frozen=True, slots=True)
class Lacking:
    """What one decision still lacks, in words."""

    verdict: str
    missing: tuple[str, ...]
    skips: bool


@dataclass(frozen=True, slots=True)
class Table:
    """Everything on the table of the body that decides."""

    measure: Measure
    method: Method
    offers: list[Offer]
    item: Item | None


def table(request: Asked, measure: Measure, method: Method) -> Table:
    deciders = deciders_of(measure, method, request.today)
    items = matters_for(measure, deciders, request.today)
    asked = number(request, "item")
    item = items.filter(pk=asked).first() if asked else None
    return Table(measure, method, offers(measure, method, request.today), item)


def decision_form(request: Asked, one: Table) -> DecisionForm:
    measure, practice = one.measure, practice_of(one.measure)
    on = one.item.meeting.on if one.item and one.item.meeting else request.today
    initial = {
        "version": measure.version,
        "on": max(min(on, request.today), measure.phase_on),
        "item": one.item,
        "owner": practice.owner_id if practice else measure.coordinator_id,
        "description": practice.description if practice else "",
    }
    deciders = deciders_of(measure, one.method, request.today)
    return DecisionForm(
        posted(request),
        initial=initial,
        offers=one.offers,
        items=matters_for(measure, deciders, request.today),
        groups=offered(measure, request.today),
        people=at_school(measure.unit, request.today),
        known=may_follow(measure, request.today),
    )


def decide_page(request: Asked, one: Table) -> dict[str, Any]:
    """The form with what there is to decide on: the teams' answers, the evaluations, and what each decision lacks."""
    measure = one.measure
    before = any(offer.verdict in BEFORE for offer in one.offers)
    silent = unheard(measure, one.method, request.today) if before else []
    return {
        **frame(measure, _("Decide")),
        "lackings": lackings(one.offers, said=("answers",) if silent else ()),
        "answers": answers_to(measure) if before else (),
        "unheard": silent,
        "found": [] if before else evaluations(request, measure, one.method),
        "earlier": DECISIONS.filter(measure=measure).order_by("-on", "-pk"),
        **planned(request, one),
        "first": before,
        "back": back_to(one),
        "draft": f"decision-{measure.pk}-{request.actor.id}",
    }


def planned(request: Asked, one: Table) -> dict[str, Any]:
    """What is decided on: the plan, and how much was logged, with the log for those who read it."""
    measure = one.measure
    plan = plan_of(measure)
    arena = name_of(plan.main_arena, one.method) if plan and plan.main_arena else ""
    reads = measure.tried_on and may(request, measure, "log.read")
    return {
        "plan": {"plan": plan, "arena": arena} if plan else None,
        "logged": measure.log.filter(withdrawn_at=None).count() if measure.tried_on else 0,
        "log_url": reverse("measures:log", args=[measure.pk]) if reads else "",
    }


def back_to(one: Table) -> str:
    """To the meeting while it runs, else to the measure."""
    meeting = one.item.meeting if one.item else None
    if meeting and meeting.begun_at and not meeting.ended_at:
        assert one.item, "it has the meeting"
        return f"{reverse('meetings:run', args=[meeting.pk])}?item={one.item.pk}"
    return one.measure.get_absolute_url()


def lackings(rows: Iterable[Offer], said: Collection[str] = ()) -> list[Lacking]:
    """What each decision lacks, apart from what is `said` above it already."""
    found = ((one, [need for need in one.missing if need not in said]) for one in rows)
    return [
        Lacking(str(one.verdict.label), tuple(str(NEEDS[need]) for need in missing), one.skips)
        for one, missing in found
        if missing or one.skips
    ]


def answers_to(measure: Measure) -> list[Answer]:
    return list(measure.answers.exclude(stance="").select_related("arena__unit", "arena__project"))


def evaluations(request: Asked, measure: Measure, method: Method) -> list[Found]:
    return found(evaluations_since(measure, begun_on(measure, method)), method, request)


def decision(one: Shown) -> Panel | None:
    """What has been decided, the newest first, and the way to decide."""
    rows = list(reversed(one.measure.decisions.all()))
    opens = one.steers and not one.measure.fate and (bool(rows) or one.stage not in TOO_EARLY)
    if not rows and not opens:
        return None
    url = reverse("measures:decide", args=[one.measure.pk]) if opens else ""
    return Panel("measures/_close_decision.html", {"decisions": rows, "decide_url": url})
