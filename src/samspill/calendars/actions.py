"""Verbs about school calendars: imported, and given up again for the common one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samspill.calendars.cutting import Days, cut_out
from samspill.calendars.models import Calendar, Span
from samspill.journal.actions import note
from samspill.people.models import Municipality, Person, Unit


@transaction.atomic
def set_calendar(
    municipality: Municipality,
    unit: Unit | None,
    *,
    starts: date,
    ends: date,
    spans: Iterable[Days],
    source: str,
    acting: Person | None,
    at: datetime,
) -> Calendar:
    """Let the days from `starts` to `ends` be those of an imported school route; what stood for other days stays."""
    if ends < starts:
        raise ValidationError({"ends": _("The last day is before the first day.")})
    old = Calendar.objects.filter(municipality=municipality, unit=unit, starts__lte=ends, ends__gte=starts)
    replaced = [str(calendar) for calendar in old]
    cut_out(old, starts, ends)
    calendar = Calendar(
        municipality=municipality, unit=unit, starts=starts, ends=ends, source=source[:200], imported_at=at
    )
    calendar.full_clean()
    calendar.save()
    Span.objects.bulk_create(_spans(calendar, spans))
    note("calendar.set", calendar, acting=acting, at=at, changes={"calendar": ("; ".join(replaced), str(calendar))})
    return calendar


@transaction.atomic
def follow_common_calendar(unit: Unit, *, starts: date, ends: date, acting: Person | None, at: datetime) -> None:
    """Let a school go by its municipality's calendar again on these days: its own no longer differs."""
    old = Calendar.objects.filter(unit=unit, starts__lte=ends, ends__gte=starts)
    replaced = [str(calendar) for calendar in old]
    if replaced:
        cut_out(old, starts, ends)
        note("calendar.followed", unit, acting=acting, at=at, changes={"calendar": ("; ".join(replaced), "")})


def _spans(calendar: Calendar, spans: Iterable[Days]) -> list[Span]:
    rows = [
        Span(calendar=calendar, kind=kind, first=first, last=last, name=name[:120]) for kind, first, last, name in spans
    ]
    for row in rows:
        row.clean_fields(exclude=["calendar"])
        if row.last < row.first:
            raise ValidationError({"spans": _("The last day is before the first day.")})
    return rows
