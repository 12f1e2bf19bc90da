"""Spans of the Nordic school year: it turns on 1 August, and its half-years turn on 1 January (domain 7.1)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

AUTUMN_BEGINS = 8
KINDS = ("week", "month", "half_year", "school_year")
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """A span of days, both ends included, with a key such as "2026-W42", "2026-10", "2026-H2" or "2026/2027"."""

    key: str
    start: date
    end: date

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1


@dataclass(frozen=True, slots=True, order=True)
class SchoolYear:
    """The school year that begins on 1 August of `begins` and ends on 31 July of the next year."""

    begins: int

    @classmethod
    def of(cls, day: date) -> SchoolYear:
        return cls(day.year if day.month >= AUTUMN_BEGINS else day.year - 1)

    @property
    def key(self) -> str:
        return f"{self.begins}/{self.begins + 1}"

    @property
    def autumn(self) -> Period:
        return Period(f"{self.begins}-H2", date(self.begins, 8, 1), date(self.begins, 12, 31))

    @property
    def spring(self) -> Period:
        return Period(f"{self.begins + 1}-H1", date(self.begins + 1, 1, 1), date(self.begins + 1, 7, 31))

    @property
    def period(self) -> Period:
        return Period(self.key, self.autumn.start, self.spring.end)

    @property
    def next(self) -> SchoolYear:
        return SchoolYear(self.begins + 1)


def period_of(kind: str, day: date) -> Period:
    """The period of this kind that holds the day. O(1).

    `kind` is "week" (ISO, Monday to Sunday), "month", "half_year" (spring 1 January to 31 July, autumn 1 August to
    31 December) or "school_year". Raises ValueError, naming the accepted kinds, for any other.
    """
    if kind == "week":
        year, week, weekday = day.isocalendar()
        monday = day - timedelta(days=weekday - 1)
        return Period(f"{year}-W{week:02}", monday, monday + timedelta(days=6))
    if kind == "month":
        return Period(f"{day:%Y-%m}", day.replace(day=1), _end_of_month(day))
    if kind == "half_year":
        year_of_day = SchoolYear.of(day)
        return year_of_day.autumn if day.month >= AUTUMN_BEGINS else year_of_day.spring
    if kind == "school_year":
        return SchoolYear.of(day).period
    raise ValueError(f"There is no period kind {kind!r}. The kinds are {', '.join(KINDS)}.")


def following(kind: str, period: Period) -> Period:
    """The period of the kind that begins on the day after this one ends."""
    return period_of(kind, period.end + DAY)


def preceding(kind: str, period: Period) -> Period:
    """The period of the kind that ends on the day before this one begins."""
    return period_of(kind, period.start - DAY)


def periods(kind: str, start: date, end: date, exempt_months: Collection[int] = ()) -> tuple[Period, ...]:
    """All periods of the kind that share a day with start..end, in order; () when end is before start.

    Weeks and months that lie wholly in `exempt_months` (1 to 12; R41 exempts July) are left out. O(number of periods).
    """
    found: list[Period] = []
    day = start
    while day <= end:
        period = period_of(kind, day)
        if not is_exempt(kind, period, exempt_months):
            found.append(period)
        day = period.end + DAY
    return tuple(found)


def is_exempt(kind: str, period: Period, exempt_months: Collection[int]) -> bool:
    """Whether the period lies wholly in months that are not asked for; half-years and years never do."""
    return kind in ("week", "month") and period.start.month in exempt_months and period.end.month in exempt_months


def add_months(day: date, months: int) -> date:
    """The same day so many months on, or the last day of that month when it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first = date(year, month + 1, 1)
    return first.replace(day=min(day.day, _end_of_month(first).day))


def _end_of_month(day: date) -> date:
    # The 28th plus four days is always in the next month, whatever the month.
    into_next = day.replace(day=28) + timedelta(days=4)
    return into_next - timedelta(days=into_next.day)
