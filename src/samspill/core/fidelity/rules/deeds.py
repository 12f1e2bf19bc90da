"""Rules about dated acts: done once for each, fresh, or repeated (L01, L19, L28, L29)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from samspill.core.fidelity.asked import after_days, soon
from samspill.core.fidelity.model import Deed, State, Verdict
from samspill.core.fidelity.rules.shape import Case, Param, Rule, by_due_day, findings, joined, named_by
from samspill.core.finding import Hole


def done_for_each(case: Case) -> Verdict:
    """Whether an act has been done for each of the named subjects, such as a talk with each service (R57)."""
    kind, subjects, days = case.text("kind"), set(case.texts("subjects")), case.whole("within_days")
    deeds = [one for one in _deeds(case, kind) if one.subject in subjects]
    done = {one.subject for one in deeds}
    due = case.frame.joined + timedelta(days=days)
    state = by_due_day(len(done), len(subjects), due, case.frame, days)
    holes: dict[str, Hole] = {
        "count": len(done),
        "total": len(subjects),
        "missing_subjects": joined(subjects - done),
        "due": due,
    }
    return case.answer(state, {"kind": kind, **holes}, refs=(one.ref for one in deeds), due=_open(state, due))


def fresh_within(case: Case) -> Verdict:
    """Whether something has been looked over recently enough, such as the contact list within a year (R53).

    Before the first time it is due `within_days` after joining.
    """
    kind, days = case.text("kind"), case.whole("days")
    deeds = _deeds(case, kind)
    last = max((one.on for one in deeds), default=None)
    first_due = case.frame.joined + timedelta(days=case.whole("within_days"))
    due = last + timedelta(days=days) if last else first_due
    state = _repeated(case, due, last is not None, days if last else case.whole("within_days"))
    seen = (one.ref for one in deeds if one.on == last)
    return case.answer(state, {"kind": kind, "days": days, "due": due}, refs=seen, due=due)


def deed_every(case: Case) -> Verdict:
    """Whether an act is repeated often enough, for each running subject where one is named (R33, R36, R38).

    The weeks do not run in the exempt months. With `reported_to`, the latest meeting of that arena since a subject
    began must have come to it as well: a deed "treated:<arena>".
    """
    if case.frame.today.month in case.months():
        return case.answer(State.NOT_APPLICABLE, {}, outcome="resting")
    kind, subject, weeks = case.text("kind"), case.params["while_subject"], case.whole("weeks")
    deeds = sorted(_deeds(case, kind), key=_deed_order)
    if subject is None:
        runs = [(deeds[-1] if deeds else None, case.frame.joined)]
    else:
        latest = {one.subject: one for one in deeds}
        runs = [(latest.get(one.id), max(one.since, case.frame.joined)) for one in case.running(str(subject))]
    if not runs:
        return case.answer(State.NOT_APPLICABLE, {"subject": str(subject)}, outcome="no_subject")
    stood = [_run(case, last, since) for last, since in runs]
    states = [state for state, _ in stood]
    if (told := _reported(case)) and State.OVERDUE not in states:
        return told
    state = next(one for one in _WORST_FIRST if one in states)
    if state is State.NOTHING_YET and State.MET in states:
        state = State.PARTLY
    due = min(day for _, day in stood)
    kept_up = sum(one in (State.MET, State.DUE_SOON) for one in states)
    holes: dict[str, Hole] = {"kind": kind, "days": 7 * weeks, "count": kept_up, "total": len(runs), "due": due}
    return case.answer(state, holes, refs=(last.ref for last, _ in runs if last), due=due)


def _reported(case: Case) -> Verdict | None:
    """The verdict when the latest meeting of the arena that wants to be told did not hear of every running subject."""
    arena, subject = case.params["reported_to"], case.params["while_subject"]
    meetings = [one for one in case.held(str(arena)) if one.minute_taker is not None] if arena and subject else []
    if not meetings:
        return None
    last = meetings[-1]
    known = [one for one in case.running(str(subject)) if one.since < last.on]
    heard = {one.subject for one in _deeds(case, f"treated:{arena}") if one.ref == last.ref}
    silent = [one for one in known if one.id not in heard]
    if not silent:
        return None
    holes: dict[str, Hole] = {"arena": str(arena), "date": last.on, "count": len(known) - len(silent)}
    refs = [*(one.ref for one in silent), last.ref]
    return case.answer(State.PARTLY, {**holes, "total": len(known)}, outcome="unreported", refs=refs)


def _run(case: Case, last: Deed | None, since: date) -> tuple[State, date]:
    days = 7 * case.whole("weeks")
    due = after_days(max(last.on, since) if last else since, days, case.months())
    return _repeated(case, due, last is not None, days), due


def _repeated(case: Case, due: date, done_before: bool, length: int) -> State:
    if case.frame.today > due:
        return State.OVERDUE
    if soon(due, length, case.frame):
        return State.DUE_SOON
    return State.MET if done_before else State.NOTHING_YET


def _deeds(case: Case, kind: str) -> list[Deed]:
    return [one for one in case.evidence.deeds if one.kind == kind]


def _deed_order(one: Deed) -> tuple[date, str, str]:
    return one.on, one.subject, str(one.ref and one.ref.id)


def _open(state: State, due: date) -> date | None:
    return None if state is State.MET else due


_WORST_FIRST = (State.OVERDUE, State.DUE_SOON, State.NOTHING_YET, State.MET)
_KIND = Param("kind", "text")


def _deed_findings(rule: str, holes: str, *more: str) -> Mapping[str, frozenset[str]]:
    known = {"partly": holes, "resting": "", "no_subject": "subject", "unreported": "arena date count total"}
    states = ("met", "due_soon", "overdue", "nothing_yet")
    return findings(rule, **dict.fromkeys(states, holes), **{one: known[one] for one in more})


RULES = (
    Rule(
        "done_for_each",
        done_for_each,
        (_KIND, Param("subjects", "texts"), Param("within_days", "whole", required=False, default=42)),
        named_by("kind"),
        _deed_findings("done_for_each", "kind count total missing_subjects due", "partly"),
        ("L01",),
    ),
    Rule(
        "fresh_within",
        fresh_within,
        (_KIND, Param("days", "whole"), Param("within_days", "whole", required=False, default=60)),
        named_by("kind"),
        _deed_findings("fresh_within", "kind days due"),
        ("L19",),
    ),
    Rule(
        "deed_every",
        deed_every,
        (
            _KIND,
            Param("weeks", "whole"),
            Param("while_subject", "text", required=False),
            Param("exempt_months", "months", required=False, default=(7,)),
            Param("reported_to", "text", required=False),
        ),
        named_by("kind"),
        _deed_findings("deed_every", "kind days count total due", "partly", "resting", "no_subject", "unreported"),
        ("L28", "L29"),
    ),
)
