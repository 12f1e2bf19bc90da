"""What is shown of daily practice: the page for somebody new, the school's list, the re-check, and the paper."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samspill.access.gate import may, visible_to
from samspill.access.rules import Actor
from samspill.documents.paper import Paper
from samspill.measures.close_pages import frame
from samspill.measures.closing import checked_by, kept_by
from samspill.measures.decision_forms import CheckForm, PracticeForm
from samspill.measures.models import Measure, Recheck
from samspill.measures.practices import (
    BAR,
    Standing,
    at_school,
    in_practice,
    may_follow,
    practice_of,
    standing,
    standings,
)
from samspill.measures.prose import blocks, shown
from samspill.measures.queries import LIVE, MEASURES, method_of
from samspill.measures.reader import Reader
from samspill.measures.shown import Shown, school_crumbs
from samspill.meetings.letterhead import letterhead_at
from samspill.methods.schema import Method
from samspill.people.asking import Asked, posted
from samspill.people.models import Unit
from samspill.people.panels import Crumb, Panel


def practices_page(request: Asked, unit: Unit) -> dict[str, Any]:
    """Everything that is daily practice at the school, for whoever is new there."""
    return {
        "unit": unit,
        "rows": practices(request.actor, unit, request),
        "crumbs": school_crumbs(unit),
    }


def practices(actor: Actor, unit: Unit, request: Asked) -> list[Standing]:
    """The newest first. The number of queries does not grow with the practices."""
    rows = MEASURES.filter(LIVE, unit=unit, practice_on__isnull=False).order_by("-phase_on", "-pk")
    return standings(in_practice(visible_to(actor, rows, "measure.read")), request.today)


def practice_page(request: Asked, measure: Measure) -> dict[str, Any]:
    """One practice for somebody new: what we do, who answers for it, why we do it."""
    one, practice = standing(measure, request.today), practice_of(measure)
    return {
        **frame(measure, measure.title),
        "crumbs": (
            *school_crumbs(measure.unit),
            Crumb(_("Our practices"), reverse("measures:practices", args=[measure.unit_id])),
        ),
        "one": one,
        "text": shown(practice.description) if practice else "",
        **ways(request, measure, method_of(measure), one),
    }


def ways(request: Asked, measure: Measure, method: Method, one: Standing) -> dict[str, Any]:
    """What the reader may do about a practice."""
    keeps = may(request, kept_by(measure, method, request.today), "measure.edit")
    checks = one.next is not None and one.asks and may(request, checked_by(measure), "practice.check")
    return {
        "change_url": reverse("measures:change_practice", args=[measure.pk]) if keeps else "",
        "check_url": reverse("measures:recheck", args=[one.next.pk]) if checks and one.next else "",
    }


def change_form(request: Asked, measure: Measure) -> PracticeForm:
    practice = practice_of(measure)
    names = ("version", "owner", "description", "concerned")
    initial = {name: getattr(practice, name) for name in names} if practice else {}
    initial = initial or {"version": 0, "owner": measure.coordinator_id}  # there is none yet
    people, known = at_school(measure.unit, request.today), may_follow(measure, request.today)
    return PracticeForm(posted(request), initial=initial, people=people, known=known)


def check_form(request: Asked, recheck: Recheck) -> CheckForm:
    practice = practice_of(recheck.measure)
    names = ("version", "using", "concerned", "still_done_by", "word")
    initial = {name: getattr(recheck, name) for name in names}
    initial["concerned"] = recheck.concerned or (practice.concerned if practice else None)
    return CheckForm(posted(request), initial=initial)


def check_page(recheck: Recheck) -> dict[str, Any]:
    return {**frame(recheck.measure, _("Is it still done?")), "recheck": recheck, "bar": round(BAR * 100)}


def practice(one: Shown) -> Panel | None:
    """How a practice stands: who answers for it, when it was looked at, and what it looks like to somebody new."""
    if one.stage != "practice":
        return None
    found, row = standing(one.measure, one.today), practice_of(one.measure)
    named = Reader(one.request).names(one.measure)
    context = {
        "one": found,
        "text": shown(row.description) if row else "",
        "rechecks": list(reversed(one.measure.rechecks.all())),
        "named": named,
        "follow": may_follow(one.measure, one.today) if named and found.owner is None else (),
        **ways(one.request, one.measure, one.method, found),
    }
    return Panel("measures/_close_practice.html", context)


def practice_paper(measure: Measure, one: Standing, language: str) -> Paper:
    """The one page to print: what we do, who to ask."""
    with translation.override(language):
        facts = [(_("Daily practice since"), date_format(one.since, "DATE_FORMAT"))]
        if one.owner:
            facts.insert(0, (_("Who to ask"), one.owner.name))
        return Paper(
            title=measure.title,
            kind=_("Daily practice"),
            language=language,
            letterhead=letterhead_at(measure.unit),
            meta=tuple(facts),
            blocks=tuple(blocks(one.practice.description)) if one.practice else (),
        )
