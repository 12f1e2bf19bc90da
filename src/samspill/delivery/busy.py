"""Reading out of somebody's calendar when they are busy, and nothing else. Pure.

What is free by the calendar's own word is free: TRANSP, a cancelled event, Outlook's own word for it, an invitation
that was declined. Whole days are busy from midnight to midnight where the reader is. What would take too long to
reckon is left out and counted: a calendar that repeats every second is no calendar of a person.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import chain
from typing import Any

import recurring_ical_events
from icalendar import Calendar, Component

from samspill.delivery.reading import Fault, read_calendar

Span = tuple[datetime, datetime]
DAY = timedelta(days=1)
# Of Outlook: who works elsewhere can be asked to come.
FREE_IN_OUTLOOK = {"FREE", "WORKINGELSEWHERE"}
REPEATS = ("RRULE", "RDATE", "RECURRENCE-ID")
# How often a rule comes in a day, at the most.
OFTEN: Mapping[str, float] = {"SECONDLY": 86_400, "MINUTELY": 1_440, "HOURLY": 24, "DAILY": 1}
SELDOM = 1 / 7  # weekly, monthly and yearly: so often for each day the rule names
MOST_OF_ONE, MOST = 5_000, 100_000  # occurrences reckoned of one series, and of a calendar: some ten seconds
MOST_STEPS = 1_500_000  # walked through by all series since they began: some ten seconds more


@dataclass(frozen=True, slots=True)
class Asked:
    """What of a calendar is wanted: from when until when, for whom, and what is known already."""

    starts: datetime
    ends: datetime
    zone: tzinfo
    addresses: Collection[str] = ()  # of the person: an invitation they declined does not bind them
    ours: Callable[[str], bool] = lambda _uid: False  # whether a UID is one of our own events come back


@dataclass(frozen=True, slots=True)
class Busy:
    """Spans in order that do not touch, and how many appointments could not be understood."""

    spans: tuple[Span, ...] = ()
    left_out: int = 0
    fault: Fault | None = None  # nothing could be read at all


def busy_in(data: bytes, asked: Asked) -> Busy:
    """Never raises, whatever the bytes are."""
    if b"BEGIN:VCALENDAR" not in data.upper():
        return Busy(fault=Fault.NO_CALENDAR)
    reading = read_calendar(data)
    for finding in reading.findings:
        if finding.fault in (Fault.TOO_LARGE, Fault.NO_CALENDAR):
            return Busy(fault=finding.fault)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = _Reading(asked)
        for calendar in reading.components:
            found.take(calendar)
    broken = sum(finding.fault == Fault.BROKEN_PART for finding in reading.findings)
    return Busy(tuple(merged(found.spans)), found.left_out + broken)


def merged(spans: Iterable[Span]) -> Iterator[Span]:
    """The same time said once: how many appointments somebody has then is nobody's business."""
    last: Span | None = None
    for starts, ends in sorted(spans):
        if last and starts <= last[1]:
            last = (last[0], max(last[1], ends))
            continue
        if last:
            yield last
        last = (starts, ends)
    if last:
        yield last


class _Reading:
    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.spans: list[Span] = []
        self.left_out = 0
        self._left, self._steps = float(MOST), float(MOST_STEPS)

    def take(self, calendar: Component) -> None:
        series: dict[str, list[Component]] = {}
        for number, event in enumerate(calendar.walk("VEVENT")):
            uid = str(event.get("UID", "")).strip()
            if not self.asked.ours(uid):
                series.setdefault(uid or f"without {number}", []).append(event)
        for events in series.values():
            self._guarded(self._series, calendar, events)
        for part in calendar.walk("VFREEBUSY"):
            self._guarded(self._free_busy, calendar, [part])

    def _guarded(self, do: Callable[[Component, list[Component]], Iterator[Span]], *given: Any) -> None:
        """What one appointment has wrong in it must not hide the others; libraries raise whatever they like."""
        try:
            self.spans += list(do(*given))
        except Exception:
            self.left_out += 1

    def _series(self, calendar: Component, events: list[Component]) -> Iterator[Span]:
        if any(name in event for event in events for name in REPEATS):
            self._afford(events)
            events = list(self._occurrences(calendar, events))
        for event in events:
            if not self._is_free(event):
                yield from self._within(*self._times(event))

    def _occurrences(self, calendar: Component, events: list[Component]) -> Iterator[Component]:
        alone = Calendar()
        if "X-WR-TIMEZONE" in calendar:
            alone.add("X-WR-TIMEZONE", str(calendar["X-WR-TIMEZONE"]))
        alone.subcomponents = list(events)
        yield from recurring_ical_events.of(alone).between(self.asked.starts - DAY, self.asked.ends + DAY)

    def _afford(self, events: list[Component]) -> None:
        """Reckon before it is done what it will take: a few lines can ask for millions of days."""
        for event in events:
            for rule in _list(event.get("RRULE")):
                rate = _rate(rule)
                window = (self.asked.ends - self.asked.starts).days * rate
                begins = _aware(event.decoded("DTSTART"), self.asked.zone)
                self._left -= window
                self._steps -= max(0, (self.asked.ends - begins).days) * rate
                if window > MOST_OF_ONE or self._left < 0 or self._steps < 0:
                    raise OverflowError

    def _is_free(self, event: Component) -> bool:
        said = str(event.get("X-MICROSOFT-CDO-BUSYSTATUS", "")).upper()
        return (
            str(event.get("TRANSP", "")).upper() == "TRANSPARENT"
            or str(event.get("STATUS", "")).upper() == "CANCELLED"
            or said in FREE_IN_OUTLOOK
            or any(self._declined(one) for one in _list(event.get("ATTENDEE")))
        )

    def _declined(self, attendee: Any) -> bool:
        address = str(attendee).lower().removeprefix("mailto:")
        answer = str(getattr(attendee, "params", {}).get("PARTSTAT", "")).upper()
        return answer == "DECLINED" and address in self.asked.addresses

    def _times(self, event: Component) -> Span:
        start = event.decoded("DTSTART")
        whole_day = not isinstance(start, datetime)
        if "DTEND" in event:
            end = event.decoded("DTEND")
        elif "DURATION" in event:
            end = _after(start, event.decoded("DURATION"))
        else:
            end = start + DAY if whole_day else start  # RFC 5545, 3.6.1
        if whole_day and end <= start:
            end = start + DAY
        return _aware(start, self.asked.zone), _aware(end, self.asked.zone)

    def _within(self, starts: datetime, ends: datetime) -> Iterator[Span]:
        first, last = max(starts, self.asked.starts), min(ends, self.asked.ends)
        if first < last:
            yield first.astimezone(UTC), last.astimezone(UTC)

    def _free_busy(self, _calendar: Component, parts: list[Component]) -> Iterator[Span]:
        for line in chain.from_iterable(_list(part.get("FREEBUSY")) for part in parts):
            if str(getattr(line, "params", {}).get("FBTYPE", "BUSY")).upper() != "FREE":
                yield from self._within(*(_aware(moment, self.asked.zone) for moment in (line.start, line.end)))


def _rate(rule: Any) -> float:
    """How many times a day it may come, reckoned too high rather than too low."""
    times = 1.0
    for name in ("BYHOUR", "BYMINUTE", "BYSECOND"):
        times *= max(1, len(_list(rule.get(name))))
    days = max(1, *(len(_list(rule.get(name))) for name in ("BYDAY", "BYMONTHDAY", "BYYEARDAY")))
    return times * OFTEN.get(str(_list(rule["FREQ"])[0]).upper(), min(1.0, SELDOM * days))


def _after(start: date, lasts: timedelta) -> date:
    """Hours are hours also in the night when the clock is changed; days are days."""
    if isinstance(start, datetime) and start.tzinfo and lasts % DAY:
        return (start.astimezone(UTC) + lasts).astimezone(start.tzinfo)
    return start + lasts


def _aware(moment: date, zone: tzinfo) -> datetime:
    """A time without a zone is meant where the reader is, a day begins there at midnight."""
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time(), zone)
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
