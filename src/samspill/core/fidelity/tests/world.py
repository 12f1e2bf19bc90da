"""A small school year to judge in: the project began on 2 October 2017 and reaches grades 5 to 7 (R4, R5)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from samspill.core.fidelity import (
    RULES,
    Deed,
    Evidence,
    Force,
    Frame,
    Held,
    Planned,
    Ref,
    Seat,
    Subject,
    Verdict,
    Wish,
    evaluate,
)

JOINED = date(2017, 10, 2)
ENDS = date(2020, 6, 30)
SUMMERS = (date(2018, 6, 20), date(2019, 6, 20), date(2020, 6, 20))
GROUPS = ("5", "6", "7")

#: One plain set of params per rule, as the guide's pack would have it.
PARAMS: Mapping[str, Mapping[str, object]] = {
    "done_for_each": {"kind": "service-contact", "subjects": ("ppt", "nurse"), "within_days": 30},
    "composed": {
        "arena": "resource-team",
        "places": ({"role": "ppt"}, {"role": "grade-leader", "everyone": True}),
        "lead": "leader",
    },
    "deputies_named": {"arena": "resource-team", "roles": ("ppt", "nurse")},
    "held_at_least": {"arena": "steering-group", "at_least": 2, "period": "half_year"},
    "lasts_at_least": {"arena": "resource-team", "minutes": 120},
    "meeting_complete": {
        "arenas": ("resource-team",),
        "parts": ("agenda_sent_before", "minute_taker", "minutes_shared"),
    },
    "every_meeting_treats": {"arena": "resource-team", "item": "measure", "while_subject": "measure"},
    "treated_at_least": {"arena": "grade-team", "item": "measure", "weeks": 4, "while_subject": "measure"},
    "last_before_summer_treats": {"arena": "resource-team", "item": "summer-evaluation"},
    "carried_to": {"from_item": "summer-evaluation", "arena": "conference", "to_item": "summer-evaluation"},
    "splits_time": {"arena": "grade-team"},
    "delivered_both_ways": {"arena_a": "grade-team", "arena_b": "resource-team"},
    "fresh_within": {"kind": "contact-list-reviewed", "days": 365},
    "each_has": {"subject": "measure", "parts": ("goal", "content"), "within_days": 21},
    "rounds_differ": {"subject": "conference", "at_least_rounds": 2, "most_overlap": 0.5},
    "one_of_tags": {"subject": "measure", "tags": ("from-grade-team", "from-resource-team")},
    "no_tag": {"subject": "measure", "tag": "coordinator-is-grade-leader"},
    "in_order": {"subject": "measure", "before": ("in-resource-team", "in-grade-team"), "then": "decided"},
    "deed_every": {"kind": "log-entry", "weeks": 4, "while_subject": "measure", "reported_to": "steering-group"},
    "several_levels": {"subject": "measure", "levels": ("prevention", "early", "individual"), "prefer": "prevention"},
    "reach_at_least": {"subject": "reach", "share": 0.5},
    "handed_over": {"subject": "conference"},
}
TRACKED = frozenset({"held", "seats", "minutes", "items", "forwarding", "measure", "conference", "reach"}) | {
    "service-contact",
    "contact-list-reviewed",
    "log-entry",
}


def wish(rule: str, force: Force = Force.MUST, **params: object) -> Wish:
    return Wish(f"W-{rule}", rule, force, "school", "leader", {**PARAMS[rule], **params})


def frame(today: date, **changes: object) -> Frame:
    usual: dict[str, object] = {"ends": ENDS, "summer_begins": SUMMERS, "groups": GROUPS}
    return Frame(today=today, joined=JOINED, **{**usual, **changes})  # type: ignore[arg-type]


def seen(*traces: object) -> Evidence:
    """Evidence of the traces given, everything tracked."""
    kinds = {"held": Held, "planned": Planned, "seats": Seat, "deeds": Deed, "subjects": Subject}
    found = {name: tuple(one for one in traces if isinstance(one, kind)) for name, kind in kinds.items()}
    return Evidence(**found, tracked=TRACKED)  # type: ignore[arg-type]


def judge(rule: str, today: date, *traces: object, **params: object) -> Verdict:
    (verdict,) = evaluate([wish(rule, **params)], seen(*traces), frame(today))
    assert set(verdict.finding.params) == RULES[rule].findings[verdict.finding.code]
    return verdict


def met(arena: str, on: date, **more: object) -> Held:
    return Held(arena, on, ref=Ref("meeting", f"{arena}-{on}"), **more)  # type: ignore[arg-type]


def whole_meeting(on: date) -> Held:
    """A resource team meeting that lacks nothing."""
    return met(
        "resource-team",
        on,
        minutes=120,
        agenda_sent=on - timedelta(days=3),
        minute_taker=True,
        minutes_shared=on,
        treats=frozenset({"measure", "summer-evaluation"}),
    )


def measure(since: date, until: date | None = None, **more: object) -> Subject:
    return Subject("measure", f"measure-{since}", since, until, ref=Ref("measure", f"{since}"), **more)  # type: ignore[arg-type]


def conference(on: date, **more: object) -> Subject:
    return Subject("conference", f"conference-{on}", on, on, **more)  # type: ignore[arg-type]


def delivered(meeting: Held, kind: str) -> Deed:
    assert meeting.ref is not None
    return Deed(kind, str(meeting.ref.id), meeting.on, meeting.ref)
