"""Log entries as the search finds them: for those who tried it out, the main arena, and the school's leader."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspill.measures.models import LogEntry
from samspill.measures.queries import ENTRIES
from samspill.search.sources import Draft, Source

KIND = "log"


def draft_of(entry: LogEntry) -> Draft:
    unit, measure = entry.unit, entry.measure
    language = unit.language or unit.municipality.language
    plan = getattr(measure, "plan", None)
    with translation.override(language):
        place = f"{unit.name} · {measure.title if measure else _('The leader’s log of the project')}"
    more = [entry.seen, entry.adjusted, entry.question, entry.answer, *(one.text for one in entry.additions.all())]
    return Draft(
        kind=KIND,
        thing_id=entry.pk,
        municipality=unit.municipality_id,
        unit=unit.pk,
        arena=plan.main_arena_id if plan else None,
        read_word=entry.read_word,
        title=str(entry),
        text="\n".join(filter(None, [entry.done, *more])),
        place=place,
        url=entry.get_absolute_url(),
        language=language,
        on=entry.on,
    )


def _drafts() -> Iterator[Draft]:
    rows = ENTRIES.filter(withdrawn_at=None).select_related("measure__plan").prefetch_related("additions")
    return (draft_of(one) for one in rows.iterator(chunk_size=500))


LOG = Source(KIND, gettext_lazy("Log entries"), "document", _drafts)
