"""Rows to core: the phases of a method, and what there is to show for a measure's next step."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from django.db.models import Max

from samspill.core.redthread.evidence import Facts, Judged, evidence
from samspill.core.redthread.phases import Phase
from samspill.measures.coordinating import gone
from samspill.measures.models import Judge, Measure, Verdict
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
DAY = timedelta(days=1)


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
    return evidence(facts_of(measure, method, today))


def facts_of(measure: Measure, method: Method, today: date) -> Facts:
    """What is on record about a measure, as the core reads it."""
    plan = getattr(measure, "plan", None)
    practice = getattr(measure, "practice", None)
    parts = list(measure.participants.all())
    elected = {part.person_id for part in parts if part.represents}
    trying = phase_at(method, "trying")
    begun = latest_into(measure, trying.id) if trying else None
    judged = [one for one in measure.evaluations.all() if begun and one.on >= judged_from(measure, begun)]
    return Facts(
        since=measure.phase_on,
        hearers=frozenset(arena.pk for arena in hearers_of(measure, method, today)),
        answered=frozenset(one.arena_id for one in measure.answers.all() if one.stance),
        coordinator=measure.coordinator_id is not None and not gone(measure, method, today),
        participants=any(part.until is None for part in parts),
        plan_filled=plan is not None
        and plan.main_arena_id is not None
        and all(getattr(plan, one) for one in PLAN_TEXTS),
        decisions=tuple((one.on, LEADS_TO[one.verdict]) for one in measure.decisions.all()),
        trying_since=begun,
        logged_last=measure.log.filter(withdrawn_at=None).aggregate(last=Max("on"))["last"],
        evaluations=tuple(
            Judged(one.on, one.judge == Judge.LEADER, one.representative_id in elected) for one in judged
        ),
        owner=bool(practice and practice.owner_id),
        description=bool(practice and practice.description.strip()),
    )


def judged_from(measure: Measure, begun: date) -> date:
    """From which day an evaluation is of the try-out that began on `begun`.

    Teams evaluate and decide to go on in one sitting: what was found that day is of the try-out before.
    """
    goes_on = any(one.on == begun and LEADS_TO[one.verdict] == "trying" for one in measure.decisions.all())
    return begun + DAY if goes_on else begun
