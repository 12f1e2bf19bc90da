"""The rows of a plan: what the year asks for, and what was called already without it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import F

from samspill.meetings.models import Meeting, Series
from samspill.planner.following import as_met, changed_by_hand, taken_over
from samspill.planner.loading import Ground, unlinked
from samspill.planner.models import PlannedMeeting, WeeklyPlace
from samspill.planner.rooming import Rooms
from samspill.planner.wants import Want
from samspill.wheel.matching import Met, match
from samspill.wheel.matching import Slot as Window


def lay_rows(ground: Ground) -> None:
    """Let the plan have a row for every meeting the year asks for, and know those that are called already.

    What is asked for no longer goes; what was published of it is left out, to be called off with the next publishing.
    """
    there = {row.key: row for row in ground.meetings}
    wants, rooms = {want.key: want for want in ground.wants}, Rooms(ground)
    _let_go([row for key, row in there.items() if key not in wants])
    for key, want in wants.items():
        if key in there:
            _update(there[key], want, rooms)
    new = [_row(ground, want) for key, want in wants.items() if key not in there]
    PlannedMeeting.objects.bulk_create(new)
    _take_up(ground, [*(row for key, row in there.items() if key in wants), *new])
    _lay_weekly(ground)


def follow(rows: Iterable[PlannedMeeting]) -> None:
    """What somebody moved or called off by hand since it was published lies where they laid it, and stays there."""
    for row in rows:
        if fields := changed_by_hand(row):
            PlannedMeeting.objects.filter(pk=row.pk).update(**fields, version=F("version") + 1)
            row.refresh_from_db()


def catch_up(row: PlannedMeeting) -> None:
    """The same for one that is about to be changed as the page showed it: the version it was shown with still holds."""
    if fields := changed_by_hand(row):
        PlannedMeeting.objects.filter(pk=row.pk).update(**fields)
        as_met(row)


def _let_go(rows: Iterable[PlannedMeeting]) -> None:
    rows = list(rows)
    PlannedMeeting.objects.filter(pk__in=[row.pk for row in rows if row.meeting_id is None]).delete()
    told = [row.pk for row in rows if row.meeting_id is not None and not row.by_hand]
    PlannedMeeting.objects.filter(pk__in=told, dropped=False).update(dropped=True, version=F("version") + 1)


def _row(ground: Ground, want: Want) -> PlannedMeeting:
    return PlannedMeeting(
        plan=ground.plan,
        key=want.key,
        kind=want.kind,
        unit=ground.units[want.unit],
        arena=ground.arenas.get(want.arena),
        activity=want.activity,
        number=want.number,
        earliest=want.earliest,
        latest=want.latest,
        minutes=want.minutes,
    )


def _update(row: PlannedMeeting, want: Want, rooms: Rooms) -> None:
    """Its days and length as they are asked for now; what lies outside them and is free to move is laid anew."""
    fields = {name: getattr(want, name) for name in ("activity", "number", "earliest", "latest")}
    if row.meeting_id is None:
        fields |= {"minutes": want.minutes, "place": row.place if rooms.of(row) else ""}
    if {name: getattr(row, name) for name in fields} != fields:
        PlannedMeeting.objects.filter(pk=row.pk).update(**fields, version=F("version") + 1)
        row.refresh_from_db()


def _take_up(ground: Ground, rows: Iterable[PlannedMeeting]) -> None:
    """Let what was called by hand be the meeting of the window it lies in."""
    free = {row.pk: row for row in rows if row.meeting_id is None and not row.dropped}
    meetings = {one.pk: one for one in unlinked(ground) if one.series_id is None or not _is_weekly(one)}
    slots = [_window(row) for row in free.values()]
    for key, pk in match(slots, [_met(one) for one in meetings.values()]).items():
        row, meeting = free[key], meetings[pk]
        fields = {**taken_over(meeting), "meeting": meeting, "by_hand": True}
        PlannedMeeting.objects.filter(pk=row.pk).update(**fields, version=F("version") + 1)


def _is_weekly(meeting: Meeting) -> bool:
    return meeting.series is not None and meeting.series.every_weeks == 1 and meeting.series.nth is None


def _window(row: PlannedMeeting) -> Window:
    """Conferences have no arena before the first is called: they are known by their unit."""
    middle: date = row.on or row.earliest + (row.latest - row.earliest) / 2
    return Window(row.pk, row.arena_id or -row.unit_id, row.earliest, row.latest, middle, False, row.activity)


def _met(meeting: Meeting) -> Met:
    conference = getattr(meeting, "conference", None)
    if conference is None:
        return Met(meeting.pk, meeting.arena_id, meeting.on)
    return Met(meeting.pk, -conference.unit_id, meeting.on, False, conference.activity)


def _lay_weekly(ground: Ground) -> None:
    wanted = {arena.pk: arena for arena in ground.weekly_arenas()}
    there = {row.arena_id: row for row in ground.weeklies}
    gone = [row for pk, row in there.items() if pk not in wanted]
    WeeklyPlace.objects.filter(pk__in=[row.pk for row in gone if row.series_id is None]).delete()
    WeeklyPlace.objects.filter(pk__in=[row.pk for row in gone if row.series_id]).update(dropped=True)
    called = _called_series(ground, [pk for pk in wanted if pk not in there or there[pk].series_id is None])
    for pk, arena in wanted.items():
        row = there.get(pk) or WeeklyPlace(plan=ground.plan, arena=arena)
        minutes = ground.frames[arena.project_id or 0].minutes(arena.kind)
        if pk in called:
            _take_up_series(row, called[pk])
        elif row.series_id is None:
            row.minutes = minutes
        row.dropped = False
        row.save()


def _take_up_series(row: WeeklyPlace, one: Series) -> None:
    row.weekday, row.begins, row.minutes = one.weekday, one.begins, one.minutes
    row.told_weekday, row.told_begins = one.weekday, one.begins
    row.series, row.pinned = one, True


def _called_series(ground: Ground, arenas: Iterable[int]) -> dict[int, Series]:
    """Weekly series of the year that somebody called by hand, the latest of each arena."""
    year = ground.plan.year.period
    rows = Series.objects.filter(
        arena__in=list(arenas), every_weeks=1, nth=None, starts__lte=year.end, until__gte=year.start, planned=None
    )
    return {one.arena_id: one for one in rows.order_by("starts", "pk")}
