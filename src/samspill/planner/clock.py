"""Hours of the day and the planner's slots: half hours from the first hour anybody may meet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from samspill.core import scheduling as core

SLOT = 30
OPENS, CLOSES = 8 * 60, 15 * 60 + 30  # the working day at a school
MIDNIGHT = 24 * 60
DAY = timedelta(days=1)


def minute_of(hour: time) -> int:
    return hour.hour * 60 + hour.minute


def read(text: str) -> int:
    """Minutes after midnight of "08:30"; a day ends at "24:00"."""
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


@dataclass(frozen=True, slots=True)
class Clock:
    """From when until when meetings are held, in minutes after midnight, in whole slots."""

    opens: int = OPENS
    closes: int = CLOSES

    @property
    def slots(self) -> int:
        return (self.closes - self.opens) // SLOT

    def floor(self, minute: int) -> int:
        """The slot a minute lies in; never before the first."""
        return max(0, (minute - self.opens) // SLOT)

    def ceil(self, minute: int) -> int:
        return max(0, -(-(minute - self.opens) // SLOT))

    def hour(self, slot: int) -> time:
        return time(*divmod(self.opens + slot * SLOT, 60))

    def slot(self, hour: time | None) -> int:
        """The slot of an hour. A meeting without an hour is taken to be at noon."""
        return self.floor(minute_of(hour) if hour else 12 * 60)

    def length(self, minutes: int) -> int:
        return max(1, -(-minutes // SLOT))

    def busy(self, first: date, last: date, begins: time | None = None, ends: time | None = None) -> core.Busy:
        """Away on these days: all day, or between two hours."""
        start = self.floor(minute_of(begins)) if begins else 0
        return core.Busy(first, last, start, self.ceil(minute_of(ends)) if ends else core.ALL_DAY)

    def taken(self, begins: datetime, ends: datetime) -> Iterator[core.Busy]:
        """Away from a moment to another: the rest of the first day, the days between, the last until its hour."""
        first, last = begins.date(), ends.date()
        if first == last:
            yield self.busy(first, last, begins.time(), ends.time())
            return
        yield self.busy(first, first, begins.time())
        if last - first > DAY:
            yield self.busy(first + DAY, last - DAY)
        if ends.time() > time():
            yield self.busy(last, last, ends=ends.time())


def clock_over(minutes: Iterable[tuple[int, int]]) -> Clock:
    """The clock that covers the working day and every span of hours somebody chose."""
    spans = [(OPENS, CLOSES), *minutes]
    opens, closes = min(one for one, _other in spans), max(other for _one, other in spans)
    return Clock(opens - opens % SLOT, min(closes + -closes % SLOT, MIDNIGHT))
