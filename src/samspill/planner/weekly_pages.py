"""What meets every week: one line for each arena, not one for each week."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.dates import WEEKDAYS
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from samspill.arenas.words import name_of
from samspill.people.models import Unit
from samspill.planner.models import WeeklyPlace, YearPlan
from samspill.wheel.year_reading import methods_of


@dataclass(frozen=True, slots=True)
class Weekly:
    """One arena that meets every week, and when."""

    title: str
    unit: Unit
    when: str


def weeklies_of(plan: YearPlan, school: int | None) -> Sequence[Weekly]:
    rows = plan.weeklies.filter(dropped=False).select_related("arena__unit", "arena__project__municipality")
    shown = [row for row in rows if school in (None, row.arena.unit_id)]
    methods = methods_of(row.arena.project for row in shown)
    return [Weekly(name_of(row.arena, methods.get(row.arena.project_id)), row.arena.unit, _when(row)) for row in shown]


def _when(row: WeeklyPlace) -> str:
    if row.weekday is None or row.begins is None:
        return _("no weekday yet")
    words = {"weekday": WEEKDAYS[row.weekday - 1], "hour": time_format(row.begins, "H:i"), "minutes": row.minutes}
    return _("%(weekday)s at %(hour)s, %(minutes)s minutes") % words
