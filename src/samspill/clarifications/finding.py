"""Clarifications as the search finds them: for those who asked and the owner; a general answer for everybody.

The forum finds them as matters of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from samspill.clarifications.models import Clarification
from samspill.search.sources import Draft, Source

KIND = "clarification"


def draft_of(case: Clarification) -> Draft:
    unit = case.unit
    language = unit.language or unit.municipality.language
    with translation.override(language):
        place = f"{case.arena}, {unit.name}" if case.arena else unit.name
    return Draft(
        kind=KIND,
        thing_id=case.pk,
        municipality=unit.municipality_id,
        unit=unit.pk,
        arena=case.arena_id,
        read_word="municipality.read" if case.general and case.answered_on else "clarification.read",
        title=case.title,
        text="\n".join(filter(None, [case.text, case.answer, case.withdrawn])),
        place=place,
        url=case.get_absolute_url(),
        language=language,
        on=case.answered_on or case.raised_on,
    )


def _drafts() -> Iterator[Draft]:
    rows = Clarification.objects.select_related("unit__municipality", "arena__unit", "arena__project")
    return (draft_of(one) for one in rows.iterator())


CLARIFICATIONS = Source(KIND, _("Clarifications"), "question", _drafts)
