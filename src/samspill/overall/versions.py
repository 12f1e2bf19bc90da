"""The page on which the editions of a plan are listed, and two of them laid beside each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samspill.access.gate import may
from samspill.measures.models.measure import place_of
from samspill.overall.content import Difference, differences
from samspill.overall.forms import CompareForm
from samspill.overall.models import Edition, OverallPlan, Stance
from samspill.overall.pages import frame
from samspill.overall.reading import TITLES
from samspill.people.asking import Asked


@dataclass(frozen=True, slots=True)
class Change:
    label: str
    before: str
    after: str


def versions_page(request: Asked, plan: OverallPlan) -> dict[str, Any]:
    """Every edition, and two of them beside each other: the last two where nobody chose."""
    editions = list(plan.editions.select_related("by"))
    numbers = [(one.number, edition_name(one)) for one in editions]
    last = [number for number, _name in numbers][-2:]
    given = request.GET if "before" in request.GET else {"before": last[0], "after": last[-1]}
    form = CompareForm(given, numbers=numbers)
    chosen = form.cleaned_data if form.is_valid() else {}
    by_number = {one.number: one for one in editions}
    before, after = (by_number.get(chosen.get(name) or 0) for name in ("before", "after"))
    changes = [_change(one) for one in differences(before.content, after.content)] if before and after else []
    answers = after.content.get("answers", []) if after else []
    return {
        **frame(plan, _("Versions")),
        "plan": plan,
        "filter": form,
        "editions": [(one, edition_name(one)) for one in reversed(editions)],
        "changes": changes,
        "answers": [(one["arena"], Stance(one["stance"]).label, one["reason"]) for one in answers],
        "inside": may(request, place_of(plan.unit), "measure.propose"),
        "compared": before is not None and after is not None and before != after,
    }


def edition_name(one: Edition) -> str:
    events = {"proposed": _("put forward"), "adopted": _("adopted")}
    words = _("Version %(number)s, %(day)s") % {"number": one.number, "day": date_format(one.at, "SHORT_DATE_FORMAT")}
    return f"{words} ({events[one.event]})" if one.event in events else words


def _change(one: Difference) -> Change:
    if one.section == "review_on":
        return Change(_("Looked at again on"), _day(one.before), _day(one.after))
    return Change(one.title or str(TITLES[one.section]), one.before, one.after)


def _day(written: str) -> str:
    day = parse_date(written) if written else None
    return date_format(day) if day else ""
