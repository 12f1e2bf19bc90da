"""Other people's calendars, whole and broken."""

from __future__ import annotations

import io
import tarfile
from collections import Counter
from datetime import date, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Component

from samspill.core.registers.tests.files import shared
from samspill.delivery.calendars import feed, invite
from samspill.delivery.reading import LARGEST, Fault, Reading, read_calendar, write_calendar
from samspill.delivery.tests.catcher import AT, OSLO, event

EVENT = """BEGIN:VCALENDAR
VERSION:2.0
METHOD:REPLY
{head}BEGIN:VEVENT
{lines}
END:VEVENT
END:VCALENDAR
"""


def read(lines: str, head: str = "") -> Reading:
    return read_calendar(EVENT.format(lines=lines, head=head).replace("\n", "\r\n").encode())


def faults(reading: Reading) -> list[tuple[Fault, str]]:
    return [(finding.fault, finding.about) for finding in reading.findings]


def content(reading: Reading) -> list[list[tuple[str, object]]]:
    """As it is written: in an hour that comes twice, times of two readings are never equal (PEP 495)."""
    return [
        [(name, getattr(value, "to_ical", lambda: None)() or value) for name, value in one.property_items(sorted=True)]
        for one in reading.components
    ]


def test_what_we_write_we_read() -> None:
    reading = read_calendar(invite(event(sequence=2), at=AT).body)

    [found] = reading.events
    assert (reading.method, reading.findings) == ("REQUEST", ())
    assert (found.uid, found.sequence, found.stamp) == ("meeting-3@samspill.example.org", 2, AT)
    assert (found.start, found.end) == (event().start, event().end)
    assert found.organizer == "samspill@sundvik.example.org"
    assert [(one.address, one.name, one.partstat) for one in found.attendees] == [
        ("randi.moen@example.org", "Randi Moen", "NEEDS-ACTION"),
        ("erik@example.org", "Foss, Erik", "NEEDS-ACTION"),
    ]


def test_whole_days_end_on_their_last_day() -> None:
    days = event(start=date(2026, 10, 5), end=date(2026, 10, 9))

    reading = read_calendar(feed("Ferie", [days], at=AT))

    assert (reading.name, reading.events[0].start, reading.events[0].end) == ("Ferie", days.start, days.end)


def test_a_zone_that_nobody_explains_is_said_and_the_event_kept() -> None:
    reading = read("UID:1\nSUMMARY:Møte\nDTSTART;TZID=Atlantis/Sea:20261023T143000")

    assert faults(reading) == [(Fault.UNKNOWN_ZONE, "Møte")]
    assert reading.events[0].start == datetime(2026, 10, 23, 14, 30)  # noqa: DTZ001


def test_a_time_without_a_zone_is_meant_where_the_reader_is() -> None:
    assert read("UID:1\nDTSTART:20261023T143000").findings == ()


def test_outlooks_own_names_of_zones_are_known() -> None:
    reading = read("UID:1\nDTSTART;TZID=W. Europe Standard Time:20261023T143000")

    start = reading.events[0].start
    assert isinstance(start, datetime)
    assert start.astimezone(OSLO) == datetime(2026, 10, 23, 14, 30, tzinfo=OSLO)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("SUMMARY:Møte\nDTSTART:20261023T143000Z", [(Fault.NO_UID, "Møte")]),
        ("UID:1\nSUMMARY:Møte", [(Fault.NO_START, "Møte")]),
        ("UID:1\nDTSTART:20261023T143000Z\nDTEND:20261022T143000Z", [(Fault.BACKWARDS, "1")]),
        ("UID:1\nDTSTART:i morgen", [(Fault.BROKEN_LINE, "DTSTART"), (Fault.NO_START, "1")]),
        ("UID:1\nDTSTART:20261023T143000Z\nSEQUENCE:mange", [(Fault.BROKEN_LINE, "SEQUENCE")]),
        ("UID:1\nDTSTART:20261023T143000Z\nDURATION:P999999999999999W", [(Fault.BROKEN_LINE, "DURATION")]),
    ],
)
def test_what_is_broken_is_said_and_the_rest_goes_on(lines: str, expected: list[tuple[Fault, str]]) -> None:
    reading = read(lines)

    assert faults(reading) == expected
    assert len(reading.events) == 1


def test_a_broken_zone_costs_only_the_zone() -> None:
    rule = "BEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETTO:+5744\nEND:STANDARD\n"
    zone = f"BEGIN:VTIMEZONE\nTZID:X\n{rule}END:VTIMEZONE\n"

    reading = read("UID:1\nDTSTART:20261023T143000Z", head=zone)

    assert (reading.method, [found.uid for found in reading.events]) == ("REPLY", ["1"])
    assert faults(reading) == [(Fault.BROKEN_PART, "VTIMEZONE")]


@pytest.mark.parametrize("data", [b"", b"hei", b"\x00\xff", b"BEGIN:VCALENDAR", b"%PDF-1.7", b"<html>"])
def test_what_is_no_calendar_is_said(data: bytes) -> None:
    assert read_calendar(data).events == ()
    assert faults(read_calendar(data)) in ([(Fault.NO_CALENDAR, "")], [])


def test_too_large_is_not_read() -> None:
    assert faults(read_calendar(b"x" * (LARGEST + 1))) == [(Fault.TOO_LARGE, "")]


def test_old_letters_are_understood() -> None:
    data = EVENT.format(lines="UID:1\nSUMMARY:Møte på skolen\nDTSTART:20261023T143000Z", head="").encode("cp1252")

    assert read_calendar(data).events[0].summary == "Møte på skolen"


@given(st.binary(max_size=400))
@example(b"\t\x01")
@example(b" 0")
def test_no_bytes_are_a_crash(data: bytes) -> None:
    reading = read_calendar(b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" + data + b"\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")

    assert reading.events or reading.findings


def test_the_calendar_files_of_many_programs() -> None:
    """Every file is read; what is written again says the same, property by property."""
    archive = shared("ics/icalendar-7.3.0-tests-ics.tar.gz")
    counted: Counter[str] = Counter()

    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        for member in filter(tarfile.TarInfo.isfile, files):
            reading = read_calendar(files.extractfile(member).read())  # type: ignore[union-attr]
            counted["read"] += 1
            counted["whole"] += not reading.findings
            counted["unchanged"] += content(read_calendar(write_calendar(reading))) == content(reading)

    assert counted["read"] == counted["unchanged"] == 164
    assert counted["whole"] > 90


def test_components_are_kept_for_writing() -> None:
    assert all(isinstance(one, Component) for one in read("UID:1").components)
