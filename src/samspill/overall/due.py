"""What overall plans bring on agendas by themselves: to be discussed in the teams, adopted in the steering group."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from samspill.meetings.due import Due
from samspill.meetings.models import Meeting
from samspill.overall.models import OverallPlan
from samspill.overall.queries import SOURCE, SUBJECT, steering_kind, unanswered_in
from samspill.projects.queries import adapted


def discussing(meeting: Meeting) -> Iterator[Due]:
    """What the arena has been asked and has not answered (R94, R95)."""
    for one in unanswered_in([meeting.arena_id]):
        yield _about(one.plan, _("To be discussed: %(plan)s"))


def deciding(meeting: Meeting) -> Iterator[Due]:
    """In the steering group: to be worked up, then adopted once the teams have answered, then looked at again."""
    arena = meeting.arena
    if arena.project is None or steering_kind(adapted(arena.project).method) != arena.kind:
        return
    rows = OverallPlan.objects.filter(project=arena.project_id, unit=arena.unit_id).prefetch_related("answers")
    for plan in rows.order_by("begins"):
        if plan.state == "draft":
            yield _about(plan, _("To be worked up: %(plan)s"))
        elif plan.state == "proposed" and all(one.stance for one in plan.answers.all()):
            yield _about(plan, _("To be adopted: %(plan)s"))
        elif _to_review(plan, meeting):
            yield _about(plan, _("To be looked at again: %(plan)s"))


def _to_review(plan: OverallPlan, meeting: Meeting) -> bool:
    """At the first meeting from the day the plan says; once somebody has called that meeting, at no later one."""
    if plan.state != "adopted" or plan.review_on is None or meeting.on < plan.review_on:
        return False
    earlier = Meeting.objects.filter(arena=meeting.arena_id, called_off="", ended_at__isnull=False)
    return not earlier.filter(on__range=(plan.review_on, meeting.on)).exclude(pk=meeting.pk).exists()


def _about(plan: OverallPlan, title: str) -> Due:
    return Due(SOURCE, (title % {"plan": plan})[:200], plan.pk, plan.get_absolute_url(), treats=SUBJECT, tryout=True)
