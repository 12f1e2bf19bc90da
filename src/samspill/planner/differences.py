"""What of a plan people have not been told yet. Nothing is stored, so nothing can disagree."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from samspill.meetings.models import Meeting
from samspill.planner.models import PlannedMeeting, WeeklyPlace, YearPlan


@dataclass(frozen=True)
class Untold:
    """Rows to be called, moved and called off, each in the order of their keys; and what meets every week."""

    new: tuple[PlannedMeeting, ...]
    moved: tuple[PlannedMeeting, ...]
    off: tuple[PlannedMeeting, ...]
    weekly_new: tuple[WeeklyPlace, ...] = ()
    weekly_moved: tuple[WeeklyPlace, ...] = ()
    weekly_off: tuple[WeeklyPlace, ...] = ()
    unchanged: int = 0

    @property
    def anything(self) -> bool:
        rows = (self.new, self.moved, self.off, self.weekly_new, self.weekly_moved, self.weekly_off)
        return any(rows)

    @cached_property
    def digest(self) -> str:
        """Names exactly this difference: whoever publishes says which one they looked at."""
        told = [_line(row) for row in (*self.new, *self.moved, *self.off)]
        told += [_weekly_line(row) for row in (*self.weekly_new, *self.weekly_moved, *self.weekly_off)]
        return hashlib.sha256(json.dumps(told, default=str).encode()).hexdigest()


def untold(rows: Iterable[PlannedMeeting], weeklies: Iterable[WeeklyPlace], today: date) -> Untold:
    """Compare where everything lies with what people were told."""
    states: dict[str, list[PlannedMeeting]] = {"new": [], "moved": [], "off": [], "same": [], "": []}
    for row in sorted(rows, key=lambda one: one.key):
        states[_state(row, today)].append(row)
    weekly: dict[str, list[WeeklyPlace]] = {"new": [], "moved": [], "off": [], "same": [], "": []}
    for one in sorted(weeklies, key=lambda one: one.arena_id):
        weekly[_weekly_state(one)].append(one)
    return Untold(
        tuple(states["new"]),
        tuple(states["moved"]),
        tuple(states["off"]),
        tuple(weekly["new"]),
        tuple(weekly["moved"]),
        tuple(weekly["off"]),
        len(states["same"]) + len(weekly["same"]),
    )


def rows_of(plan: YearPlan) -> tuple[list[PlannedMeeting], list[WeeklyPlace]]:
    meetings = plan.meetings.select_related("arena__unit__municipality", "arena__project", "unit", "meeting")
    weeklies = plan.weeklies.select_related("arena__unit__municipality", "arena__project", "series")
    return list(meetings), list(weeklies)


def _state(row: PlannedMeeting, today: date) -> str:
    meeting = row.meeting
    if meeting is None:
        return "new" if row.on is not None and row.on >= today and not row.dropped else ""
    if meeting.begun_at or meeting.ended_at or meeting.on < today:
        return "same"
    if row.dropped:
        return "" if meeting.called_off else "off"
    return "moved" if row.on is not None and lies_elsewhere(row, meeting) else "same"


def lies_elsewhere(row: PlannedMeeting, meeting: Meeting) -> bool:
    """Whether the plan has another day, hour or room than the real meeting, or has it again after it was called off.

    A place that somebody wrote at the real meeting since is not the plan's doing: `follow` takes it over.
    """
    moved = (row.on, row.begins) != (meeting.on, meeting.begins) or row.place != row.told_place
    return moved or bool(meeting.called_off)


def _weekly_state(row: WeeklyPlace) -> str:
    if row.series_id is None:
        return "new" if row.weekday and not row.dropped else ""
    if row.dropped:
        return "off" if row.told_weekday else ""
    moved = row.weekday and (row.weekday, row.begins) != (row.told_weekday, row.told_begins)
    return "moved" if moved else "same"


def _line(row: PlannedMeeting) -> list[object]:
    return [row.key, row.on, row.begins, row.place, row.minutes, row.dropped, row.meeting_id, list(row.deputies)]


def _weekly_line(row: WeeklyPlace) -> list[object]:
    return [row.arena_id, row.weekday, row.begins, row.minutes, row.dropped, row.series_id]
