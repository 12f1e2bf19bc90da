"""A series of meetings laid on real school days: which days it meets, which it skips, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from samspill.core.schoolyear.days import SchoolDays

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
NTH = (1, 2, 3, 4, -1)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Every `every_weeks` weeks on `weekday` (0 = Monday), or the `nth` (1 to 4, -1 the last) such weekday of a month.

    Both ends are included. Raises ValueError for a weekday, an interval or an nth that does not exist.
    """

    weekday: int
    starts: date
    until: date
    every_weeks: int = 1
    nth: int | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.weekday <= 6:
            raise ValueError(f"There is no weekday {self.weekday}. Monday is 0, Sunday is 6.")
        if self.every_weeks < 1:
            raise ValueError(f"A series cannot repeat every {self.every_weeks} weeks. The least is 1.")
        if self.nth is not None and self.nth not in NTH:
            raise ValueError(f"No month is sure to have weekday {self.nth}. Accepted are 1 to 4, and -1 for the last.")


@dataclass(frozen=True, slots=True)
class Skipped:
    """A day of the rhythm without pupils: what it is called, and a school day nearby that would do (None: no such)."""

    on: date
    holiday: str
    planning: bool
    instead: date | None


@dataclass(frozen=True, slots=True)
class Dates:
    """What came of a rhythm: the days it meets, and those it would have met on, both in order."""

    meets: tuple[date, ...]
    skipped: tuple[Skipped, ...]


def week_of(day: date) -> int:
    """The ISO number of the week the day is in: what Nordic schools plan by."""
    return day.isocalendar().week


def wanted(rhythm: Rhythm) -> tuple[date, ...]:
    """Every day the rhythm names, whether there is school or not. O(days / 7)."""
    return tuple(_of_months(rhythm) if rhythm.nth else _of_weeks(rhythm))


def expand(rhythm: Rhythm, days: SchoolDays) -> Dates:
    """The rhythm over real school days. A planning day is skipped too: pupils are away, and teachers have other plans.

    Skipping never shifts the rest: every second week stays the same weeks all year. O(n log d).
    """
    named = wanted(rhythm)
    meets = tuple(day for day in named if days.is_school_day(day))
    taken = set(meets)
    skipped = tuple(_skipped(day, days, rhythm, taken) for day in named if day not in taken)
    return Dates(meets, skipped)


def _of_weeks(rhythm: Rhythm) -> Iterator[date]:
    day = rhythm.starts + DAY * ((rhythm.weekday - rhythm.starts.weekday()) % 7)
    while day <= rhythm.until:
        yield day
        day += WEEK * rhythm.every_weeks


def _of_months(rhythm: Rhythm) -> Iterator[date]:
    month = rhythm.starts.replace(day=1)
    while month <= rhythm.until:
        day = _nth(month, rhythm.weekday, rhythm.nth or 1)
        if rhythm.starts <= day <= rhythm.until:
            yield day
        month = _next_month(month)


def _nth(month: date, weekday: int, nth: int) -> date:
    """The nth such weekday of the month that begins on `month`; every month has four, and a last."""
    if nth == -1:
        end = _next_month(month) - DAY
        return end - DAY * ((end.weekday() - weekday) % 7)
    return month + DAY * ((weekday - month.weekday()) % 7) + WEEK * (nth - 1)


def _next_month(month: date) -> date:
    return (month + 31 * DAY).replace(day=1)


def _skipped(day: date, days: SchoolDays, rhythm: Rhythm, taken: set[date]) -> Skipped:
    holiday = days.holiday_on(day)
    return Skipped(
        day, holiday.name if holiday else "", day in days.planning_days, _neighbour(day, days, rhythm, taken)
    )


def _neighbour(day: date, days: SchoolDays, rhythm: Rhythm, taken: set[date]) -> date | None:
    """The nearest school day within the same week, the earlier of two; a week without school has none."""
    monday = day - DAY * day.weekday()
    open_days = [
        one for one in days.between(max(monday, rhythm.starts), min(monday + 6 * DAY, rhythm.until)) if one not in taken
    ]
    return min(open_days, key=lambda one: (abs((one - day).days), one), default=None)
