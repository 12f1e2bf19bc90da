"""What is true of the measures of a school whatever was done to them, read from the rows and not through the rooms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from django.db import connection

from samspill.arenas.models import Arena
from samspill.core.redthread.lineage import MERGED, SPLIT, Line, lost
from samspill.core.redthread.thread import Tie
from samspill.measures.actions.stepping import ENDS, STAMPS
from samspill.measures.bridge import LEADS_TO, pack_phases
from samspill.measures.models import (
    Descent,
    DescentKind,
    Evaluation,
    Fate,
    Judge,
    LogEntry,
    Measure,
    Recheck,
    Statement,
    Step,
)
from samspill.measures.queries import method_of
from samspill.measures.thread_bridge import key_of, way_from, way_of
from samspill.measures.thread_queries import kin_of
from samspill.methods.schema import Phase

LAID_ASIDE = 14  # measures at the most, so that each is met again
TABLES = (
    "journal_entry",
    "measures_answer",
    "measures_decision",
    "measures_descent",
    "measures_evaluation",
    "measures_logentry",
    "measures_measure",
    "measures_measure_statements",
    "measures_participant",
    "measures_plan",
    "measures_practice",
    "measures_recheck",
    "measures_statement",
    "measures_step",
    "clarifications_clarification",
    "delivery_message",
    "search_entry",
)


def fingerprint() -> dict[str, str]:
    """Every row of the room in one query: whatever is refused leaves them as they were."""
    sums = (f"(SELECT coalesce(sum(hashtextextended(t::text, 0)), 0)::text FROM {name} t)" for name in TABLES)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(sums)}")
        return dict(zip(TABLES, cursor.fetchone(), strict=True))


@dataclass(frozen=True, slots=True)
class Rows:
    """The measures with their steps in the order they were written, and what came of what."""

    measures: list[Measure]
    steps: dict[int, list[Step]]
    descents: list[Descent]
    phases: dict[str, Phase]

    def stage(self, phase: str) -> str:
        return self.phases[phase].stage


def kin_around(measures: Iterable[int]) -> Rows:
    found = list(Measure.objects.filter(pk__in=measures).select_related("unit", "project").order_by("pk"))
    steps: dict[int, list[Step]] = {one.pk: [] for one in found}
    for row in Step.objects.filter(measure__in=found).order_by("pk"):
        steps[row.measure_id].append(row)
    return Rows(found, steps, list(Descent.objects.order_by("pk")), dict(pack_phases(method_of(found[0]))))


def every_change_of_phase_is_one_step(_walk: Any, rows: Rows) -> None:
    for one in rows.measures:
        steps = rows.steps[one.pk]
        assert steps[0].before == ""
        assert all(later.before == earlier.after for earlier, later in pairwise(steps)), f"{one.pk} leapt"
        assert all(earlier.on <= later.on and earlier.at <= later.at for earlier, later in pairwise(steps))
        assert all(row.by_id for row in steps)
        assert (one.phase, one.phase_on) == (steps[-1].after, steps[-1].on)


def the_days_kept_beside_are_those_of_the_steps(_walk: Any, rows: Rows) -> None:
    for one in rows.measures:
        first: dict[str, date] = {}
        for row in rows.steps[one.pk]:
            first.setdefault(rows.stage(row.after), row.on)
        for stage, column in STAMPS.items():
            assert getattr(one, column) == first.get(stage), f"{column} of {one.pk}"
        assert (one.ended_on is not None) == (rows.stage(one.phase) in ENDS)


def no_phase_without_evidence(walk: Any, rows: Rows) -> None:
    """Of the steps just taken: what was missing is on them, and they say why."""
    for one in (one for one in rows.measures if one.pk in walk.touched):
        fresh = [row for row in rows.steps[one.pk][1:] if row.at == walk.at]
        assert len(fresh) <= 1
        for row in fresh:
            assert not one.fate, f"{one.pk} went on while it was {one.fate}"
            _evidenced(walk, rows, one, row)


def _evidenced(walk: Any, rows: Rows, one: Measure, taken: Step) -> None:
    phase, shown = rows.phases[taken.after], set(_shown(walk, rows, one, taken))
    asked = {*phase.needs, *phase.needs_after.get(taken.before, ())}
    missing = asked - shown
    # A decision to try something asks for the answers, also where the way there skipped the hearing (L27).
    besides = {"answers"} - shown if phase.stage == "decided" else set()
    assert missing <= set(taken.missing) <= missing | besides, f"{taken}: {taken.missing}, not {missing}"
    skipped = taken.after not in rows.phases[taken.before].next
    assert taken.deviates == (skipped or bool(taken.missing))
    assert taken.reason.strip() or not taken.deviates


def _shown(walk: Any, rows: Rows, one: Measure, taken: Step) -> Iterator[str]:
    earlier = [row for row in rows.steps[one.pk] if row.pk < taken.pk]
    coordinated = one.coordinator_id is not None and one.coordinator_id not in walk.left
    taking_part = one.participants.filter(until=None).exists()
    leads = {LEADS_TO[row.verdict] for row in one.decisions.filter(on__gte=earlier[-1].on)}
    practice = getattr(one, "practice", None)
    met = {
        "reason": bool(taken.reason.strip()),
        "answers": _all_heard(walk, one),
        "coordinator": coordinated,
        "participants": taking_part,
        "plan": coordinated and taking_part and _planned(one),
        "decision": rows.stage(taken.after) in leads,
        "owner": practice is not None and practice.owner_id is not None,
        "description": practice is not None and bool(practice.description.strip()),
    }
    yield from (need for need, there in met.items() if there)
    tried = [row.on for row in earlier if rows.stage(row.after) == "trying"]
    if tried:
        yield from _judged(one, tried[-1])


def _all_heard(walk: Any, one: Measure) -> bool:
    kinds = ("resource-team", "grade-team")
    teams = set(Arena.objects.filter(unit=one.unit_id, kind__in=kinds, until=None).values_list("pk", flat=True))
    return bool(teams) and teams <= set(one.answers.exclude(stance="").values_list("arena", flat=True))


def _planned(one: Measure) -> bool:
    plan = getattr(one, "plan", None)
    return plan is not None and bool(plan.goal and plan.content and plan.time_frame and plan.main_arena_id)


def _judged(one: Measure, begun: date) -> Iterator[str]:
    if LogEntry.objects.filter(measure=one, withdrawn_at=None, on__gte=begun).exists():
        yield "log"
    elected = set(one.participants.filter(represents=True).values_list("person", flat=True))
    # What was found on the day it was decided to go on is of the try-out before.
    again = one.decisions.filter(on=begun, verdict__in=("continue", "adjust")).exists()
    found = Evaluation.objects.filter(measure=one, on__gte=begun)
    for row in found.exclude(on=begun) if again else found:
        yield "leader-evaluation" if row.judge == Judge.LEADER else "evaluation"
        if row.judge == Judge.TEAM and row.representative_id in elected:
            yield "representative"


def what_is_decided_is_never_laid_aside(_walk: Any, rows: Rows) -> None:
    for one in rows.measures:
        if one.fate:
            assert not any((one.decided_on, one.tried_on, one.practice_on)), f"{one.pk} was {one.fate} when decided"
            assert one.fate_on
            assert one.ended_on is None


def a_practice_and_nothing_else_is_looked_at_again(_walk: Any, rows: Rows) -> None:
    asked = set(Recheck.objects.filter(measure__in=rows.measures, checked_on=None).values_list("measure", flat=True))
    for one in rows.measures:
        assert (one.pk in asked) == (rows.stage(one.phase) == "practice"), f"{one.pk} in {one.phase}"


def no_statement_is_lost(walk: Any, rows: Rows) -> None:
    """Each measure has what was laid down for it and what came with those merged into it, no more and no less."""
    carried: dict[int, set[int]] = {one.pk: set() for one in rows.measures}
    pairs = Measure.statements.through.objects.filter(measure__in=carried).values_list("statement", "measure")
    for said, measure in pairs:
        carried[measure].add(said)
    own: dict[int, set[int]] = {pk: {said for said, grown in walk.grown if grown == pk} for pk in carried}
    for row in rows.descents:
        if row.kind == DescentKind.MERGED:
            own[row.child_id] |= carried[row.parent_id]
    assert carried == own

    ties = [Tie(f"s{said}", str(pk), "grew-from") for pk, statements in carried.items() for said in statements]
    kinds = {DescentKind.MERGED: MERGED, DescentKind.SPLIT: SPLIT}
    ties += [Tie(str(row.parent_id), str(row.child_id), kinds[DescentKind(row.kind)]) for row in rows.descents]
    lines = [Line(str(pk), 1, tuple(f"s{said}" for said in statements)) for pk, statements in carried.items()]
    assert lost(lines, ties) == ()


def nothing_is_laid_aside_without_an_heir(_walk: Any, rows: Rows) -> None:
    heirs = {(row.parent_id, row.kind) for row in rows.descents}
    kinds = {Fate.MERGED: DescentKind.MERGED, Fate.SPLIT: DescentKind.SPLIT}
    for one in rows.measures:
        for fate, kind in kinds.items():
            assert (one.fate == fate) == ((one.pk, kind) in heirs)


def the_thread_leads_both_ways(walk: Any, rows: Rows) -> None:
    """Of what was just touched, and all it is tied to: B is after A on A's thread exactly if A is before B on B's."""
    if not walk.touched:
        return
    kin = kin_of(walk.touched, walk.cast.school)
    methods = {one.project_id: method_of(one) for one in kin.measures[:1]}
    before: set[tuple[int, int]] = set()
    after: set[tuple[int, int]] = set()
    for one in kin.measures:
        way = way_of(one, kin, methods)
        assert way.thread.circles == ()
        before |= {(other, one.pk) for other in _on(way, way.thread.before) if other != one.pk}
        after |= {(one.pk, other) for other in _on(way, way.thread.after) if other != one.pk}
        assert {key_of(said) for said in one.statements.all()} <= way.thread.before
    assert before == after
    _from_what_was_said(walk, kin, methods)


def _on(way: Any, keys: frozenset[str]) -> set[int]:
    return {way.stops[key].measure.pk for key in keys if way.stops[key].measure is not None}


def _from_what_was_said(walk: Any, kin: Any, methods: Any) -> None:
    """The thread of a statement has every measure that carries it."""
    grown = {said for said, pk in walk.grown if pk in walk.touched}
    for said in Statement.objects.filter(pk__in=grown):
        carrying = {one.pk for one in kin.measures if said in one.statements.all()}
        way = way_from(said, kin, methods)
        assert carrying <= _on(way, way.thread.after)


ALL: tuple[Callable[[Any, Rows], None], ...] = (
    every_change_of_phase_is_one_step,
    the_days_kept_beside_are_those_of_the_steps,
    no_phase_without_evidence,
    what_is_decided_is_never_laid_aside,
    a_practice_and_nothing_else_is_looked_at_again,
    no_statement_is_lost,
    nothing_is_laid_aside_without_an_heir,
    the_thread_leads_both_ways,
)
