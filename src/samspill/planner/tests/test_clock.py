"""Times that somebody is away, as the planner counts them."""

from datetime import date, datetime, timedelta

from samspill.core import scheduling as core
from samspill.planner.clock import Clock

MONDAY = date(2026, 10, 5)


def moment(days: int, hour: int) -> datetime:
    return datetime.combine(MONDAY + timedelta(days=days), datetime.min.time()).replace(hour=hour)


def spans(begins: datetime, ends: datetime) -> list[tuple[int, int, int, int]]:
    found = Clock().taken(begins, ends)
    return [((one.first - MONDAY).days, (one.last - MONDAY).days, one.start, one.end) for one in found]


def test_several_days_away_keep_their_first_and_their_last_hour() -> None:
    assert spans(moment(0, 13), moment(3, 10)) == [(0, 0, 10, core.ALL_DAY), (1, 2, 0, core.ALL_DAY), (3, 3, 0, 4)]


def test_what_ends_at_midnight_is_over_the_day_before() -> None:
    assert spans(moment(0, 0), moment(2, 0)) == [(0, 0, 0, core.ALL_DAY), (1, 1, 0, core.ALL_DAY)]


def test_a_part_of_one_day_is_that_part() -> None:
    assert spans(moment(0, 9), moment(0, 11)) == [(0, 0, 2, 6)]
