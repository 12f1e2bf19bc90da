"""What meets every week: one line for each arena, not one for each week."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from django.utils.dates import WEEKDAYS
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from samspill.arenas.words import name_of
from samspill.people.models import Unit
from samspill.planner.jobs import weekly_lock
from samspill.planner.models import WeeklyPlace, YearPlan
from samspill.queue.models import Job, State
from samspill.wheel.year_reading import methods_of


@dataclass(frozen=True, slots=True)
class Weekly:
    """One arena that meets every week, and when."""

    row: WeeklyPlace
    title: str
    unit: Unit
    when: str
    was: str  # as people were told
    minutes: int


def weekly_work(plan: YearPlan) -> dict[str, int]:
    """Of how many teams the weekly meetings are still to be called, moved or called off; and where that failed."""
    rows = Job.objects.filter(lock=weekly_lock(plan.pk)).exclude(state=State.DONE)
    states = list(rows.values_list("state", flat=True))
    failed = states.count(State.FAILED)
    return {"weekly_left": len(states) - failed, "weekly_failed": failed}


def weeklies_of(plan: YearPlan, school: int | None) -> Sequence[Weekly]:
    rows = plan.weeklies.filter(dropped=False).select_related("arena__unit", "arena__project__municipality")
    return weekly_lines([row for row in rows if school in (None, row.arena.unit_id)])


def weekly_lines(rows: Sequence[WeeklyPlace]) -> Sequence[Weekly]:
    methods = methods_of(row.arena.project for row in rows)
    return [
        Weekly(
            row,
            name_of(row.arena, methods.get(row.arena.project_id)),
            row.arena.unit,
            _when(row.weekday, row.begins),
            _when(row.told_weekday, row.told_begins),
            row.minutes,
        )
        for row in rows
    ]


def _when(weekday: int | None, begins: time | None) -> str:
    if weekday is None or begins is None:
        return _("no weekday yet")
    return _("%(weekday)s at %(hour)s") % {"weekday": WEEKDAYS[weekday - 1], "hour": time_format(begins, "H:i")}
