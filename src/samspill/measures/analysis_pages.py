"""What the deciding body sees when it goes through proposals one by one (R21)."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from samspill.access.gate import demand, fetch_for, may, visible_to
from samspill.access.rules import Actor
from samspill.clarifications.models import Clarification
from samspill.clarifications.queries import CASES
from samspill.measures.actions.analysing import Part
from samspill.measures.finding import KIND
from samspill.measures.likeness import alike
from samspill.measures.models import Fate, Measure
from samspill.measures.proposal_list import age, methods_in, to_analyse
from samspill.measures.proposal_pages import frame
from samspill.measures.queries import LIVE, MEASURES, method_of, own, steering
from samspill.measures.reader import Reader
from samspill.measures.shown import Shown, school_crumbs
from samspill.measures.words import level_name
from samspill.people.asking import Asked
from samspill.people.panels import Crumb, Panel

FEW = 6  # words and proposals it grew from, on its page: a merger of thirty tells the others on its red thread


def steered(request: Asked, pk: int) -> Measure:
    """A proposal, for those who steer it."""
    found = fetch_for(request, MEASURES.all(), pk, "measure.read")
    demand(request, steering(found, method_of(found), request.today), "measure.steer")
    return found


def queue_of(measure: Measure) -> list[int]:
    """What nobody has looked at yet at the school, in the order of the list."""
    rows = MEASURES.filter(unit=measure.unit)
    return list(to_analyse(rows, methods_in(rows)).values_list("pk", flat=True))


def onward(measure: Measure, queue: list[int]) -> str:
    """Where the sitting goes on after this one: the next in the list, from its end to its beginning, then the list."""
    rest = [pk for pk in queue if pk != measure.pk]
    if not rest:
        return reverse("measures:proposals", args=[measure.unit_id])
    place = queue.index(measure.pk) if measure.pk in queue else 0
    return _address(rest[place % len(rest)])


def sitting(request: Asked, measure: Measure) -> dict[str, Any]:
    """One proposal with everything it grew from, what is alike, and the way to the next and the one before."""
    queue = queue_of(measure)
    place = queue.index(measure.pk) if measure.pk in queue else None
    unit, method = measure.unit, method_of(measure)
    text = f"{measure.title} {measure.reason}"
    return {
        "measure": measure,
        "facts": facts_of(measure),
        "level": level_name(method, measure.level),
        "age": age(measure.phase_on, request.today),
        "alike": alike(request.actor, text, unit=unit.pk, without=[measure.pk]),
        "number": place + 1 if place is not None else 0,
        "of": len(queue),
        "before": _address(queue[place - 1]) if place else "",
        "after": _address(queue[place + 1]) if place is not None and place + 1 < len(queue) else "",
        "onward": onward(measure, queue),
        "list_url": reverse("measures:proposals", args=[unit.pk]),
        "crumbs": (
            *school_crumbs(unit),
            Crumb(_("Proposals"), reverse("measures:proposals", args=[unit.pk])),
        ),
    }


def _address(pk: int) -> str:
    return reverse("measures:analyse", args=[pk])


def facts_of(measure: Measure) -> dict[str, Any]:
    """What a proposal says and where it comes from: its statements, what was merged into it, what became of it."""
    return {
        "measure": measure,
        "proposer": measure.proposed_by,
        "statements": list(measure.statements.all()),
        "ancestry": list(measure.ancestry.all()),
        "heirs": list(measure.heirs.all()),
    }


def others_for(actor: Actor, measure: Measure) -> list[tuple[str, str]]:
    """The proposals and measures of the school that it can be merged with, the most alike first."""
    rows = MEASURES.filter(LIVE, unit=measure.unit, practice_on=None).exclude(pk=measure.pk)
    found = {one.pk: one.title for one in visible_to(actor, rows, "measure.read").order_by("title", "pk")}
    near = alike(actor, f"{measure.title} {measure.reason}", unit=measure.unit_id, without=[measure.pk])
    first = [one.pk for one in near if one.pk in found]
    return [(str(pk), found[pk]) for pk in dict.fromkeys([*first, *found])]


def parts_of(titles: list[str], dealt: dict[int, list[int]]) -> list[Part]:
    return [Part(title, tuple(dealt[place])) for place, title in enumerate(titles)]


def form_page(measure: Measure, title: str, submit: str) -> dict[str, Any]:
    return {**frame(measure, title), "facts": facts_of(measure), "submit": submit}


def case_of(measure: Measure) -> Clarification | None:
    """What the forum was asked for this proposal, the latest first."""
    return CASES.filter(origin_kind=KIND, origin_id=measure.pk).order_by("-pk").first()


def proposal_section(one: Shown) -> Panel:
    """The section of a measure's page that says what was proposed, why, and what has become of it."""
    measure, facts = one.measure, facts_of(one.measure)
    return Panel(
        "measures/_proposal_section.html",
        {
            **facts,
            "proposer": Reader(one.request).name(measure.proposed_by, measure),
            "statements": facts["statements"][:FEW],
            "ancestry": facts["ancestry"][:FEW],
            "more": max(len(facts["statements"]), len(facts["ancestry"])) > FEW,
            "case": case_of(measure) if measure.fate == Fate.FORUM else None,
            "edits": measure.live and may(one.request, own(measure, one.method, one.today), "measure.edit"),
            "fate": measure.get_fate_display() if measure.fate else "",
            "over": measure.decided_on is not None and not measure.fate,
            "steers": one.steers,
            "resumes": one.steers and measure.fate in (Fate.PARKED, Fate.FORUM),
            "unmerges": one.steers and measure.fate == Fate.MERGED,
            "list_url": reverse("measures:proposals", args=[measure.unit_id]),
        },
    )
