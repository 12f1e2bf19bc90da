"""What has happened, in the order it happened: agendas collect what waits that day, so nothing comes before its time.

Days are counted in school time: “three weeks ago” is fifteen school days back, also when a holiday lies between.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from samspill.calendars.bridge import year_of
from samspill.demo.story import Story

Act = Callable[[datetime], object]
WEEK, SCHOOL_WEEK, WEDNESDAY = 7, 5, 3


def clock(day: date, hour: int, minute: int = 0) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


@dataclass
class Chronicle:
    """Acts by day and hour, told once in that order."""

    story: Story
    acts: list[tuple[datetime, int, Act]] = field(default_factory=list)
    laid: int = 0
    days: list[date] = field(default_factory=list)
    coming: list[date] = field(default_factory=list)

    def __post_init__(self) -> None:
        story = self.story
        first, last = story.start - timedelta(days=7), story.today + timedelta(days=90)
        known = year_of(story.unit("school"), first, last).days
        span = [first + timedelta(days=number) for number in range((last - first).days + 1)]
        school = [day for day in span if known.is_school_day(day)]
        self.days = [day for day in school if day < story.today]
        self.coming = [day for day in school if day >= story.today]

    def ago(self, days: int) -> date:
        """So many days ago, in school time."""
        return self.days[max(-1 - days * SCHOOL_WEEK // WEEK, -len(self.days))]

    def after(self, days: int) -> date:
        """So many days after the project began, in school time."""
        begun = [day for day in self.days if day >= self.story.start]
        return begun[min(days * SCHOOL_WEEK // WEEK, len(begun) - 1)]

    def before(self, days: int) -> date:
        """So many days ago by the calendar, or the last school day before that."""
        day = self.story.today - timedelta(days=days)
        return max((one for one in self.days if one <= day), default=self.days[0])

    def ahead(self, days: int) -> date:
        """So many days from now, in school time."""
        return self.coming[min(days * SCHOOL_WEEK // WEEK, len(self.coming) - 1)]

    def wednesday_ahead(self, days: int) -> date:
        """The first Wednesday so many days from now: the day on which all the services are at Fjellheim."""
        first = self.ahead(days)
        return next((day for day in self.coming if day >= first and day.isoweekday() == WEDNESDAY), first)

    def day_after(self, day: date) -> date:
        return next((one for one in self.days if one > day), day)

    def next_after(self, at: datetime) -> date:
        """A school week later, or yesterday's school day where that is still to come."""
        day = at.date() + timedelta(days=WEEK)
        return next((one for one in self.days if one >= day), self.days[-1])

    def on(self, day: date, act: Act, hour: int = 12, minute: int = 0) -> None:
        self.laid += 1
        heapq.heappush(self.acts, (clock(day, hour, minute), self.laid, act))

    def tell(self) -> None:
        """Let it all happen, the earliest first; what falls on one hour in the order it was laid down.

        An act may lay down others that come after it.
        """
        while self.acts:
            at, _, act = heapq.heappop(self.acts)
            act(at)
