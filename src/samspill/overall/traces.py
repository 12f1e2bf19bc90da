"""What overall plans show of the activities of the plan they come to be by (`settings.PLAN_TRACES`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext as _

from samspill.access.rules import Actor, decide
from samspill.methods import load
from samspill.overall.models import OverallPlan, Stance
from samspill.overall.queries import ADOPTED, PLANS, PROPOSED, SUBJECT, Talks, speaks_of, talks_about
from samspill.wheel.models import Occasion
from samspill.wheel.traces import Trace


def of(rows: Sequence[Occasion], actor: Actor) -> Iterator[tuple[int, Trace]]:
    """Put forward, discussed by this very team, adopted; nothing where the school has no overall plan for that year."""
    parts = _parts(rows)
    asked = [row for row in rows if (row.project_id, row.activity) in parts]
    if not asked:
        return
    found = PLANS.filter(project__in={row.project_id for row in asked}, unit__in={row.unit_id for row in asked})
    plans = list(found.order_by("begins"))
    talks = talks_about(plans)
    for row in asked:
        plan = _plan_of(row, plans)
        if plan:
            url = plan.get_absolute_url() if decide(actor, "overall.read", plan.scope()).allowed else ""
            yield row.pk, _trace(row, parts[row.project_id, row.activity], plan, talks, url)


def _parts(rows: Sequence[Occasion]) -> Mapping[tuple[int, str], str]:
    """The activities that bring a part of an overall plan; adaptations move days, never what an activity brings."""
    return {
        (project.pk, one.id): one.brings[1]
        for project in {row.project for row in rows}
        for one in load.method(project.method, project.revision).plan
        if one.brings and one.brings[0] == SUBJECT
    }


def _plan_of(row: Occasion, plans: Sequence[OverallPlan]) -> OverallPlan | None:
    mine = [one for one in plans if (one.project_id, one.unit_id) == (row.project_id, row.unit_id)]
    return next((one for one in mine if speaks_of(one, row.earliest, row.latest)), None)


def _trace(row: Occasion, part: str, plan: OverallPlan, talks: Talks, url: str) -> Trace:
    if part == ADOPTED:
        if plan.adopted_on:
            return Trace(_("%(plan)s is adopted") % {"plan": plan}, url, plan.adopted_on)
        return Trace(_("%(plan)s is not adopted yet") % {"plan": plan}, url, shows="")
    if part == PROPOSED:
        if plan.proposed_on:
            return Trace(_("%(plan)s is put forward") % {"plan": plan}, url, plan.proposed_on)
        return Trace(_("%(plan)s is a draft") % {"plan": plan}, url, plan.drafted_on, "begun")
    answer = next((one for one in plan.answers.all() if one.arena_id == row.arena_id), None)
    talk = talks.get((plan.pk, row.arena_id or 0))
    if talk:
        words = _("Discussed") if not answer or not answer.stance else str(Stance(answer.stance).label).capitalize()
        return Trace(f"{plan}: {words}", url, talk.on)
    if answer:
        return Trace(_("%(plan)s: asked, no answer yet") % {"plan": plan}, url, answer.asked_on, "begun")
    return Trace(_("%(plan)s is not put forward yet") % {"plan": plan}, url, shows="")
