"""When somebody is busy, read out of calendars as they are in the wild."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspill.delivery import occurring
from samspill.delivery.busy import Asked, Busy, busy_in, merged
from samspill.delivery.reading import Fault

OSLO = ZoneInfo("Europe/Oslo")
ASKED = Asked(datetime(2026, 8, 1, tzinfo=OSLO), datetime(2028, 8, 1, tzinfo=OSLO), OSLO, {"kari@example.org"})


def calendar(*events: str, head: str = "") -> bytes:
    """A calendar of these events; each is its lines without BEGIN and END, parted by spaces that begin a name."""
    parts = "".join(f"BEGIN:VEVENT\n{event}\nEND:VEVENT\n" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{head}{parts}END:VCALENDAR\n".replace("\n", "\r\n").encode()


def spans(*events: str, head: str = "") -> list[str]:
    """The spans as the clock on the wall shows them in Oslo."""
    found = busy_in(calendar(*events, head=head), ASKED)
    assert found.left_out == 0
    return [" – ".join(f"{moment.astimezone(OSLO):%d.%m %H:%M}" for moment in span) for span in found.spans]


MEETING = "UID:1\nSUMMARY:Secret\nDTSTART;TZID=Europe/Oslo:20261012T090000\nDTEND;TZID=Europe/Oslo:20261012T100000"


@pytest.mark.parametrize(
    "free",
    [
        "TRANSP:TRANSPARENT",
        "STATUS:CANCELLED",
        "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
        "X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE",
        "ATTENDEE;PARTSTAT=DECLINED:MAILTO:Kari@example.org",
    ],
)
def test_what_the_calendar_itself_calls_free_is_free(free: str) -> None:
    assert spans(f"{MEETING}\n{free}") == []


@pytest.mark.parametrize(
    "busy", ["TRANSP:OPAQUE", "STATUS:TENTATIVE", "ATTENDEE;PARTSTAT=DECLINED:mailto:ola@example.org"]
)
def test_everything_else_is_busy(busy: str) -> None:
    assert spans(f"{MEETING}\n{busy}") == ["12.10 09:00 – 12.10 10:00"]


def test_whole_days_are_busy_from_midnight_to_midnight_where_the_reader_is() -> None:
    one = "UID:1\nDTSTART;VALUE=DATE:20261012"
    three = "UID:2\nDTSTART;VALUE=DATE:20261019\nDTEND;VALUE=DATE:20261022"

    assert spans(one, three) == ["12.10 00:00 – 13.10 00:00", "19.10 00:00 – 22.10 00:00"]


def test_the_day_when_the_clock_is_changed_has_its_own_length() -> None:
    found = busy_in(calendar("UID:1\nDTSTART;VALUE=DATE:20261025", "UID:2\nDTSTART;VALUE=DATE:20270328"), ASKED)

    assert [ends - starts for starts, ends in found.spans] == [timedelta(hours=25), timedelta(hours=23)]


@pytest.mark.parametrize(
    ("first", "after"),
    [("20261019", ["19.10 09:00", "26.10 09:00"]), ("20270322", ["22.03 09:00", "29.03 09:00"])],
)
def test_a_weekly_meeting_stays_at_its_hour_when_the_clock_is_changed(first: str, after: list[str]) -> None:
    weekly = f"UID:1\nDTSTART;TZID=Europe/Oslo:{first}T090000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=2"

    assert [span.partition(" – ")[0] for span in spans(weekly)] == after


def test_a_meeting_in_the_night_of_the_change_lasts_as_long_as_it_says() -> None:
    found = busy_in(calendar("UID:1\nDTSTART;TZID=Europe/Oslo:20261024T230000\nDURATION:PT8H"), ASKED)

    assert [ends - starts for starts, ends in found.spans] == [timedelta(hours=8)]


def test_left_out_days_of_a_series_may_be_named_in_another_zone() -> None:
    weekly = "DTSTART;TZID=Europe/Oslo:20261012T090000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=4"

    found = spans(f"UID:1\n{weekly}\nEXDATE:20261019T070000Z,20261026T080000Z")

    assert found == ["12.10 09:00 – 12.10 10:00", "02.11 09:00 – 02.11 10:00"]


def test_one_of_a_series_is_moved_by_an_identity_in_another_zone() -> None:
    weekly = "UID:1\nSEQUENCE:4\nDTSTART;TZID=Europe/Oslo:20261012T090000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=2"
    moved = "UID:1\nSEQUENCE:1\nRECURRENCE-ID:20261019T070000Z\nDTSTART:20261020T110000Z\nDURATION:PT1H"

    assert spans(weekly, moved) == ["12.10 09:00 – 12.10 10:00", "20.10 13:00 – 20.10 14:00"]


def test_one_of_a_series_is_called_off() -> None:
    weekly = "UID:1\nDTSTART;TZID=Europe/Oslo:20261012T090000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=2"
    off = "UID:1\nRECURRENCE-ID;TZID=Europe/Oslo:20261019T090000\nDTSTART:20261019T070000Z\nSTATUS:CANCELLED"

    assert spans(weekly, off) == ["12.10 09:00 – 12.10 10:00"]


@pytest.mark.parametrize(
    ("zone", "begins"),
    [("America/New_York", "12.10 15:00"), ("W. Europe Standard Time", "12.10 09:00"), ("Nowhere/Land", "12.10 09:00")],
)
def test_zones_of_other_programs_are_understood_or_taken_as_local(zone: str, begins: str) -> None:
    found = spans(f"UID:1\nDTSTART;TZID={zone}:20261012T090000\nDURATION:PT1H")

    assert found[0].startswith(begins)


def test_rules_as_exchange_writes_them_are_understood() -> None:
    daily = (
        "UID:1\nDTSTART;TZID=Europe/Oslo:20261012T090000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=2;BYDAY=MO, TU,\n  WE"
    )

    assert spans(daily, "UID:2\nDTSTART;VALUE=DATE:20261019\nRRULE:") == [
        "12.10 09:00 – 12.10 10:00",
        "13.10 09:00 – 13.10 10:00",
        "19.10 00:00 – 20.10 00:00",
    ]


def test_a_day_that_ends_at_an_hour_ends_then() -> None:
    assert spans("UID:1\nDTSTART;VALUE=DATE:20261012\nDTEND:20261012T100000Z") == ["12.10 00:00 – 12.10 12:00"]


def test_published_free_and_busy_times_are_read() -> None:
    lines = "FREEBUSY:20261012T070000Z/PT2H\nFREEBUSY;FBTYPE=FREE:20261012T100000Z/PT2H\n"

    found = spans(head=f"BEGIN:VFREEBUSY\n{lines}FREEBUSY;FBTYPE=BUSY-TENTATIVE:20261013T070000Z/PT1H\nEND:VFREEBUSY\n")

    assert found == ["12.10 09:00 – 12.10 11:00", "13.10 09:00 – 13.10 10:00"]


def test_our_own_meetings_that_come_back_bind_nobody_twice() -> None:
    asked = Asked(ASKED.starts, ASKED.ends, OSLO, ours=lambda uid: uid == "1")

    assert busy_in(calendar(MEETING), asked) == Busy()


def test_what_overlaps_or_touches_is_said_once() -> None:
    later = MEETING.replace("UID:1", "UID:2").replace("T100000", "T110000").replace("T090000", "T093000")

    assert spans(MEETING, later) == ["12.10 09:00 – 12.10 11:00"]


def test_only_the_days_asked_for_are_kept() -> None:
    before = MEETING.replace("2026", "2025")
    across = "UID:3\nDTSTART;VALUE=DATE:20260725\nDTEND;VALUE=DATE:20260805"

    assert spans(before, across) == ["01.08 00:00 – 05.08 00:00"]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=MINUTELY;INTERVAL=7",
        "FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYHOUR=8,9,10,11;BYMINUTE=0,10,20,30",
        "FREQ=NEVER",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=YEARLY;INTERVAL=0",
    ],
)
def test_what_would_take_for_ever_is_left_out_and_counted(rule: str) -> None:
    found = busy_in(calendar(f"{MEETING}\nRRULE:{rule}".replace("UID:1", "UID:9"), MEETING), ASKED)

    assert (len(found.spans), found.left_out) == (1, 1)


def test_a_series_that_began_two_thousand_years_ago_is_not_reckoned_through() -> None:
    old = "UID:1\nDTSTART:00010101T080000Z\nDURATION:PT5M\nRRULE:FREQ=DAILY;BYHOUR=8,10,12"

    assert busy_in(calendar(old), ASKED).left_out == 1


def test_days_that_never_come_are_not_looked_for_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(occurring, "LONGEST", 0.1)
    never = [f"UID:{n}\nDTSTART:20260803T080000Z\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30" for n in range(5)]

    assert busy_in(calendar(*never), ASKED).left_out >= 3


ZONE = "BEGIN:VTIMEZONE\nTZID:Customized Time Zone\n%sEND:VTIMEZONE\n"
PART = "BEGIN:%s\nDTSTART:19700101T000000\nTZOFFSETFROM:%s\nTZOFFSETTO:%s\n%sEND:%s\n"
THERE = "UID:1\nDTSTART;TZID=Customized Time Zone:20261012T090000\nDURATION:PT1H"


def zone(offset: str, *rules: str) -> str:
    kinds = zip(("STANDARD", "DAYLIGHT"), rules, strict=False)
    parts = [PART % (kind, offset, offset, f"{rule}\n" if rule else "", kind) for kind, rule in kinds]
    return ZONE % "".join(parts)


def test_each_calendar_has_its_own_zones_though_they_are_named_alike() -> None:
    far, near = (spans(THERE, head=zone(offset, "")) for offset in ("+0500", "+0200"))

    assert (far, near) == (["12.10 06:00 – 12.10 07:00"], ["12.10 09:00 – 12.10 10:00"])


@pytest.mark.parametrize(
    "rule",
    ["RRULE:FREQ=SECONDLY", "RRULE:FREQ=YEARLY;INTERVAL=0", "RRULE:FREQ=\n SECONDLY", "RRULE;X=1:FREQ=YEARLY;BYHOUR=1"],
)
def test_a_zone_whose_clock_is_changed_all_the_time_is_not_reckoned_through(rule: str) -> None:
    assert spans(THERE, head=zone("+0200", rule, rule)) == ["12.10 09:00 – 12.10 10:00"]


@pytest.mark.parametrize("event", ["UID:1", "UID:1\nDTSTART:nonsense", "UID:1\nDTSTART:20261012T070000Z\nRRULE:x"])
def test_what_cannot_be_understood_does_not_hide_the_rest(event: str) -> None:
    found = busy_in(calendar(event, MEETING.replace("UID:1", "UID:2")), ASKED)

    assert (len(found.spans), found.left_out) == (1, 1)


@pytest.mark.parametrize("data", [b"", b"<html>Sign in</html>", b"\xff\xfe\x00", b"BEGIN:VCARD\r\nEND:VCARD\r\n"])
def test_what_is_no_calendar_is_said(data: bytes) -> None:
    assert busy_in(data, ASKED).fault == Fault.NO_CALENDAR


def test_an_empty_calendar_is_a_calendar() -> None:
    assert busy_in(calendar(), ASKED) == Busy()


MOMENTS = st.datetimes(datetime(2026, 8, 2), datetime(2028, 7, 1)).map(lambda at: at.replace(microsecond=0, tzinfo=UTC))  # noqa: DTZ001


@given(st.lists(st.tuples(MOMENTS, st.integers(1, 3000)), max_size=12))
def test_the_same_minutes_are_busy_however_the_appointments_lie(made: list[tuple[datetime, int]]) -> None:
    events = [f"UID:{n}\nDTSTART:{at:%Y%m%dT%H%M%SZ}\nDURATION:PT{lasts}M" for n, (at, lasts) in enumerate(made)]
    given = [(at, at + timedelta(minutes=lasts)) for at, lasts in made]

    found = busy_in(calendar(*events), ASKED).spans

    assert all(one[1] < two[0] for one, two in pairwise(found))
    assert all(any(a <= first and last <= b for a, b in found) for first, last in given)
    assert {moment for span in found for moment in span} <= {moment for span in given for moment in span}
    assert tuple(merged(found)) == found


def test_a_year_has_three_hundred_and_sixty_five_days_of_work_at_most() -> None:
    found = busy_in(calendar("UID:1\nDTSTART;VALUE=DATE:20200101\nRRULE:FREQ=DAILY"), ASKED)

    assert found.spans == ((ASKED.starts, ASKED.ends),)
    assert date(2028, 8, 1) == found.spans[0][1].astimezone(OSLO).date()
