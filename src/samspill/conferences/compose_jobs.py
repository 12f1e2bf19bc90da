"""Composing a hall's groups in the queue, with how far it is for those who wait."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samspill.conferences.models import Composing, ComposingState
from samspill.core import grouping as core
from samspill.queue.jobs import job


@job(title=_("Put the groups of a conference together"), retries=1)
def compose_in_queue(*, composing: int, at: datetime) -> None:
    """Search outside any transaction; what was changed by hand meanwhile wins over what is found."""
    from samspill.conferences.actions import composing as verbs
    from samspill.conferences.bridge import load, problem_of

    rows = Composing.objects.filter(pk=composing)
    if not rows.filter(state__in=(ComposingState.WAITING, ComposingState.RUNNING)).update(state=ComposingState.RUNNING):
        return
    made = rows.select_related("conference__meeting", "conference__unit", "by").get()

    def report(progress: core.Progress) -> bool:
        told = {"share": progress.evaluations / progress.budget, "cost": progress.cost, "bound": progress.bound}
        return bool(rows.filter(state=ComposingState.RUNNING).update(progress=told))

    board = load(made.conference)
    problem, found = verbs.search(board, made.seed, verbs.LONG, report)
    with transaction.atomic():
        held = verbs.hold(made.conference)
        if not rows.filter(state=ComposingState.RUNNING).exists():
            return
        now = load(held)
        if verbs.stamp(held) != made.pk or problem_of(now, now.open()).key != problem.key:
            rows.update(state=ComposingState.CANCELLED, ended_at=at, result={"changed": True})
            return
        verbs.finish(made, now, problem, found, at=at)
