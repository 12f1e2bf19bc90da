"""Sundvik's invented school route: one span of days for each holiday and planning day of a school year."""

from __future__ import annotations

from datetime import date, timedelta

import holidays

from samspill.calendars.cutting import Days
from samspill.calendars.models import SpanKind

AUTUMN_WEEK, WINTER_WEEK = 40, 8


def first_monday(day: date) -> date:
    return day + timedelta(days=-day.weekday() % 7)


def school_year_of(day: date) -> int:
    """The calendar year the school year of `day` began in."""
    return day.year if day.month >= 8 else day.year - 1


def spans(year: int) -> list[Days]:
    """The days without pupils from 1 August of `year` to 31 July of the next."""
    start = first_monday(date(year, 8, 15))
    end = first_monday(date(year + 1, 6, 15)) + timedelta(days=4)
    easter = _easter_sunday(year + 1)
    return [
        (SpanKind.HOLIDAY, date(year, 8, 1), start - timedelta(days=4), "Sommerferie"),
        (SpanKind.PLANNING, start - timedelta(days=3), start - timedelta(days=3), "Planleggingsdag"),
        (SpanKind.PLANNING, start, start + timedelta(days=1), "Planleggingsdager"),
        (SpanKind.HOLIDAY, *_week(year, AUTUMN_WEEK), "Høstferie"),
        (SpanKind.PLANNING, *_friday_before(date(year, 11, 20)), "Planleggingsdag"),
        (SpanKind.HOLIDAY, date(year, 12, 21), date(year + 1, 1, 2), "Juleferie"),
        (SpanKind.PLANNING, *_friday_before(date(year + 1, 2, 1)), "Planleggingsdag"),
        (SpanKind.HOLIDAY, *_week(year + 1, WINTER_WEEK), "Vinterferie"),
        (SpanKind.HOLIDAY, easter - timedelta(days=6), easter + timedelta(days=1), "Påskeferie"),
        *_public_holidays(year),
        (SpanKind.HOLIDAY, end + timedelta(days=1), date(year + 1, 7, 31), "Sommerferie"),
    ]


def _week(year: int, week: int) -> tuple[date, date]:
    monday = date.fromisocalendar(year, week, 1)
    return monday, monday + timedelta(days=4)


def _friday_before(day: date) -> tuple[date, date]:
    friday = day - timedelta(days=(day.weekday() - 4) % 7)
    return friday, friday


def _easter_sunday(year: int) -> date:
    named = holidays.country_holidays("NO", years=year, language="no")
    return next(day for day, name in named.items() if "påskedag" in name.lower() and name.lower().startswith("første"))


def _public_holidays(year: int) -> list[Days]:
    """Those that fall between Easter and summer."""
    named = holidays.country_holidays("NO", years=year + 1, language="no")
    after = _easter_sunday(year + 1) + timedelta(days=1)
    return [
        (SpanKind.HOLIDAY, day, day, name)
        for day, name in sorted(named.items())
        if after < day < date(year + 1, 6, 15) and day.weekday() < 5
    ]
