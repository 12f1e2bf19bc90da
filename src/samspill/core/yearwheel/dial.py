"""Days to angles: the first day begins at the top of the circle, the last one ends there, clockwise."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from samspill.core.schoolyear import Period, SchoolYear, periods

TURN = 360.0
MONTHS_OF_A_QUARTER = 3
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Arc:
    """A stretch of the circle in degrees from the top, clockwise; `begins` is never after `ends`."""

    begins: float
    ends: float

    @property
    def middle(self) -> float:
        return (self.begins + self.ends) / 2

    @property
    def width(self) -> float:
        return self.ends - self.begins

    def at_least(self, width: float) -> Arc:
        """The same middle, but so wide that it can be seen; moved inwards where it would pass the top."""
        if self.width >= width:
            return self
        width = min(width, TURN)
        begins = min(max(self.middle - width / 2, 0.0), TURN - width)
        return Arc(begins, begins + width)


@dataclass(frozen=True, slots=True)
class Dial:
    """The days that lie round the circle, both ends included. A shorter span is the same circle, stretched."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"The dial ends on {self.last}, before it begins on {self.first}.")

    @classmethod
    def of(cls, period: Period) -> Dial:
        return cls(period.start, period.end)

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def degrees_a_day(self) -> float:
        return TURN / self.days

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def angle(self, day: date) -> float:
        """Where the day begins; days outside lie at the nearer end."""
        return min(max((day - self.first).days, 0), self.days) * self.degrees_a_day

    def arc(self, first: date, last: date) -> Arc | None:
        """The part of first..last (both included) that the dial shows; None where it shows nothing of it."""
        if last < self.first or first > self.last or last < first:
            return None
        return Arc(self.angle(first), self.angle(last + DAY))

    def periods(self, kind: str) -> Iterator[tuple[Period, Arc]]:
        """Months or ISO weeks in order, with as much of each as the dial shows."""
        for period in periods(kind, self.first, self.last):
            arc = self.arc(period.start, period.end)
            if arc:
                yield period, arc


def polar(angle: float, radius: float) -> tuple[float, float]:
    """Degrees from the top, clockwise, as a point with the centre at (0, 0) and y downwards."""
    turned = math.radians(angle)
    return radius * math.sin(turned), -radius * math.cos(turned)


def quarters(year: SchoolYear) -> tuple[Period, ...]:
    """The school year in four: August to October, and so on."""
    months = periods("month", year.period.start, year.period.end)
    fours = [months[at : at + MONTHS_OF_A_QUARTER] for at in range(0, len(months), MONTHS_OF_A_QUARTER)]
    return tuple(Period(f"{year.key}-Q{n}", own[0].start, own[-1].end) for n, own in enumerate(fours, 1))


def quarter_of(day: date) -> int:
    """Which of the four the day lies in, from 1."""
    return next(n for n, one in enumerate(quarters(SchoolYear.of(day)), 1) if day in one)
