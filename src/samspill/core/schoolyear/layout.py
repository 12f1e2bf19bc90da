"""Laying a method's activities on real school days: windows, one-off dates and recurring occasions (R86 to R113)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from samspill.core.finding import Finding
from samspill.core.schoolyear.days import SchoolDays
from samspill.core.schoolyear.periods import Period, SchoolYear, period_of, periods

SEASONS = ("spring", "autumn")
NO_SCHOOL_DAY = "layout.no_school_day"
ORDER_NOT_KEPT = "layout.order_not_kept"
#: Codes of this module and the holes of their sentences.
FINDINGS = {code: frozenset({"activity", "earliest", "latest"}) for code in (NO_SCHOOL_DAY, ORDER_NOT_KEPT)}


@dataclass(frozen=True, slots=True)
class Window:
    """When one activity may fall, both days included."""

    activity: str
    earliest: date
    latest: date


@dataclass(frozen=True, slots=True)
class Laid:
    """One proposed date per window, in the order the windows came; None where the calendar gave no day."""

    dates: tuple[date | None, ...]
    findings: tuple[Finding, ...] = ()


def window(
    *,
    start: date,
    after_start: tuple[int, int] | None = None,
    half: str | None = None,
    year: int = 0,
    months: tuple[int, int] | None = None,
) -> tuple[date, date]:
    """First and last day of an activity that is told relative to the project's start.

    `after_start=(1, 2)` is the first two weeks, counted from the start date. A season is `half` ("spring" or "autumn")
    with `year`: 1 is the first such half-year that begins after the starting one, 0 the starting half-year itself;
    `months` narrows it to a first and last calendar month. No window opens before the start; one that is over by then
    comes back with its latest day before its earliest, and `spread` says so. Raises ValueError for weeks, seasons or
    months that do not exist. O(1).
    """
    if after_start is not None:
        return _weeks_after(start, after_start)
    season = _season(start, half, year)
    first, last = months or (season.start.month, season.end.month)
    if not season.start.month <= first <= last <= season.end.month:
        raise ValueError(
            f"Months {first} to {last} do not lie in {half}, months {season.start.month} to {season.end.month}."
        )
    earliest = season.start.replace(month=first)
    return max(earliest, start), period_of("month", earliest.replace(month=last)).end


def spread(windows: Sequence[Window], days: SchoolDays) -> Laid:
    """A school day for each activity: evenly within its window, in the order of the list where windows are the same.

    Deterministic. A window without a school day gives None and a finding; more activities in one window than it has
    school days gives shared days and a finding for each that shares. O(n log d) for n windows and d school days.
    """
    sharing: dict[tuple[date, date], list[int]] = {}
    for index, one in enumerate(windows):
        sharing.setdefault((one.earliest, one.latest), []).append(index)
    dates: list[date | None] = [None] * len(windows)
    findings: list[Finding] = []
    for (earliest, latest), indexes in sharing.items():
        chosen = _evenly(days.between(earliest, latest), len(indexes))
        for place, index in enumerate(indexes):
            if not chosen:
                findings.append(_finding(NO_SCHOOL_DAY, windows[index]))
                continue
            dates[index] = chosen[place]
            if place and chosen[place] == chosen[place - 1]:
                findings.append(_finding(ORDER_NOT_KEPT, windows[index]))
    return Laid(tuple(dates), tuple(findings))


def occasions(
    *,
    at_least: int,
    period: str,
    start: date,
    end: date,
    days: SchoolDays,
    weekday: int | None = None,
    exempt_months: Collection[int] = (),
) -> tuple[date, ...]:
    """Dates for a recurring meeting: `at_least` in every period of start..end that is not exempt, in order.

    Keeps to `weekday` (0 = Monday) where the period has that many school days on it, otherwise takes any school day; a
    period with fewer school days than asked for gets those it has. Raises ValueError for an unknown period kind.
    O(p + d) for p periods and d school days.
    """
    found: list[date] = []
    for one in periods(period, start, end, exempt_months):
        open_days = days.between(max(one.start, start), min(one.end, end))
        fixed = tuple(day for day in open_days if day.weekday() == weekday)
        candidates = fixed if len(fixed) >= at_least else open_days
        found.extend(_evenly(candidates, min(at_least, len(candidates))))
    return tuple(found)


def _weeks_after(start: date, weeks: tuple[int, int]) -> tuple[date, date]:
    first, last = weeks
    if not 1 <= first <= last:
        raise ValueError(
            f"Weeks {first} to {last} after the start do not exist. The first week is 1, the last not before it."
        )
    return start + timedelta(weeks=first - 1), start + timedelta(weeks=last, days=-1)


def _season(start: date, half: str | None, year: int) -> Period:
    if half not in SEASONS:
        raise ValueError(f"There is no half-year {half!r}. The half-years are {', '.join(SEASONS)}.")
    beginning = period_of("half_year", start)
    starts_here = beginning == _half(SchoolYear.of(start), half)
    if year < 0 or (year == 0 and not starts_here):
        raise ValueError(f"A start in {beginning.key} has no {half} of year {year}. Count the years from 1.")
    # A project begun in autumn meets its first spring in the same school year.
    ahead = year - 1 if half == "spring" and beginning.start.month == 8 else year
    return _half(SchoolYear(SchoolYear.of(start).begins + ahead), half)


def _half(year: SchoolYear, half: str) -> Period:
    return year.spring if half == "spring" else year.autumn


def _evenly(days: Sequence[date], count: int) -> tuple[date, ...]:
    """`count` of the days, each in the middle of its equal share of them; () when there are no days."""
    return tuple(days[(2 * place + 1) * len(days) // (2 * count)] for place in range(count)) if days else ()


def _finding(code: str, one: Window) -> Finding:
    return Finding(code, 50, {"activity": one.activity, "earliest": one.earliest, "latest": one.latest})
