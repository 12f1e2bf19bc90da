"""The plan of the next school year for the walk through all pages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time

from samspill.planner.models import YearPlan
from tests.cast import Cast
from tests.e2e.visiting import Visit, visit
from tests.planned import year_plan


def plan_next_year(cast: Cast) -> None:
    """The plan of the next year with two meetings of the resource team, of which one has no day yet."""
    plan = year_plan(cast)
    plan.meetings.filter(number=2).update(on=None, begins=None)
    plan.weeklies.create(arena=cast.arenas["grade-team-5"], weekday=3, begins=time(13), minutes=60)


def year_plans(cast: Cast) -> Iterator[Visit]:
    plan = YearPlan.objects.get()
    yield visit("planner:start", "owner")
    yield visit("planner:new", "owner", "municipality", cast.municipality.pk)
    for name in ("plan", "setup", "rooms", "people", "away", "repair", "publish", "why"):
        yield visit(f"planner:{name}", "owner", plan.pk)
    for view in ("wheel", "list", "people", "ideal"):
        yield Visit("planner:plan", "owner", f"{plan.get_absolute_url()}?view={view}")
    yield visit("planner:meeting", "owner", plan.pk, plan.meetings.earliest("number").pk)
    yield visit("planner:weekly", "owner", plan.pk, plan.weeklies.get().pk)
    yield visit("planner:person", "nurse", cast.nurse.pk)
    yield visit("planner:person_away", "nurse", cast.nurse.pk)
