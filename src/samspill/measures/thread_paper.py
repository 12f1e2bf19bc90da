"""The red thread on paper: the same stations in the same order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspill.documents.paper import Block, Bullets, Heading, Item, Letterhead, Paper, Paragraph, runs
from samspill.measures.models import Measure
from samspill.measures.thread_words import Told
from samspill.measures.words import phase_name


def thread_paper(measure: Measure, stations: Sequence[Told]) -> Paper:
    unit = measure.unit
    return Paper(
        title=_("The red thread: %(title)s") % {"title": measure.title},
        language=get_language() or "nb",
        letterhead=Letterhead(unit.municipality.name, unit.name, unit.address),
        meta=(
            (_("Stands at"), phase_name(measure.project, measure.phase)),
            (_("Proposed"), date_format(measure.proposed_on)),
        ),
        blocks=tuple(block for one in stations for block in _station(one)),
    )


def _station(one: Told) -> Iterator[Block]:
    yield Heading(2, " · ".join(filter(None, [date_format(one.on) if one.on else "", one.title])))
    about = [one.whose.title if one.whose else "", one.who, one.matter.name if one.matter else "", *one.facts]
    if line := " · ".join(filter(None, about)):
        yield Paragraph(runs(line))
    if one.text:
        yield Paragraph(runs(one.text))
    if one.notes:
        yield Bullets(tuple(Item(runs(": ".join(filter(None, [note.title, note.text])))) for note in one.notes))
