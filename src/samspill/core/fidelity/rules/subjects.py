"""Rules about each thing of a kind: measures, conferences, clarifications, planned activities (L04, L21 to L33)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from samspill.core.fidelity.model import Ref, State, Subject, Verdict
from samspill.core.fidelity.rules.shape import Case, Param, Rule, findings, joined, named_by
from samspill.core.finding import Hole

# What ended longer ago than a year is history, not a task.
STILL_LOOKED_AT = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Check:
    """How one subject stands: good, begun or neither, and the day it should be good (None: no day is set).

    `reason` is why it is otherwise on purpose; such a one is neither good nor late.
    """

    good: bool
    begun: bool
    due: date | None
    ref: Ref | None
    reason: str = ""


def each_has(case: Case) -> Verdict:
    """Whether every subject has its parts: fields, roles, minutes, a decision (L04, L22 to L24, L30 to L32).

    The parts are due `within_days` after the subject began (or ended: `counted_from`); without `within_days` on its own
    `due` day, else when it ends. While no day can be told they are never overdue. What lacks only parts that were left
    out with a reason deviates.
    """
    parts, wanted = case.texts("parts"), set(case.texts("tags"))
    subjects = [one for one in _looked_at(case) if not wanted or wanted & one.tags]
    missing = joined(part for part in parts for one in subjects if not one.parts.get(part))
    return _verdict(case, [_parts_check(case, one, parts) for one in subjects], {"missing_parts": missing})


def one_of_tags(case: Case) -> Verdict:
    """Whether every subject carries one of the tags, such as a coordinator from grade or resource team (R22)."""
    tags = set(case.texts("tags"))
    days = timedelta(days=case.whole("within_days"))
    checks = [Check(bool(tags & one.tags), False, one.since + days, one.ref) for one in _looked_at(case)]
    return _verdict(case, checks, {})


def no_tag(case: Case) -> Verdict:
    """Whether no subject carries the warning tag, such as a coordinator who also leads the grade team (R22)."""
    tag = case.text("tag")
    checks = [Check(tag not in one.tags, True, None, one.ref) for one in _looked_at(case)]
    return _verdict(case, checks, {"tag": tag})


def in_order(case: Case) -> Verdict:
    """Whether what must come before something came no later than it, such as discussion before decision (R21, R25).

    Subjects where it has not come yet are waiting; they count only while none has.
    """
    before, then = case.texts("before"), case.text("then")
    subjects = _looked_at(case)
    decided = [one for one in subjects if one.parts.get(then)]
    if not decided:
        begun = [Check(False, any(one.parts.get(part) for part in before), None, one.ref) for one in subjects]
        return _verdict(case, begun, {"missing_parts": then})
    late = [[part for part in before if not _no_later(one, part, then)] for one in decided]
    checks = [
        Check(not parts, False, one.parts[then], one.ref, _excuse(one, parts))
        for one, parts in zip(decided, late, strict=True)
    ]
    return _verdict(case, checks, {"missing_parts": joined(part for parts in late for part in parts)})


def rounds_differ(case: Case) -> Verdict:
    """Whether every conference has enough rounds of groups that are composed differently (R70).

    `overlap` is the largest share of the same pairs in two rounds (Jaccard, 0 to 1). Unrecorded rounds are waiting.
    """
    least, most = case.whole("at_least_rounds"), case.number("most_overlap")
    checks = []
    for one in _looked_at(case):
        rounds, overlap = one.numbers.get("rounds"), one.numbers.get("overlap", 0.0)
        good = rounds is not None and rounds >= least and overlap <= most
        checks.append(Check(good, False, one.until or one.since if rounds is not None else None, one.ref))
    return _verdict(case, checks, {"at_least": least})


def _looked_at(case: Case) -> Sequence[Subject]:
    """Subjects that run today or ended within a year and not before the school joined; open-ended ones run."""
    earliest = max(case.frame.joined, case.frame.today - STILL_LOOKED_AT)
    return [one for one in case.subjects(case.text("subject")) if one.until is None or one.until >= earliest]


def _parts_check(case: Case, one: Subject, parts: Iterable[str]) -> Check:
    missing = [part for part in parts if not one.parts.get(part)]
    due = min(filter(None, (one.due, one.until)), default=None)
    if case.params["within_days"] is not None:
        begins = one.until if case.text("counted_from") == "until" else one.since
        # Days after an end that is still ahead are not counted yet.
        reached = begins is not None and begins <= case.frame.today
        due = begins + timedelta(days=case.whole("within_days")) if begins and reached else None
    begun = any(one.parts.get(part) for part in parts)
    return Check(not missing, begun, due, one.ref, _excuse(one, missing))


def _excuse(one: Subject, missing: Collection[str]) -> str:
    """The reason why all that is missing was left out on purpose; empty when any of it was not."""
    given = [one.excused.get(part, "") for part in missing]
    return given[0] if given and all(given) else ""


def _no_later(one: Subject, part: str, then: str) -> bool:
    day, limit = one.parts.get(part), one.parts.get(then)
    return day is not None and limit is not None and day <= limit


def _verdict(case: Case, checks: Sequence[Check], more: Mapping[str, Hole]) -> Verdict:
    subject, today = case.text("subject"), case.frame.today
    if not checks:
        return case.answer(State.NOT_APPLICABLE, {"subject": subject}, outcome="no_subject")
    open_days = [one.due for one in checks if not one.good and not one.reason and one.due is not None]
    good = sum(one.good for one in checks)
    due = min(open_days, default=None)
    reasons = [one.reason for one in checks if not one.good and one.reason]
    if good == len(checks):
        state = State.MET
    elif good + len(reasons) == len(checks):
        state = State.DEVIATES
    elif due is not None and due < today:
        state = State.OVERDUE
    elif due is not None and (due - today).days <= case.frame.soon_days:
        state = State.DUE_SOON
    else:
        state = State.PARTLY if any(one.good or one.begun for one in checks) else State.NOTHING_YET
    holes: dict[str, Hole] = {"subject": subject, "count": good, "total": len(checks), **more}
    if due is not None and state in (State.OVERDUE, State.DUE_SOON):
        holes["due"] = due
    if state is State.DEVIATES:
        holes["reason"] = reasons[-1]
    # Point at what is left to do; when nothing is, at all that was read.
    left = [one.ref for one in checks if not one.good] or [one.ref for one in checks]
    return case.answer(state, holes, refs=left, due=due)


_SUBJECT = Param("subject", "text")
Judge = Callable[[Case], Verdict]


def _rule(name: str, judge: Judge, params: tuple[Param, ...], holes: str, timed: bool, *sources: str) -> Rule:
    """A rule over subjects; a timed one can also be due soon and overdue."""
    plain = f"subject count total {holes}"
    outcomes = {"met": plain, "partly": plain, "nothing_yet": plain, "no_subject": "subject"}
    late = {"due_soon": f"{plain} due", "overdue": f"{plain} due"} if timed else {}
    if name == "no_tag":
        del outcomes["nothing_yet"]
    if name in ("each_has", "in_order"):
        outcomes["deviates"] = f"{plain} reason"
    return Rule(name, judge, (_SUBJECT, *params), named_by("subject"), findings(name, **outcomes, **late), sources)


RULES = (
    _rule(
        "each_has",
        each_has,
        (
            Param("parts", "texts"),
            Param("within_days", "whole", required=False),
            Param("counted_from", "text", required=False, default="since", choices=("since", "until")),
            Param("tags", "texts", required=False, default=()),
        ),
        "missing_parts",
        True,
        *("L04", "L22", "L23", "L24", "L30", "L31", "L32"),
    ),
    _rule(
        "one_of_tags",
        one_of_tags,
        (Param("tags", "texts"), Param("within_days", "whole", required=False, default=14)),
        "",
        True,
        "L25",
    ),
    _rule("no_tag", no_tag, (Param("tag", "text"),), "tag", False, "L26"),
    _rule("in_order", in_order, (Param("before", "texts"), Param("then", "text")), "missing_parts", True, "L27", "L33"),
    _rule(
        "rounds_differ",
        rounds_differ,
        (Param("at_least_rounds", "whole"), Param("most_overlap", "share")),
        "at_least",
        True,
        "L21",
    ),
)
