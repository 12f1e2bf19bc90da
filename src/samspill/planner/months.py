"""The months of a plan: weeks from Monday to Friday, each day with what lies on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from samspill.core.schoolyear import Period, SchoolDays, periods
from samspill.planner.reading import Laid
from samspill.projects.words import say_period

DAY = timedelta(days=1)
WORKING = 5


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the table; `beyond` lies in the month before or after, `closed` says what it is instead of school."""

    on: date
    laid: tuple[Laid, ...] = ()
    beyond: bool = False
    school: bool = True
    closed: str = ""


@dataclass(frozen=True, slots=True)
class Week:
    number: int
    days: tuple[Day, ...]


@dataclass(frozen=True, slots=True)
class Month:
    anchor: str
    title: str
    last: date
    weeks: tuple[Week, ...]
    count: int


def months_of(laid: Iterable[Laid], days: SchoolDays) -> Sequence[Month]:
    """From the first month with a school day or a meeting to the last."""
    by_day: dict[date, list[Laid]] = defaultdict(list)
    for one in laid:
        if one.row.on and not one.row.dropped:
            by_day[one.row.on].append(one)
    known = [*by_day, *days.school_days[:1], *days.school_days[-1:]]
    if not known:
        return ()
    return [_month(month, by_day, days) for month in periods("month", min(known), max(known))]


def _month(month: Period, by_day: Mapping[date, Sequence[Laid]], days: SchoolDays) -> Month:
    weeks = tuple(_weeks(month, by_day, days))
    title = say_period(f"{month.start:%Y-%m}").capitalize()
    count = sum(len(day.laid) for week in weeks for day in week.days)
    return Month(f"m-{month.start:%Y-%m}", title, month.end, weeks, count)


def _weeks(month: Period, by_day: Mapping[date, Sequence[Laid]], days: SchoolDays) -> Iterator[Week]:
    for week in periods("week", month.start, month.end):
        own = [week.start + DAY * number for number in range(WORKING)]
        if any(month.start <= on <= month.end for on in own):
            row = tuple(_day(on, month, by_day, days) for on in own)
            yield Week(week.start.isocalendar().week, row)


def _day(on: date, month: Period, by_day: Mapping[date, Sequence[Laid]], days: SchoolDays) -> Day:
    if not month.start <= on <= month.end:
        return Day(on, beyond=True)
    holiday = days.holiday_on(on)
    laid = tuple(sorted(by_day.get(on, ()), key=lambda one: (one.row.begins or time.min, one.unit.name, one.title)))
    return Day(on, laid, school=days.is_school_day(on), closed=holiday.name if holiday else "")
