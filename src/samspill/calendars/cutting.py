"""Cutting days out of calendars that stand, so that another can speak for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from samspill.calendars.models import Calendar, Span

Days = tuple[str, date, date, str]  # kind of SpanKind, first day, last day, name
DAY = timedelta(days=1)


def clipped(spans: Iterable[Days], starts: date, ends: date) -> Iterator[Days]:
    """Only what lies between two days, both included."""
    for kind, first, last, name in spans:
        if first <= ends and last >= starts:
            yield kind, max(first, starts), min(last, ends), name


def spans_in(calendar: Calendar) -> list[Days]:
    return [(span.kind, span.first, span.last, span.name) for span in calendar.spans.all()]


def cut_out(calendars: Iterable[Calendar], starts: date, ends: date) -> None:
    """A route of half a year, or one that begins in July, must not take the days around it along."""
    for calendar in calendars:
        for first, last in ((calendar.starts, starts - DAY), (ends + DAY, calendar.ends)):
            if first <= last:
                _keep(calendar, first, last)
        calendar.delete()


def _keep(calendar: Calendar, starts: date, ends: date) -> None:
    kept = Calendar.objects.create(
        municipality_id=calendar.municipality_id,
        unit_id=calendar.unit_id,
        starts=starts,
        ends=ends,
        source=calendar.source,
        imported_at=calendar.imported_at,
    )
    rows = clipped(spans_in(calendar), starts, ends)
    Span.objects.bulk_create(Span(calendar=kept, kind=k, first=f, last=t, name=n) for k, f, t, n in rows)
