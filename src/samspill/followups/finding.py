"""Follow-ups as the search finds them: what was promised and how it went, for those who may read the arena's list."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from samspill.followups.models import Followup
from samspill.followups.queries import FOLLOWUPS
from samspill.search.sources import Draft, Source

KIND = "followup"


def draft_of(followup: Followup) -> Draft:
    unit = followup.arena.unit
    language = unit.language or unit.municipality.language
    with translation.override(language):
        place = f"{followup.arena}, {unit.name}"
    return Draft(
        kind=KIND,
        thing_id=followup.pk,
        municipality=unit.municipality_id,
        unit=unit.pk,
        arena=followup.arena_id,
        read_word="followup.read",
        title=followup.text,
        text="\n".join(filter(None, [followup.word, followup.dropped, followup.origin_name])),
        place=place,
        url=followup.get_absolute_url(),
        language=language,
        on=followup.done_on or followup.by,
    )


def _drafts() -> Iterator[Draft]:
    return (draft_of(one) for one in FOLLOWUPS.iterator())


FOLLOWUP = Source(KIND, _("Follow-ups"), "check-circle", _drafts)
