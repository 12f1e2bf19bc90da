"""When an activity of the plan falls for a project that started on a given day."""

from __future__ import annotations

from datetime import date

from samspill.core import schoolyear
from samspill.methods.schema import When
from samspill.methods.vocabulary import HALVES


def window(when: When, start: date) -> tuple[date, date]:
    """First and last day of a window that `why_impossible` finds nothing wrong with.

    The autumn of a year follows its spring, also for a project that starts in spring: the plan's second conference at
    school (autumn) draws on the second in the municipality (spring), so that order must hold.
    """
    if when.after_start is not None:
        return schoolyear.window(start=start, after_start=when.after_start)
    assert when.half is not None
    assert when.months is not None
    opening = 2 * when.year + _is_autumn(when.half)
    closing = opening + when.halves - 1
    first, last = when.months
    if opening == closing:
        return _season(start, opening, (first, last))
    opens = _season(start, opening, (first, HALVES[when.half][1]))[0]
    return opens, _season(start, closing, (HALVES[_half(closing)][0], last))[1]


def why_impossible(when: When) -> str | None:
    """What is wrong with a window, or None. Said to the writer of a plan."""
    if when.after_start is not None:
        return _wrong_weeks(when, when.after_start)
    if when.half is None or when.months is None:
        return "It has neither weeks nor a season. Accepted: after_start, or half with year and months."
    if when.half not in HALVES:
        return f"The half-year {when.half!r} is not known. Accepted: autumn, spring."
    return _wrong_season(when, when.half, when.months)


def _season(start: date, half_number: int, months: tuple[int, int]) -> tuple[date, date]:
    half, year = _half(half_number), half_number // 2
    # The core counts each half-year on its own; seen from a spring start, the same calendar year's autumn is its first.
    late = half == "autumn" and start.month <= HALVES["spring"][1]
    return schoolyear.window(start=start, half=half, year=year + late, months=months)


def _half(number: int) -> str:
    return "autumn" if number % 2 else "spring"


def _is_autumn(half: str) -> int:
    return int(half == "autumn")


def _wrong_weeks(when: When, weeks: tuple[int, int]) -> str | None:
    if when.half is not None or when.months is not None:
        return "It has both weeks and a season. Accepted: one of them."
    first, last = weeks
    if 1 <= first <= last:
        return None
    return f"Weeks {first} to {last} cannot be. Accepted: first week 1 or later, last week not before the first."


def _wrong_season(when: When, half: str, months: tuple[int, int]) -> str | None:
    if min(when.year, when.halves, when.times) < 1:
        return "year, halves and times are counted from 1. Accepted: 1 or more."
    first, last = months
    closing = _half(_is_autumn(half) + when.halves - 1)
    if not _inside(half, first) or not _inside(closing, last):
        spans = ", ".join(f"{name} {opens} to {closes}" for name, (opens, closes) in HALVES.items())
        return f"Months {first} to {last} do not lie in their half-years. Accepted: {spans}."
    if when.halves == 1 and last < first:
        return f"Month {last} comes before month {first}. Accepted: first month, then last month."
    return None


def _inside(half: str, month: int) -> bool:
    first, last = HALVES[half]
    return first <= month <= last
