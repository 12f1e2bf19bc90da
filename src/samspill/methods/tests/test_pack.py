"""The LOG pack holds what the guide asks for, and its plan falls where the guide puts it (R87 to R113)."""

from __future__ import annotations

import re
import time
from datetime import date

import pytest

from samspill.core.fidelity import Force, Frame, Planned, check_plan
from samspill.methods import load
from samspill.methods.schema import Activity
from samspill.methods.when import window

LOG = load.method("log")
START = date(2017, 10, 1)
EARLY = ((2017, 10), (2017, 12))

# R-number and the months the guide gives: first and last as (year, month).
MONTHS = {
    **{f"R{number}": EARLY for number in range(87, 97)},
    "R97": ((2018, 1), (2018, 8)),
    "R98": ((2018, 1), (2018, 1)),
    "R99": ((2018, 3), (2018, 3)),
    "R100": ((2018, 4), (2018, 4)),
    "R101": ((2018, 5), (2018, 6)),
    "R102": ((2018, 8), (2018, 8)),
    "R103": ((2018, 9), (2018, 11)),
    "R104": ((2018, 9), (2020, 6)),
    "R105": ((2019, 1), (2019, 1)),
    "R106": ((2019, 2), (2019, 6)),
    "R107": ((2019, 1), (2019, 2)),
    "R108": ((2019, 3), (2019, 3)),
    "R109": ((2019, 5), (2019, 6)),
    "R110": ((2019, 8), (2019, 8)),
    "R111": ((2019, 8), (2019, 8)),
    "R112": ((2019, 9), (2019, 11)),
    "R113": ((2020, 1), (2020, 6)),
}


def numbers(prefix: str, first: int, last: int) -> set[str]:
    return {f"{prefix}{number}" for number in range(first, last + 1)}


def lines(source: str) -> list[Activity]:
    return [activity for activity in LOG.plan if source in activity.sources]


@pytest.mark.parametrize("source", MONTHS)
def test_a_plan_begun_in_october_2017_falls_in_the_months_of_the_guide(source: str) -> None:
    spans = [window(activity.when, START) for activity in lines(source)]

    first, last = min(span[0] for span in spans), max(span[1] for span in spans)

    earliest, latest = MONTHS[source]
    assert earliest <= (first.year, first.month) <= (last.year, last.month) <= latest
    assert source in numbers("R", 87, 96) or ((first.year, first.month), (last.year, last.month)) == (earliest, latest)


def test_the_plan_keeps_the_order_of_the_guide() -> None:
    order = [int(source[1:]) for activity in LOG.plan for source in activity.sources if int(source[1:]) >= 87]

    assert order == sorted(order)
    assert set(order) == set(range(87, 114))


@pytest.mark.parametrize("start", [date(2026, 1, 7), date(2026, 8, 17), date(2026, 12, 1)])
def test_each_conference_at_school_follows_the_one_in_the_municipality(start: date) -> None:
    plan = {activity.id: window(activity.when, start) for activity in LOG.plan}

    for number in (1, 2, 3):
        assert plan[f"conference-{number}-municipality"][1] < plan[f"conference-{number}-school"][0]


def test_the_project_ends_on_the_day_the_guide_gives() -> None:
    assert LOG.ends is not None

    assert window(LOG.ends, START)[1] == date(2020, 6, 30)


def test_every_requirement_of_the_catalogue_is_there() -> None:
    ids = {re.sub("m$", "", wish) for wish in LOG.requirements}

    assert ids == {f"L{number:02}" for number in range(1, 37)}


def test_the_same_requirement_on_the_municipality_s_board_ends_in_m() -> None:
    doubles = {name for name in LOG.requirements if name.endswith("m")}

    assert doubles == {"L11m", "L20m", "L21m", "L22m", "L23m"}
    assert {LOG.requirements[name].level for name in doubles} == {"municipality"}


def test_every_requirement_says_where_it_comes_from() -> None:
    for wish in LOG.requirements.values():
        named = {
            re.sub("[^R0-9]", "", part) for part in re.split("[, –]", LOG.texts["nb"][f"requirements.{wish.id}.source"])
        }

        assert wish.sources
        assert set(wish.sources[:1]) <= named


def test_force_follows_the_guide() -> None:
    soft = {wish.id: wish.force for wish in LOG.requirements.values() if wish.force is not Force.MUST}

    assert soft == {"L26": Force.SHOULD, "L34": Force.AIM, "L35": Force.AIM, "L36": Force.AIM}


def test_what_the_arena_says_is_not_said_again() -> None:
    held, composed = LOG.requirements["L09"].params, LOG.requirements["L08"].params

    assert (held["at_least"], held["period"], held["exempt_months"]) == (1, "month", (7,))
    assert composed["lead"] == "school-leader"
    assert LOG.requirements["L10"].params["minutes"] == 120
    assert LOG.requirements["L05"].params["roles"] == ("school-nurse", "ppt-adviser", "child-welfare-adviser")


def test_standing_agendas_are_those_of_the_guide() -> None:
    standing = {
        arena.id: [point.id for point in arena.agenda if point.kind == "standing"] for arena in LOG.arenas.values()
    }

    assert standing["resource-team"] == ["thread", "round", "measures", "clarifications", "group-dynamics"]
    assert standing["grade-team"] == ["thread", "round", "measures"]


def test_a_measure_plan_begins_with_the_six_fields_of_the_guide() -> None:
    fields = LOG.forms["measure-plan"].fields

    assert tuple(field.id for field in fields[:6]) == LOG.requirements["L24"].params["parts"]
    assert [field.required for field in fields] == [True] * 6 + [False] * 4


def test_a_measure_can_reach_daily_practice_only_through_evaluation() -> None:
    leading = {phase.id for phase in LOG.phases.values() if phase.of == "measure" and "daily-practice" in phase.next}

    assert leading == {"evaluated"}
    assert LOG.phases["measure.daily-practice"].decided_by == "steering-group"


def test_the_guide_s_own_plan_breaks_its_own_minimum() -> None:
    """Domain G1: one steering group meeting in spring 2018, where R35 asks for two."""
    planned = [
        Planned(activity.arena, window(activity.when, START)[0])
        for activity in LOG.plan
        if activity.arena == "steering-group"
        for _ in range(activity.when.times)
    ]

    gaps = check_plan([LOG.requirements["L07"]], planned, Frame(today=START, joined=START, ends=date(2020, 6, 30)))

    assert [gap.period.key for gap in gaps] == ["2018-H1", "2020-H1"]


def test_reading_all_packs_takes_less_than_150_milliseconds() -> None:
    best = min(_seconds() for _ in range(3))

    assert best < 0.15


def _seconds() -> float:
    begun = time.process_time()
    load.read_all(load.ROOT)
    return time.process_time() - begun


def test_a_method_that_is_not_there_answers_with_those_that_are() -> None:
    with pytest.raises(LookupError, match=r"no method pack 'lp' ''\. There are: log 2017\.1"):
        load.method("lp")
