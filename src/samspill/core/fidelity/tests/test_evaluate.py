"""What comes before every rule, how the past is read, and how the plan is held against the rhythms."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from samspill.core.fidelity import (
    RULES,
    SHARED_FINDINGS,
    Departure,
    Force,
    Planned,
    State,
    Wish,
    check_plan,
    evaluate,
    history,
)
from samspill.core.fidelity.tests.world import ENDS, JOINED, PARAMS, TRACKED, frame, judge, met, seen, wish

D = date
ALL = [wish(rule) for rule in RULES]
STEERING = wish("held_at_least", after_months=3)
FORUM_MEETS = {"arena": "forum", "at_least": 1, "period": "half_year"}
FORUM = Wish(
    "L03",
    "held_at_least",
    Force.MUST,
    "municipality",
    "owner",
    {"arena": "forum", "at_least": 1, "period": "half_year"},
)


def states(today, evidence=None, **changes):
    return {one.state for one in evaluate(ALL, evidence or seen(), frame(today, **changes))}


def codes(today, evidence=None, **changes):
    return {one.finding.code for one in evaluate(ALL, evidence or seen(), frame(today, **changes))}


def departure(since, until=None, **more):
    return replace(seen(), departures=tuple(Departure(one.id, "Small school", since, until, **more) for one in ALL))


def test_a_comparison_school_owes_nothing():
    assert codes(D(2018, 3, 1), takes_part=False) == {"any.comparison"}
    assert states(D(2018, 3, 1), takes_part=False) == {State.NOT_APPLICABLE}


def test_nothing_is_asked_before_joining_or_after_the_end():
    assert codes(JOINED - timedelta(days=1)) == {"any.not_joined"}
    assert codes(ENDS + timedelta(days=1)) == {"any.ended"}
    assert "any.not_joined" not in codes(JOINED)
    assert "any.ended" not in codes(ENDS)


def test_a_departure_is_knowledge_for_as_long_as_it_covers_the_day():
    reasoned = departure(D(2018, 2, 1), D(2018, 3, 1))

    assert codes(D(2018, 2, 1), reasoned) == codes(D(2018, 3, 1), reasoned) == {"any.deviates"}
    assert states(D(2018, 3, 1), reasoned) == {State.DEVIATES}
    assert State.DEVIATES not in states(D(2018, 1, 31), reasoned) | states(D(2018, 3, 2), reasoned)


def test_a_departure_tells_its_reason():
    verdict = evaluate([STEERING], departure(D(2018, 2, 1)), frame(D(2018, 2, 1)))[0]

    assert verdict.finding.params == {"reason": "Small school"}
    assert verdict.finding.weight == 0


def test_what_is_set_aside_does_not_apply():
    aside = departure(D(2018, 2, 1), not_applicable=True)

    assert codes(D(2019, 2, 1), aside) == {"any.set_aside"}
    assert states(D(2019, 2, 1), aside) == {State.NOT_APPLICABLE}


def test_what_is_not_tracked_is_neither_met_nor_late():
    untracked = replace(seen(met("steering-group", D(2018, 3, 1))), tracked=frozenset())

    assert codes(D(2019, 2, 1), untracked) == {"any.not_tracked"}
    assert states(D(2019, 2, 1), untracked) == {State.NOTHING_YET}


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_needs_each_of_its_traces(rule):
    needs = RULES[rule].needs(RULES[rule].settle(PARAMS[rule]))

    assert needs <= TRACKED
    for one in needs:
        evidence = replace(seen(), tracked=TRACKED - {one})
        assert evaluate([wish(rule)], evidence, frame(D(2019, 2, 1)))[0].finding.code == "any.not_tracked"


def test_what_is_dated_ahead_is_not_known_yet():
    ahead = [met("steering-group", D(2018, 3, 1)), met("steering-group", D(2018, 3, 2))]

    assert judge("held_at_least", D(2018, 3, 1), *ahead).finding.params["count"] == 1


def test_a_must_weighs_more_than_a_should_and_an_aim_least():
    forces = [Force.MUST, Force.SHOULD, Force.TEMPLATE, Force.AIM]
    late = evaluate([wish("held_at_least", force) for force in forces], seen(), frame(D(2018, 2, 1)))
    soon = evaluate([wish("held_at_least", force) for force in forces], seen(), frame(D(2017, 12, 20)))

    assert [one.finding.weight for one in late] == [100, 60, 40, 20]
    assert [one.finding.weight for one in soon] == [60, 36, 24, 12]


def test_an_unknown_rule_names_the_known_ones():
    with pytest.raises(ValueError, match=r"'held_often', which does not exist\. The rules are carried_to, composed"):
        evaluate([replace(STEERING, rule="held_often")], seen(), frame(D(2018, 2, 1)))


def test_params_that_do_not_fit_are_all_told_at_once():
    problems = RULES["held_at_least"].problems({"arena": "", "at_least": True, "period": "day", "often": 1})

    assert problems == (
        "Rule held_at_least takes no parameter 'often'. It takes after_months, arena, at_least, exempt_months, period.",
        "Rule held_at_least: arena = '' is not accepted. It is a text.",
        "Rule held_at_least: at_least = True is not accepted. It is a whole.",
        "Rule held_at_least: period = 'day' is not accepted. It is a text, one of week, month, half_year, school_year.",
    )
    assert RULES["splits_time"].problems({}) == ("Rule splits_time needs the parameter 'arena' (text).",)
    assert RULES["meeting_complete"].problems({"arenas": ("a",), "parts": ("minutes",)})


def test_the_past_is_read_half_year_by_half_year():
    held = seen(*(met("steering-group", day) for day in (D(2018, 2, 1), D(2018, 3, 1), D(2018, 9, 1))))

    trend = history([STEERING], held, frame(D(2019, 4, 1)))

    assert {span.key: one.state for span, (one,) in trend.items()} == {
        "2017-H2": State.NOT_APPLICABLE,
        "2018-H1": State.MET,
        "2018-H2": State.PARTLY,
        "2019-H1": State.OVERDUE,
    }


def test_a_half_year_of_months_is_counted_month_by_month():
    """Three meetings in January do not make up for a spring without; July is not asked."""
    monthly = wish("held_at_least", arena="resource-team", at_least=1, period="month", exempt_months=(7,))
    crowded = seen(*(met("resource-team", D(2018, 1, day)) for day in (9, 16, 23)))
    even = seen(*(met("resource-team", D(2018, month, 9)) for month in range(1, 7)))

    spring = {
        name: list(history([monthly], one, frame(D(2018, 9, 1))).values())[1][0]
        for name, one in (("crowded", crowded), ("even", even))
    }

    assert (spring["crowded"].state, spring["crowded"].finding.params["count"]) == (State.PARTLY, 1)
    assert (spring["even"].state, spring["even"].finding.params["at_least"]) == (State.MET, 6)


def test_several_school_years_in_one_trend():
    yearly = wish("held_at_least", arena="conference", at_least=1, period="school_year")
    held = seen(met("conference", D(2017, 11, 7)), met("conference", D(2019, 9, 3)))

    trend = history([yearly], held, frame(ENDS + timedelta(days=90)), kind="school_year")

    assert [one.state for (one,) in trend.values()] == [State.MET, State.OVERDUE, State.MET]


def test_a_school_that_only_compares_has_no_trend():
    assert history(ALL, seen(), frame(D(2019, 4, 1), takes_part=False)) == {}
    assert history(ALL, seen(), frame(JOINED - timedelta(days=1))) == {}


GUIDE_PLAN = (
    *(Planned("steering-group", day) for day in (D(2017, 11, 28), D(2017, 12, 12), D(2018, 3, 13), D(2018, 9, 18))),
    *(Planned("steering-group", day) for day in (D(2018, 11, 6), D(2019, 2, 26), D(2019, 5, 28), D(2019, 9, 17))),
    Planned("steering-group", D(2019, 11, 5)),
    *(Planned("forum", day) for day in (D(2018, 1, 16), D(2019, 1, 15), D(2019, 8, 20))),
)


def test_the_guides_own_plan_breaks_its_minimums():
    """Domain G1: spring 2018 has one steering-group meeting; the forum is missing from three half-years."""
    gaps = check_plan([STEERING, FORUM], GUIDE_PLAN, frame(D(2017, 10, 2)))

    told = [(one.wish, one.period.key, one.finding.params["count"], one.finding.params["at_least"]) for one in gaps]
    assert told == [
        ("W-held_at_least", "2018-H1", 1, 2),
        ("W-held_at_least", "2020-H1", 0, 2),
        ("L03", "2017-H2", 0, 1),
        ("L03", "2018-H2", 0, 1),
        ("L03", "2020-H1", 0, 1),
    ]
    assert all(set(one.finding.params) == SHARED_FINDINGS[one.finding.code] for one in gaps)


def test_the_plan_is_checked_apart_from_what_was_held():
    spring = frame(D(2018, 3, 20))
    held = seen(met("steering-group", D(2018, 2, 6)), met("steering-group", D(2018, 3, 13)))

    assert evaluate([STEERING], held, spring)[0].state is State.MET
    assert check_plan([STEERING], (), spring)[0].period.key == "2018-H1"


def test_a_plan_gap_is_told_mildly():
    """The board says that the plan is short without scolding: lighter than anything that is due."""
    gaps = check_plan([STEERING], GUIDE_PLAN, frame(D(2018, 1, 1)))

    assert {one.finding.weight for one in gaps} == {25}


def test_a_comparison_school_has_no_plan_to_check():
    assert check_plan([STEERING], (), frame(D(2018, 1, 1), takes_part=False)) == ()
    assert check_plan([wish("composed")], (), frame(D(2018, 1, 1))) == ()


def test_a_plan_without_an_end_is_checked_to_its_last_day():
    planned = [Planned("forum", D(2017, 11, 1)), Planned("forum", D(2018, 11, 1))]

    assert [one.period.key for one in check_plan([FORUM], planned, frame(D(2018, 1, 1), ends=None))] == ["2018-H1"]
    assert len(check_plan([FORUM], [Planned("forum", date.max)], frame(D(2018, 1, 1), ends=None))) == 41


def test_the_last_day_of_a_project_is_a_deadline():
    short = frame(D(2019, 10, 30), ends=D(2019, 11, 15))

    assert evaluate([STEERING], seen(), short)[0].due == D(2019, 11, 15)


def test_each_grade_is_planned_for():
    weekly = wish("held_at_least", arena="grade-team", at_least=1, period="half_year")
    planned = [Planned("grade-team", D(2017, 11, 1), group) for group in ("5", "6")]

    gaps = check_plan([weekly], planned, frame(D(2017, 11, 1), ends=D(2017, 12, 31)))

    assert [one.finding.params["group"] for one in gaps] == ["7"]
