"""Finding out why not everything can be planned: searched in the queue, and kept until something changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import transaction

from samspill.core import scheduling as core
from samspill.journal.actions import note
from samspill.people.models import Person
from samspill.planner.actions.holding import hold, require_quiet, stamp
from samspill.planner.bridge import Loaded, series_of
from samspill.planner.models import Planning, PlanningKind, PlanningState, YearPlan

#: Some ten seconds in all: what collides is nearly always a few meetings of one month.
BUDGET = 12_000
REASONS = 3  # different reasons that are looked for


@transaction.atomic
def ask_why(plan: YearPlan, *, acting: Person, at: datetime) -> Planning:
    """Have it found out in the queue what collides. Nothing is changed."""
    from samspill.planner.jobs import explain_in_queue

    held = hold(plan)
    require_quiet(held)
    run = Planning.objects.create(plan=held, kind=PlanningKind.WHY, seed=held.seed, by=acting, at=at)
    note("yearplan.why_asked", held, acting=acting, at=at)
    explain_in_queue.enqueue(planning=run.pk, at=at, municipality_id=held.municipality_id)
    return run


def look_for(loaded: Loaded) -> Iterator[core.Explanation]:
    """One reason after the other. Meetings of a series whose reason is known are not asked about again."""
    left, known = sorted(key for key, row in loaded.rows.items() if row.on is None and not row.dropped), set[str]()
    for _reason in range(REASONS):
        found = core.explain(loaded.forgiving, about=left, budget=core.Budget(BUDGET))
        about = {series_of(loaded.rows[key]) for key in found.scope if key in loaded.rows} if found else set[str]()
        if found is None or (known and about <= known):
            return
        yield found
        known |= about
        left = [key for key in left if series_of(loaded.rows[key]) not in known]
        if not left or not found.core:
            return


def keep(run: Planning, loaded: Loaded, found: list[core.Explanation], *, at: datetime) -> None:
    """Write down what was found as rules, so that everybody reads it in their own language."""
    result = {"stamp": stamp(loaded), "reasons": [_written(one) for one in found]}
    rows = Planning.objects.filter(pk=run.pk, state=PlanningState.RUNNING)
    rows.update(state=PlanningState.DONE, result=result, ended_at=at)


def _written(one: core.Explanation) -> dict[str, Any]:
    return {
        "core": [[rule.code, rule.of] for rule in one.core],
        "scope": list(one.scope),
        "ways": [_way(way) for way in one.relaxations],
        "proven": one.proven,
    }


def _way(one: core.Relaxation) -> dict[str, Any]:
    fields = {"edit": one.edit, "rule": [one.rule.code, one.rule.of], "weekday": one.weekday, "days": one.days}
    return {**fields, "also": _way(one.also) if one.also else None}


def read(raw: dict[str, Any]) -> core.Explanation:
    """What `keep` has written."""
    rules = tuple(core.RuleRef(*rule) for rule in raw["core"])
    return core.Explanation(rules, tuple(raw["scope"]), tuple(_read_way(way) for way in raw["ways"]), raw["proven"])


def _read_way(raw: dict[str, Any]) -> core.Relaxation:
    also = _read_way(raw["also"]) if raw["also"] else None
    return core.Relaxation(raw["edit"], core.RuleRef(*raw["rule"]), raw["weekday"], raw["days"], also)
