"""Every state of every rule at its moment: one row reads "on this day, with these traces, it stands so"."""

from datetime import date

import pytest

from samspill.core.fidelity import RULES, Deed, Planned, Seat, State, Subject
from samspill.core.fidelity.tests.world import (
    conference,
    delivered,
    judge,
    measure,
    met,
    whole_meeting,
)

D = date
S = State


def seats(*roles, deputy=None, arena="resource-team"):
    return [Seat(arena, role, f"person {role}", D(2017, 10, 9), deputy=deputy) for role in roles]


def leaders(*groups):
    return [Seat("resource-team", "grade-leader", f"leader {one}", D(2017, 10, 9), group=one) for one in groups]


def contact(service):
    return Deed("service-contact", service, D(2017, 10, 10))


def reviewed(on):
    return Deed("contact-list-reviewed", "resource-team", on)


def logged(on):
    return Deed("log-entry", "measure-2018-01-08", on)


def reached(share, since, *tags):
    return Subject("reach", "teachers", since, since, tags=frozenset(tags), numbers={"share": share})


def team(on, group, *items, **more):
    return met("grade-team", on, group=group, treats=frozenset(items), **more)


def steering(*days):
    return [met("steering-group", day) for day in days]


RUNNING = measure(D(2018, 1, 8))
FULL = {"goal": D(2018, 1, 9), "content": D(2018, 1, 9)}
BARE = met("resource-team", D(2018, 2, 1), minute_taker=False)
TICKED = met("resource-team", D(2018, 2, 1))
GRADE_MEETING = met("grade-team", D(2018, 2, 5), group="5", minute_taker=True)
TEAM_MEETING = met("resource-team", D(2018, 2, 6), minute_taker=True)
TO_TEAM = delivered(GRADE_MEETING, "delivered:grade-team>resource-team")
TO_GRADE = delivered(TEAM_MEETING, "delivered:resource-team>grade-team")
DECIDED = {"in-resource-team": D(2018, 1, 10), "in-grade-team": D(2018, 1, 15), "decided": D(2018, 1, 15)}
HASTY = {"in-resource-team": D(2018, 1, 10), "in-grade-team": D(2018, 1, 16), "decided": D(2018, 1, 15)}
LED = frozenset({"led-by-school"})
GUIDED = frozenset({"led-by-guidance"})
EXCUSED = {"in-grade-team": "The teams met late."}
UNTOLD = met("steering-group", D(2018, 2, 1), minute_taker=True)
TOLD = Deed("treated:steering-group", RUNNING.id, UNTOLD.on, UNTOLD.ref)
EVALUATED = met("resource-team", D(2018, 6, 12), treats=frozenset({"summer-evaluation"}))
TAKEN_UP = met("conference", D(2018, 8, 20), treats=frozenset({"summer-evaluation"}))

ROWS = [
    # L01: thirty days to talk with each service, the last of them 1 November.
    ("done_for_each", S.NOTHING_YET, D(2017, 10, 20), []),
    ("done_for_each", S.PARTLY, D(2017, 10, 20), [contact("ppt")]),
    ("done_for_each", S.DUE_SOON, D(2017, 10, 22), [contact("ppt")]),
    ("done_for_each", S.DUE_SOON, D(2017, 11, 1), []),
    ("done_for_each", S.OVERDUE, D(2017, 11, 2), [contact("ppt")]),
    ("done_for_each", S.MET, D(2019, 11, 2), [contact("ppt"), contact("nurse")]),
    # L08: six weeks to fill the seats, the last day 13 November.
    ("composed", S.NOTHING_YET, D(2017, 10, 9), []),
    ("composed", S.PARTLY, D(2017, 10, 9), seats("ppt")),
    ("composed", S.DUE_SOON, D(2017, 11, 13), seats("ppt", "leader")),
    ("composed", S.OVERDUE, D(2017, 11, 14), []),
    ("composed", S.PARTLY, D(2018, 3, 1), seats("ppt", "leader") + leaders("5", "7")),
    ("composed", S.PARTLY, D(2018, 3, 1), seats("ppt") + leaders("5", "6", "7")),
    ("composed", S.MET, D(2018, 3, 1), seats("ppt", "leader") + leaders("5", "6", "7")),
    # L05: the same six weeks to name a deputy for each.
    ("deputies_named", S.NOTHING_YET, D(2017, 10, 9), []),
    ("deputies_named", S.DUE_SOON, D(2017, 11, 1), seats("ppt", "nurse")),
    ("deputies_named", S.OVERDUE, D(2017, 11, 14), []),
    ("deputies_named", S.PARTLY, D(2018, 1, 8), seats("ppt", deputy="Bo") + seats("nurse")),
    ("deputies_named", S.MET, D(2018, 1, 8), seats("ppt", "nurse", deputy="Bo")),
    # L07: twice in a half-year; spring ends with the last day before summer, 19 June.
    ("held_at_least", S.NOTHING_YET, D(2017, 10, 20), []),
    ("held_at_least", S.PARTLY, D(2017, 10, 20), steering(D(2017, 10, 16))),
    ("held_at_least", S.DUE_SOON, D(2017, 12, 10), steering(D(2017, 10, 16))),
    ("held_at_least", S.MET, D(2017, 12, 10), steering(D(2017, 10, 16), D(2017, 12, 10))),
    ("held_at_least", S.MET, D(2018, 2, 1), steering(D(2017, 10, 16), D(2017, 12, 10))),
    ("held_at_least", S.OVERDUE, D(2018, 1, 1), steering(D(2017, 10, 16))),
    ("held_at_least", S.PARTLY, D(2018, 2, 1), steering(D(2018, 1, 16))),
    ("held_at_least", S.DUE_SOON, D(2018, 6, 19), steering(D(2018, 1, 16))),
    ("held_at_least", S.OVERDUE, D(2018, 6, 20), steering(D(2018, 1, 16))),
    # L10: two hours.
    ("lasts_at_least", S.NOTHING_YET, D(2018, 2, 2), [BARE]),
    ("lasts_at_least", S.MET, D(2018, 2, 2), [met("resource-team", D(2018, 2, 1), minutes=120)]),
    ("lasts_at_least", S.OVERDUE, D(2018, 2, 2), [met("resource-team", D(2018, 2, 1), minutes=119)]),
    (
        "lasts_at_least",
        S.PARTLY,
        D(2018, 3, 2),
        [met("resource-team", D(2018, 2, 1), minutes=60), whole_meeting(D(2018, 3, 1))],
    ),
    # L11: two weeks to share the minutes.
    ("meeting_complete", S.NOTHING_YET, D(2018, 2, 1), []),
    ("meeting_complete", S.NOTHING_YET, D(2018, 2, 16), [TICKED]),
    ("meeting_complete", S.DUE_SOON, D(2018, 2, 15), [BARE]),
    ("meeting_complete", S.OVERDUE, D(2018, 2, 16), [BARE]),
    ("meeting_complete", S.PARTLY, D(2018, 2, 16), [BARE, whole_meeting(D(2018, 1, 15))]),
    ("meeting_complete", S.MET, D(2018, 2, 16), [whole_meeting(D(2018, 2, 15))]),
    # L12: only while a measure runs.
    ("every_meeting_treats", S.NOT_APPLICABLE, D(2018, 2, 2), [BARE]),
    ("every_meeting_treats", S.NOTHING_YET, D(2018, 2, 2), [RUNNING]),
    ("every_meeting_treats", S.OVERDUE, D(2018, 2, 2), [RUNNING, BARE]),
    ("every_meeting_treats", S.PARTLY, D(2018, 3, 2), [RUNNING, BARE, whole_meeting(D(2018, 3, 1))]),
    ("every_meeting_treats", S.MET, D(2018, 3, 2), [RUNNING, whole_meeting(D(2018, 3, 1))]),
    # L16: every four weeks in each grade team, the last day 5 February.
    ("treated_at_least", S.NOT_APPLICABLE, D(2018, 1, 20), []),
    ("treated_at_least", S.NOT_APPLICABLE, D(2018, 7, 20), [RUNNING]),
    ("treated_at_least", S.NOTHING_YET, D(2018, 1, 20), [RUNNING]),
    ("treated_at_least", S.DUE_SOON, D(2018, 2, 5), [RUNNING]),
    ("treated_at_least", S.OVERDUE, D(2018, 2, 6), [RUNNING, team(D(2018, 2, 5), "5", "measure")]),
    ("treated_at_least", S.MET, D(2018, 2, 6), [RUNNING, *(team(D(2018, 2, 5), one, "measure") for one in "567")]),
    # L14: the last meeting before 20 June.
    ("last_before_summer_treats", S.NOTHING_YET, D(2018, 3, 1), [BARE]),
    ("last_before_summer_treats", S.DUE_SOON, D(2018, 5, 29), [BARE]),
    ("last_before_summer_treats", S.MET, D(2018, 6, 12), [EVALUATED]),
    ("last_before_summer_treats", S.MET, D(2018, 9, 12), [EVALUATED]),
    ("last_before_summer_treats", S.PARTLY, D(2018, 6, 20), [EVALUATED, met("resource-team", D(2018, 6, 19))]),
    ("last_before_summer_treats", S.OVERDUE, D(2018, 6, 20), [met("resource-team", D(2018, 6, 19))]),
    # L15: what summer found is taken up within the next school year.
    ("carried_to", S.NOTHING_YET, D(2018, 6, 1), []),
    ("carried_to", S.PARTLY, D(2018, 8, 10), [EVALUATED]),
    ("carried_to", S.DUE_SOON, D(2018, 8, 10), [EVALUATED, Planned("conference", D(2018, 8, 20))]),
    ("carried_to", S.MET, D(2018, 8, 20), [EVALUATED, TAKEN_UP]),
    ("carried_to", S.OVERDUE, D(2019, 8, 1), [EVALUATED]),
    ("carried_to", S.NOTHING_YET, D(2019, 8, 1), [EVALUATED, met("conference", D(2018, 8, 20))]),
    # L17
    ("splits_time", S.NOTHING_YET, D(2018, 2, 2), [team(D(2018, 2, 1), "5")]),
    ("splits_time", S.MET, D(2018, 2, 2), [team(D(2018, 2, 1), "5", split_planned=True)]),
    ("splits_time", S.OVERDUE, D(2018, 2, 2), [team(D(2018, 2, 1), "5", split_planned=False)]),
    (
        "splits_time",
        S.PARTLY,
        D(2018, 2, 2),
        [team(D(2018, 2, 1), "5", split_planned=True), team(D(2018, 2, 1), "6", split_planned=False)],
    ),
    # L18: minutes go both ways within two weeks.
    ("delivered_both_ways", S.NOTHING_YET, D(2018, 2, 1), []),
    ("delivered_both_ways", S.DUE_SOON, D(2018, 2, 19), [GRADE_MEETING]),
    ("delivered_both_ways", S.OVERDUE, D(2018, 2, 20), [GRADE_MEETING]),
    ("delivered_both_ways", S.PARTLY, D(2018, 3, 1), [GRADE_MEETING, TEAM_MEETING, TO_TEAM]),
    ("delivered_both_ways", S.MET, D(2018, 3, 1), [GRADE_MEETING, TEAM_MEETING, TO_TEAM, TO_GRADE]),
    # L19: sixty days for the first list, then a year for each.
    ("fresh_within", S.NOTHING_YET, D(2017, 10, 9), []),
    ("fresh_within", S.DUE_SOON, D(2017, 12, 1), []),
    ("fresh_within", S.OVERDUE, D(2017, 12, 2), []),
    ("fresh_within", S.MET, D(2018, 10, 1), [reviewed(D(2017, 12, 1))]),
    ("fresh_within", S.DUE_SOON, D(2018, 12, 1), [reviewed(D(2017, 12, 1))]),
    ("fresh_within", S.OVERDUE, D(2018, 12, 2), [reviewed(D(2017, 12, 1))]),
    # L24: three weeks to write the plan of a measure, the last day 29 January.
    ("each_has", S.NOT_APPLICABLE, D(2018, 1, 9), []),
    ("each_has", S.DUE_SOON, D(2018, 1, 29), [RUNNING]),
    ("each_has", S.OVERDUE, D(2018, 1, 30), [RUNNING]),
    ("each_has", S.MET, D(2018, 1, 30), [measure(D(2018, 1, 8), parts=FULL)]),
    # L21
    ("rounds_differ", S.NOT_APPLICABLE, D(2018, 4, 20), []),
    ("rounds_differ", S.NOTHING_YET, D(2018, 4, 20), [conference(D(2018, 4, 10))]),
    ("rounds_differ", S.MET, D(2018, 4, 20), [conference(D(2018, 4, 10), numbers={"rounds": 2, "overlap": 0.5})]),
    ("rounds_differ", S.DUE_SOON, D(2018, 4, 10), [conference(D(2018, 4, 10), numbers={"rounds": 1})]),
    ("rounds_differ", S.OVERDUE, D(2018, 4, 20), [conference(D(2018, 4, 10), numbers={"rounds": 2, "overlap": 0.6})]),
    (
        "rounds_differ",
        S.PARTLY,
        D(2018, 9, 20),
        [conference(D(2018, 4, 10), numbers={"rounds": 2}), conference(D(2018, 9, 10))],
    ),
    ("each_has", S.DEVIATES, D(2018, 1, 30), [measure(D(2018, 1, 8), excused={"goal": "So.", "content": "So."})]),
    ("each_has", S.OVERDUE, D(2018, 1, 30), [measure(D(2018, 1, 8), excused={"goal": "Only the goal."})]),
    # L25: two weeks to name the coordinator, the last day 22 January.
    ("one_of_tags", S.NOT_APPLICABLE, D(2018, 1, 9), []),
    ("one_of_tags", S.DUE_SOON, D(2018, 1, 22), [RUNNING]),
    ("one_of_tags", S.OVERDUE, D(2018, 1, 23), [RUNNING]),
    ("one_of_tags", S.MET, D(2018, 1, 23), [measure(D(2018, 1, 8), tags=frozenset({"from-grade-team"}))]),
    # L26
    ("no_tag", S.NOT_APPLICABLE, D(2018, 1, 9), []),
    ("no_tag", S.MET, D(2018, 1, 9), [RUNNING]),
    ("no_tag", S.PARTLY, D(2018, 1, 9), [measure(D(2018, 1, 8), tags=frozenset({"coordinator-is-grade-leader"}))]),
    # L27: discussed no later than decided.
    ("in_order", S.NOT_APPLICABLE, D(2018, 1, 20), []),
    ("in_order", S.NOTHING_YET, D(2018, 1, 20), [RUNNING]),
    ("in_order", S.PARTLY, D(2018, 1, 14), [measure(D(2018, 1, 8), parts=DECIDED)]),
    ("in_order", S.MET, D(2018, 1, 20), [measure(D(2018, 1, 8), parts=DECIDED)]),
    ("in_order", S.OVERDUE, D(2018, 1, 20), [measure(D(2018, 1, 8), parts=HASTY)]),
    ("in_order", S.DUE_SOON, D(2018, 1, 15), [measure(D(2018, 1, 8), parts=HASTY)]),
    ("in_order", S.DEVIATES, D(2018, 1, 20), [measure(D(2018, 1, 8), parts=HASTY, excused=EXCUSED)]),
    # L28: a log entry every four weeks, July not counted.
    ("deed_every", S.NOT_APPLICABLE, D(2018, 2, 5), []),
    ("deed_every", S.NOT_APPLICABLE, D(2018, 7, 5), [RUNNING]),
    ("deed_every", S.NOTHING_YET, D(2018, 1, 20), [RUNNING]),
    ("deed_every", S.DUE_SOON, D(2018, 2, 5), [RUNNING]),
    ("deed_every", S.OVERDUE, D(2018, 2, 6), [RUNNING]),
    ("deed_every", S.MET, D(2018, 2, 6), [RUNNING, logged(D(2018, 2, 5))]),
    ("deed_every", S.PARTLY, D(2018, 2, 6), [RUNNING, logged(D(2018, 2, 5)), measure(D(2018, 2, 1))]),
    ("deed_every", S.PARTLY, D(2018, 2, 6), [RUNNING, logged(D(2018, 2, 5)), UNTOLD]),
    ("deed_every", S.MET, D(2018, 2, 6), [RUNNING, logged(D(2018, 2, 5)), UNTOLD, TOLD]),
    # L34: an aim, shown and never late.
    ("several_levels", S.NOT_APPLICABLE, D(2018, 2, 6), []),
    ("several_levels", S.PARTLY, D(2018, 2, 6), [measure(D(2018, 1, 8), tags=frozenset({"individual"}))]),
    (
        "several_levels",
        S.MET,
        D(2018, 2, 6),
        [
            measure(D(2018, 1, 8), tags=frozenset({"individual"})),
            measure(D(2018, 1, 9), tags=frozenset({"prevention"})),
        ],
    ),
    # L35: half of the teachers in each half-year.
    ("reach_at_least", S.NOTHING_YET, D(2017, 10, 20), []),
    ("reach_at_least", S.PARTLY, D(2017, 10, 20), [reached(0.49, D(2017, 10, 10))]),
    ("reach_at_least", S.DUE_SOON, D(2018, 6, 19), [reached(0.49, D(2018, 2, 1))]),
    ("reach_at_least", S.OVERDUE, D(2018, 6, 20), [reached(0.49, D(2018, 2, 1))]),
    ("reach_at_least", S.MET, D(2018, 6, 20), [reached(0.5, D(2018, 2, 1))]),
    ("reach_at_least", S.MET, D(2018, 6, 20), [reached(0.5, D(2018, 2, 1), "kept-back")]),
    ("reach_at_least", S.OVERDUE, D(2018, 6, 20), [reached(0.49, D(2018, 2, 1), "kept-back")]),
    # L36
    ("handed_over", S.NOTHING_YET, D(2018, 4, 20), [conference(D(2018, 4, 10))]),
    ("handed_over", S.PARTLY, D(2018, 4, 20), [conference(D(2018, 4, 10), tags=GUIDED)]),
    (
        "handed_over",
        S.MET,
        D(2018, 9, 20),
        [conference(D(2018, 4, 10), tags=GUIDED), conference(D(2018, 9, 10), tags=LED)],
    ),
]
# States that need other params than the usual ones; they are shown in the tests below.
ELSEWHERE = {
    ("held_at_least", S.NOT_APPLICABLE),
    ("reach_at_least", S.NOT_APPLICABLE),
    ("treated_at_least", S.PARTLY),
    ("each_has", S.NOTHING_YET),
    ("each_has", S.PARTLY),
    ("one_of_tags", S.NOTHING_YET),
    ("one_of_tags", S.PARTLY),
}


@pytest.mark.parametrize(("rule", "state", "today", "traces"), ROWS)
def test_a_requirement_stands_as_its_traces_say(rule, state, today, traces):
    assert judge(rule, today, *traces).state is state


def test_every_state_of_every_rule_is_shown():
    shown = {(rule, state) for rule, state, _, _ in ROWS} | ELSEWHERE

    assert shown == {(name, state) for name, rule in RULES.items() for state in rule.states}
