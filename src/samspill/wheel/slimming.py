"""Pure: a calendar file without what the wheel never reads, so that ten years of somebody's diary are read in a moment.

Reading a line as the standard wants it takes long; looking for words does not. What is not clear is left as it is.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

EVENT = re.compile(rb"^BEGIN:VEVENT\r?\n.*?^END:VEVENT\r?$", re.MULTILINE | re.DOTALL | re.IGNORECASE)
FOLD = re.compile(rb"\r?\n[ \t]")
ALARM = re.compile(rb"^BEGIN:VALARM\r?\n.*?^END:VALARM\r?\n", re.MULTILINE | re.DOTALL | re.IGNORECASE)
UNREAD = re.compile(
    rb"^(?:DESCRIPTION|ATTENDEE|ORGANIZER|ATTACH|COMMENT|CONTACT|LOCATION|GEO|URL|X-[A-Z0-9-]+)[;:].*\r?\n",
    re.MULTILINE | re.IGNORECASE,
)
OFTEN = re.compile(rb"^(?:RRULE|RDATE|DURATION|RECURRENCE-ID)[;:]", re.MULTILINE | re.IGNORECASE)
DAYS = re.compile(rb"^(?:DTSTART|DTEND)(?:;[^:\r\n]*)?:(\d{8})", re.MULTILINE | re.IGNORECASE)
DAY = timedelta(days=1)  # between a day here and the same moment's day elsewhere


def slimmed(data: bytes, first: date, last: date) -> bytes:
    """The file without events that lie before or after these days, and without what has no place in the wheel."""
    span = f"{first - DAY:%Y%m%d}".encode(), f"{last + DAY:%Y%m%d}".encode()
    return EVENT.sub(lambda found: _event(found[0], *span), data)


def _event(raw: bytes, first: bytes, last: bytes) -> bytes:
    event = FOLD.sub(b"", raw)
    days = DAYS.findall(event)
    if days and not OFTEN.search(event) and (max(days) < first or min(days) > last):
        return b""
    return UNREAD.sub(b"", ALARM.sub(b"", event))
