"""Measures as the search finds them, for those who may read them."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from samspill.measures.models import Measure
from samspill.measures.queries import MEASURES
from samspill.measures.words import phase_name
from samspill.search.sources import Draft, Source

KIND = "measure"


def draft_of(measure: Measure) -> Draft:
    unit = measure.unit
    practice = getattr(measure, "practice", None)
    page = practice.description if practice else ""
    language = unit.language or unit.municipality.language
    with translation.override(language):
        place = f"{unit.name} · {phase_name(measure.project, measure.phase)}"
    return Draft(
        kind=KIND,
        thing_id=measure.pk,
        municipality=unit.municipality_id,
        unit=unit.pk,
        read_word="measure.read",
        title=measure.title,
        text="\n".join(filter(None, [measure.text, measure.reason, measure.concerns, page])),
        place=place,
        url=measure.get_absolute_url(),
        language=language,
        on=measure.phase_on,
    )


def _drafts() -> Iterator[Draft]:
    return (draft_of(one) for one in MEASURES.select_related("practice").iterator(chunk_size=500))


MEASURE = Source(KIND, _("Proposals and measures"), "flag", _drafts)
