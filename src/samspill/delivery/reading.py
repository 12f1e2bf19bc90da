"""Reading other people's calendars: what is broken is said, the rest goes on. Pure."""

from __future__ import annotations

import re
import threading
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from icalendar import Calendar, Component
from icalendar.prop import vBroken
from icalendar.timezone import tzp

# A feed of one school with ten years in it has 2 MB; more is not read.
LARGEST = 10_000_000

FOLD = re.compile(r"\r?\n[ \t]")
ZONE = re.compile(r"^BEGIN[;:][^\r\n]*VTIMEZONE.*?(?:^END:VTIMEZONE\s*?$|\Z)", re.MULTILINE | re.DOTALL | re.IGNORECASE)
RULE = re.compile(r"^RRULE(?=[;:])([^\r\n]*)", re.MULTILINE | re.IGNORECASE)
#: How clocks are changed: once a year, on a day of a month. Whatever comes oftener is walked through second by second.
YEARLY = re.compile(
    r":(?:(?:FREQ=YEARLY|INTERVAL=1|BYMONTH=\d+|BYDAY=[-+]?\d?[A-Z]{2}|BYMONTHDAY=[-\d,]+|WKST=[A-Z]{2}"
    r"|UNTIL=\d{8}(?:T\d{6}Z?)?|COUNT=\d+|BYHOUR=\d+|BYMINUTE=\d+);?)+\s*",
    re.IGNORECASE,
)
# The library keeps zones by their names for the whole program, and two programs name different zones alike.
_zones = threading.Lock()


class Fault(StrEnum):
    """What can be wrong. The words are in `words.py`."""

    TOO_LARGE = "too-large"
    NO_CALENDAR = "no-calendar"
    BROKEN_PART = "broken-part"
    BROKEN_LINE = "broken-line"
    UNKNOWN_ZONE = "unknown-zone"
    NO_UID = "no-uid"
    NO_START = "no-start"
    BACKWARDS = "ends-before-it-begins"


@dataclass(frozen=True, slots=True)
class Finding:
    fault: Fault
    about: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """One attendee as a calendar names it."""

    address: str
    name: str = ""
    partstat: str = ""
    role: str = ""
    delegated_to: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """One event as it was read; what is missing is empty."""

    uid: str = ""
    sequence: int = 0
    summary: str = ""
    start: datetime | date | None = None
    end: datetime | date | None = None
    recurrence: str = ""
    place: str = ""
    description: str = ""
    comment: str = ""
    status: str = ""
    stamp: datetime | None = None
    organizer: str = ""
    attendees: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    method: str = ""
    name: str = ""
    events: tuple[Found, ...] = ()
    findings: tuple[Finding, ...] = ()
    components: tuple[Component, ...] = field(default=(), repr=False)


#: RFC 5545, 7953 and 9073.
CALENDARS = {"VCALENDAR", "VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE", "STANDARD", "DAYLIGHT", "VALARM"}
PARTS = CALENDARS | {"VAVAILABILITY", "AVAILABLE", "PARTICIPANT", "VLOCATION", "VRESOURCE"}


def read_calendar(data: bytes) -> Reading:
    """Read what can be read. Never raises, whatever the bytes are."""
    if len(data) > LARGEST:
        return Reading(findings=(Finding(Fault.TOO_LARGE),))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a zone with a strange name is a finding, not a fault of the program
        components, findings = _components(_text(data))
        for component in components:
            findings += _broken_lines(component)
            findings += [
                Finding(Fault.BROKEN_PART, one.name or "") for one in component.walk() if not _is_name(one.name)
            ]
        parts = [each for component in components for each in component.walk("VEVENT")]
        found = [_event(each) for each in parts]
    for part, event in zip(parts, found, strict=True):
        findings += _lacks(part, event)
    if not components:
        findings = [Finding(Fault.NO_CALENDAR)]
    method = next((_string(one, "METHOD").upper() for one in components if "METHOD" in one), "")
    name = next((_string(one, key) for one in components for key in ("NAME", "X-WR-CALNAME") if key in one), "")
    return Reading(method, name, tuple(found), tuple(findings), tuple(components))


def _is_name(name: str | None) -> bool:
    """Whether a component is one of the standards', or somebody's own; a folded line may have added its rubbish."""
    said = str(name or "").upper()
    return said in PARTS or (said.startswith("X-") and said.replace("-", "").isalnum())


def write_calendar(reading: Reading) -> bytes:
    """The same calendar again."""
    return b"".join(component.to_ical() for component in reading.components)


def _text(data: bytes) -> str:
    data = data.replace(b"\x00", b"")  # PostgreSQL keeps no NUL
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _components(text: str) -> tuple[list[Component], list[Finding]]:
    """The whole calendar, or else piece by piece what is left of it. Its zones are its own."""
    with _zones:
        tzp.use_default()
        try:
            whole = _parsed(text)
        except (ValueError, IndexError, KeyError):
            return _pieces(text)
        return (whole, []) if whole else _pieces(text)


def _parsed(text: str) -> list[Component]:
    return list(Calendar.from_ical(ZONE.sub(_without_bombs, FOLD.sub("", text)), multiple=True))


def _without_bombs(zone: re.Match[str]) -> str:
    """A zone as it is, but for rules by which no clock was ever changed."""
    return RULE.sub(lambda line: line[0] if YEARLY.fullmatch(line[1]) else "X-RRULE:", zone[0])


def _pieces(text: str) -> tuple[list[Component], list[Finding]]:
    whole, findings = Calendar(), []
    head, pieces = _cut(text)
    for piece in pieces:
        try:
            whole.subcomponents += _parsed(piece)
        except (ValueError, IndexError, KeyError):
            findings.append(Finding(Fault.BROKEN_PART, piece.splitlines()[0].partition(":")[2]))
    for line in head:
        name, _colon, value = line.partition(":")
        if name.upper() in ("METHOD", "NAME", "X-WR-CALNAME", "PRODID", "VERSION"):
            whole.add(name, value)
    return ([whole] if whole.subcomponents else []), findings


def _cut(text: str) -> tuple[list[str], list[str]]:
    """The calendar's own lines, and its outermost components as texts."""
    head: list[str] = []
    pieces: list[list[str]] = []
    depth = 0
    for line in text.splitlines():
        key, _colon, name = line.strip().upper().partition(":")
        if key == "BEGIN" and name != "VCALENDAR":
            depth += 1
            if depth == 1:
                pieces.append([])
        (pieces[-1] if depth else head).append(line)
        if key == "END" and name != "VCALENDAR" and depth:
            depth -= 1
    return head, ["\r\n".join(lines) + "\r\n" for lines in pieces]


def _broken_lines(component: Component) -> Iterator[Finding]:
    for each in component.walk():
        for name, _reason in each.errors:
            yield Finding(Fault.BROKEN_LINE, name or each.name or "")


def _event(one: Component) -> Found:
    start, end = _moment(one, "DTSTART"), _moment(one, "DTEND")
    return Found(
        uid=_string(one, "UID").strip(),
        sequence=_number(one, "SEQUENCE"),
        summary=_string(one, "SUMMARY"),
        start=start,
        end=_last(one, start, end),
        recurrence=_recurrence(one),
        place=_string(one, "LOCATION"),
        description=_string(one, "DESCRIPTION"),
        comment=_string(one, "COMMENT"),
        status=_string(one, "STATUS").upper(),
        stamp=_stamp(one),
        organizer=_mail(one.get("ORGANIZER", "")),
        attendees=tuple(_answer(each) for each in _list(one.get("ATTENDEE"))),
    )


def _last(one: Component, start: datetime | date | None, end: datetime | date | None) -> datetime | date | None:
    """The end as people say it: of whole days the last one."""
    duration = _value(one, "DURATION")
    try:
        if end is None and start is not None and isinstance(duration, timedelta):
            end = start + duration
        if end is not None and not isinstance(end, datetime) and start is not None and end > _day(start):
            return end - timedelta(days=1)
    except OverflowError:
        return None
    return end


def _day(moment: datetime | date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _moment(one: Component, key: str) -> datetime | date | None:
    value = _value(one, key)
    return value if isinstance(value, date) else None


def _value(one: Component, key: str) -> object:
    """What a property means; None where the line is missing or cannot be understood."""
    value = next(iter(_list(one.get(key))), None)
    return None if isinstance(value, vBroken) else getattr(value, "dt", None)


def _stamp(one: Component) -> datetime | None:
    value = _moment(one, "DTSTAMP")
    return value if isinstance(value, datetime) and value.tzinfo else None


def _recurrence(one: Component) -> str:
    value = _moment(one, "RECURRENCE-ID")
    return value.isoformat() if value else ""


def _string(one: Component, key: str) -> str:
    value = one.get(key, "")
    return str(value[0] if isinstance(value, list) else value)


def _number(one: Component, key: str) -> int:
    """A number as RFC 5545 knows them (32 bits); 0 for what is none."""
    try:
        number = int(_string(one, key))
    except ValueError:
        return 0
    return number if 0 <= number < 2**31 else 0


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _mail(value: Any) -> str:
    address = str(value[0] if isinstance(value, list) else value).strip()
    return address[7:] if address.lower().startswith("mailto:") else address


def _answer(value: Any) -> Answer:
    params = getattr(value, "params", {})
    delegated = params.get("DELEGATED-TO", "")
    return Answer(
        _mail(value).lower(),
        str(params.get("CN", "")),
        str(params.get("PARTSTAT", "")).upper(),
        str(params.get("ROLE", "")).upper(),
        _mail(delegated).strip('"').lower(),
    )


def _named_zone(part: Component) -> str:
    """The zone that the start is said to be in; without one the time is meant where the reader is."""
    return str(getattr(next(iter(_list(part.get("DTSTART"))), None), "params", {}).get("TZID", ""))


def _lacks(part: Component, event: Found) -> Iterator[Finding]:
    name = event.summary or event.uid
    if not event.uid:
        yield Finding(Fault.NO_UID, name)
    if event.start is None:
        yield Finding(Fault.NO_START, name)
    elif isinstance(event.start, datetime) and event.start.tzinfo is None and _named_zone(part):
        yield Finding(Fault.UNKNOWN_ZONE, name)
    if event.start is not None and event.end is not None and _day(event.end) < _day(event.start):
        yield Finding(Fault.BACKWARDS, name)
