"""The plan drawn as the year wheel draws a year: the same picture, before anybody is told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from samspill.core.schoolyear import Period, SchoolDays
from samspill.core.yearwheel import Shade
from samspill.planner.models import YearPlan
from samspill.planner.reading import Laid
from samspill.wheel.year import Happening, Read, Whose, in_order, ring_of
from samspill.wheel.year_pages import shown

TOLD = ("same", "fixed", "past")  # states in which there is a real meeting on that day
CALLED = {"meetings": 2, "conferences": 6, "plan": 1}  # how much each layer asks for a word beside it


def wheel_of(plan: YearPlan, laid: Iterable[Laid], days: SchoolDays, part: int, today: date) -> dict[str, Any]:
    """What the templates of the wheel draw, of this plan alone."""
    whose = Whose(unit=plan.unit) if plan.unit else Whose(municipality=plan.municipality)
    happenings = in_order(_happening(one) for one in laid if one.row.on and not one.row.dropped)
    found = Read(happenings, tuple(_shades(days, plan.year.period)))
    return shown(found, whose, plan.year, part, today)


def _happening(one: Laid) -> Happening:
    assert one.row.on, "asked before"
    layer = "conferences" if one.row.arena_id is None else "meetings" if one.state in TOLD else "plan"
    group = one.row.arena.group if one.row.arena else ""
    return Happening(
        key=f"planned-{one.row.pk}",
        layer=layer,
        ring=ring_of(one.unit, group),
        first=one.row.on,
        last=one.row.on,
        title=one.title,
        where=one.unit.name,
        url=one.row.get_absolute_url(),
        weight=CALLED[layer],
        begins=one.row.begins,
        place=one.row.place,
    )


def _shades(days: SchoolDays, year: Period) -> Sequence[Shade]:
    inside = [one for one in days.holidays if one.end >= year.start and one.start <= year.end]
    return [
        *(Shade("holiday", one.start, one.end, one.name) for one in inside),
        *(Shade("planning", day, day) for day in days.planning_days),
    ]
