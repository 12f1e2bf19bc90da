"""What meets every week: one line for each arena, not one for each week."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from django.db.models import Q
from django.utils.dates import WEEKDAYS
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from samspill.arenas.words import name_of
from samspill.people.models import Unit
from samspill.planner.differences import weekly_state
from samspill.planner.jobs import weekly_lock
from samspill.planner.models import WeeklyPlace, YearPlan
from samspill.queue.models import Job, State
from samspill.wheel.year_reading import methods_of


@dataclass(frozen=True, slots=True)
class Weekly:
    """One arena that meets every week, and when. `state`: new, same, moved, unplaced or called-off."""

    row: WeeklyPlace
    title: str
    unit: Unit
    when: str
    was: str  # as people were told
    minutes: int
    state: str


def weekly_work(plan: YearPlan) -> dict[str, int]:
    """Of how many teams the weekly meetings are still to be called, moved or called off; and where that failed."""
    rows = Job.objects.filter(lock=weekly_lock(plan.pk)).exclude(state=State.DONE)
    states = list(rows.values_list("state", flat=True))
    failed = states.count(State.FAILED)
    return {"weekly_left": len(states) - failed, "weekly_failed": failed}


def weeklies_of(plan: YearPlan, school: int | None) -> Sequence[Weekly]:
    """Those that are planned, and those that somebody left out: they can be put back."""
    rows = plan.weeklies.filter(Q(dropped=False) | Q(kept_out=True))
    rows = rows.select_related("arena__unit", "arena__project__municipality", "series")
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
            state_of(row),
        )
        for row in rows
    ]


def state_of(row: WeeklyPlace) -> str:
    """How it stands to what people were told."""
    if row.dropped:
        return "called-off"
    if row.weekday is None:
        return "unplaced"
    return weekly_state(row)


def _when(weekday: int | None, begins: time | None) -> str:
    if weekday is None or begins is None:
        return _("no weekday yet")
    return _("%(weekday)s at %(hour)s") % {"weekday": WEEKDAYS[weekday - 1], "hour": time_format(begins, "H:i")}
