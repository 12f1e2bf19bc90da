"""Rules about how often an arena meets, treats an item or reaches people."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date

from samspill.core.fidelity.asked import Rhythm, Standing, after_days, asked_from, soon, stand, stand_over
from samspill.core.fidelity.model import Held, Period, Planned, Ref, State, Verdict
from samspill.core.fidelity.rules.shape import Case, Param, Rule, always, findings, named_by
from samspill.core.finding import Hole

PERIODS = ("week", "month", "half_year", "school_year")
KEPT_BACK = "kept-back"
ORDER = (State.OVERDUE, State.DUE_SOON, State.PARTLY, State.NOTHING_YET, State.NOT_APPLICABLE, State.MET)


def groups_of(traces: Sequence[Held | Planned], groups: tuple[str, ...]) -> tuple[str, ...]:
    """The groups to judge one by one: those of the school when every trace of the arena carries a group, else ("",)."""
    return groups if groups and traces and all(one.group for one in traces) else ("",)


def rhythm_of(case: Case) -> Rhythm:
    """The rhythm a wish asks for, from its params."""
    after = case.whole("after_months") if "after_months" in case.params else 0
    return Rhythm(case.text("period"), case.number("at_least"), case.months(), after)


def held_at_least(case: Case) -> Verdict:
    """Whether an arena has met often enough (L03, L07, L09, L20)."""
    arena = case.text("arena")
    return _rhythm_verdict(case, case.held(arena), arena)


def treated_at_least(case: Case) -> Verdict:
    """Whether an arena has treated an item often enough, per period or within the last weeks (L13, L16)."""
    arena, item, subject = case.text("arena"), case.text("item"), case.params["while_subject"]
    if subject is not None and not case.running(str(subject)):
        return case.answer(State.NOT_APPLICABLE, {"subject": str(subject)}, outcome="no_subject")
    held = tuple(one for one in case.held(arena) if item in one.treats)
    if case.params["weeks"] is None:
        return _rhythm_verdict(case, held, arena, {"item": item})
    return _treated_within_weeks(case, held, arena, item)


def reach_at_least(case: Case) -> Verdict:
    """Whether the wanted share of teachers and pupils has been reached in the period (L35, R23).

    Where a share is tagged KEPT_BACK, its number would speak of persons: only whether the aim is reached is said.
    """
    share, rhythm = case.number("share"), Rhythm(case.text("period"), case.number("share"))
    reached = case.subjects(case.text("subject"))

    def best(period: Period) -> float:
        inside = (one for one in reached if one.since <= period.end and (one.until or one.since) >= period.start)
        return max((one.numbers.get("share", 0.0) for one in inside), default=0.0)

    standing = _stand(case, rhythm, best, ())
    holes: dict[str, Hole] = {
        "percent": round(100 * standing.count),
        "at_least_percent": round(100 * share),
        "period": standing.period.key,
    }
    refs = [one.ref for one in reached]
    hidden = any(KEPT_BACK in one.tags and one.since in standing.period for one in reached)
    if hidden and standing.state is not State.NOT_APPLICABLE:
        hushed: dict[str, Hole] = {name: holes[name] for name in ("at_least_percent", "period")}
        return _hushed(case, standing, hushed | {"due": standing.due}, refs)
    return _worded(case, standing, holes, rhythm, refs)


def _hushed(case: Case, standing: Standing, holes: Mapping[str, Hole], refs: Iterable[Ref | None]) -> Verdict:
    outcome = "aim_reached" if standing.state is State.MET else "aim_ahead"
    return case.answer(standing.state, holes, outcome=outcome, refs=refs, due=standing.due, period=standing.period)


def _rhythm_verdict(case: Case, held: Sequence[Held], arena: str, more: dict[str, str] | None = None) -> Verdict:
    """The worst of the arena's groups, so that one silent grade team is not hidden by two busy ones."""
    rhythm = rhythm_of(case)
    planned = [one for one in case.evidence.planned if one.arena == arena]
    groups = groups_of(case.held(arena) or planned, case.frame.groups)
    standings = [(group, _group_standing(case, rhythm, held, planned, group)) for group in groups]
    group, worst = min(standings, key=lambda pair: ORDER.index(pair[1].state))
    counted = [one for one in held if one.on in worst.period and group in ("", one.group)]
    holes: dict[str, Hole] = {
        "arena": arena,
        "group": group,
        "period": worst.period.key,
        **(more or {}),
        **_counts(worst),
    }
    return _worded(case, worst, holes, rhythm, (one.ref for one in counted))


def _group_standing(
    case: Case, rhythm: Rhythm, held: Sequence[Held], planned: Iterable[Planned], group: str
) -> Standing:
    days = [one.on for one in held if group in ("", one.group)]
    held_days = set(days)
    to_come = (one.on for one in planned if group in ("", one.group) and one.on not in held_days)
    return _stand(case, rhythm, lambda period: sum(day in period for day in days), to_come)


def _stand(case: Case, rhythm: Rhythm, tally: Callable[[Period], float], planned: Iterable[date]) -> Standing:
    over = stand_over(case.span, rhythm, tally, case.frame) if case.span else None
    return over or stand(rhythm, tally, planned, case.frame)


def _worded(
    case: Case, standing: Standing, holes: Mapping[str, Hole], rhythm: Rhythm, refs: Iterable[Ref | None]
) -> Verdict:
    if standing.state is not State.NOT_APPLICABLE:
        full = {**holes, "due": standing.due}
        return case.answer(standing.state, full, refs=refs, due=standing.due, period=standing.period)
    if case.frame.today.month in rhythm.exempt_months:
        return case.answer(standing.state, {}, outcome="resting")
    return case.answer(standing.state, {"date": asked_from(rhythm, case.frame)}, outcome="not_asked")


def _counts(standing: Standing) -> dict[str, Hole]:
    return {"count": int(standing.count), "at_least": int(standing.at_least)}


def _treated_within_weeks(case: Case, held: Sequence[Held], arena: str, item: str) -> Verdict:
    weeks, at_least, resting = case.whole("weeks"), max(case.whole("at_least"), 1), case.months()
    if case.frame.today.month in resting:
        return case.answer(State.NOT_APPLICABLE, {}, outcome="resting")
    subject = case.params["while_subject"]
    begun = [one.since for one in case.running(str(subject))] if subject is not None else []
    baseline = max([case.frame.joined, *([min(begun)] if begun else [])])
    judged = []
    for group in groups_of(case.held(arena), case.frame.groups):
        days = [one.on for one in held if group in ("", one.group)]
        # The n-th latest treatment is the one that runs out first.
        oldest = days[-at_least] if len(days) >= at_least else None
        due = after_days(max(oldest or baseline, baseline), 7 * weeks, resting)
        recent = [day for day in days if _still_counts(day, 7 * weeks, resting, case.frame.today)]
        judged.append((_weeks_state(case, due, oldest is not None, bool(recent), 7 * weeks), group, due, len(recent)))
    state, group, due, count = min(judged, key=lambda one: ORDER.index(one[0]))
    holes: dict[str, Hole] = {"arena": arena, "group": group, "item": item, "period": f"P{weeks}W"}
    full = {**holes, "count": count, "at_least": at_least, "due": due}
    looked_at = [one for one in held if group in ("", one.group)][-max(count, 1) :]
    return case.answer(state, full, refs=(one.ref for one in looked_at), due=due)


def _still_counts(day: date, length: int, resting: Collection[int], today: date) -> bool:
    # Even with a month of rest a year, nothing counts for twice its length and two months more.
    near = (today - day).days <= 2 * length + 62
    return near and after_days(day, length, resting) >= today


def _weeks_state(case: Case, due: date, enough: bool, any_recent: bool, length: int) -> State:
    if case.frame.today > due:
        return State.OVERDUE
    if soon(due, length, case.frame):
        return State.DUE_SOON
    if enough:
        return State.MET
    return State.PARTLY if any_recent else State.NOTHING_YET


def _rhythm_findings(rule: str, holes: str, *more: str) -> Mapping[str, frozenset[str]]:
    states = ("met", "due_soon", "partly", "overdue", "nothing_yet")
    known = {"resting": "", "not_asked": "date", "no_subject": "subject"}
    return findings(rule, **dict.fromkeys(states, f"{holes} due period"), **{one: known[one] for one in more})


_EXEMPT = Param("exempt_months", "months", required=False, default=())
_PERIOD = Param("period", "text", choices=PERIODS)

RULES = (
    Rule(
        "held_at_least",
        held_at_least,
        (
            Param("arena", "text"),
            Param("at_least", "whole"),
            _PERIOD,
            _EXEMPT,
            Param("after_months", "whole", required=False, default=0),
        ),
        always("held"),
        _rhythm_findings("held_at_least", "arena group count at_least", "resting", "not_asked"),
        ("L03", "L07", "L09", "L20"),
    ),
    Rule(
        "treated_at_least",
        treated_at_least,
        (
            Param("arena", "text"),
            Param("item", "text"),
            Param("at_least", "whole", required=False, default=1),
            Param("period", "text", required=False, default="half_year", choices=PERIODS),
            Param("weeks", "whole", required=False),
            Param("while_subject", "text", required=False),
            Param("exempt_months", "months", required=False, default=(7,)),
        ),
        always("items"),
        _rhythm_findings("treated_at_least", "arena group item count at_least", "resting", "not_asked", "no_subject"),
        ("L13", "L16"),
    ),
    Rule(
        "reach_at_least",
        reach_at_least,
        (
            Param("subject", "text", required=False, default="reach"),
            Param("share", "share"),
            Param("period", "text", required=False, default="half_year", choices=PERIODS),
        ),
        named_by("subject"),
        {
            **_rhythm_findings("reach_at_least", "percent at_least_percent", "not_asked"),
            **findings("reach_at_least", **dict.fromkeys(("aim_reached", "aim_ahead"), "at_least_percent due period")),
        },
        ("L35",),
    ),
)
