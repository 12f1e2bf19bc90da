"""What holds for every rule, whatever the traces: over half-years, summers and several school years."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspill.core.fidelity import (
    HOLES,
    RULES,
    SHARED_FINDINGS,
    Deed,
    Departure,
    Evidence,
    Held,
    Planned,
    Ref,
    Seat,
    State,
    Subject,
    check_plan,
    evaluate,
    history,
)
from samspill.core.fidelity.tests.world import (
    ENDS,
    GROUPS,
    JOINED,
    PARAMS,
    TRACKED,
    conference,
    delivered,
    frame,
    met,
    whole_meeting,
    wish,
)

ALL = [wish(rule) for rule in RULES]
# Forty of each keep the suite quick; five hundred of each were run when the rules were written.
enough = settings(max_examples=40, deadline=None)
#: From well to ill. Due soon and partly are both "under way": which of them is said depends on the calendar.
RANK = {
    State.MET: 0,
    State.DUE_SOON: 1,
    State.PARTLY: 1,
    State.NOT_APPLICABLE: 1,
    State.NOTHING_YET: 2,
    State.OVERDUE: 3,
}
LIFE = st.dates(JOINED, ENDS)
EVER = st.dates(date.min, date.max)
NEAR = st.dates(date(2016, 1, 1), date(2021, 12, 31))
ARENAS = st.sampled_from(["steering-group", "resource-team", "grade-team", "conference"])
ITEMS = st.frozensets(st.sampled_from(["measure", "summer-evaluation"]))
KINDS = ["service-contact", "contact-list-reviewed", "log-entry", "delivered:grade-team>resource-team"]
PARTS = ["goal", "content", "in-resource-team", "in-grade-team", "decided"]
TAGS = [
    "from-grade-team",
    "coordinator-is-grade-leader",
    "prevention",
    "individual",
    "led-by-school",
    "led-by-guidance",
]
REFS = st.none() | st.builds(Ref, st.just("row"), st.integers(0, 5))


def traces(days):
    """Evidence of all sorts, with dates drawn from `days`."""
    held = st.builds(
        Held,
        ARENAS,
        days,
        st.sampled_from(["", *GROUPS, "9"]),
        st.none() | st.integers(0, 300),
        st.none() | days,
        st.none() | st.booleans(),
        st.none() | days,
        ITEMS,
        st.none() | st.booleans(),
        REFS,
    )
    subject = st.builds(
        Subject,
        st.sampled_from(["measure", "conference", "reach"]),
        st.sampled_from(["a", "b", "c"]),
        days,
        st.none() | days,
        st.dictionaries(st.sampled_from(PARTS), st.none() | days),
        st.frozensets(st.sampled_from(TAGS)),
        st.dictionaries(st.sampled_from(["rounds", "overlap", "share"]), st.floats(0, 4)),
        REFS,
    )
    seat = st.builds(
        Seat,
        ARENAS,
        st.sampled_from(["ppt", "nurse", "leader", "grade-leader"]),
        st.none() | st.sampled_from(["Kari", "Ola"]),
        days,
        st.none() | days,
        st.sampled_from(["", *GROUPS]),
        st.none() | st.just("Bo"),
        REFS,
    )
    lists = {
        "held": held,
        "planned": st.builds(Planned, ARENAS, days, st.sampled_from(["", *GROUPS])),
        "seats": seat,
        "deeds": st.builds(Deed, st.sampled_from(KINDS), st.sampled_from(["ppt", "nurse", "a", "1"]), days, REFS),
        "subjects": subject,
    }
    full = {name: st.lists(one, max_size=4).map(tuple) for name, one in lists.items()}
    return st.builds(Evidence, **full, tracked=st.just(TRACKED))


def shuffled(evidence, seed):
    dice = Random(seed)
    mixed = {name: list(getattr(evidence, name)) for name in ("held", "planned", "seats", "deeds", "subjects")}
    for one in mixed.values():
        dice.shuffle(one)
    return replace(evidence, **{name: tuple(one) for name, one in mixed.items()})


@enough
@given(traces(EVER), LIFE)
def test_no_date_is_too_far_away(evidence, today):
    verdicts = evaluate(ALL, evidence, frame(today))

    assert [one.wish for one in verdicts] == [one.id for one in ALL]
    assert len(history(ALL, evidence, frame(today))) >= 1
    assert check_plan(ALL, evidence.planned, frame(today)) is not None


@enough
@given(traces(NEAR), LIFE)
def test_a_verdict_says_only_what_its_rule_may_say(evidence, today):
    for one, verdict in zip(ALL, evaluate(ALL, evidence, frame(today)), strict=True):
        rule = RULES[one.rule]
        assert verdict.state in rule.states
        assert set(verdict.finding.params) == rule.findings[verdict.finding.code]
        assert 0 <= verdict.finding.weight <= 100
        assert (verdict.finding.weight == 100) == (verdict.state is State.OVERDUE)


@enough
@given(traces(NEAR), LIFE, st.integers(0, 9))
def test_the_order_of_the_traces_does_not_matter(evidence, today, seed):
    assert evaluate(ALL, evidence, frame(today)) == evaluate(ALL, shuffled(evidence, seed), frame(today))


@enough
@given(traces(NEAR), NEAR)
def test_the_same_question_has_the_same_answer(evidence, today):
    before = repr(evidence)

    assert evaluate(ALL, evidence, frame(today)) == evaluate(ALL, evidence, frame(today))
    assert repr(evidence) == before


@enough
@given(traces(NEAR), NEAR, st.sampled_from(sorted(TRACKED)))
def test_what_is_not_tracked_is_never_met_nor_overdue(evidence, today, missing):
    verdicts = evaluate(ALL, replace(evidence, tracked=TRACKED - {missing}), frame(today))

    for one, verdict in zip(ALL, verdicts, strict=True):
        if missing in RULES[one.rule].needs(one.params):
            assert verdict.state in (State.NOTHING_YET, State.NOT_APPLICABLE)


@enough
@given(traces(NEAR), NEAR)
def test_outside_its_life_a_project_owes_nothing(evidence, today):
    states = {one.state for one in evaluate(ALL, evidence, frame(today))}

    assert (states == {State.NOT_APPLICABLE}) == (not JOINED <= today <= ENDS)


@enough
@given(traces(NEAR), LIFE, NEAR, st.none() | NEAR)
def test_a_departure_holds_exactly_the_days_it_covers(evidence, today, since, until):
    reasoned = replace(evidence, departures=tuple(Departure(one.id, "Why", since, until) for one in ALL))

    states = {one.state for one in evaluate(ALL, reasoned, frame(today))}

    assert (states == {State.DEVIATES}) == (since <= today <= (until or date.max))


@enough
@given(traces(NEAR), LIFE, st.integers(0, 1000))
def test_what_happens_later_changes_nothing_today(evidence, today, after):
    later = today + timedelta(days=1 + after)
    more = replace(
        evidence,
        held=(*evidence.held, *(whole_meeting(later) for _ in range(3))),
        deeds=(*evidence.deeds, Deed("log-entry", "a", later)),
        subjects=(*evidence.subjects, conference(later)),
    )

    assert evaluate(ALL, more, frame(today)) == evaluate(ALL, evidence, frame(today))


def good_meeting(arena, on, group):
    done = {"minutes": 120, "agenda_sent": on, "minute_taker": True, "minutes_shared": on, "split_planned": True}
    return met(arena, on, group=group, treats=frozenset({"measure", "summer-evaluation"}), **done)


RHYTHMS = [
    wish("held_at_least"),
    wish("held_at_least", arena="resource-team", at_least=1, period="month", exempt_months=(7,)),
    wish("held_at_least", arena="conference", at_least=1, period="school_year"),
    wish("held_at_least", arena="grade-team", at_least=3, period="half_year", after_months=3),
    wish("treated_at_least"),
    wish("treated_at_least", arena="resource-team", period="school_year", weeks=None, while_subject=None),
    wish("lasts_at_least"),
    wish("meeting_complete"),
    wish("every_meeting_treats"),
    wish("last_before_summer_treats"),
    wish("splits_time"),
    wish("delivered_both_ways"),
]


@pytest.mark.parametrize("asked", RHYTHMS, ids=lambda one: f"{one.rule}-{one.params.get('period', '')}")
@enough
@given(traces(NEAR), LIFE, LIFE, st.sampled_from(GROUPS))
def test_one_more_good_meeting_never_makes_it_worse(asked, evidence, today, on, group):
    arena = asked.params.get("arena") or "resource-team"
    # A team that meets per grade does so from the start: meetings of one and of no grade are not mixed.
    group = group if arena == "grade-team" else ""
    mine = tuple(replace(one, group=one.group or "5") if arena == "grade-team" else one for one in evidence.held)
    if asked.rule == "last_before_summer_treats":
        mine = tuple(one for one in mine if one.on <= on)  # a later meeting would be the last one instead
    extra = good_meeting(arena, on, group)
    route = delivered(extra, "delivered:resource-team>grade-team")
    start = replace(evidence, held=mine)

    (before,) = evaluate([asked], start, frame(today))
    (after,) = evaluate([asked], replace(start, held=(*mine, extra), deeds=(*start.deeds, route)), frame(today))

    assert RANK[after.state] <= RANK[before.state]


@enough
@given(traces(NEAR), LIFE, LIFE, st.sampled_from(["service-contact", "contact-list-reviewed", "log-entry"]))
def test_one_more_deed_never_makes_it_worse(evidence, today, on, kind):
    asked = [wish(one) for one in ("done_for_each", "fresh_within", "deed_every")]
    more = replace(evidence, deeds=(*evidence.deeds, Deed(kind, "a", on), Deed(kind, "ppt", on)))

    pairs = zip(evaluate(asked, evidence, frame(today)), evaluate(asked, more, frame(today)), strict=True)

    assert all(RANK[after.state] <= RANK[before.state] for before, after in pairs)


@enough
@given(traces(NEAR), LIFE, st.sampled_from(["ppt", "nurse", "leader", "grade-leader"]), st.sampled_from(["", *GROUPS]))
def test_one_more_filled_seat_never_makes_it_worse(evidence, today, role, group):
    asked = [wish("composed"), wish("deputies_named")]
    seat = Seat("resource-team", role, "Nils", JOINED, deputy="Bo", group=group)
    # Seats of a role either all say their grade or none does.
    mine = tuple(replace(one, group=group) if one.role == role else one for one in evidence.seats)
    mine = tuple(one for one in mine if one.group != group or one.role == role or not group)
    start = replace(evidence, seats=(*mine, Seat("resource-team", "staff", "Eva", JOINED)))

    pairs = zip(
        evaluate(asked, start, frame(today)),
        evaluate(asked, replace(start, seats=(*start.seats, seat)), frame(today)),
        strict=True,
    )

    assert all(RANK[after.state] <= RANK[before.state] for before, after in pairs)


@enough
@given(st.sets(LIFE, max_size=12), LIFE, st.integers(1, 3), st.sampled_from(["month", "half_year", "school_year"]))
def test_enough_in_the_running_period_is_met_and_meetings_in_july_are_not_needed(days, today, at_least, kind):
    params = {"arena": "resource-team", "at_least": at_least, "period": kind, "exempt_months": (7,)}
    asked = wish("held_at_least", **params)
    held = Evidence(tuple(met("resource-team", day) for day in sorted(days)), tracked=TRACKED)

    (verdict,) = evaluate([asked], held, frame(today))

    if today.month == 7:
        assert verdict.state is State.NOT_APPLICABLE
    elif verdict.state is State.MET:
        assert verdict.period is not None
        assert verdict.finding.params["count"] >= at_least
    elif verdict.state in (State.PARTLY, State.DUE_SOON, State.OVERDUE, State.NOTHING_YET):
        assert verdict.finding.params["count"] < at_least


def test_every_code_and_every_hole_is_declared():
    codes = [code for rule in RULES.values() for code in rule.findings] + list(SHARED_FINDINGS)
    holes = set().union(*(one for rule in RULES.values() for one in rule.findings.values()), *SHARED_FINDINGS.values())

    assert len(codes) == len(set(codes))
    assert all(code.startswith(f"{name}.") for name, rule in RULES.items() for code in rule.findings)
    assert holes <= set(HOLES)
    assert set(PARAMS) == set(RULES)
