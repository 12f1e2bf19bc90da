"""Which days are school days, which are planning days, and what the holidays are called."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date

from samspill.core.schoolyear.periods import Period, periods


@dataclass(frozen=True, slots=True)
class Holiday:
    """A named run of days without school, both ends included: "Autumn holiday", 5 to 9 October."""

    name: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class SchoolDays:
    """The days of one municipality's or school's calendar, in any order and with doubles allowed when built.

    A planning day is a working day for teachers without pupils. Days outside the lists are neither. Whoever has no
    imported calendar gives weekdays minus public holidays and July. Questions are O(log n) in school days.
    """

    school_days: tuple[date, ...]
    planning_days: tuple[date, ...] = ()
    holidays: tuple[Holiday, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "school_days", tuple(sorted(set(self.school_days))))
        object.__setattr__(self, "planning_days", tuple(sorted(set(self.planning_days))))
        object.__setattr__(
            self, "holidays", tuple(sorted(self.holidays, key=lambda one: (one.start, one.end, one.name)))
        )

    def is_school_day(self, day: date) -> bool:
        return bool(self.between(day, day))

    def is_teacher_day(self, day: date) -> bool:
        return self.is_school_day(day) or day in self.planning_days

    def between(self, start: date, end: date) -> tuple[date, ...]:
        """School days from start to end, both included; () when end is before start."""
        return self.school_days[bisect_left(self.school_days, start) : bisect_right(self.school_days, end)]

    def next_school_day(self, day: date) -> date | None:
        """The day itself or the first school day after it; None when the calendar holds no more."""
        at = bisect_left(self.school_days, day)
        return self.school_days[at] if at < len(self.school_days) else None

    def last_school_day_before(self, day: date) -> date | None:
        """The last school day earlier than the day; None when the calendar holds none."""
        at = bisect_left(self.school_days, day)
        return self.school_days[at - 1] if at else None

    def summer_begins(self, year: int) -> date | None:
        """The first day of the summer holiday: the day after the last school day from January to June.

        July is never a school month in the Nordic countries, so days there do not move the summer. None when the
        calendar holds no school day in that spring.
        """
        spring = self.between(date(year, 1, 1), date(year, 6, 30))
        return date.fromordinal(spring[-1].toordinal() + 1) if spring else None

    def holiday_on(self, day: date) -> Holiday | None:
        """The named holiday that covers the day, the earliest begun if several do."""
        return next((one for one in self.holidays if one.start <= day <= one.end), None)

    def teaching_week(self, half: Period, number: int) -> Period | None:
        """The n-th week with school in a half-year: number 3 is "the third week of autumn". None when there is none."""
        weeks = [week for week in periods("week", half.start, half.end) if self._in_both(week, half)]
        return weeks[number - 1] if 1 <= number <= len(weeks) else None

    def _in_both(self, week: Period, half: Period) -> tuple[date, ...]:
        return self.between(max(week.start, half.start), min(week.end, half.end))
