"""Reading out of somebody's calendar when they are busy, and nothing else. Pure.

What is free by the calendar's own word is free: TRANSP, a cancelled event, Outlook's own word for it, an invitation
that was declined. Whole days are busy from midnight to midnight where the reader is.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Any

from icalendar import Component

from samspill.delivery.occurring import Span, Unfolding, Window, aware, called_off, listed, mended
from samspill.delivery.reading import Fault, read_calendar

# Of Outlook: who works elsewhere can be asked to come.
FREE_IN_OUTLOOK = {"FREE", "WORKINGELSEWHERE"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What of a calendar is wanted: from when until when, for whom, and what is known already."""

    starts: datetime
    ends: datetime
    zone: tzinfo
    addresses: Collection[str] = ()  # of the person: an invitation they declined does not bind them
    ours: Callable[[str], bool] = lambda _uid: False  # whether a UID is one of our own events come back
    known: Collection[Span] = ()  # times of these, for calendars that tell no UID; moments compare in any zone


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
    reading = read_calendar(mended(data))
    for finding in reading.findings:
        if finding.fault in (Fault.TOO_LARGE, Fault.NO_CALENDAR):
            return Busy(fault=finding.fault)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = _Reading(asked)
        spans = [span for calendar in reading.components for span in found.spans(calendar)]
    broken = sum(finding.fault == Fault.BROKEN_PART for finding in reading.findings)
    return Busy(tuple(merged(spans)), found.unfolding.left_out + broken)


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
        self.unfolding = Unfolding(Window(asked.starts, asked.ends, asked.zone))

    def spans(self, calendar: Component) -> Iterator[Span]:
        for event in self.unfolding.events(calendar):
            yield from self.unfolding.guarded(self._event, event)
        for part in calendar.walk("VFREEBUSY"):
            yield from self.unfolding.guarded(self._free_busy, part)

    def _event(self, event: Component) -> Iterator[Span]:
        if not self._is_free(event) and not self.asked.ours(str(event.get("UID", "")).strip()):
            span = self.unfolding.times(event)
            if span not in self.asked.known:
                yield from self._within(*span)

    def _is_free(self, event: Component) -> bool:
        return (
            str(event.get("TRANSP", "")).upper() == "TRANSPARENT"
            or called_off(event)
            or str(event.get("X-MICROSOFT-CDO-BUSYSTATUS", "")).upper() in FREE_IN_OUTLOOK
            or any(self._declined(one) for one in listed(event.get("ATTENDEE")))
        )

    def _declined(self, attendee: Any) -> bool:
        address = str(attendee).lower().removeprefix("mailto:")
        answer = str(getattr(attendee, "params", {}).get("PARTSTAT", "")).upper()
        return answer == "DECLINED" and address in self.asked.addresses

    def _within(self, starts: datetime, ends: datetime) -> Iterator[Span]:
        first, last = max(starts, self.asked.starts), min(ends, self.asked.ends)
        if first < last:
            yield first.astimezone(UTC), last.astimezone(UTC)

    def _free_busy(self, part: Component) -> Iterator[Span]:
        for line in listed(part.get("FREEBUSY")):
            if str(getattr(line, "params", {}).get("FBTYPE", "BUSY")).upper() != "FREE":
                yield from self._within(*(aware(moment, self.asked.zone) for moment in (line.start, line.end)))
