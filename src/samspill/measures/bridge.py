"""Rows to core: the phases of a method, and what there is to show for a measure's next step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from samspill.core.redthread.phases import Phase
from samspill.measures.coordinating import gone
from samspill.measures.models import Answer, Judge, Measure, Plan, Verdict
from samspill.measures.queries import hearers_of, latest_into
from samspill.methods.schema import Method
from samspill.methods.schema import Phase as PackPhase

#: Where a decision leads, as a stage of the common way.
LEADS_TO: Mapping[str, str] = {
    Verdict.START: "decided",
    Verdict.DECLINE: "declined",
    Verdict.PRACTICE: "practice",
    Verdict.CONTINUE: "trying",
    Verdict.ADJUST: "trying",
    Verdict.STOP: "stopped",
}
# The texts of R24; coordinator, main arena and participants are asked for beside them.
PLAN_TEXTS = ("goal", "content", "time_frame")


def pack_phases(method: Method) -> Mapping[str, PackPhase]:
    """The phases a measure goes through in a method, by id, in the pack's order."""
    return {phase.id: phase for phase in method.phases.values() if phase.of == "measure"}


def phases_of(method: Method) -> Mapping[str, Phase]:
    """The same as the core reads them."""
    return {
        one.id: Phase(one.id, one.stage, one.next, one.needs, one.needs_after) for one in pack_phases(method).values()
    }


def phase_at(method: Method, stage: str) -> PackPhase | None:
    """The phase of a method that is a stage of the common way; None where the method has none."""
    return next((one for one in pack_phases(method).values() if one.stage == stage), None)


def stage_of(measure: Measure, method: Method) -> str:
    """The station of the common way where a measure stands; empty for a phase the method no longer has."""
    found = pack_phases(method).get(measure.phase)
    return found.stage if found else ""


def evidence_of(measure: Measure, method: Method, today: date) -> frozenset[str]:
    """What there is to show today, by the names in `core.redthread.phases.NEEDS`. A constant number of queries."""
    return frozenset(_evidence(measure, method, today))


def _evidence(measure: Measure, method: Method, today: date) -> Iterator[str]:
    plan = Plan.objects.filter(measure=measure).first()
    parts = list(measure.participants.filter(until__isnull=True))
    if all_answered(measure, method, today):
        yield "answers"
    coordinated = measure.coordinator_id is not None and not gone(measure, method, today)
    if coordinated:
        yield "coordinator"
    if parts:
        yield "participants"
    if plan and coordinated and parts and plan.main_arena_id and all(getattr(plan, name) for name in PLAN_TEXTS):
        yield "plan"
    for verdict in measure.decisions.filter(on__gte=measure.phase_on).values_list("verdict", flat=True):
        yield f"decision:{LEADS_TO[verdict]}"
    yield from _tried(measure, method)
    practice = getattr(measure, "practice", None)
    if practice and practice.owner_id:
        yield "owner"
    if practice and practice.description.strip():
        yield "description"


def _tried(measure: Measure, method: Method) -> Iterator[str]:
    """What the latest try-out has left: a log, and the evaluations that followed it."""
    trying = phase_at(method, "trying")
    begun = latest_into(measure, trying.id) if trying else None
    if begun is None:
        return
    if measure.log.filter(on__gte=begun, withdrawn_at=None).exists():
        yield "log"
    for evaluation in measure.evaluations.filter(on__gte=begun):
        if evaluation.judge == Judge.LEADER:
            yield "leader-evaluation"
            continue
        yield "evaluation"
        elected = measure.participants.filter(represents=True, person=evaluation.representative_id)
        if evaluation.representative_id and elected.exists():
            yield "representative"


def all_answered(measure: Measure, method: Method, today: date) -> bool:
    """Whether every arena that is to be heard has answered (R21, R25): each grade team, not only one."""
    hearers = hearers_of(measure, method, today)
    answered = set(Answer.objects.filter(measure=measure).exclude(stance="").values_list("arena", flat=True))
    return bool(hearers) and all(arena.pk in answered for arena in hearers)
