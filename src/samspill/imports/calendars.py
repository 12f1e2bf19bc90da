"""A school route against the calendars that stand: one common, and one for each school that differs from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from samspill.core.registers.calendar_words import Kind
from samspill.core.registers.calendars import CalendarReading, read_calendar
from samspill.core.registers.diff import compare
from samspill.core.registers.routes import CalendarDay, routes
from samspill.imports.preview import Preview, nothing
from samspill.people.models import Municipality, Person, Unit, UnitKind
from samspill.people.queries import units_of
from samspill.wheel.actions import set_calendar
from samspill.wheel.models import Calendar, SpanKind
from samspill.wheel.queries import calendars_of

Days = tuple[str, date, date, str]
Key = tuple[str, date]  # name of the school ("" for the common calendar) and first day of the span
SATURDAY = 5


@dataclass(frozen=True)
class Route:
    """What one calendar will hold. `school` is "" for the common one."""

    school: str
    starts: date
    ends: date
    spans: tuple[Days, ...]


def preview(data: bytes, *, answers: Mapping[str, str], municipality: Municipality) -> Preview:
    """Compare the days of a school route with the calendars of `municipality`."""
    units = {unit.name: unit for unit in units_of(municipality, UnitKind.SCHOOL)}
    reading = read_calendar(data, known_schools=list(units), answers=answers)
    if not reading.rows and not reading.holidays:
        return nothing(reading)
    found = tuple(_routes(reading))
    calendars = calendars_of(municipality).prefetch_related("spans")
    standing = [calendar for calendar in calendars if _touches(calendar, found)]
    diff = compare(dict(_incoming(found)), dict(_standing(standing)))

    def carry_out(acting: Person | None, at: datetime) -> None:
        for route in found:
            _carry_out(route, municipality, units, acting=acting, at=at)

    return Preview(reading, diff, title=_title, carry_out=carry_out, replaces=True)


def _routes(reading: CalendarReading) -> Iterator[Route]:
    """The common calendar of each school year, and those of the schools that differ from it."""
    if reading.holidays:
        yield from _from_holidays(reading)
        return
    for year in routes(reading.rows):
        yield _route("", year.days)
        for school, days in _by_school(reading.rows, year.days[0].day, year.days[-1].day):
            if school and school in year.differences:
                yield _route(school, days)


def _by_school(rows: Iterable[CalendarDay], first: date, last: date) -> Iterator[tuple[str, tuple[CalendarDay, ...]]]:
    inside = sorted((row for row in rows if first <= row.day <= last), key=lambda row: (row.school, row.day))
    for school, days in groupby(inside, key=lambda row: row.school):
        yield school, tuple(days)


def _route(school: str, days: tuple[CalendarDay, ...]) -> Route:
    return Route(school, days[0].day, days[-1].day, tuple(spans_of(days)))


def _from_holidays(reading: CalendarReading) -> Iterator[Route]:
    by_school = groupby(sorted(reading.holidays, key=lambda one: (one.school, one.first)), key=lambda one: one.school)
    for school, group in by_school:
        holidays = list(group)
        spans = tuple(
            (SpanKind.PLANNING if one.kind is Kind.PLANNING else SpanKind.HOLIDAY, one.first, one.last, one.name)
            for one in holidays
        )
        year = holidays[0].first.year - (holidays[0].first.month < 8)
        last = max(one.last for one in holidays)
        yield Route(school, date(year, 8, 1), max(last, date(year + 1, 7, 31)), spans)


def spans_of(days: Iterable[CalendarDay]) -> Iterator[Days]:
    """The days without pupils as spans of one kind; a weekend inside a holiday does not cut it."""
    standing: Days | None = None
    for day in days:
        kind = None if day.pupils else SpanKind.PLANNING if day.planning else SpanKind.HOLIDAY
        if kind is SpanKind.HOLIDAY and day.day.weekday() >= SATURDAY:
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
    return gap == timedelta(days=1) or (gap <= timedelta(days=3) and after.weekday() < before.weekday())


def _same(before: str, after: str) -> bool:
    return not after or not before or before.casefold().strip() == after.casefold().strip()


def _touches(calendar: Calendar, found: Iterable[Route]) -> bool:
    name = calendar.unit.name if calendar.unit else ""
    own = [route for route in found if route.school == name]
    return any(route.starts <= calendar.ends and route.ends >= calendar.starts for route in own)


def _incoming(found: Iterable[Route]) -> Iterator[tuple[Key, dict[str, object]]]:
    for route in found:
        for kind, first, last, name in route.spans:
            yield (route.school, first), {"kind": str(kind), "last": last, "name": name}


def _standing(calendars: Iterable[Calendar]) -> Iterator[tuple[Key, dict[str, object]]]:
    for calendar in calendars:
        for span in calendar.spans.all():
            school = calendar.unit.name if calendar.unit else ""
            yield (school, span.first), {"kind": span.kind, "last": span.last, "name": span.name}


def _title(key: object) -> str:
    assert isinstance(key, tuple)
    school, first = key
    return f"{school} {first:%Y-%m-%d}".strip()


def _carry_out(
    route: Route, municipality: Municipality, units: Mapping[str, Unit], *, acting: Person | None, at: datetime
) -> None:
    set_calendar(
        municipality,
        units[route.school] if route.school else None,
        starts=route.starts,
        ends=route.ends,
        spans=route.spans,
        source="import",
        acting=acting,
        at=at,
    )
