"""Written calendars, read back by the library's own parser."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from samspill.delivery import zones
from samspill.delivery.calendars import Attendee, Event, Method, PartStat, Role, Status, cancel, feed, invite
from samspill.delivery.tests.catcher import AT, OSLO, event


def read(body: bytes) -> Calendar:
    found = Calendar.from_ical(body)
    assert isinstance(found, Calendar)
    return found


def test_an_invitation_says_who_when_where() -> None:
    made = invite(event(sequence=2), at=AT)

    calendar = read(made.body)
    [found] = calendar.events
    assert (made.method, made.uid, calendar["METHOD"], calendar["VERSION"]) == (
        Method.REQUEST,
        found["UID"],
        "REQUEST",
        "2.0",
    )
    assert found["DTSTART"].dt == datetime(2026, 10, 23, 14, 30, tzinfo=OSLO)
    assert found["DTEND"].dt == datetime(2026, 10, 23, 16, 0, tzinfo=OSLO)
    assert (found["SEQUENCE"], found["STATUS"], found["DTSTAMP"].dt, found["LAST-MODIFIED"].dt) == (
        2,
        "CONFIRMED",
        AT,
        AT,
    )
    assert found["LOCATION"] == "Rom 2; Fjellheim, 1. etasje"
    assert found["DESCRIPTION"] == "Saklisten ligger i lenken.\nTa med kaffe."
    assert found["URL"] == "https://samspill.example.org/meeting/3/"
    assert found.alarms.times[0].trigger == datetime(2026, 10, 23, 14, 15, tzinfo=OSLO)


def test_organizer_and_attendees_can_answer() -> None:
    [found] = read(invite(event(), at=AT).body).events

    assert (str(found["ORGANIZER"]), found["ORGANIZER"].params["CN"]) == (
        "mailto:samspill@sundvik.example.org",
        "Sundvik",
    )
    first, second = found["ATTENDEE"]
    assert (str(second), second.params["CN"]) == ("mailto:erik@example.org", "Foss, Erik")
    assert {key: first.params[key] for key in ("ROLE", "PARTSTAT", "RSVP", "CUTYPE")} == {
        "ROLE": "REQ-PARTICIPANT",
        "PARTSTAT": "NEEDS-ACTION",
        "RSVP": "TRUE",
        "CUTYPE": "INDIVIDUAL",
    }


def test_calling_off_has_no_alarm() -> None:
    made = cancel(event(sequence=3), at=AT)

    [found] = read(made.body).events
    assert (made.method, found["STATUS"], found["SEQUENCE"], found.subcomponents) == (Method.CANCEL, "CANCELLED", 3, [])


@pytest.mark.parametrize("name", ["Europe/Oslo", "Europe/Copenhagen", "Europe/Stockholm"])
def test_a_zone_is_two_rules_and_right_on_both_sides_of_the_change(name: str) -> None:
    zone = ZoneInfo(name)
    start = datetime(2026, 10, 23, 14, 30, tzinfo=zone)

    calendar = read(invite(event(start=start, end=start + timedelta(hours=1)), at=AT).body)

    [written] = calendar.timezones
    rules = written.to_tz()
    for year in (2026, 2031):
        for day in (date(year, 3, 1), date(year, 7, 1), date(year, 10, 24), date(year, 10, 31), date(year, 12, 24)):
            noon = datetime(day.year, day.month, day.day, 12, tzinfo=zone)
            assert noon.replace(tzinfo=rules).utcoffset() == noon.utcoffset()
    assert len(calendar.to_ical()) < 1800


def test_another_zone_is_written_in_universal_time() -> None:
    start = datetime(2026, 10, 23, 8, 30, tzinfo=ZoneInfo("America/New_York"))

    calendar = read(invite(event(start=start, end=start + timedelta(hours=1)), at=AT).body)

    assert calendar.events[0]["DTSTART"].to_ical() == b"20261023T123000Z"
    assert calendar.timezones == []


def test_a_feed_has_a_name_a_pace_and_nobody_in_it() -> None:
    holiday = Event(uid="holiday-1", summary="Høstferie", start=date(2026, 10, 5), end=date(2026, 10, 9), changed=AT)

    calendar = read(feed("Mine møter", [event(), holiday], at=AT))

    meeting, days = calendar.events
    assert (calendar["METHOD"], calendar["NAME"], calendar["X-WR-CALNAME"]) == ("PUBLISH", "Mine møter", "Mine møter")
    assert calendar["REFRESH-INTERVAL"].params["VALUE"] == "DURATION"
    assert str(calendar["X-PUBLISHED-TTL"]) == "PT1H"
    assert ("ATTENDEE" in meeting, "ORGANIZER" in meeting) == (False, False)
    assert (days["DTSTART"].dt, days["DTEND"].dt) == (date(2026, 10, 5), date(2026, 10, 10))


def test_lines_are_folded_and_long_words_come_back_whole() -> None:
    summary = "Tverrfaglig samarbeid; om fravær, trivsel og læring på småskoletrinnet " * 4

    made = invite(event(summary=summary), at=AT)

    assert max(len(line) for line in made.body.split(b"\r\n")) <= 75
    assert read(made.body).events[0]["SUMMARY"] == summary


def test_who_is_only_told_is_not_asked_to_answer() -> None:
    told = Attendee("Kari", "kari@example.org", Role.INFORMED, PartStat.ACCEPTED)

    [found] = read(invite(event(attendees=[told], status=Status.TENTATIVE), at=AT).body).events

    assert "RSVP" not in found["ATTENDEE"].params
    assert found["STATUS"] == "TENTATIVE"


@pytest.mark.parametrize(
    "changes",
    [
        {"start": datetime(2026, 10, 23, 14, 30)},  # noqa: DTZ001  # that it has no zone is the point
        {"end": date(2026, 10, 23)},
    ],
)
def test_a_moment_nobody_can_place_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"time zone|both"):
        event(**changes)


def test_an_invitation_needs_somebody_to_invite() -> None:
    with pytest.raises(ValueError, match="attendees"):
        invite(event(attendees=[]), at=datetime(2026, 8, 1, tzinfo=UTC))


@pytest.mark.parametrize("day", [date(2026, 10, 23), date(2026, 10, 26), date(2027, 3, 26), date(2027, 3, 29)])
def test_on_both_sides_of_the_change_the_hour_is_that_on_the_wall_and_the_zone_is_explained(day: date) -> None:
    start = datetime(day.year, day.month, day.day, 13, tzinfo=OSLO)

    text = feed("x", [event(start=start, end=start + timedelta(hours=2))], at=AT)

    [found], [zone] = read(text).events, read(text).timezones
    assert f"DTSTART;TZID=Europe/Oslo:{day:%Y%m%d}T130000".encode() in text
    assert found["DTSTART"].dt.utcoffset() == start.utcoffset()
    assert start.replace(tzinfo=zone.to_tz()).utcoffset() == start.utcoffset()


@pytest.mark.parametrize("day", [date(2026, 10, 25), date(2027, 3, 28)])
def test_a_whole_day_stays_one_when_the_clock_is_changed(day: date) -> None:
    text = feed("x", [event(start=day, end=day)], at=AT)

    [found] = read(text).events
    assert (found["DTSTART"].dt, found["DTEND"].dt) == (day, day + timedelta(days=1))
    assert read(text).timezones == []


def test_the_hour_that_comes_twice_is_told_apart() -> None:
    first, second = (datetime(2026, 10, 25, 2, 30, tzinfo=OSLO, fold=fold) for fold in (0, 1))

    text = feed("x", [event(uid=str(n), start=at, end=at) for n, at in enumerate((first, second))], at=AT)

    moments = [one["DTSTART"].dt.astimezone(UTC) for one in read(text).events]
    assert moments[1] - moments[0] == timedelta(hours=1)


NIGHTS = st.sampled_from([datetime(2026, 10, 25), datetime(2027, 3, 28), datetime(2028, 2, 29), datetime(2026, 12, 31)])  # noqa: DTZ001
ZONES = st.sampled_from([*map(ZoneInfo, (*zones.NAMES, "America/New_York", "Asia/Kathmandu")), UTC])
MOMENTS = st.builds(
    lambda night, minutes, zone, fold: (night + timedelta(minutes=minutes)).replace(tzinfo=zone, fold=fold),
    *(NIGHTS, st.integers(-3 * 1440, 3 * 1440), ZONES, st.integers(0, 1)),
)
DAYS = st.dates(date(2026, 1, 1), date(2029, 12, 31))
TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=90)


@given(st.lists(st.tuples(MOMENTS | DAYS, st.integers(0, 3000), TEXTS), max_size=8))
def test_what_is_written_is_read_back_with_the_same_moments(made: list[tuple[datetime | date, int, str]]) -> None:
    given = [
        event(uid=str(n), summary=text or "x", start=start, end=_end(start, lasts))
        for n, (start, lasts, text) in enumerate(made)
    ]

    found = read(feed("x", given, at=AT)).events

    assert [str(one["SUMMARY"]) for one in found] == [one.summary for one in given]
    for one, two in zip(given, found, strict=True):
        last = one.end if isinstance(one.end, datetime) else one.end + timedelta(days=1)
        assert [_moment(two["DTSTART"].dt), _moment(two["DTEND"].dt)] == [_moment(one.start), _moment(last)]


def _end(start: datetime | date, minutes: int) -> datetime | date:
    if isinstance(start, datetime):
        return (start.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(start.tzinfo)
    return start + timedelta(days=minutes % 9)


def _moment(at: datetime | date) -> datetime | date:
    """In UTC, since two moments in one zone are compared by their clocks alone."""
    return at.astimezone(UTC) if isinstance(at, datetime) else at
