"""What is said about a day on which there is no school."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samspill.core.schoolyear import SchoolDays


def no_school(days: SchoolDays, on: date) -> str:
    holiday = days.holiday_on(on)
    before, after = days.last_school_day_before(on), days.next_school_day(on)
    holes = {
        "day": date_format(on),
        "holiday": holiday.name if holiday else "",
        "before": date_format(before) if before else "–",
        "after": date_format(after) if after else "–",
    }
    if holes["holiday"]:
        return (
            _("%(day)s is no school day (%(holiday)s). The nearest school days are %(before)s and %(after)s.") % holes
        )
    return _("%(day)s is no school day. The nearest school days are %(before)s and %(after)s.") % holes
