"""Overall plans as the search finds them, for those who may read them."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from samspill.overall.models import SECTIONS, OverallPlan
from samspill.search.sources import Draft, Source

KIND = "overall-plan"


def draft_of(plan: OverallPlan) -> Draft:
    unit = plan.unit
    language = unit.language or unit.municipality.language
    with translation.override(language):
        title = f"{plan}"
    return Draft(
        kind=KIND,
        thing_id=plan.pk,
        municipality=unit.municipality_id,
        unit=unit.pk,
        read_word="overall.read",
        title=title,
        text="\n".join(filter(None, (getattr(plan, name) for name in SECTIONS))),
        place=unit.name,
        url=plan.get_absolute_url(),
        language=language,
        on=plan.adopted_on or plan.drafted_on,
    )


def _drafts() -> Iterator[Draft]:
    rows = OverallPlan.objects.select_related("unit__municipality")
    return (draft_of(one) for one in rows.iterator(chunk_size=500))


OVERALL_PLAN = Source(KIND, _("Overall plans"), "plan", _drafts)
