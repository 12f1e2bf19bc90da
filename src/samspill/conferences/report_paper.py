"""The answer to the participants on paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils import translation
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.conferences.fates import Became
from samspill.conferences.report_bridge import Felt, Report, Saying
from samspill.documents.paper import Block, Bullets, Facts, Heading, Item, Paper, Paragraph, Run, runs
from samspill.measures.prose import blocks
from samspill.meetings.letterhead import letterhead_at


def report_paper(report: Report, language: str) -> Paper:
    conference = report.conference
    with translation.override(language):
        return Paper(
            title=_("What we said, and what became of it: %(title)s") % {"title": conference.title},
            kind=_("Answer to the participants"),
            language=language,
            letterhead=letterhead_at(conference.unit),
            meta=((_("Day"), date_format(conference.meeting.on, "DATE_FORMAT")),),
            blocks=tuple(_blocks(report)),
        )


def _blocks(report: Report) -> Iterator[Block]:
    yield from blocks(report.conference.report_opening)
    for heard in report.themes:
        yield Heading(1, heard.theme.name)
        yield from blocks(heard.theme.remark, 2)
        yield _list(heard.sayings)
        if heard.proposals:
            yield Heading(2, _("What became of it"))
            for one in heard.proposals:
                yield from _became(one)
    if report.conference.report_next:
        yield Heading(1, _("What happens next"))
        yield from blocks(report.conference.report_next, 2)
    if report.felt:
        yield Heading(1, _("How it was"))
        yield Facts(tuple((one.question, felt_words(one)) for one in report.felt))
    if report.also:
        yield Heading(1, _("Also said"))
        yield _list(report.also)


def _list(found: Iterable[Saying]) -> Block:
    return Bullets(tuple(Item(runs(f"{one.text} {times_words(one)}".strip())) for one in found))


def _became(one: Became) -> Iterator[Block]:
    since = _("since %(day)s") % {"day": date_format(one.on)}
    yield Paragraph(runs(Run(one.measure.title, strong=True), f": {one.stands}, {since}"))
    lines = [one.decided, one.why, one.answer, *(f"{heir.measure.title}: {heir.stands}" for heir in one.heirs)]
    if any(lines):
        yield Bullets(tuple(Item(runs(line)) for line in lines if line))


def times_words(one: Saying) -> str:
    """How often something was said, where it was more than once."""
    words = ngettext("(said %(count)s time)", "(said %(count)s times)", one.times)
    return words % {"count": one.times} if one.times > 1 else ""


def felt_words(one: Felt) -> str:
    words = ngettext("%(mean)s of 5, %(count)s answer", "%(mean)s of 5, %(count)s answers", one.answers)
    return words % {"mean": number_format(one.mean, 1), "count": one.answers}
