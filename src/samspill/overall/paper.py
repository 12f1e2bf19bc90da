"""The overall plan on paper: the same sections with what they take in, the teams' answers, how it was adopted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils import translation
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from samspill.documents.paper import Block, Heading, Outcome, Paper, Run, Table, runs
from samspill.measures.prose import blocks
from samspill.meetings.letterhead import letterhead_at
from samspill.overall.models import OverallPlan
from samspill.overall.reading import Group, Part, Read
from samspill.wheel.plan_paper import state_word


def paper_of(found: Read, language: str) -> Paper:
    plan = found.plan
    with translation.override(language):
        return Paper(
            title=f"{plan}",
            kind=_("Overall plan"),
            language=language,
            letterhead=letterhead_at(plan.unit),
            meta=tuple(_facts(plan)),
            blocks=tuple(block for part in found.parts for block in _part(part, found))
            + tuple(_answers(plan))
            + tuple(_adopted(plan)),
        )


def _facts(plan: OverallPlan) -> Iterator[tuple[str, str]]:
    yield _("School"), plan.unit.name
    if plan.adopted_on:
        yield _("Adopted"), date_format(plan.adopted_on)
    elif plan.proposed_on:
        yield _("Put forward"), date_format(plan.proposed_on)
    else:
        yield _("State"), _("Draft")
    if plan.review_on:
        yield _("Looked at again on"), date_format(plan.review_on)


def _part(part: Part, found: Read) -> Iterator[Block]:
    yield Heading(1, part.title)
    yield from blocks(part.raw, 2)
    if part.key == "aims":
        goals = [(one.title, one.first.goal) for one in part.groups]
        yield from _table(part, (_("Measure"), _("What we want to reach")), goals)
    elif part.groups:
        head = (_("What"), _("When"), _("Who"), _("How it stands"))
        yield from _table(part, head, [_cells(one) for one in part.groups])
    elif part.key == "division":
        rows = [(name, "\n".join(one.title for one in own)) for name, own in found.duties]
        yield from _table(part, (_("Who"), _("What")), rows)


def _table(part: Part, head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Iterator[Block]:
    if rows:
        lines = tuple((runs(Run(row[0], strong=True)), *(runs(cell) for cell in row[1:])) for row in rows)
        yield Table(part.title, tuple(runs(word) for word in head), lines, row_heads=True)


def _cells(one: Group) -> tuple[str, ...]:
    row, last = one.first, one.rows[-1]
    days = [date_format(day, "SHORT_DATE_FORMAT") for day in (row.on, last.until or last.on) if day]
    stands = state_word(row.stands) if row.live else row.stands
    if len(one.rows) > 1:
        stands = _("%(held)s of %(all)s held") % {"held": one.held, "all": len(one.rows)}
    return "\n".join([one.title, *one.notes]), " – ".join(dict.fromkeys(days)), ", ".join(one.who), stands


def _answers(plan: OverallPlan) -> Iterator[Block]:
    rows = [(str(one.arena), one.get_stance_display()) for one in plan.answers.all() if one.stance]
    if rows:
        yield Heading(1, _("What the teams think"))
        head = (runs(_("Team")), runs(pgettext("what somebody answered", "Answer")))
        cells = tuple((runs(name), runs(capfirst(str(stance)))) for name, stance in rows)
        yield Table(_("What the teams think"), head, cells, row_heads=True)


def _adopted(plan: OverallPlan) -> Iterator[Block]:
    if plan.adopted_on and plan.adopted_at:
        yield Heading(1, _("Adopted"))
        who = plan.adopted_by.name if plan.adopted_by else ""
        yield Outcome(_("Adopted"), runs(f"{plan.adopted_at}"), who, date_format(plan.adopted_on))
        if plan.deviation:
            yield Heading(2, _("Adopted before everybody had discussed it"))
            yield from blocks("\n".join([*(f"- {name}" for name in plan.lacking), "", plan.deviation]), 3)
