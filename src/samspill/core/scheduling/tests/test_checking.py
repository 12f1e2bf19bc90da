"""The checker finds every broken rule, and the count of points knows its reasons."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from samspill.core.scheduling import (
    Busy,
    Choice,
    Dislike,
    Gap,
    Hours,
    Meeting,
    Occurrence,
    Order,
    Pattern,
    Person,
    Place,
    Room,
    Series,
    Usual,
    Wanted,
    Weekly,
    Wheel,
    YearInstance,
    canonical,
    check_wheel,
    cost_wheel,
    digest,
)

MONDAY = date(2026, 8, 31)


def day(n: int) -> date:
    return MONDAY + timedelta(days=n)


def year() -> YearInstance:
    """Two schools with a nurse in common, two meetings each, and one steering group after the first."""
    days = tuple(day(n) for n in range(26) if n % 7 < 5)
    away = Busy(day(4), day(4))
    nurse = Person("nurse", (Hours(0), Hours(1), Hours(2), Hours(4)), (away,), 1, 2, 1)
    series = []
    for unit in ("a", "b"):
        spans = Occurrence(f"{unit}-1", day(0), day(9)), Occurrence(f"{unit}-2", day(10), day(25))
        dislikes, gap = (Dislike(2, 1), Dislike(1, None, 0, 1)), Gap(7, 12, 15, 20)
        made = Series(unit, unit, 2, spans, (f"head-{unit}", "nurse"), ("nurse",), (), (), dislikes, Usual(4, 2), gap)
        series.append(replace(made, rooms=("hall",), hours=tuple(Hours(n, 0, 6) for n in range(5))))
    steering = Series("s", "a", 1, (Occurrence("s-1", day(0), day(25)),), ("head-a",), wanted=(Wanted("nurse", 5),))
    order = Order("after", "a-1", "s-1", 1, 3, 10)
    pattern = Pattern("team", "a", 1, ("head-a",), (Choice(0, 3, 1), Choice(2, 2)), days[0], days[-1], 3)
    people = nurse, Person("head-a"), Person("head-b")
    return YearInstance(days, people, (*series, steering), (pattern,), (order,), (Room("hall"),), 8)


GOOD = {
    "a-1": Meeting("a-1", day(0), 1, "hall"),
    "a-2": Meeting("a-2", day(14), 1, "hall"),
    "b-1": Meeting("b-1", day(0), 4, "hall"),
    "b-2": Meeting("b-2", day(14), 4, "hall"),
    "s-1": Meeting("s-1", day(2), 2),
}


def plan(weekly: Weekly | None = None, **changed: Meeting) -> Wheel:
    weekly = weekly or Weekly("team", 2, 2)
    meetings = {**GOOD, **{key.replace("_", "-"): one for key, one in changed.items()}}
    return Wheel(tuple(meetings[key] for key in sorted(meetings)), (weekly,))


def broken(instance: YearInstance, wheel: Wheel, slip: int = 0) -> set[str]:
    return {one.rule.id for one in check_wheel(instance, wheel, slip=slip)}


def test_a_good_plan_breaks_nothing() -> None:
    assert broken(year(), plan()) == set()


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        (Meeting("a-1", day(5), 1, "hall"), "school-day"),
        (Meeting("a-1", day(9), 7, "hall"), "school-day"),
        (Meeting("a-1", day(11), 1, "hall"), "window:a"),
        (Meeting("a-1", day(1), 5, "hall"), "open:a"),
        (Meeting("a-1", day(3), 1, "hall"), "hours:nurse"),
        (Meeting("a-1", day(4), 1, "hall"), "away:nurse"),
        (Meeting("a-1", day(0), 3, "hall"), "overlap:nurse"),
        (Meeting("a-1", day(0), 3, "hall"), "room:hall"),
        (Meeting("a-1", day(0), 2, "hall"), "travel:nurse"),
        (Meeting("a-1", day(1), 1, ""), "rooms:a"),
        (Meeting("a-1", day(8), 1, "hall"), "spacing:a"),
        (Meeting("a-1", day(2), 0, "hall"), "order:after"),
        (Meeting("a-1", day(1), 1, "hall", ("head-a",)), "deputy:a"),
    ],
)
def test_every_rule_is_tried(changed: Meeting, rule: str) -> None:
    assert rule in broken(year(), plan(a_1=changed))


def test_meetings_and_patterns_that_are_missing_or_unknown_are_named() -> None:
    wheel = Wheel((*plan().meetings[1:], Meeting("x", day(0), 0)), ())

    named = {one.meetings[0] for one in check_wheel(year(), wheel) if one.rule.code == "complete"}

    assert named == {"a-1", "team", "x"}


def test_what_is_fixed_stays_and_what_was_held_is_a_fact() -> None:
    series = year().series
    there = Place(day(3), 1, "hall")
    first = replace(series[0].occurrences[0], at=there)
    fixed = replace(year(), series=(replace(series[0], occurrences=(first, series[0].occurrences[1])), *series[1:]))
    held = replace(first, held=True)
    fact = replace(fixed, series=(replace(series[0], occurrences=(held, series[0].occurrences[1])), *series[1:]))
    moved = plan(a_1=Meeting("a-1", day(3), 1, "hall"), s_1=Meeting("s-1", day(7), 2))

    assert "fixed:a-1" in broken(fixed, plan())
    assert "hours:nurse" in broken(fixed, moved)
    assert broken(fact, moved) == set()


def test_a_person_has_only_so_many_meetings_a_day() -> None:
    people = (replace(year().people[0], per_day=1), *year().people[1:])

    assert "per-day:nurse" in broken(replace(year(), people=people), plan())


def test_a_deputy_comes_and_a_meeting_may_slip_where_that_is_let_pass() -> None:
    sent = plan(a_1=Meeting("a-1", day(3), 1, "hall", ("nurse",)), s_1=Meeting("s-1", day(7), 2))
    slipped = plan(b_1=Meeting("b-1", day(11), 1, "hall"), b_2=Meeting("b-2", day(23), 1, "hall"))

    assert broken(year(), sent) == set()
    assert broken(year(), slipped) == {"window:b"}
    assert broken(year(), slipped, slip=2) == set()


def test_weekly_meetings_of_the_same_people_do_not_meet() -> None:
    other = replace(year().patterns[0], id="club")
    both = Wheel(plan().meetings, (Weekly("club", 2, 2), Weekly("team", 2, 2)))
    wrong = Wheel(plan().meetings, (Weekly("team", 4, 4),))

    assert broken(replace(year(), patterns=(*year().patterns, other)), both) == {"overlap:head-a"}
    assert broken(year(), wrong) == {"pattern:team"}


def test_every_point_has_its_reason() -> None:
    wheel = plan(b_2=Meeting("b-2", day(15), 0, "hall"), s_1=Meeting("s-1", day(7), 2))

    price = cost_wheel(year(), wheel)

    # b-2: Tuesday 2, first slot 1, off the usual weekday 4 and time 2; the nurse meets twice in week 36 (3) and 38 (3).
    # s-1 is 4 days late; the pattern on Wednesdays loses nothing, a gap of 14 and 15 days is as wished.
    assert price.by("part") == {"preference": 3, "usual": 6, "load": 6, "lag": 4}
    assert price.total == 19
    assert price.by("person")["nurse"] == 6


def test_who_is_wished_for_costs_when_elsewhere_and_a_lost_week_counts() -> None:
    wheel = plan(Weekly("team", 0, 3), b_1=Meeting("b-1", day(2), 2, "hall"), a_1=Meeting("a-1", day(0), 2, "hall"))

    price = cost_wheel(year(), wheel)

    assert price.by("part")["wanted"] == 5
    assert price.by("part")["lost"] == 3
    assert price.by("part")["pattern"] == 1


def test_the_same_problem_has_the_same_name() -> None:
    assert digest(year()) == digest(year())
    assert digest(year()) != digest(replace(year(), slots=9))
    assert '"on":"2026-08-31"' in canonical(plan())
