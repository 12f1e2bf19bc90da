"""Try-outs laid on a school year: where each begins and ends, in thousandths of the year's width."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format

from samspill.core.schoolyear.periods import Period, periods
from samspill.measures.models import Milestone
from samspill.measures.side import Row

WIDTH = 1000


@dataclass(frozen=True, slots=True)
class Dot:
    milestone: Milestone
    x: int


@dataclass(frozen=True, slots=True)
class Span:
    """One try-out in a school year. `x` and `width` draw it, the days say it."""

    row: Row
    first: date
    last: date | None
    x: int
    width: int
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Month:
    name: str
    x: int


def spans_of(rows: Iterable[Row], year: Period, today: date) -> list[Span]:
    """The try-outs that fall in a year, the earliest first; those without a first day have nothing to draw yet."""
    found = []
    for row in rows:
        first, last = _days(row)
        if first is None or first > year.end or (last or max(today, first)) < year.start:
            continue
        x = _at(first, year)
        width = max(_at(last or max(today, first), year) - x, 6)
        milestones = row.measure.milestones.all()
        dots = tuple(Dot(one, _at(one.by, year)) for one in milestones if one.by in year)
        found.append(Span(row, first, last, x, width, dots))
    return sorted(found, key=lambda one: (one.first, one.row.measure.title))


def _days(row: Row) -> tuple[date | None, date | None]:
    """When it was or will be tried: as it went, else as it is planned."""
    measure, plan = row.measure, getattr(row.measure, "plan", None)
    first = measure.tried_on or (plan and plan.starts)
    last = measure.evaluated_on or measure.ended_on or (plan and plan.ends)
    return first or None, last if last and (not first or last >= first) else None


def today_in(year: Period, today: date) -> int | None:
    """Where today is drawn; nowhere in another year."""
    return _at(today, year) if today in year else None


def _at(day: date, year: Period) -> int:
    return round(min(max((day - year.start).days / year.days, 0), 1) * WIDTH)


def months_of(year: Period) -> list[Month]:
    return [Month(date_format(one.start, "M"), _at(one.start, year)) for one in periods("month", year.start, year.end)]
