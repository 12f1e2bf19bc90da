"""Rows to core: what happened to measures as stations, and what came of what as ties.

The stations of one measure stand in a row, each tied to the next. Another measure ties on behind the last of them: what
was merged away ends in the station “taken in” of its heir, what was split up in the proposals it became. So the thread
through a measure's last station is all that it came of, all that happened to it, and all that came of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from samspill.core.redthread.lineage import GREW, MERGED, SPLIT
from samspill.core.redthread.thread import Station, Thread, Tie, thread
from samspill.measures.bridge import pack_phases
from samspill.measures.models import Descent, DescentKind, Fate, LogEntry, Measure, Statement, Step, Verdict
from samspill.measures.thread_queries import Kin, came_with, part_of
from samspill.methods.schema import Method

THEN = "then"  # the tie from one station of a measure to the next
#: How far along the way each kind of station stands: the columns of the picture. Those of one day come in this order.
COLUMNS: Mapping[str, int] = {
    "statement": 0,
    "proposal": 1,
    "analysed": 2,
    "taken-in": 2,
    "fate": 2,
    "clarification": 2,
    "hearing": 3,
    "plan": 4,
    "decision": 5,
    "declined": 5,
    "step": 5,
    "try-out": 6,
    "log": 7,
    "evaluation": 8,
    "outcome": 9,
    "stopped": 9,
    "practice": 10,
    "re-check": 11,
}
#: Steps that are stations by themselves; the others are seen in what was done for them.
OF_STAGE: Mapping[str, str] = {
    "analysed": "analysed",
    "trying": "try-out",
    "practice": "practice",
    "stopped": "stopped",
    "declined": "declined",
}
BEFORE_THE_TRY_OUT = (Verdict.START, Verdict.DECLINE)


@dataclass(frozen=True, slots=True)
class Stop:
    """One station with the rows behind it. `measure` is whose it is; None for a statement."""

    key: str
    kind: str
    on: date | None
    measure: Measure | None
    rows: tuple[Any, ...]
    round: int = 0  # which try-out, counted from 1

    @property
    def station(self) -> Station:
        return Station(self.key, self.kind, self.on, COLUMNS[self.kind])


@dataclass(frozen=True, slots=True)
class Way:
    """A thread with the rows behind its stations, by their keys."""

    thread: Thread
    stops: Mapping[str, Stop]


def way_of(measure: Measure, kin: Kin, methods: Mapping[int, Method]) -> Way:
    """All that a measure came of, all that happened to it, and all that came of it."""
    lines = _lines(kin, methods, own=measure.pk)
    return _way(lines, kin, start=lines[measure.pk][-1].key)


def way_from(statement: Statement, kin: Kin, methods: Mapping[int, Method]) -> Way:
    """Everything that became of a statement."""
    return _way(_lines(kin, methods), kin, start=key_of(statement), also=statement)


def key_of(row: Measure | Statement) -> str:
    """The key of a statement, or of the first station of a measure; `said-3` is an anchor on the page too."""
    return f"said-{row.pk}" if isinstance(row, Statement) else f"measure-{row.pk}"


def _lines(kin: Kin, methods: Mapping[int, Method], own: int | None = None) -> dict[int, list[Stop]]:
    """The stations of each measure in their order."""
    return {one.pk: line(one, kin, methods[one.project_id], own=one.pk == own) for one in kin.measures}


def _way(lines: Mapping[int, list[Stop]], kin: Kin, *, start: str, also: Statement | None = None) -> Way:
    stops = {stop.key: stop for stations in lines.values() for stop in stations}
    statements = {said.pk: said for one in kin.measures for said in part_of(one, "statements")}
    if also is not None:
        statements[also.pk] = also
    stops |= {
        key_of(said): Stop(key_of(said), "statement", said.said_on, None, (said,)) for said in statements.values()
    }
    ties = [*_along(lines), *_grown(kin), *_descended(lines, kin)]
    return Way(thread((stop.station for stop in stops.values()), ties, start), stops)


def _along(lines: Mapping[int, list[Stop]]) -> Iterator[Tie]:
    for stations in lines.values():
        yield from (Tie(one.key, other.key, THEN) for one, other in pairwise(stations))


def _grown(kin: Kin) -> Iterator[Tie]:
    for one in kin.measures:
        inherited = came_with(one, kin)
        yield from (
            Tie(key_of(said), key_of(one), GREW) for said in part_of(one, "statements") if said.pk not in inherited
        )


def _descended(lines: Mapping[int, list[Stop]], kin: Kin) -> Iterator[Tie]:
    for one in kin.descents:
        if one.parent_id in lines and one.child_id in lines:
            merged = one.kind == DescentKind.MERGED
            target = f"taken-in-{one.pk}" if merged else f"measure-{one.child_id}"
            yield Tie(lines[one.parent_id][-1].key, target, MERGED if merged else SPLIT)


def line(measure: Measure, kin: Kin, method: Method, *, own: bool) -> list[Stop]:
    """The stations of one measure: its proposal, then what happened by the day, on one day in the order of the way.

    Where another one went is said by its heir's station; only on its `own` thread has it a station of its own as well.
    """
    first = Stop(key_of(measure), "proposal", measure.proposed_on, measure, (measure,))
    later = [*_before(measure, kin), *_steps(measure, method), *_log(measure, method), *_after(measure)]
    if measure.fate and (own or measure.fate not in (Fate.MERGED, Fate.SPLIT)):
        later.append(Stop(f"fate-{measure.pk}", "fate", measure.fate_on, measure, (measure,)))
    later.sort(key=lambda stop: (stop.on or measure.phase_on, COLUMNS[stop.kind], stop.key))
    return [first, *later]


def _before(measure: Measure, kin: Kin) -> Iterator[Stop]:
    """What comes before a try-out."""
    for descent in kin.descents:
        if descent.child_id == measure.pk and descent.kind == DescentKind.MERGED:
            yield Stop(f"taken-in-{descent.pk}", "taken-in", descent.on, measure, (descent, _parent(descent, kin)))
    asked = sorted(part_of(measure, "answers"), key=lambda one: (one.arena.kind, one.arena.group, one.pk))
    if asked:
        days = [one.answered_on for one in asked if one.answered_on] or [one.asked_on for one in asked]
        yield Stop(f"hearing-{measure.pk}", "hearing", measure.heard_on or max(days), measure, tuple(asked))
    for one in kin.clarifications:
        if one.origin_id == measure.pk:
            yield Stop(f"clarification-{one.pk}", "clarification", one.raised_on, measure, (one,))
    plan = getattr(measure, "plan", None)
    if plan is not None:
        yield Stop(f"plan-{measure.pk}", "plan", measure.planned_on, measure, (plan,))


def _parent(descent: Descent, kin: Kin) -> Measure | None:
    """None where the reader may not see what was merged into this."""
    return next((one for one in kin.measures if one.pk == descent.parent_id), None)


def _steps(measure: Measure, method: Method) -> Iterator[Stop]:
    phases, begun = pack_phases(method), 0
    for step in part_of(measure, "steps"):
        stage = phases[step.after].stage if step.after in phases else ""
        begun += stage == "trying"
        kind = OF_STAGE.get(stage, "step" if step.deviates else "")
        if kind:
            yield Stop(f"step-{step.pk}", kind, step.on, measure, (step,), round=begun if kind == "try-out" else 0)


def _log(measure: Measure, method: Method) -> Iterator[Stop]:
    """What was logged, one station for each try-out: a long log is one thing that happened."""
    entries: list[LogEntry] = part_of(measure, "log")
    days = [step.on for step in tryouts(measure, method)]
    for number, (since, until) in enumerate(pairwise([date.min, *days[1:], date.max]), start=1):
        those = [one for one in entries if since <= one.on < until]
        if those:
            yield Stop(f"log-{measure.pk}-{number}", "log", those[0].on, measure, tuple(those), round=number)


def tryouts(measure: Measure, method: Method) -> list[Step]:
    """The steps that began a try-out, the first one first."""
    phases = pack_phases(method)
    return [step for step in part_of(measure, "steps") if step.after in phases and phases[step.after].stage == "trying"]


def _after(measure: Measure) -> Iterator[Stop]:
    """What was decided, evaluated and looked at again."""
    for decision in part_of(measure, "decisions"):
        kind = "decision" if decision.verdict in BEFORE_THE_TRY_OUT else "outcome"
        yield Stop(f"decision-{decision.pk}", kind, decision.on, measure, (decision,))
    for evaluation in part_of(measure, "evaluations"):
        yield Stop(f"evaluation-{evaluation.pk}", "evaluation", evaluation.on, measure, (evaluation,))
    for check in part_of(measure, "rechecks"):
        if check.checked_on:
            yield Stop(f"check-{check.pk}", "re-check", check.checked_on, measure, (check,))
