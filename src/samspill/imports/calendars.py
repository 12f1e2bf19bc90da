"""A school route against the calendars that stand: one common, and one for each school that differs from it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samspill.calendars.actions import follow_common_calendar, set_calendar
from samspill.calendars.cutting import Days, clipped, spans_in
from samspill.calendars.models import Calendar, SpanKind
from samspill.calendars.queries import calendars_of
from samspill.core.registers.calendars import CalendarReading, read_calendar
from samspill.core.registers.diff import Diff, compare
from samspill.core.registers.routes import CalendarDay, Holiday, routes
from samspill.imports.places import labelled
from samspill.imports.preview import Preview, nothing
from samspill.imports.spans import kinds_on, spans_from, spans_of, years_around
from samspill.people.models import Municipality, Person, Unit, UnitKind
from samspill.people.queries import units_of
from samspill.people.versions import naming

WHOLE = "calendar"  # stands beside the kinds of spans, for the calendar itself
COMMON = ""
Record = dict[str, object]


@dataclass(frozen=True, slots=True)
class Key:
    """A span, or the calendar itself, of one school (or the common one)."""

    school: str
    starts: date  # of the route it is part of
    kind: str
    first: date


@dataclass(frozen=True, slots=True)
class Route:
    """What the file says of one school, or of all (COMMON). No spans: the school follows the common calendar."""

    school: str
    starts: date
    ends: date
    spans: tuple[Days, ...] | None

    def records(self) -> Iterator[tuple[Key, Record]]:
        if self.spans is not None:
            yield from self._as_records(self.starts, self.ends, self.spans)

    def standing(self, calendars: Iterable[Calendar]) -> Iterator[tuple[Key, Record]]:
        """What stands for the same school and days."""
        for one in calendars:
            starts, ends = max(one.starts, self.starts), min(one.ends, self.ends)
            if starts <= ends:
                yield from self._as_records(starts, ends, clipped(spans_in(one), starts, ends))

    def _as_records(self, starts: date, ends: date, spans: Iterable[Days]) -> Iterator[tuple[Key, Record]]:
        yield Key(self.school, self.starts, WHOLE, starts), {"last": ends}
        for kind, first, last, name in spans:
            yield Key(self.school, self.starts, str(kind), first), {"last": last, "name": name[:120]}


def preview(data: bytes, *, answers: Mapping[str, str], municipality: Municipality) -> Preview:
    """Compare the days of a school route with the calendars of `municipality`."""
    units = labelled(units_of(municipality, UnitKind.SCHOOL))
    reading = read_calendar(data, known_schools=list(units), answers=answers)
    if not reading.rows and not reading.holidays:
        return nothing(reading)
    found = tuple(_routes(reading, municipality.country))
    incoming, standing = _records(found, municipality, units)
    diff = compare(incoming, standing)

    def carry_out(acting: Person | None, at: datetime) -> None:
        touched = _touched(diff)
        for route in found:
            if (route.school, route.starts) in touched:
                _carry_out(route, municipality, units, acting=acting, at=at)

    return Preview(
        reading, diff, title=lambda key: _title(key, {**standing, **incoming}), carry_out=carry_out, replaces=True
    )


def _records(
    found: Iterable[Route], municipality: Municipality, units: Mapping[str, Unit]
) -> tuple[dict[Key, Record], dict[Key, Record]]:
    calendars: dict[int | None, list[Calendar]] = defaultdict(list)
    for calendar in calendars_of(municipality).prefetch_related("spans"):
        calendars[calendar.unit_id].append(calendar)
    ids = {COMMON: None, **{name: unit.pk for name, unit in units.items()}}
    incoming = dict(pair for route in found for pair in route.records())
    standing = dict(pair for route in found for pair in route.standing(calendars[ids[route.school]]))
    return incoming, standing


def _touched(diff: Diff[Key]) -> set[tuple[str, date]]:
    """A route of which nothing changes is not written again: the journal would tell of a change that is none."""
    keys = [*diff.new, *(change.key for change in diff.changed), *diff.gone]
    return {(key.school, key.starts) for key in keys}


# ------------------------------------------------------------------------------------------------ from the file


def _routes(reading: CalendarReading, country: str) -> Iterator[Route]:
    """The common calendar of each school year, and those of the schools that differ from it."""
    if reading.holidays:
        yield from _from_holidays(reading.holidays, country)
        return
    for year in routes(reading.rows):
        common = {day.day: day for day in year.days}
        first, last = year.days[0].day, year.days[-1].day
        yield Route(COMMON, first, last, tuple(spans_of(year.days)))
        for school, own in _by_school(reading.rows, first, last):
            # Days a school says nothing of are those of the others.
            days = tuple({**common, **own}.values())
            differs = kinds_on(days) != kinds_on(year.days)
            yield Route(school, first, last, tuple(spans_of(days)) if differs else None)


def _by_school(
    rows: Iterable[CalendarDay], first: date, last: date
) -> Iterator[tuple[str, Mapping[date, CalendarDay]]]:
    found: dict[str, dict[date, CalendarDay]] = defaultdict(dict)
    for row in rows:
        if row.school and first <= row.day <= last:
            found[row.school][row.day] = row
    yield from sorted(found.items())


def _from_holidays(holidays: Iterable[Holiday], country: str) -> Iterator[Route]:
    by_school: dict[str, list[Holiday]] = defaultdict(list)
    for one in sorted(holidays, key=lambda one: one.first):
        by_school[one.school].append(one)
    found = {school: (years_around(own), spans_from(own, country)) for school, own in by_school.items()}
    # What most schools have is common; a tie goes to the first school of the file.
    ((starts, ends), common), _often = Counter(found.values()).most_common(1)[0]
    yield Route(COMMON, starts, ends, common)
    for school, (years, spans) in sorted(found.items()):
        if school:
            yield Route(school, *years, None if spans == common else spans)


# -------------------------------------------------------------------------------------------- showing and doing


def _title(key: Key, records: Mapping[Key, Record]) -> str:
    last = records[key]["last"]
    days = date_format(key.first) if last == key.first else f"{date_format(key.first)} – {date_format(last)}"  # type: ignore[arg-type]
    if key.kind == WHOLE:
        whose = _("School route of %(school)s") % {"school": key.school} if key.school else _("Common school route")
        return f"{whose}, {days}"
    name = records[key]["name"] or SpanKind(key.kind).label.capitalize()
    return ", ".join(filter(None, [str(name), days, key.school]))


def _carry_out(
    route: Route, municipality: Municipality, units: Mapping[str, Unit], *, acting: Person | None, at: datetime
) -> None:
    unit = units[route.school] if route.school else None
    if unit and route.spans is None:
        follow_common_calendar(unit, starts=route.starts, ends=route.ends, acting=acting, at=at)
        return
    with naming(route.school or str(municipality)):
        set_calendar(
            municipality,
            unit,
            starts=route.starts,
            ends=route.ends,
            spans=route.spans or (),
            source="import",
            acting=acting,
            at=at,
        )
