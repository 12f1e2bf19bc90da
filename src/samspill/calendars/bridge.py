"""Rows to core: the school days of a unit, from its own calendar, its municipality's, or public holidays alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import holidays
from django.utils.translation import get_language

from samspill.calendars.models import Calendar, SpanKind
from samspill.calendars.queries import calendars_for
from samspill.core.schoolyear import Holiday, SchoolDays
from samspill.people.models import Unit

DAY = timedelta(days=1)
# Where no route is imported: pupils are away from about midsummer until mid August in all three countries.
SUMMER_BEGINS, SUMMER_ENDS = (6, 21), (8, 16)
# Each reader's language as the list of holidays knows it. It has no Nynorsk, and its Bokmål is close enough.
NAMED_IN = {"nb": "no", "nn": "no", "da": "da", "sv": "sv", "en": "en_US"}


@dataclass(frozen=True, slots=True)
class Year:
    """School days over a span, and until when they come from an imported school route."""

    days: SchoolDays
    calendars: tuple[Calendar, ...]  # those that gave days, in order of time

    @property
    def imported_until(self) -> date | None:
        return max((calendar.ends for calendar in self.calendars), default=None)

    @property
    def own(self) -> bool:
        """Whether the school has a calendar of its own, not only the municipality's."""
        return any(calendar.unit_id for calendar in self.calendars)


def year_of(unit: Unit, starts: date, ends: date) -> Year:
    """The school days of a unit from `starts` to `ends`. Two queries.

    Its own calendar goes before the municipality's; days that no calendar covers are weekdays outside summer and public
    holidays.
    """
    calendars = sorted(calendars_for(unit, starts, ends), key=lambda one: (one.unit_id is None, one.starts))
    return _compose(calendars, without_route(unit.municipality.country, starts, ends), starts, ends)


def _compose(calendars: Sequence[Calendar], public: Sequence[Holiday], starts: date, ends: date) -> Year:
    free, planning, named = _spans_of(calendars, public)
    days = [day for day in _weekdays(starts, ends) if day not in free and day not in planning]
    return Year(SchoolDays(tuple(days), tuple(sorted(planning)), named), tuple(calendars))


def _spans_of(
    calendars: Sequence[Calendar], public: Iterable[Holiday]
) -> tuple[set[date], set[date], tuple[Holiday, ...]]:
    """Days without pupils and teachers, planning days, and the holidays by name."""
    free: set[date] = set()
    planning: set[date] = set()
    named: list[Holiday] = []
    taken: list[Calendar] = []
    for calendar in calendars:
        for span in calendar.spans.all():
            own = [day for day in _days(span.first, span.last) if not _covered(day, taken)]
            (planning if span.kind == SpanKind.PLANNING else free).update(own)
            if own and span.kind == SpanKind.HOLIDAY:
                named.append(Holiday(span.name, own[0], own[-1]))
        taken.append(calendar)
    for holiday in public:
        if not _covered(holiday.start, taken) or not _covered(holiday.end, taken):
            free.update(day for day in _days(holiday.start, holiday.end) if not _covered(day, taken))
            named.append(holiday)
    return free, planning, tuple(named)


def _covered(day: date, calendars: Iterable[Calendar]) -> bool:
    return any(calendar.starts <= day <= calendar.ends for calendar in calendars)


def without_route(country: str, starts: date, ends: date) -> tuple[Holiday, ...]:
    """Public holidays by the country's law, and a summer, named in the reader's language where it is known there."""
    return _by_law(country, NAMED_IN.get(get_language() or ""), starts.year, ends.year)


@lru_cache(maxsize=64)
def _by_law(country: str, language: str | None, first: int, last: int) -> tuple[Holiday, ...]:
    # Never stale: it depends on nothing but its arguments.
    years = range(first, last + 1)
    known = holidays.country_holidays(country)
    # Without a language it would speak the machine's; one it does not know would be English.
    language = language if language in known.supported_languages else known.default_language
    public = holidays.country_holidays(country, years=years, language=language)
    free = [Holiday(name, day, day) for day, name in sorted(public.items()) if day.weekday() < 5]
    return (*free, *(Holiday("", date(year, *SUMMER_BEGINS), date(year, *SUMMER_ENDS)) for year in years))


def _days(first: date, last: date) -> list[date]:
    return [first + DAY * number for number in range((last - first).days + 1)]


def _weekdays(first: date, last: date) -> list[date]:
    return [day for day in _days(first, last) if day.weekday() < 5]


def years_of(units: Iterable[Unit], starts: date, ends: date) -> dict[int, Year]:
    """The school days of many units of one municipality, by unit. Two queries, however many they are."""
    rows = list(units)
    touching = Calendar.objects.filter(municipality__in={unit.municipality_id for unit in rows}).filter(
        starts__lte=ends, ends__gte=starts
    )
    calendars = list(touching.prefetch_related("spans"))
    found = {}
    for unit in rows:
        own = [one for one in calendars if one.municipality_id == unit.municipality_id]
        mine = [one for one in own if one.unit_id in (None, unit.pk)]
        mine.sort(key=lambda one: (one.unit_id is None, one.starts))
        found[unit.pk] = _compose(mine, without_route(unit.municipality.country, starts, ends), starts, ends)
    return found
