"""The decision sheet: the proposal, why, what there was to decide on, what was concluded, and the votes apart."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape

from django.utils import translation
from django.utils.formats import date_format
from django.utils.html import strip_tags
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from samspill.documents.paper import Block, Heading, Letterhead, Outcome, Paper, Table, runs
from samspill.documents.paper import Facts as Pairs
from samspill.measures.close_pages import texts_of, who_judged
from samspill.measures.closing import AFTER, EVALUATIONS
from samspill.measures.models import Decision, Measure
from samspill.measures.prose import blocks
from samspill.meetings.letterhead import letterhead_at
from samspill.methods.schema import Method


def decision_paper(decision: Decision, method: Method, language: str, *, inside: bool) -> Paper:
    """The sheet in one language; why the teams answered as they did only for a reader who is `inside` the school."""
    measure = decision.measure
    with translation.override(language):
        return Paper(
            title=_("Decision: %(measure)s") % {"measure": measure.title},
            kind=_("Decision sheet"),
            language=language,
            letterhead=head(measure),
            meta=tuple(_facts(decision)),
            blocks=tuple(_blocks(decision, method, inside=inside)),
        )


def head(measure: Measure) -> Letterhead:
    return letterhead_at(measure.unit)


def _facts(decision: Decision) -> Iterator[tuple[str, str]]:
    yield _("Day"), date_format(decision.on, "DATE_FORMAT")
    if decision.arena:
        yield _("Decided by"), str(decision.arena)
    if decision.item:
        yield _("Matter of a meeting"), f"{decision.item.meeting}: {decision.item.title}"


def _blocks(decision: Decision, method: Method, *, inside: bool) -> Iterator[Block]:
    measure = decision.measure
    yield Heading(1, _("The proposal"))
    yield from blocks(measure.text, 2)
    yield Heading(1, _("Why it was proposed"))
    yield from blocks(measure.reason, 2)
    yield from _found(decision, method) if decision.verdict in AFTER else _answers(measure, inside=inside)
    yield Heading(1, _("The decision"))
    yield Outcome(capfirst(str(decision.get_verdict_display())), runs(decision.conclusion))
    yield Heading(2, _("Reasons"))
    yield from blocks(decision.reasons, 3)
    if decision.counted:
        yield Heading(2, _("Votes"))
        yield Pairs(tuple(_votes(decision)))


def _answers(measure: Measure, *, inside: bool) -> Iterator[Block]:
    rows = measure.answers.exclude(stance="").select_related("arena__unit", "arena__project")
    width = 3 if inside else 2
    heads = (runs(_("Team")), runs(pgettext("what somebody answered", "Answer")), runs(_("Why")))[:width]
    lines = ((one.arena, one.get_stance_display(), one.reason)[:width] for one in rows)
    cells = tuple(tuple(runs(str(words)) for words in line) for line in lines)
    if cells:
        yield Heading(1, _("What the teams answered"))
        yield Table(_("Answers"), heads, cells, row_heads=True)


def _found(decision: Decision, method: Method) -> Iterator[Block]:
    """Every evaluation up to the decision that no earlier decision has taken up."""
    earlier = decision.measure.decisions.filter(verdict__in=AFTER, on__lt=decision.on).order_by("-on").first()
    rows = EVALUATIONS.filter(measure=decision.measure, on__lte=decision.on)
    rows = rows.filter(on__gt=earlier.on) if earlier else rows
    for one in rows:
        yield Heading(1, _("Evaluation: %(who)s") % {"who": who_judged(one)})
        yield Pairs(tuple((_plain(label), _plain(text)) for label, text in texts_of(one, method)))


def _votes(decision: Decision) -> Iterator[tuple[str, str]]:
    for label, count in (
        (_("For"), decision.votes_for),
        (_("Against"), decision.votes_against),
        (_("Blank"), decision.votes_blank),
    ):
        yield label, "–" if count is None else str(count)


def _plain(words: str) -> str:
    return unescape(strip_tags(words)) if hasattr(words, "__html__") else words
