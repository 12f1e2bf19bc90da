"""A plan of the school year after this one with some meetings laid by hand, for tests of pages."""

from __future__ import annotations

from datetime import date, time, timedelta

from django.utils import timezone

from samspill.core.schoolyear import SchoolYear
from samspill.planner.actions.making import make_plan
from samspill.planner.models import PlannedMeeting, YearPlan
from tests.cast import AT, Cast

WEEK = timedelta(days=7)
TUESDAY = 1


def first_tuesday() -> date:
    """The first Tuesday in October of the next school year: a school day whenever the test is run."""
    october = date(SchoolYear.of(timezone.localdate()).begins + 1, 10, 1)
    return october + timedelta(days=(TUESDAY - october.weekday()) % 7)


def year_plan(cast: Cast, *, meetings: int = 2) -> YearPlan:
    """The school owner's plan: the resource team meets every fourth Tuesday at one o'clock, told to nobody yet."""
    first = first_tuesday()
    plan = make_plan(cast.municipality, unit=None, begins=first.year, like=None, acting=cast.owner, at=AT)
    for number in range(1, meetings + 1):
        lay(cast, plan, number, first + (number - 1) * 4 * WEEK)
    return plan


def lay(cast: Cast, plan: YearPlan, number: int, on: date, arena: str = "resource-team") -> PlannedMeeting:
    """One meeting on a day, free to be moved within a fortnight before and after."""
    team = cast.arenas[arena]
    return PlannedMeeting.objects.create(
        plan=plan,
        key=f"arena-{team.pk}-{number}",
        kind=team.kind,
        arena=team,
        unit=team.unit,
        number=number,
        earliest=on - 2 * WEEK,
        latest=on + 2 * WEEK,
        on=on,
        begins=time(13),
        minutes=120,
    )
