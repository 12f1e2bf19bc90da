"""Writing calendars: invitations and cancellations for one event, and the feed of a person or an arena. Pure.

What makes mail programs act on them: the first mail is a REQUEST, the UID stays, SEQUENCE rises with every change, and
ORGANIZER is the address the mail really comes from. A feed is fetched by other companies' servers: whoever makes one
puts no person's name into `summary`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from icalendar import Alarm, Calendar, vCalAddress, vDuration, vText, vUri
from icalendar import Event as Component

from samspill.delivery import zones

PRODUCT = "-//Samspill//samspill//EN"


class Method(StrEnum):
    REQUEST = "REQUEST"
    CANCEL = "CANCEL"
    PUBLISH = "PUBLISH"


class Status(StrEnum):
    CONFIRMED = "CONFIRMED"
    TENTATIVE = "TENTATIVE"
    CANCELLED = "CANCELLED"


class Role(StrEnum):
    CHAIR = "CHAIR"
    NEEDED = "REQ-PARTICIPANT"
    WELCOME = "OPT-PARTICIPANT"
    INFORMED = "NON-PARTICIPANT"


class PartStat(StrEnum):
    WAITING = "NEEDS-ACTION"
    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"
    TENTATIVE = "TENTATIVE"
    DELEGATED = "DELEGATED"


@dataclass(frozen=True, slots=True)
class Attendee:
    name: str
    address: str
    role: Role = Role.NEEDED
    partstat: PartStat = PartStat.WAITING


@dataclass(frozen=True, slots=True)
class Event:
    """One happening. `start` and `end` are aware datetimes, or dates for whole days (`end` is then the last day)."""

    uid: str
    summary: str
    start: datetime | date
    end: datetime | date
    changed: datetime
    sequence: int = 0
    place: str = ""
    description: str = ""
    link: str = ""
    categories: Sequence[str] = ()
    organizer_name: str = ""
    organizer_address: str = ""
    attendees: Sequence[Attendee] = field(default=())
    alarm_minutes: int | None = None
    status: Status = Status.CONFIRMED
    free: bool = False  # whoever has it in their calendar can still be asked to come

    def __post_init__(self) -> None:
        for moment in (self.start, self.end, self.changed):
            if isinstance(moment, datetime) and moment.tzinfo is None:
                raise ValueError(f"{moment} has no time zone: give an aware datetime, or a date for a whole day.")
        if isinstance(self.start, datetime) != isinstance(self.end, datetime):
            raise ValueError("Start and end are both moments or both days.")


@dataclass(frozen=True, slots=True)
class Invitation:
    """The calendar part of a mail."""

    method: Method
    uid: str
    body: bytes


def invite(event: Event, *, at: datetime) -> Invitation:
    """Invite, or tell of a change: raise `sequence` for each."""
    return _scheduling(event, Method.REQUEST, event.status, at)


def cancel(event: Event, *, at: datetime) -> Invitation:
    """Call off: with the UID of the invitation and a `sequence` above its last one."""
    return _scheduling(event, Method.CANCEL, Status.CANCELLED, at)


def _scheduling(event: Event, method: Method, status: Status, at: datetime) -> Invitation:
    if not event.organizer_address or not event.attendees:
        raise ValueError("An invitation needs an organizer and attendees with addresses.")
    calendar = _calendar([event])
    calendar.add("method", method.value)
    calendar.add_component(_component(event, status, at))
    return Invitation(method, event.uid, calendar.to_ical())


def feed(name: str, events: Iterable[Event], *, at: datetime, refresh: timedelta = timedelta(hours=1)) -> bytes:
    """A calendar to subscribe to. Attendees are left out; the link leads to who may know them."""
    kept = list(events)
    calendar = _calendar(kept)
    calendar.add("method", Method.PUBLISH.value)
    for key in ("name", "x-wr-calname"):
        calendar.add(key, name)
    calendar.add("refresh-interval", vDuration(refresh), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(refresh))
    for event in kept:
        calendar.add_component(_component(event, event.status, at, people=False))
    return bytes(calendar.to_ical())


def _calendar(events: Sequence[Event]) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    used = {_zone_of(moment) for event in events for moment in (event.start, event.end)}
    for name in zones.NAMES:
        if name in used:
            calendar.add_component(zones.zone(name))
    return calendar


def _zone_of(moment: datetime | date) -> str:
    return getattr(moment.tzinfo, "key", "") if isinstance(moment, datetime) else ""


def _told(moment: datetime | date) -> datetime | date:
    """In a zone that the calendar explains, else in UTC; there also the hour that the clock goes through twice."""
    if not isinstance(moment, datetime):
        return moment
    plain = _zone_of(moment) in zones.NAMES and _once(moment)
    return moment if plain else moment.astimezone(UTC)


def _once(moment: datetime) -> bool:
    """Whether the clock on the wall shows this hour just once on its day, not twice and not never."""
    return moment.replace(fold=0).utcoffset() == moment.replace(fold=1).utcoffset()


def _component(event: Event, status: Status, at: datetime, *, people: bool = True) -> Component:
    made = Component()
    made.add("uid", event.uid)
    made.add("dtstamp", at.astimezone(UTC))
    made.add("last-modified", event.changed.astimezone(UTC))
    made.add("sequence", event.sequence)
    made.add("dtstart", _told(event.start))
    # The last day is written as the first one that is free again.
    made.add("dtend", _told(event.end) if isinstance(event.end, datetime) else event.end + timedelta(days=1))
    made.add("summary", event.summary)
    made.add("status", status.value)
    if event.free:
        made.add("transp", "TRANSPARENT")
    _say(made, event)
    if people and event.organizer_address:
        made.add("organizer", _address(event.organizer_name, event.organizer_address))
        for attendee in event.attendees:
            made.add("attendee", _attendee(attendee))
    if event.alarm_minutes is not None and status is not Status.CANCELLED:
        made.add_component(_alarm(event))
    return made


def _say(made: Component, event: Event) -> None:
    for key, text in (("location", event.place), ("description", event.description)):
        if text:
            made.add(key, text)
    if event.link:
        made.add("url", vUri(event.link))
    if event.categories:
        made.add("categories", list(event.categories))


def _address(name: str, address: str) -> vCalAddress:
    made = vCalAddress(f"mailto:{address}")
    if name:
        made.params["CN"] = vText(name.replace('"', "'"))
    return made


def _attendee(attendee: Attendee) -> vCalAddress:
    made = _address(attendee.name, attendee.address)
    made.params["CUTYPE"] = vText("INDIVIDUAL")
    made.params["ROLE"] = vText(attendee.role.value)
    made.params["PARTSTAT"] = vText(attendee.partstat.value)
    if attendee.role is not Role.INFORMED:
        made.params["RSVP"] = vText("TRUE")
    return made


def _alarm(event: Event) -> Alarm:
    made = Alarm()
    made.add("action", "DISPLAY")
    made.add("description", event.summary)
    made.add("trigger", timedelta(minutes=-(event.alarm_minutes or 0)))
    return made
