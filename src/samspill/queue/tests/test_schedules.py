from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from samspill.queue.schedules import Daily, Every, Schedule, Weekly

OSLO = ZoneInfo("Europe/Oslo")
FRIDAY = datetime(2026, 10, 23, 6, 30, tzinfo=UTC)  # 08:30 in Oslo, two days before summer time ends


@pytest.mark.parametrize(
    ("schedule", "expected"),
    [
        (Every(15), "2026-10-23T08:30+02:00"),
        (Every(60), "2026-10-23T08:00+02:00"),
        (Daily(8, 30), "2026-10-23T08:30+02:00"),
        (Daily(8, 31), "2026-10-22T08:31+02:00"),
        (Weekly(5, 7), "2026-10-23T07:00+02:00"),
        (Weekly(5, 9), "2026-10-16T09:00+02:00"),
        (Weekly(6, 7), "2026-10-17T07:00+02:00"),
    ],
)
def test_the_last_moment_it_was_due(schedule: Schedule, expected: str) -> None:
    assert schedule.latest(FRIDAY, OSLO).isoformat(timespec="minutes") == expected


def test_seven_in_the_morning_is_seven_on_the_wall_in_winter_too() -> None:
    winter = datetime(2026, 10, 26, 6, 30, tzinfo=UTC)

    assert Daily(7).latest(winter, OSLO).isoformat(timespec="minutes") == "2026-10-26T07:00+01:00"
