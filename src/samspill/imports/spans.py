"""Days without pupils as spans of one kind: what a calendar keeps of a school route."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

import holidays as laws

from samspill.calendars.cutting import Days, clipped
from samspill.calendars.models import SpanKind
from samspill.core.registers.calendar_words import Kind
from samspill.core.registers.routes import CalendarDay, Holiday, school_year

SATURDAY = 5
DAY = timedelta(days=1)
LANGUAGE = {"NO": "no", "DK": "da", "SE": "sv"}
# These name one day of school or none of the school's at all: nobody stays at home because of them.
NO_HOLIDAY = frozenset({Kind.FIRST_DAY, Kind.LAST_DAY, Kind.AFTER_SCHOOL})


def kind_on(day: CalendarDay) -> SpanKind | None:
    """What the day is when it is no ordinary school day; a weekend is none of our business."""
    if day.pupils:
        return None
    if day.planning:
        return SpanKind.PLANNING
    return None if day.day.weekday() >= SATURDAY else SpanKind.HOLIDAY


def kinds_on(days: Iterable[CalendarDay]) -> dict[date, SpanKind]:
    return {day.day: kind for day in days if (kind := kind_on(day))}


def spans_of(days: Iterable[CalendarDay]) -> Iterator[Days]:
    """Consecutive days of one kind and name; a weekend inside a holiday does not cut it."""
    standing: Days | None = None
    for day in days:
        kind = kind_on(day)
        if kind is None and not day.pupils and day.day.weekday() >= SATURDAY:
            continue
        if standing and kind == standing[0] and _follows(standing[2], day.day) and _same(standing[3], day.comment):
            standing = (standing[0], standing[1], day.day, standing[3] or day.comment)
            continue
        if standing:
            yield standing
        standing = (kind, day.day, day.day, day.comment) if kind else None
    if standing:
        yield standing


def _follows(before: date, after: date) -> bool:
    """The next day, or the Monday after a Friday."""
    gap = after - before
    return gap == DAY or (gap <= 3 * DAY and after.weekday() < before.weekday())


def _same(before: str, after: str) -> bool:
    return not after or not before or before.casefold().strip() == after.casefold().strip()


def years_around(holidays: Sequence[Holiday]) -> tuple[date, date]:
    """The whole school years that named holidays speak for. A summer lies between two and tells neither."""
    years = {school_year(one.first) for one in holidays if one.kind is not Kind.SUMMER}
    years = years or {school_year(one.first) for one in holidays}
    return date(min(years), 8, 1), date(max(years) + 1, 7, 31)


def spans_from(holidays: Sequence[Holiday], country: str) -> tuple[Days, ...]:
    """The named holidays, the summer around the first and the last school day, and the public holidays by law.

    Such a list leaves out what everybody knows; a list of days does not.
    """
    starts, ends = years_around(holidays)
    named = [
        (SpanKind.PLANNING if one.kind is Kind.PLANNING else SpanKind.HOLIDAY, one.first, one.last, one.name)
        for one in holidays
        if one.kind not in NO_HOLIDAY
    ]
    summers = [*_summers(holidays)]
    public = [
        (SpanKind.HOLIDAY, day, day, name)
        for day, name in sorted(_public(country, starts.year, ends.year).items())
        if starts <= day <= ends and day.weekday() < SATURDAY and not _inside(day, [*named, *summers])
    ]
    return tuple(sorted(clipped([*named, *summers, *public], starts, ends), key=lambda span: (span[1], span[2])))


def _public(country: str, first: int, last: int) -> Mapping[date, str]:
    """By their names in the country, whatever language the machine speaks."""
    return laws.country_holidays(country, years=range(first, last + 1), language=LANGUAGE.get(country))


def _summers(holidays: Iterable[Holiday]) -> Iterator[Days]:
    for one in holidays:
        year = school_year(one.first)
        if one.kind is Kind.FIRST_DAY and one.first > date(year, 8, 1):
            yield SpanKind.HOLIDAY, date(year, 8, 1), one.first - DAY, ""
        elif one.kind is Kind.LAST_DAY and one.last < date(year + 1, 7, 31):
            yield SpanKind.HOLIDAY, one.last + DAY, date(year + 1, 7, 31), ""


def _inside(day: date, spans: Iterable[Days]) -> bool:
    return any(first <= day <= last for _kind, first, last, _name in spans)
