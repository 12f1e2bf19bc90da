"""Rules about the turn of the year: the last meeting before summer and what autumn makes of it (L14, L15; R47)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from samspill.core.fidelity.asked import soon
from samspill.core.fidelity.model import Held, State, Verdict
from samspill.core.fidelity.rules.shape import Case, Param, Rule, always, findings
from samspill.core.finding import Hole
from samspill.core.schoolyear.periods import DAY, following, period_of

# A school that joins in spring has too little to look back on; a year's evaluation is asked of it the summer after.
FIRST_SUMMER_AFTER = timedelta(days=60)
SPRING_DAYS = 150


def last_before_summer_treats(case: Case) -> Verdict:
    """Whether the last meeting before the summer holiday treats an item, such as the evaluation of the year (R47).

    Partly when an earlier meeting of that spring, or a later one, did so instead of the last.
    """
    arena, item, today = case.text("arena"), case.text("item"), case.frame.today
    summers = sorted(case.frame.summer_begins)
    if not summers:
        return case.answer(State.NOTHING_YET, {"arena": arena, "item": item}, outcome="no_calendar")
    held = case.held(arena)
    asked = [day for day in summers if day - case.frame.joined >= FIRST_SUMMER_AFTER]
    passed = max((day for day in asked if day <= today), default=None)
    coming = min((day for day in asked if day > today), default=None)
    due = _due(case, arena, coming) if coming else None
    state, summer = _before(held, item, passed, today), passed
    if coming and due and _spring_treats(held, item, coming):
        state, summer = _before(held, item, coming, today), coming
    elif due and soon(due, SPRING_DAYS, case.frame):
        state, summer = State.DUE_SOON, coming
    holes: dict[str, Hole] = {"arena": arena, "item": item}
    if summer:
        holes["date"] = summer
    if state is State.DUE_SOON and due:
        holes["due"] = due
    if state is State.NOTHING_YET:
        holes.pop("date", None)
    return case.answer(state, holes, refs=(one.ref for one in held if item in one.treats), due=due)


def carried_to(case: Case) -> Verdict:
    """Whether what one meeting found is taken up by another arena in the period after (R47: the autumn conference).

    Where the arena has met since but nothing of its matters is recorded, nobody can tell.
    """
    kind, arena = case.text("within_period"), case.text("arena")
    wanted, joined = case.text("from_item"), case.frame.joined
    finders = [one for one in case.evidence.held if wanted in one.treats and one.arena != arena and one.on >= joined]
    found = sorted(one.on for one in finders)
    holes: dict[str, Hole] = {"arena": arena, "from_item": wanted, "item": case.text("to_item")}
    if not found:
        return case.answer(State.NOTHING_YET, holes)
    last = found[-1]
    taken_up = [one for one in case.held(arena) if case.text("to_item") in one.treats and one.on > last]
    window = following(kind, period_of(kind, last))
    planned = [
        one.on for one in case.evidence.planned if one.arena == arena and case.frame.today <= one.on <= window.end
    ]
    due = min(planned, default=window.end)
    since = [one for one in case.held(arena) if last < one.on <= window.end]
    if since and not taken_up and all(one.minute_taker is None for one in since):
        return case.answer(State.NOTHING_YET, {"arena": arena, "date": last}, outcome="untold")
    state = State.MET if taken_up else _waiting(case, due, window.days)
    refs = [one.ref for one in taken_up] or [one.ref for one in finders if one.on == last]
    return case.answer(state, holes | {"date": last, "due": due}, refs=refs, due=None if taken_up else due)


def _before(held: Sequence[Held], item: str, summer: date | None, today: date) -> State:
    """How the meetings of the spring before a summer stand; NOTHING_YET when there is no such summer."""
    if summer is None:
        return State.NOTHING_YET
    spring = [one for one in held if date(summer.year, 1, 1) <= one.on < summer]
    last = max((one.on for one in spring), default=None)
    if any(item in one.treats and one.on == last for one in spring):
        return State.MET
    later = [one for one in held if one.on >= summer and one.on <= today]
    return State.PARTLY if any(item in one.treats for one in [*spring, *later]) else State.OVERDUE


def _spring_treats(held: Sequence[Held], item: str, summer: date) -> bool:
    return any(item in one.treats and date(summer.year, 1, 1) <= one.on < summer for one in held)


def _due(case: Case, arena: str, summer: date) -> date:
    """The last planned meeting before the summer, else the day before it begins."""
    today = case.frame.today
    planned = [one.on for one in case.evidence.planned if one.arena == arena and today <= one.on < summer]
    return max(planned, default=summer - DAY)


def _waiting(case: Case, due: date, length: int) -> State:
    if case.frame.today > due:
        return State.OVERDUE
    return State.DUE_SOON if soon(due, length, case.frame) else State.PARTLY


RULES = (
    Rule(
        "last_before_summer_treats",
        last_before_summer_treats,
        (Param("arena", "text"), Param("item", "text")),
        always("items"),
        findings(
            "last_before_summer_treats",
            met="arena item date",
            partly="arena item date",
            due_soon="arena item date due",
            overdue="arena item date",
            nothing_yet="arena item",
            no_calendar="arena item",
        ),
        ("L14",),
    ),
    Rule(
        "carried_to",
        carried_to,
        (
            Param("from_item", "text"),
            Param("arena", "text"),
            Param("to_item", "text"),
            Param("within_period", "text", required=False, default="school_year", choices=("half_year", "school_year")),
        ),
        always("items"),
        findings(
            "carried_to",
            met="arena from_item item date due",
            partly="arena from_item item date due",
            due_soon="arena from_item item date due",
            overdue="arena from_item item date due",
            nothing_yet="arena from_item item",
            untold="arena date",
        ),
        ("L15",),
    ),
)
