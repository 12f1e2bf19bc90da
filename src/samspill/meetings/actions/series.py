"""A series of meetings: called at once, changed or ended from one of them on."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samspill.calendars.bridge import year_of
from samspill.core.schoolyear import SchoolDays
from samspill.core.schoolyear.rhythm import Dates, Rhythm, expand
from samspill.journal.actions import note
from samspill.meetings.actions.calling import call_meeting
from samspill.meetings.actions.moving import call_off_meeting, change_meeting, move_meeting
from samspill.meetings.models import Meeting, Series
from samspill.people.models import Person
from samspill.people.versions import change, save_new

ROUND = ("arena__unit__municipality", "arena__project__municipality")
LONGEST = timedelta(days=400)  # a school year and its summer: nobody knows more of the calendar


def dates_of(series: Series, school: SchoolDays | None = None) -> Dates:
    """The days a series meets on by the school's calendar, and those it skips. Two queries, unless they are known."""
    if series.until < series.starts:
        raise ValidationError({"until": _("The last day is before the first day.")})
    if series.until - series.starts > LONGEST:
        raise ValidationError({"until": _("A series lasts at most a school year. Choose an earlier last day.")})
    rhythm = Rhythm(series.weekday - 1, series.starts, series.until, series.every_weeks, series.nth)
    return expand(rhythm, school or year_of(series.arena.unit, series.starts, series.until).days)


@transaction.atomic
def call_series(
    series: Series, *, acting: Person | None, at: datetime, instead: Collection[date] = ()
) -> list[Meeting]:
    """Call every meeting of a new series. Days without pupils are skipped; `instead` are days chosen in their place."""
    days = begin_series(series, acting=acting, at=at, instead=instead)
    return [_call(series, day, acting, at) for day in days]


@transaction.atomic
def begin_series(
    series: Series,
    *,
    acting: Person | None,
    at: datetime,
    instead: Collection[date] = (),
    school: SchoolDays | None = None,
) -> list[date]:
    """Write a new series down and give the days it meets on. Nothing is called: that is `call_days`, or the caller.

    `school` are the school days of its time, where somebody begins many and has read them.
    """
    dates = dates_of(series, school)
    offered = {one.instead for one in dates.skipped}
    days = sorted({*dates.meets, *(day for day in instead if day in offered)})
    if not days:
        raise ValidationError({"until": _("There is no such school day between these two days.")})
    save_new(series)
    note("series.called", series, acting=acting, at=at, changes={"meetings": (0, len(days))})
    return days


@transaction.atomic
def call_days(series: Series, *, acting: Person | None, at: datetime) -> list[Meeting]:
    """Call every meeting of a series that was begun. Safe to run twice: it is called whole or not at all.

    So a series that has meetings has them all, wherever somebody moved them meanwhile, and nothing is called again.
    """
    rows = Series.objects.select_for_update(of=("self",)).select_related(*ROUND)
    held = rows.get(pk=series.pk)
    if held.meetings.exists():
        return []
    return [_call(held, day, acting, at) for day in dates_of(held).meets]


def _call(series: Series, day: date, acting: Person | None, at: datetime) -> Meeting:
    return call_meeting(
        series.arena,
        on=day,
        begins=series.begins,
        minutes=series.minutes,
        part_minutes=series.part_minutes,
        place=series.place,
        title=series.title,
        series=series,
        acting=acting,
        at=at,
    )


def rest_of(meeting: Meeting) -> list[Meeting]:
    """This meeting and the later ones of its series that have not begun and are not called off."""
    assert meeting.series, "only a meeting of a series has a rest"
    return _rest(meeting.series, meeting.on)


def _rest(series: Series, since: date) -> list[Meeting]:
    rows = Meeting.objects.filter(series=series, on__gte=since, begun_at=None, ended_at=None)
    return list(rows.filter(called_off="").select_related("arena__unit__municipality", "arena__project"))


@transaction.atomic
def change_rest(
    meeting: Meeting,
    *,
    weekday: int,
    begins: time | None,
    minutes: int,
    part_minutes: int | None,
    place: str,
    version: int | None,
    acting: Person | None,
    at: datetime,
) -> list[Meeting]:
    """Change this meeting and all later ones of the series. Gives back those that kept their day: there is no school.

    A meeting that was moved by hand keeps its own day too: somebody had a reason.
    """
    series = meeting.series
    assert series, "only a meeting of a series has a rest"
    was, fields = series.weekday, {"begins": begins, "minutes": minutes, "part_minutes": part_minutes, "place": place}
    if not change_series(series, version=version, acting=acting, at=at, weekday=weekday, **fields):
        return []
    return bring_rest(series, since=meeting.on, was=was, acting=acting, at=at)


@transaction.atomic
def change_series(
    series: Series, *, version: int | None, acting: Person | None, at: datetime, **fields: object
) -> bool:
    """Change the series itself, and say whether anything changed. Its meetings stay until `bring_rest`."""
    differences = change(series, version=version, fields=fields)
    if differences:
        note("series.changed", series, acting=acting, at=at, changes=differences)
    return bool(differences)


@transaction.atomic
def bring_rest(series: Series, *, since: date, was: int, acting: Person | None, at: datetime) -> list[Meeting]:
    """Let the meetings from a day on be as the series is now; `was` is its weekday until then. Safe to run twice.

    Gives back those that kept their day: there is no school, or the new one is past.
    """
    kept, today = [], timezone.localdate(at)
    frame = {name: getattr(series, name) for name in ("minutes", "part_minutes", "place")}
    for one in _rest(series, since):
        day = _shifted(one, was, series.weekday, today)
        kept += [one] if day is None else []
        move_meeting(one, on=day or one.on, begins=series.begins, version=None, acting=acting, at=at)
        change_meeting(one, **frame, version=None, acting=acting, at=at)
    return kept


def _shifted(meeting: Meeting, before: int, weekday: int, today: date) -> date | None:
    """The same week on the new weekday; its own day if it was moved by hand, None if nobody can meet that day."""
    if before == weekday or meeting.on.isoweekday() != before:
        return meeting.on
    day = meeting.on + timedelta(days=weekday - before)
    open_ = day >= today and year_of(meeting.arena.unit, day, day).days.is_school_day(day)
    return day if open_ else None


@transaction.atomic
def end_rest(meeting: Meeting, *, reason: str, version: int | None, acting: Person | None, at: datetime) -> None:
    """Call off this meeting and all later ones of the series."""
    series = meeting.series
    assert series, "only a meeting of a series has a rest"
    end_series(series, last=meeting.on - timedelta(days=1), reason=reason, version=version, acting=acting, at=at)
    call_off_rest(series, since=meeting.on, reason=reason, acting=acting, at=at)


@transaction.atomic
def end_series(
    series: Series, *, last: date, reason: str, version: int | None, acting: Person | None, at: datetime
) -> None:
    """Let the series itself end with a day. Its later meetings stay until `call_off_rest`."""
    if not reason.strip():
        raise ValidationError({"reason": _("Write why it is called off, so that others understand it later.")})
    differences = change(series, version=version, fields={"until": max(series.starts, last)})
    note("series.ended", series, acting=acting, at=at, why=reason, changes=differences)


@transaction.atomic
def call_off_rest(series: Series, *, since: date, reason: str, acting: Person | None, at: datetime) -> None:
    """Call off what is left of a series from a day on. Safe to run twice."""
    for one in _rest(series, since):
        call_off_meeting(one, reason=reason, version=None, acting=acting, at=at)
