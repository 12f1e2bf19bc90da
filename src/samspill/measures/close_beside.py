"""What the body that decides reads beside a matter about a measure: what the teams answered and found, and the form."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from samspill.access.gate import visible_to
from samspill.access.rules import Actor, Scope, decide
from samspill.measures.close_pages import who_judged
from samspill.measures.closing import EVALUATIONS
from samspill.measures.models import Decision, Evaluation, Measure
from samspill.measures.queries import MEASURES, method_of
from samspill.meetings.beside import Beside, Said
from samspill.meetings.models import Item
from samspill.methods.schema import Method
from samspill.projects.words import say

SOURCE = "measure"


def decisions(items: Sequence[Item], actor: Actor) -> Iterator[tuple[int, Beside]]:
    """For each matter about a measure that this reader may read, in an arena that decides.

    The queries do not grow with the matters.
    """
    about = {item.pk: item.source_id for item in items if item.source == SOURCE and item.source_id}
    if not about:
        return
    asked = MEASURES.filter(pk__in=set(about.values()))
    asked = visible_to(actor, asked, "measure.read").prefetch_related("answers__arena__unit", "answers__arena__project")
    rows = {one.pk: one for one in asked}
    methods = {one.project_id: method_of(one) for one in {row.project_id: row for row in rows.values()}.values()}
    found, made = _evaluations(rows), {one.item_id: one for one in Decision.objects.filter(item__in=about)}
    for item in items:
        measure = rows.get(about.get(item.pk) or 0)
        if measure and item.arena.kind in deciding(method := methods[measure.project_id]):
            yield item.pk, _beside(item, measure, method, found.get(measure.pk, []), made.get(item.pk), actor)


def deciding(method: Method) -> set[str]:
    return {phase.decided_by for phase in method.phases.values() if phase.of == SOURCE and phase.decided_by}


def _evaluations(measures: Collection[int]) -> Mapping[int, list[Evaluation]]:
    """The latest evaluation of each team and of the leader, by measure."""
    latest = {(one.measure_id, one.judge, one.arena_id): one for one in EVALUATIONS.filter(measure__in=measures)}
    found: dict[int, list[Evaluation]] = {}
    for one in latest.values():
        found.setdefault(one.measure_id, []).append(one)
    return found


def _beside(
    item: Item, measure: Measure, method: Method, found: Sequence[Evaluation], made: Decision | None, actor: Actor
) -> Beside:
    if made is not None:
        said = Said(capfirst(f"{made.get_verdict_display()}: {made.conclusion}"), made.on)
        return Beside(_("What was decided"), (said,))
    lines = tuple(_found(one, method) for one in found) or tuple(_answered(measure))
    place = Scope(frozenset({measure.unit.municipality_id}), frozenset({measure.unit_id}), frozenset({item.arena_id}))
    may = decide(actor, "measure.steer", place).allowed and not measure.fate
    url = f"{reverse('measures:decide', args=[measure.pk])}?item={item.pk}" if may else ""
    return Beside(_("What there is to decide on"), lines, url, _("Decide and write it into the minutes"))


def _found(one: Evaluation, method: Method) -> Said:
    proposed = say(method, f"forms.evaluation.proposal.choices.{one.proposal}") if one.proposal else ""
    facts = ((_("Worked"), one.worked), (_("Did not work"), one.did_not_work), (_("Proposes"), proposed))
    return Said(who_judged(one), one.on, tuple((label, text) for label, text in facts if text))


def _answered(measure: Measure) -> Iterator[Said]:
    for one in measure.answers.all():
        if one.stance:
            why = ((_("Why"), one.reason),) if one.reason else ()
            yield Said(f"{one.arena}: {one.get_stance_display()}", one.answered_on, why)
