"""Days as they are said: with the day of the week, in the manner of the reader's language."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format


def weekday(day: date, *, year: bool = False) -> str:
    """“onsdag 9. oktober”, in Swedish “onsdag 9 oktober”."""
    return f"{date_format(day, 'l')} {date_format(day, 'DATE_FORMAT' if year else 'MONTH_DAY_FORMAT')}"
