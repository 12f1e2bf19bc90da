"""The school year: half-years, months and weeks, school days and holidays, and dates for what a plan describes."""

from samspill.core.schoolyear.days import Holiday, SchoolDays
from samspill.core.schoolyear.layout import Laid, Window, occasions, spread, window
from samspill.core.schoolyear.periods import Period, SchoolYear, add_months, following, period_of, periods, preceding

__all__ = [
    "Holiday",
    "Laid",
    "Period",
    "SchoolDays",
    "SchoolYear",
    "Window",
    "add_months",
    "following",
    "occasions",
    "period_of",
    "periods",
    "preceding",
    "spread",
    "window",
]
