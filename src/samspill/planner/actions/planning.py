"""The year is planned in the queue: a whole plan within seconds, a better one while one watches, stopped at will."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samspill.core import scheduling as core
from samspill.journal.actions import note
from samspill.people.models import Person
from samspill.planner.actions.holding import hold, last_done, lay, put_back, remembered, require_quiet, stamp
from samspill.planner.actions.laying import follow, lay_rows
from samspill.planner.bridge import Loaded, load
from samspill.planner.differences import rows_of
from samspill.planner.loading import ground_of
from samspill.planner.models import Planning, PlanningKind, PlanningState, YearPlan

#: What the first plan may cost, and the one that is looked for while one watches, for each school (core.Budget).
FIRST, LONGER, LONGEST = 40, 3_000, 60_000

Report = Callable[[core.Progress], bool]


@transaction.atomic
def start(plan: YearPlan, *, acting: Person, at: datetime, again: bool = False) -> Planning:
    """Let the year be planned in the queue. What people were told of stays, unless all is planned `again`."""
    from samspill.planner.jobs import plan_in_queue

    held = hold(plan)
    require_quiet(held)
    follow(rows_of(held)[0])
    lay_rows(ground_of(held, timezone.localdate(at)))
    _require_something(held)
    before = remembered(held)
    run = Planning.objects.create(
        plan=held, kind=PlanningKind.PLAN, seed=held.seed, before=before, result={"again": again}, by=acting, at=at
    )
    note("yearplan.started", held, acting=acting, at=at)
    plan_in_queue.enqueue(planning=run.pk, at=at, municipality_id=held.municipality_id)
    return run


def _require_something(plan: YearPlan) -> None:
    if plan.meetings.filter(dropped=False).exists() or plan.weeklies.filter(dropped=False).exists():
        return
    raise ValidationError(
        _(
            "There is nothing to plan in this school year: no school takes part in a project, no arena is open, "
            "or every kind of meeting is turned off. Open arenas, or choose what shall be planned."
        )
    )


def look_for(loaded: Loaded, run: Planning, budget: int, warm: core.Wheel | None, report: Report) -> core.WheelResult:
    """Ask the planner; what it answers is written down by `keep`."""
    problem = loaded.to_plan(again=bool(run.result.get("again")))
    return core.plan_wheel(problem, budget=core.Budget(budget), seed=run.seed, warm=warm, on_progress=report)


def budgets(loaded: Loaded) -> tuple[int, int]:
    units = max(1, len(loaded.ground.units))
    return FIRST * units, min(LONGEST, LONGER * units)


def keep(run: Planning, was: str, found: core.WheelResult, *, at: datetime) -> Loaded | None:
    """Write a plan down, unless somebody changed something by hand or stopped meanwhile: that wins (None)."""
    with transaction.atomic():
        held = hold(run.plan)
        if not _running(run):
            return None
        loaded = load(held, timezone.localdate(at))
        if stamp(loaded) != was:
            _close(run, PlanningState.CANCELLED, {**run.result, "changed": True}, at)
            return None
        lay(loaded, found.plan)
        now = load(held, timezone.localdate(at))
        run.result = {**run.result, **result_of(now, found)}
        Planning.objects.filter(pk=run.pk).update(result=run.result)
        return now


def finish(run: Planning, *, at: datetime) -> None:
    with transaction.atomic():
        held = hold(run.plan)
        if _running(run):
            _close(run, PlanningState.DONE, run.result, at)
            note("yearplan.planned", held, acting=run.by, at=at)


def fail(run: Planning, *, at: datetime) -> None:
    """It cannot be planned, now or later: everything stays where it lies."""
    if _running(run):
        _close(run, PlanningState.FAILED, run.result, at)


def _running(run: Planning) -> bool:
    return Planning.objects.filter(pk=run.pk, state=PlanningState.RUNNING).exists()


def _close(run: Planning, state: PlanningState, result: dict[str, Any], at: datetime) -> None:
    Planning.objects.filter(pk=run.pk).update(state=state, result=result, ended_at=at)


def result_of(loaded: Loaded, found: core.WheelResult) -> dict[str, Any]:
    cost = core.cost_wheel(loaded.instance, loaded.wheel)
    return {
        "cost": cost.total,
        "bound": min(found.bound_given, cost.total),
        "gap": None if math.isinf(found.gap) else found.gap,
        "by_part": cost.by("part"),
        "unplaced": list(found.unplaced),
        "stopped": found.stopped,
        "pricings": found.pricings,
        "digest": core.digest(loaded.wheel),
    }


@transaction.atomic
def stop(plan: YearPlan, *, acting: Person, at: datetime) -> None:
    """Stop what runs and keep the best that was found."""
    held = hold(plan)
    rows = held.runs.filter(state__in=(PlanningState.WAITING, PlanningState.RUNNING))
    if rows.update(state=PlanningState.CANCELLED, ended_at=at):
        note("yearplan.stopped", held, acting=acting, at=at)


@transaction.atomic
def undo(plan: YearPlan, *, acting: Person, at: datetime) -> Planning | None:
    """Lay everything where it lay before the last planning or repair; None where there is nothing to take back."""
    held = hold(plan)
    require_quiet(held)
    last = last_done(held)
    if last is None:
        return None
    put_back(held, last.before)
    last.undone = True
    last.save(update_fields=["undone"])
    note("yearplan.undone", held, acting=acting, at=at)
    return last
