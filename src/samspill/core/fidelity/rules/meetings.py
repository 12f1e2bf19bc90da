"""Rules about single meetings: length, agenda, minutes, items, time and forwarding (L10 to L12, L17, L18)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from samspill.core.fidelity.model import Held, Ref, State, Verdict
from samspill.core.fidelity.rules.shape import Case, Param, Rule, always, by_share, findings, joined, runs
from samspill.core.finding import Hole
from samspill.core.schoolyear.periods import period_of, preceding

PARTS: Mapping[str, Callable[[Held], bool]] = {
    # Days carry no hour, so an agenda sent on the morning of the meeting is given the benefit of the doubt.
    "agenda_sent_before": lambda one: one.agenda_sent is not None and one.agenda_sent <= one.on,
    "minute_taker": lambda one: one.minute_taker is True,
    "minutes_shared": lambda one: one.minutes_shared is not None,
}


def lasts_at_least(case: Case) -> Verdict:
    """Whether meetings last as long as they should (R41: two hours). Unrecorded lengths are left out."""
    recorded = [one for one in _recent(case, case.text("arena")) if one.minutes is not None]
    last = case.params["last"]
    looked_at = recorded[-case.whole("last") :] if last is not None else recorded
    wanted = case.whole("minutes")
    good = [one for one in looked_at if one.minutes is not None and one.minutes >= wanted]
    holes: dict[str, Hole] = {"arena": case.text("arena"), "minutes": wanted}
    return _shares(case, holes, good, looked_at)


def meeting_complete(case: Case) -> Verdict:
    """Whether meetings have an agenda sent before, a minute-taker and shared minutes (R43, R48, R51).

    A meeting is given `within_days` to get what it lacks before it counts against the arena. One that was only ticked
    off in the plan is left out: nothing is known of it.
    """
    parts = case.texts("parts")
    held = _told(_recent(case, *case.texts("arenas")))
    good = [one for one in held if all(PARTS[part](one) for part in parts)]
    missing = joined(part for part in parts for one in held if not PARTS[part](one))
    return _shares(case, {"missing_parts": missing}, good, held, case.whole("within_days"))


def every_meeting_treats(case: Case) -> Verdict:
    """Whether every meeting treats an item, as long as there is something to treat (R42)."""
    subject, item = case.params["while_subject"], case.text("item")
    held = _told(_recent(case, case.text("arena")))
    if subject is not None:
        alive = case.subjects(str(subject))
        held = [one for one in held if any(runs(thing, one.on) for thing in alive)]
        if not held and not case.running(str(subject)):
            return case.answer(State.NOT_APPLICABLE, {"subject": str(subject)}, outcome="no_subject")
    good = [one for one in held if item in one.treats]
    return _shares(case, {"arena": case.text("arena"), "item": item}, good, held)


def splits_time(case: Case) -> Verdict:
    """Whether meetings split their time between the try-out and other matters (R50). Unrecorded ones are left out."""
    recorded = [one for one in _recent(case, case.text("arena")) if one.split_planned is not None]
    good = [one for one in recorded if one.split_planned]
    return _shares(case, {"arena": case.text("arena")}, good, recorded)


def delivered_both_ways(case: Case) -> Verdict:
    """Whether the minutes of each of two arenas have reached the other (R52): a deed "delivered:a>b" on the meeting."""
    a, b = case.text("arena_a"), case.text("arena_b")
    held = _told(_recent(case, a, b))
    routes = {a: f"delivered:{a}>{b}", b: f"delivered:{b}>{a}"}
    reached = {(deed.kind, key) for deed in case.evidence.deeds for key in (deed.ref, deed.subject)}
    good = [one for one in held if _reached(one, routes[one.arena], reached)]
    return _shares(case, {"arena_a": a, "arena_b": b}, good, held, case.whole("within_days"))


def _reached(one: Held, kind: str, reached: set[tuple[str, Ref | str | None]]) -> bool:
    return one.ref is not None and ((kind, one.ref) in reached or (kind, str(one.ref.id)) in reached)


def _told(held: Sequence[Held]) -> list[Held]:
    """The meetings of which more is recorded than that they took place."""
    return [one for one in held if one.minute_taker is not None]


def _recent(case: Case, *arenas: str) -> list[Held]:
    """Meetings of this half-year, or of the one before when this one has none yet; none from before joining."""
    held = [one for one in case.held(*arenas) if one.on >= case.frame.joined]
    half = case.span or period_of("half_year", case.frame.today)
    inside = [one for one in held if one.on in half]
    if inside or case.span:
        return inside
    return [one for one in held if one.on in preceding("half_year", half)]


def _shares(
    case: Case, holes: Mapping[str, Hole], good: Sequence[Held], looked_at: Sequence[Held], within_days: int = 0
) -> Verdict:
    """Met when all are good; a lacking meeting that still has days left is due soon, one that has not counts."""
    fine = {id(one) for one in good}
    lacking = [one for one in looked_at if id(one) not in fine]
    waiting = [one for one in lacking if within_days and case.frame.today <= _due(one, within_days)]
    state = by_share(len(good), len(looked_at) - len(waiting))
    due = min((_due(one, within_days) for one in waiting), default=None)
    if waiting and state in (State.MET, State.NOTHING_YET):
        state = State.DUE_SOON
    full: dict[str, Hole] = {**holes, "count": len(good), "total": len(looked_at)}
    if state is State.DUE_SOON and due is not None:
        full["due"] = due
    return case.answer(state, full, refs=(one.ref for one in lacking or good), due=due)


def _due(one: Held, days: int) -> date:
    return one.on + timedelta(days=days)


def _share_findings(rule: str, holes: str, *more: str) -> Mapping[str, frozenset[str]]:
    known = {"due_soon": f"{holes} count total due", "no_subject": "subject"}
    states = ("met", "partly", "overdue", "nothing_yet")
    return findings(rule, **dict.fromkeys(states, f"{holes} count total"), **{one: known[one] for one in more})


_ARENA = Param("arena", "text")
_WITHIN = Param("within_days", "whole", required=False, default=14)

RULES = (
    Rule(
        "lasts_at_least",
        lasts_at_least,
        (_ARENA, Param("minutes", "whole"), Param("last", "whole", required=False)),
        always("held"),
        _share_findings("lasts_at_least", "arena minutes"),
        ("L10",),
    ),
    Rule(
        "meeting_complete",
        meeting_complete,
        (Param("arenas", "texts"), Param("parts", "texts", choices=tuple(PARTS)), _WITHIN),
        always("minutes"),
        _share_findings("meeting_complete", "missing_parts", "due_soon"),
        ("L11",),
    ),
    Rule(
        "every_meeting_treats",
        every_meeting_treats,
        (_ARENA, Param("item", "text"), Param("while_subject", "text", required=False)),
        always("items"),
        _share_findings("every_meeting_treats", "arena item", "no_subject"),
        ("L12",),
    ),
    Rule(
        "splits_time",
        splits_time,
        (_ARENA,),
        always("items"),
        _share_findings("splits_time", "arena"),
        ("L17",),
    ),
    Rule(
        "delivered_both_ways",
        delivered_both_ways,
        (Param("arena_a", "text"), Param("arena_b", "text"), _WITHIN),
        always("forwarding"),
        _share_findings("delivered_both_ways", "arena_a arena_b", "due_soon"),
        ("L18",),
    ),
)
