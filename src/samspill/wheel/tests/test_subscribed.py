"""A person's feed in a real calendar server, asked by a real CalDAV client."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import caldav
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from samspill.delivery.tests import servers
from samspill.meetings.actions.moving import call_off_meeting, move_meeting
from samspill.wheel.feed_actions import make_feed
from samspill.wheel.models import Occasion
from tests.cast import Cast
from tests.meeting import NOW, resource_meeting

OSLO = ZoneInfo("Europe/Oslo")
Week = Callable[[date], list[tuple[datetime, str]]]


@pytest.fixture
def subscribed(client: Client, cast: Cast, folder: Path) -> Iterator[Callable[[], caldav.Calendar]]:
    """Fetch the nurse's feed and let the server hold what it says, as a program that subscribes does."""
    Occasion.objects.all().delete()
    url = reverse("wheel:feed", args=[make_feed(cast.nurse, None, acting=cast.nurse, at=NOW)])
    with servers.radicale(folder) as server, caldav.DAVClient(server, username="nurse", password="x") as dav:
        dav.principal()
        mine = f"{server}nurse/samspill/"

        def fetch() -> caldav.Calendar:
            feed = client.get(url).content.decode()
            answer = dav.put(mine, feed, {"Content-Type": "text/calendar; charset=utf-8"})
            assert answer.status in (201, 204), answer.raw
            return dav.calendar(url=mine)

        yield fetch


def week(calendar: caldav.Calendar, day: date) -> list[tuple[datetime, str]]:
    """What the server finds around a day, as the clock on the wall shows it."""
    noon = datetime.combine(day, time(), OSLO)
    found = calendar.search(start=noon - timedelta(days=3), end=noon + timedelta(days=4), event=True)
    events = [one.icalendar_component for one in found]
    return [(one["DTSTART"].dt.astimezone(OSLO), str(one["STATUS"])) for one in events]


def sunday_of_the_change() -> date:
    """The next one in October or March."""
    today = timezone.localdate()
    ends = [date(year, month, 31) for year in (today.year, today.year + 1) for month in (3, 10)]
    return next(day for end in ends if (day := end - timedelta(days=end.isoweekday() % 7)) > today + timedelta(days=9))


def test_called_meetings_are_there_and_moved_ones_move(cast: Cast, subscribed: Callable[[], caldav.Calendar]) -> None:
    sunday = sunday_of_the_change()
    friday, monday = sunday - timedelta(days=2), sunday + timedelta(days=1)
    meeting, off = resource_meeting(cast, friday), resource_meeting(cast, sunday - timedelta(days=3))
    before = week(subscribed(), sunday)
    move_meeting(meeting, on=monday, begins=time(14), version=meeting.version, acting=cast.leader, at=NOW)
    call_off_meeting(off, reason="Ill", version=off.version, acting=cast.leader, at=NOW)

    after = week(subscribed(), sunday)

    def at(day: date, hour: int) -> datetime:
        return datetime.combine(day, time(hour), OSLO)

    assert sorted(before) == [(at(off.on, 13), "CONFIRMED"), (at(friday, 13), "CONFIRMED")]
    assert sorted(after) == [(at(off.on, 13), "CANCELLED"), (at(monday, 14), "CONFIRMED")]
