"""When an activity of the plan falls for a project that started on a given day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from samspill.methods.schema import When
from samspill.methods.vocabulary import HALVES


def window(when: When, start: date) -> tuple[date, date]:
    """First and last day. Weeks run from the start day; seasons from the first spring after the starting half-year.

    The start month lies in the spring half (January to July) or in the autumn half (August to December); either way the
    first spring that begins later is that of the next calendar year.
    """
    if when.after_start is not None:
        first, last = when.after_start
        return start + timedelta(weeks=first - 1), start + timedelta(weeks=last, days=-1)
    assert when.half is not None
    assert when.months is not None  # the checker sees to it
    year = start.year + when.year
    later = (when.halves - 1 + (when.half == "autumn")) // 2
    return date(year, when.months[0], 1), _last_day(year + later, when.months[1])


def why_impossible(when: When) -> str | None:
    """What is wrong with a window, or None. Said to the writer of a plan."""
    if when.after_start is not None:
        return _wrong_weeks(when)
    if when.half is None or when.months is None:
        return "It has neither weeks nor a season. Accepted: after_start, or half with year and months."
    if when.half not in HALVES:
        return f"The half-year {when.half!r} is not known. Accepted: autumn, spring."
    return _wrong_season(when, when.half, when.months)


def _wrong_weeks(when: When) -> str | None:
    assert when.after_start is not None
    first, last = when.after_start
    if when.half is not None or when.months is not None:
        return "It has both weeks and a season. Accepted: one of them."
    if 1 <= first <= last:
        return None
    return f"Weeks {first} to {last} cannot be. Accepted: first week 1 or later, last week not before the first."


def _wrong_season(when: When, half: str, months: tuple[int, int]) -> str | None:
    if when.year < 1 or when.halves < 1 or when.times < 1:
        return "year, halves and times are counted from 1. Accepted: 1 or more."
    closing = half if when.halves % 2 else next(other for other in HALVES if other != half)
    if not _inside(half, months[0]) or not _inside(closing, months[1]):
        return f"Months {months[0]} to {months[1]} do not lie in the {half} half-year. Accepted: {_spans()}."
    if when.halves == 1 and months[1] < months[0]:
        return f"Month {months[1]} comes before month {months[0]}. Accepted: first month, then last month."
    return None


def _inside(half: str, month: int) -> bool:
    first, last = HALVES[half]
    return first <= month <= last


def _spans() -> str:
    return ", ".join(f"{half} {first} to {last}" for half, (first, last) in HALVES.items())


def _last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
