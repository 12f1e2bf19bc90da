"""The page on which what stands already is offered for a plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from samspill.overall.models import OverallPlan
from samspill.overall.offering import Offer, offered
from samspill.overall.pages import frame
from samspill.people.asking import Asked


@dataclass(frozen=True, slots=True)
class Same:
    """Offers of one name, such as the meetings of one team: taken in together."""

    offers: Sequence[Offer]

    @property
    def first(self) -> Offer:
        return self.offers[0]

    @property
    def last(self) -> Offer:
        return self.offers[-1]


@dataclass(frozen=True, slots=True)
class Offers:
    """What is offered of one kind."""

    kind: str
    title: str
    rows: Sequence[Offer]

    @property
    def same(self) -> list[Same]:
        found: dict[str, list[Offer]] = {}
        for one in self.rows:
            found.setdefault(one.title if one.kind == "occasion" else str(one.thing), []).append(one)
        return [Same(own) for own in found.values()]


def offers_page(request: Asked, plan: OverallPlan) -> dict[str, Any]:
    found = offered(plan, today=request.today)
    titles = {
        "measure": _("Measures that go their way"),
        "occasion": _("Main activities of the plan"),
        "entry": _("Own activities of the year wheel"),
    }
    groups = [Offers(kind, title, [one for one in found if one.kind == kind]) for kind, title in titles.items()]
    return {
        **frame(plan, _("Take in what stands already")),
        "plan": plan,
        "groups": [one for one in groups if one.rows],
    }
