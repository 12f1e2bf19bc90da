"""When the events of somebody's calendar really happen: series unfolded, moved and left-out days respected. Pure.

What would take too long to reckon is left out and counted: a calendar that repeats every second is no calendar of a
person.
"""

from __future__ import annotations

import re
import time as clock
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

import recurring_ical_events
from icalendar import Calendar, Component

Span = tuple[datetime, datetime]
DAY = timedelta(days=1)
FOLD = re.compile(rb"\r?\n[ \t]")
RULE = re.compile(rb"^(RRULE[^:\r\n]*:)([^\r\n]*)", re.IGNORECASE | re.MULTILINE)
REPEATS = ("RRULE", "RDATE", "RECURRENCE-ID")
# How often a rule comes in a day, at the most.
OFTEN: Mapping[str, float] = {"SECONDLY": 86_400, "MINUTELY": 1_440, "HOURLY": 24, "DAILY": 1}
SELDOM = 1 / 7  # weekly, monthly and yearly: so often for each day the rule names
MOST_OF_ONE, MOST = 5_000, 100_000  # occurrences reckoned of one series, and of a calendar: some ten seconds
MOST_STEPS = 1_500_000  # walked through by all series since they began: some ten seconds more
LONGEST = 20.0  # seconds of reckoning: a 30 February is looked for until the year 9999, whatever the window


@dataclass(frozen=True, slots=True)
class Window:
    """From when until when, and in which zone a time is meant that names none."""

    starts: datetime
    ends: datetime
    zone: tzinfo


class Unfolding:
    """The events of calendars within a window; `left_out` counts those that could not be understood."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.left_out = 0
        self._left, self._steps = float(MOST), float(MOST_STEPS)
        self._until = clock.thread_time() + LONGEST

    def guarded(self, do: Callable[..., Iterator[Any]], *given: Any) -> list[Any]:
        """What one appointment has wrong in it must not hide the others; libraries raise whatever they like."""
        try:
            return list(do(*given))
        except Exception:
            self.left_out += 1
            return []

    def events(self, calendar: Component) -> Iterator[Component]:
        """Each event as often as it happens, and some around the window: whoever asks looks at its times."""
        series: dict[str, list[Component]] = {}
        for number, event in enumerate(calendar.walk("VEVENT")):
            uid = str(event.get("UID", "")).strip()
            series.setdefault(uid or f"without {number}", []).append(event)
        for events in series.values():
            if any(name in event for event in events for name in REPEATS):
                yield from self.guarded(self._occurrences, calendar, events)
            else:
                yield from events

    def _occurrences(self, calendar: Component, events: list[Component]) -> Iterator[Component]:
        self._afford(events)
        alone = Calendar()
        if "X-WR-TIMEZONE" in calendar:
            alone.add("X-WR-TIMEZONE", str(calendar["X-WR-TIMEZONE"]))
        alone.subcomponents = list(events)
        yield from recurring_ical_events.of(alone).between(self.window.starts - DAY, self.window.ends + DAY)

    def _afford(self, events: list[Component]) -> None:
        """Reckon before it is done what it will take: a few lines can ask for millions of days."""
        if clock.thread_time() > self._until:
            raise OverflowError
        for event in events:
            for rule in listed(event.get("RRULE")):
                rate = _rate(rule)
                inside = (self.window.ends - self.window.starts).days * rate
                begins = aware(event.decoded("DTSTART"), self.window.zone)
                self._left -= inside
                self._steps -= max(0, (self.window.ends - begins).days) * rate
                if inside > MOST_OF_ONE or self._left < 0 or self._steps < 0:
                    raise OverflowError

    def times(self, event: Component) -> Span:
        """From when until when; a whole day is from midnight to midnight. Raises where nothing can be made of it."""
        start = event.decoded("DTSTART")
        whole_day = not isinstance(start, datetime)
        if "DTEND" in event:
            end = event.decoded("DTEND")
        elif "DURATION" in event:
            end = _after(start, event.decoded("DURATION"))
        else:
            end = start + DAY if whole_day else start  # RFC 5545, 3.6.1
        first, last = aware(start, self.window.zone), aware(end, self.window.zone)
        return first, aware(start + DAY, self.window.zone) if whole_day and last <= first else last


def mended(data: bytes) -> bytes:
    """What Exchange and others write against the standard and everybody understands: blanks in rules, empty rules."""
    return RULE.sub(_rule, FOLD.sub(b"", data))


def _rule(line: re.Match[bytes]) -> bytes:
    rule = b"".join(line[2].split())
    return line[1] + rule if rule else b"X-EMPTY:"


def called_off(event: Component) -> bool:
    return str(event.get("STATUS", "")).upper() == "CANCELLED"


def _rate(rule: Any) -> float:
    """How many times a day it may come, reckoned too high rather than too low. Raises where it never goes on."""
    if any(step < 1 for step in listed(rule.get("INTERVAL"))):
        raise OverflowError
    times = 1.0
    for name in ("BYHOUR", "BYMINUTE", "BYSECOND"):
        times *= max(1, len(listed(rule.get(name))))
    days = max(1, *(len(listed(rule.get(name))) for name in ("BYDAY", "BYMONTHDAY", "BYYEARDAY")))
    return times * OFTEN.get(str(listed(rule["FREQ"])[0]).upper(), min(1.0, SELDOM * days))


def _after(start: date, lasts: timedelta) -> date:
    """Hours are hours also in the night when the clock is changed; days are days."""
    if isinstance(start, datetime) and start.tzinfo and lasts % DAY:
        return (start.astimezone(UTC) + lasts).astimezone(start.tzinfo)
    return start + lasts


def aware(moment: date, zone: tzinfo) -> datetime:
    """A time without a zone is meant where the reader is, a day begins there at midnight."""
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time(), zone)
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
