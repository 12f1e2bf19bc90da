"""What a school year asks for, by the method's plan and rhythms, as somebody chose, and what comes before what."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest

from samspill.core.schoolyear import SchoolDays, SchoolYear
from samspill.methods import load
from samspill.planner.ordering import Slot, orders_of
from samspill.planner.wants import Body, Frame, Want, spans_of, wanted

METHOD = load.method("log")
STARTS, ENDS = date(2026, 8, 17), date(2029, 12, 31)
SCHOOL, OFFICE = 1, 2


def school_days(begins: int) -> SchoolDays:
    """Weekdays from mid August to mid June."""
    first, last = date(begins, 8, 17), date(begins + 1, 6, 18)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return SchoolDays(tuple(day for day in days if day.weekday() < 5))


def frame(begins: int, **setup: dict[str, Any]) -> Frame:
    return Frame(SchoolYear(begins), METHOD, STARTS, ENDS, {key.replace("_", "-"): one for key, one in setup.items()})


def body(kind: str, unit: int = SCHOOL, **fields: Any) -> Body:
    return Body(unit, METHOD.arenas[kind], fields.pop("arena", 7), **fields)


def asked(begins: int, one: Body, **setup: dict[str, Any]) -> tuple[Want, ...]:
    days = {unit: school_days(begins) for unit in (SCHOOL, OFFICE)}
    return wanted(frame(begins, **setup), [one], days)


def test_the_resource_team_meets_every_month_with_school() -> None:
    found = asked(2027, body("resource-team"))

    assert [one.earliest.month for one in found] == [8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6]
    assert all(one.latest.month == one.earliest.month and one.minutes == 120 for one in found)


def test_in_its_first_year_a_team_begins_with_its_first_activity() -> None:
    found = asked(2026, body("resource-team"))

    assert found[0].activity == "start-resource-team"
    assert found[0].earliest >= date(2026, 9, 21)


def test_months_of_the_plan_go_before_the_rhythm() -> None:
    found = asked(2027, body("steering-group"))

    assert Counter(one.activity for one in found) == {
        "steering-group-autumn-1": 2,
        "steering-group-spring-2-early": 1,
        "steering-group-spring-2-late": 1,
    }


def test_after_the_plan_has_ended_the_rhythm_goes_on() -> None:
    last, after = (Frame(SchoolYear(year), METHOD, STARTS, date(2031, 7, 31), {}) for year in (2028, 2030))
    conference = body("municipal-conference", OFFICE, arena=0)

    closing, yearly = spans_of(last, conference, school_days(2028)), spans_of(after, conference, school_days(2030))

    assert [one.activity for one in closing] == ["closing-conference"]
    assert [(one.first.month, one.last.month, one.activity) for one in yearly] == [(3, 4, "")]


@pytest.mark.parametrize("times", [1, 4, 20])
def test_as_often_as_somebody_chose(times: int) -> None:
    found = asked(2027, body("resource-team"), resource_team={"times": times})

    assert len(found) == times
    assert all(one.latest < other.earliest for one, other in pairwise(found))


def test_what_is_turned_off_is_not_asked_for() -> None:
    assert asked(2027, body("resource-team"), resource_team={"on": False}) == ()


def test_a_month_without_a_school_day_asks_for_nothing() -> None:
    days = SchoolDays(tuple(day for day in school_days(2027).school_days if day.month != 2))

    found = wanted(frame(2027), [body("resource-team")], {SCHOOL: days})

    assert 2 not in {one.earliest.month for one in found}
    assert len(found) == 10


def test_an_arena_that_closes_meets_no_more() -> None:
    found = asked(2027, body("resource-team", until=date(2027, 12, 31)))

    assert [one.earliest.month for one in found] == [8, 9, 10, 11, 12]


def test_preparations_are_held_by_the_body_that_gathers_for_them() -> None:
    found = asked(2027, body("strategy-forum", OFFICE))

    assert "prepare-conference-3-schools-2-1" in {one.key for one in found}


# What comes before what.


def slot(key: str, kind: str, first: str, last: str, unit: int = SCHOOL) -> Slot:
    return Slot(key, (kind, ""), unit, date.fromisoformat(first), date.fromisoformat(last))


def test_the_conference_comes_before_the_first_team_that_can_follow_it() -> None:
    conference = slot("c", "school-conference", "2027-08-17", "2027-08-31")
    teams = [
        slot("aug", "resource-team", "2027-08-17", "2027-08-31"),
        slot("sep", "resource-team", "2027-09-01", "2027-09-30"),
    ]

    found = orders_of(METHOD.successions.values(), [conference, *teams])

    assert [(one.before, one.after, one.least) for one in found] == [("c", "sep", 7)]


def test_each_steering_group_lies_between_two_teams_of_its_own() -> None:
    months = ["2027-09", "2027-10", "2027-11", "2027-12"]
    teams = [slot(month, "resource-team", f"{month}-01", f"{month}-28") for month in months]
    steering = [slot(f"s{n}", "steering-group", "2027-09-01", "2027-11-30") for n in (1, 2)]

    found = orders_of(METHOD.successions.values(), [*teams, *steering])

    between = {one.after: one.before for one in found if one.after.startswith("s")}
    assert len(set(between.values())) == 2
    assert {(one.before, one.least) for one in found if one.before.startswith("s")} == {("s1", 1), ("s2", 1)}


def test_a_municipal_conference_comes_before_that_of_every_school() -> None:
    first = slot("m", "municipal-conference", "2026-08-17", "2026-08-30", 0)
    schools = [slot(f"c{unit}", "school-conference", "2026-08-24", "2026-09-27", unit) for unit in (1, 3)]

    found = orders_of(METHOD.successions.values(), [first, *schools])

    assert {(one.before, one.after) for one in found} == {("m", "c1"), ("m", "c3")}
