"""What every change of a plan shares: its row held until the commit, where all lay before, where all lies now."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, time
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samspill.core import scheduling as core
from samspill.planner.bridge import Loaded
from samspill.planner.models import PlannedMeeting, Planning, PlanningKind, PlanningState, WeeklyPlace, YearPlan
from samspill.planner.models.runs import UNDER_WAY
from samspill.planner.rooming import name_in
from samspill.queue.models import Job, State

PLANS = YearPlan.objects.select_related("municipality", "unit__municipality")
PLACE = ("on", "begins", "deputies", "pinned", "dropped", "place")


def hold(plan: YearPlan) -> YearPlan:
    """The plan's row until the commit."""
    return PLANS.select_for_update(of=("self",)).get(pk=plan.pk)


def require_quiet(plan: YearPlan) -> None:
    """One planning at a time: two would write over each other. One that the queue has given up holds up nobody."""
    for run in plan.runs.filter(state__in=UNDER_WAY):
        if Job.objects.filter(state__in=(State.WAITING, State.RUNNING), arguments__planning=run.pk).exists():
            raise ValidationError(_("The year is being planned just now. Wait a moment, or stop that first."))
        Planning.objects.filter(pk=run.pk).update(state=PlanningState.FAILED)


def stamp(loaded: Loaded) -> str:
    """What the plan stands on and where everything lies, as one word: the same as long as nobody changed anything."""
    return f"{core.digest(loaded.instance)[:32]}{core.digest(loaded.wheel)[:32]}"


def remembered(plan: YearPlan) -> dict[str, Any]:
    """Where everything lies, to be put back."""
    return {
        "meetings": {row.key: _written(row) for row in plan.meetings.all()},
        "weeklies": {str(row.arena_id): [row.weekday, _hour(row.begins)] for row in plan.weeklies.all()},
    }


def _written(row: PlannedMeeting) -> list[Any]:
    on = row.on.isoformat() if row.on else None
    return [on, _hour(row.begins), list(row.deputies), row.pinned, row.dropped, row.place]


def _hour(hour: time | None) -> str | None:
    return hour.isoformat("minutes") if hour else None


def put_back(plan: YearPlan, before: Mapping[str, Any]) -> None:
    """Lay everything where it lay. What has come since stays where it is."""
    changed = []
    for row in plan.meetings.all():
        if row.key in before["meetings"]:
            on, begins, *rest = before["meetings"][row.key]
            values = (date.fromisoformat(on) if on else None, time.fromisoformat(begins) if begins else None, *rest)
            # What was remembered before there were rooms says nothing of the place.
            for name, value in zip(PLACE, values, strict=False):
                setattr(row, name, value)
            row.version += 1
            changed.append(row)
    PlannedMeeting.objects.bulk_update(changed, [*PLACE, "version"])
    for weekly in plan.weeklies.all():
        if str(weekly.arena_id) in before["weeklies"]:
            weekday, begins = before["weeklies"][str(weekly.arena_id)]
            _lay_weekly(weekly, weekday, time.fromisoformat(begins) if begins else None)


def lay(loaded: Loaded, wheel: core.Wheel, *, only: Collection[str] | None = None) -> None:
    """Write down where a plan lays everything. What is pinned or behind us stays, and so does what did not change."""
    laid = {one.id: one for one in wheel.meetings}
    changed = []
    for key, row in loaded.rows.items():
        if row.pinned or loaded.is_held(row) or (only is not None and key not in only):
            continue
        if _lay_row(loaded, row, laid.get(key)):
            row.version += 1
            changed.append(row)
    PlannedMeeting.objects.bulk_update(changed, ["on", "begins", "place", "deputies", "version"])
    if only is None:
        chosen = {one.id: one for one in wheel.patterns}
        for key, weekly in loaded.weeklies.items():
            place = chosen.get(key)
            if not weekly.pinned:
                weekday, begins = (place.weekday + 1, loaded.clock.hour(place.start)) if place else (None, None)
                _lay_weekly(weekly, weekday, begins)


def _lay_row(loaded: Loaded, row: PlannedMeeting, place: core.Meeting | None) -> bool:
    """Whether it lies elsewhere now. An hour between two slots stays as it was written."""
    if place is None:
        changed, row.on, row.begins = row.on is not None, None, None
        return changed
    if row.on is not None and loaded.laid(row) == place:
        return False
    if row.on != place.on or loaded.clock.slot(row.begins) != place.start:
        row.on, row.begins = place.on, loaded.clock.hour(place.start)
    row.deputies = [int(one.removeprefix("person-")) for one in place.deputies]
    row.place = name_in(place.room) or row.place
    return True


def _lay_weekly(row: WeeklyPlace, weekday: int | None, begins: time | None) -> None:
    if (row.weekday, row.begins) != (weekday, begins):
        row.weekday, row.begins, row.version = weekday, begins, row.version + 1
        row.save(update_fields=["weekday", "begins", "version"])


def last_done(plan: YearPlan) -> Planning | None:
    """The last planning or repair that still counts."""
    kinds = (PlanningKind.PLAN, PlanningKind.REPAIR)
    rows = plan.runs.filter(kind__in=kinds, undone=False, state__in=(PlanningState.DONE, PlanningState.CANCELLED))
    return rows.exclude(before={}).first()
