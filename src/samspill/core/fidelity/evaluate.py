"""Wishes × evidence → verdicts: how each requirement stands today, stood per period, and stands in the plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from samspill.core.fidelity.asked import is_asked
from samspill.core.fidelity.model import (
    Departure,
    Evidence,
    Frame,
    Held,
    Period,
    Planned,
    State,
    Subject,
    Verdict,
    Wish,
)
from samspill.core.fidelity.rules import RULES
from samspill.core.fidelity.rules.rhythms import groups_of, rhythm_of
from samspill.core.fidelity.rules.shape import BASE_WEIGHT, Case, Rule
from samspill.core.finding import Finding, Hole
from samspill.core.schoolyear.periods import add_months, periods

#: Codes that any requirement can answer before its rule is asked, and the one of `check_plan`, with their holes.
SHARED_FINDINGS: Mapping[str, frozenset[str]] = {
    "any.comparison": frozenset(),
    "any.not_joined": frozenset({"date"}),
    "any.ended": frozenset({"date"}),
    "any.set_aside": frozenset({"reason"}),
    "any.deviates": frozenset({"reason"}),
    "any.not_tracked": frozenset(),
    "plan.short": frozenset({"arena", "group", "count", "at_least", "period"}),
}
PLAN_RULE = "held_at_least"
# A date mistyped by centuries shall not ask for a thousand half-years; no such project has run twenty years.
LONGEST = 240


@dataclass(frozen=True, slots=True)
class PlanGap:
    """A period in which the plan itself lays fewer occasions than a requirement asks for (domain G1)."""

    wish: str
    period: Period
    finding: Finding


def evaluate(wishes: Iterable[Wish], evidence: Evidence, frame: Frame) -> tuple[Verdict, ...]:
    """One verdict per wish, in the order of the wishes (L01 to L36).

    Traces dated after `frame.today` are not known yet. Asked in this order: does the requirement apply here, is there a
    reasoned departure today, are its traces recorded at all, and only then its rule. Raises ValueError for an unknown
    rule or params that do not fit, which a checked pack never has. O(wishes × traces).
    """
    known = known_by(evidence, frame.today)
    return tuple(_judge(wish, known, frame, None) for wish in wishes)


def history(
    wishes: Sequence[Wish], evidence: Evidence, frame: Frame, kind: str = "half_year"
) -> Mapping[Period, tuple[Verdict, ...]]:
    """Verdicts per period from joining until today, oldest first, for the trend (domain 7.1).

    A period that is over is read as a whole on its last day; the one that runs is read as today. Empty when today is
    before joining or the school only compares. O(periods × wishes × traces).
    """
    if not frame.takes_part:
        return {}
    until = min(frame.today, frame.ends or frame.today)
    return {span: _judge_span(wishes, evidence, frame, span) for span in periods(kind, frame.joined, until)}


def check_plan(wishes: Iterable[Wish], planned: Sequence[Planned], frame: Frame) -> tuple[PlanGap, ...]:
    """Where the plan lays fewer occasions than the rhythms ask for (domain G1: one steering group, R35 asks two).

    Looks from joining to the project's end, or to the last planned day when no end is set. What was held is not read.
    O(wishes × periods × planned).
    """
    last = frame.ends or min(max((one.on for one in planned), default=frame.joined), add_months(frame.joined, LONGEST))
    gaps: list[PlanGap] = []
    for wish in wishes if frame.takes_part else ():
        if wish.rule == PLAN_RULE:
            gaps += _gaps(wish, planned, frame, last)
    return tuple(gaps)


def known_by(evidence: Evidence, day: date) -> Evidence:
    """The evidence as it could be known on a day, meetings and subjects in order: plans and departures stay.

    O(n log n) in the traces; done once for all wishes, because most rules ask for the latest meetings.
    """
    held = sorted((_known_meeting(one, day) for one in evidence.held if one.on <= day), key=_meeting_order)
    deeds = tuple(one for one in evidence.deeds if one.on <= day)
    subjects = sorted((_known_subject(one, day) for one in evidence.subjects if one.since <= day), key=_subject_order)
    return replace(evidence, held=tuple(held), deeds=deeds, subjects=tuple(subjects))


def rule_of(wish: Wish) -> Rule:
    """The rule a wish names. Raises ValueError, listing the known ones, when there is none."""
    if wish.rule not in RULES:
        raise ValueError(
            f"{wish.id} names the rule {wish.rule!r}, which does not exist. The rules are {', '.join(sorted(RULES))}."
        )
    return RULES[wish.rule]


def _judge(wish: Wish, evidence: Evidence, frame: Frame, span: Period | None) -> Verdict:
    rule = rule_of(wish)
    params = rule.settle(wish.params)
    early = _outside(wish, evidence, frame) or _departed(wish, evidence, frame)
    if early is not None:
        return early
    if not rule.needs(params) <= evidence.tracked:
        return _shared(wish, State.NOTHING_YET, "any.not_tracked")
    return rule.judge(Case(wish, evidence, frame, params, span))


def _judge_span(wishes: Sequence[Wish], evidence: Evidence, frame: Frame, span: Period) -> tuple[Verdict, ...]:
    # The project may end inside its last period; that period is still read while the project lives.
    last_day = min(span.end, frame.today, frame.ends or span.end)
    over = span if span.end < frame.today else None
    then = replace(frame, today=max(last_day, frame.joined))
    known = known_by(evidence, then.today)
    return tuple(_judge(wish, known, then, over) for wish in wishes)


def _outside(wish: Wish, evidence: Evidence, frame: Frame) -> Verdict | None:
    if not frame.takes_part:
        return _shared(wish, State.NOT_APPLICABLE, "any.comparison")
    if frame.today < frame.joined:
        return _shared(wish, State.NOT_APPLICABLE, "any.not_joined", {"date": frame.joined})
    if frame.ends is not None and frame.today > frame.ends:
        return _shared(wish, State.NOT_APPLICABLE, "any.ended", {"date": frame.ends})
    aside = _covering(wish, evidence, frame, not_applicable=True)
    return _shared(wish, State.NOT_APPLICABLE, "any.set_aside", {"reason": aside.reason}, aside) if aside else None


def _departed(wish: Wish, evidence: Evidence, frame: Frame) -> Verdict | None:
    one = _covering(wish, evidence, frame, not_applicable=False)
    return _shared(wish, State.DEVIATES, "any.deviates", {"reason": one.reason}, one) if one else None


def _covering(wish: Wish, evidence: Evidence, frame: Frame, *, not_applicable: bool) -> Departure | None:
    """The departure of this sort that covers today; the latest begun when several do."""
    today = frame.today
    found = [
        one
        for one in evidence.departures
        if one.wish == wish.id
        and one.not_applicable is not_applicable
        and one.since <= today
        and (one.until is None or one.until >= today)
    ]
    return max(found, key=lambda one: (one.since, one.reason, repr(one.ref)), default=None)


def _shared(
    wish: Wish, state: State, code: str, holes: Mapping[str, Hole] | None = None, departure: Departure | None = None
) -> Verdict:
    refs = (departure.ref,) if departure and departure.ref else ()
    return Verdict(wish.id, state, Finding(code, 0, dict(holes or {})), refs)


def _gaps(wish: Wish, planned: Sequence[Planned], frame: Frame, last: date) -> list[PlanGap]:
    case = Case(wish, Evidence(), frame, rule_of(wish).settle(wish.params))
    rhythm, arena = rhythm_of(case), case.text("arena")
    own = [one for one in planned if one.arena == arena]
    asked = [one for one in periods(rhythm.kind, frame.joined, last) if is_asked(one, rhythm, frame)]
    gaps = []
    for group in groups_of(own, frame.groups):
        for period in asked:
            count = sum(one.on in period and group in ("", one.group) for one in own)
            if count < rhythm.at_least:
                gaps.append(_gap(wish, period, {"arena": arena, "group": group, "count": count}, int(rhythm.at_least)))
    return gaps


def _gap(wish: Wish, period: Period, holes: Mapping[str, Hole], at_least: int) -> PlanGap:
    full = {**holes, "at_least": at_least, "period": period.key}
    return PlanGap(wish.id, period, Finding("plan.short", BASE_WEIGHT[wish.force] // 4, full))


def _known_meeting(one: Held, day: date) -> Held:
    later = one.minutes_shared is not None and one.minutes_shared > day
    return replace(one, minutes_shared=None) if later else one


def _known_subject(one: Subject, day: date) -> Subject:
    if all(then is None or then <= day for then in one.parts.values()):
        return one
    return replace(one, parts={name: then if then and then <= day else None for name, then in one.parts.items()})


def _meeting_order(one: Held) -> tuple[date, str, str, int, str]:
    return one.on, one.arena, one.group, one.minutes or 0, str(one.ref and one.ref.id)


def _subject_order(one: Subject) -> tuple[date, str, str]:
    return one.since, one.id, str(one.ref and one.ref.id)
