"""What the teams think of an overall plan, beside the matter about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from samspill.access.rules import Actor, decide
from samspill.arenas.words import name_of
from samspill.meetings.beside import Beside, Said
from samspill.meetings.models import Item
from samspill.methods.schema import Method
from samspill.overall.models import Answer, OverallPlan, Stance
from samspill.overall.queries import PLANS, SOURCE, method_of


def beside(items: Sequence[Item], actor: Actor) -> Iterator[tuple[int, Beside]]:
    """At a matter about a plan: what the teams think, and the way to write down what this one thinks."""
    about = {item.pk: item for item in items if item.source == SOURCE and item.source_id}
    if not about:
        return
    plans = {one.pk: one for one in PLANS.filter(pk__in={item.source_id for item in about.values()})}
    for pk, item in about.items():
        plan = plans.get(item.source_id or 0)
        if plan and decide(actor, "overall.read", plan.scope()).allowed:
            yield pk, _beside(item, plan)


def _beside(item: Item, plan: OverallPlan) -> Beside:
    answers = [one for one in plan.answers.all() if one.stance]
    lines = tuple(_said(one, method_of(plan)) for one in answers) if answers else ()
    own = next((one for one in plan.answers.all() if one.arena_id == item.arena_id), None)
    if own is None or plan.state != "proposed":
        return Beside(_("What the teams think"), lines, plan.get_absolute_url(), _("Open the plan"))
    label = _("Change what we think") if own.stance else _("Write down what we think")
    return Beside(_("What the teams think"), lines, own.get_absolute_url(), label)


def _said(answer: Answer, method: Method) -> Said:
    words = _("%(arena)s: %(stance)s") % {
        "arena": name_of(answer.arena, method),
        "stance": str(Stance(answer.stance).label),
    }
    return Said(words, answer.answered_on, ((str(_("Why")), answer.reason),) if answer.reason else ())
