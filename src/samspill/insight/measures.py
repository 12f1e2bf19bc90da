"""Rows to core: measures and their try-outs, what was logged, and where they were treated (L12, L16, L24 to L31, L34).

A *measure* is looked at from the day it is planned or decided: a proposal owes nothing yet. A *try-out* is each stretch
in which it is tried: only then do teams discuss it, coordinators log it and the pyramid count it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from samspill.arenas.models import Arena, Membership
from samspill.core.fidelity.model import Deed, Ref, Subject
from samspill.insight.lives import FINAL, Life, TryOut, hearing_kinds
from samspill.measures.bridge import LEADS_TO, judged_from
from samspill.measures.models import Judge, LogEntry, Measure
from samspill.methods.schema import Method
from samspill.projects.models import Participation

PLAN_FIELDS = {"goal": "goal", "content": "content", "main-arena": "main_arena_id", "time-frame": "time_frame"}
#: The traces this module gives.
TRACES = frozenset({"measure", "try-out", "log-entry", "project-log"})


@dataclass(frozen=True, slots=True)
class Around:
    """What the measures of one school are read beside."""

    method: Method
    arenas: Sequence[Arena]
    today: date


def measures_of(participation: Participation) -> tuple[Measure, ...]:
    """All proposals, measures and practices of a board, with their parts: six queries, however many there are."""
    rows = Measure.objects.filter(project=participation.project_id, unit=participation.unit_id).select_related("plan")
    return tuple(rows.prefetch_related("steps", "answers", "participants", "evaluations", "decisions").order_by("pk"))


def entries_of(participation: Participation, measures: Iterable[Measure]) -> tuple[LogEntry, ...]:
    """The logs, without their words: whoever reads a board learns that something was logged, and when."""
    rows = LogEntry.objects.filter(project=participation.project_id, unit=participation.unit_id, withdrawn_at=None)
    known = {one.pk: one for one in measures}
    entries = tuple(rows.only("on", "measure_id").order_by("on", "pk"))
    for entry in entries:
        entry.measure = known.get(entry.measure_id or 0)
    return entries


def subjects(lives: Iterable[Life], around: Around) -> Iterator[Subject]:
    """Each measure that is more than a proposal, and each of its try-outs."""
    for life in lives:
        if life.begun is not None:
            yield _measure(life, life.begun, around)
        for tryout in life.tryouts:
            yield _tryout(life, tryout)


def deeds(lives: Iterable[Life], entries: Iterable[LogEntry]) -> Iterator[Deed]:
    for entry in entries:
        ref = Ref("log-entry", entry.pk)
        if entry.measure_id:
            yield Deed("log-entry", str(entry.measure_id), entry.on, ref)
        else:
            yield Deed("project-log", "", entry.on, ref)
    for life in lives:
        for meeting, day in life.treated:
            yield Deed(f"treated:{meeting.arena.kind}", str(life.measure.pk), day, Ref("meeting", meeting.pk))


def _measure(life: Life, begun: date, around: Around) -> Subject:
    one, kinds = life.measure, hearing_kinds(around.method)
    discussed = {f"discussed-in-{kind}": _discussed(life, kind, around) for kind in kinds}
    return Subject(
        "measure",
        str(one.pk),
        begun,
        life.ended,
        parts={**_plan(life, around.today), **discussed, "decided": life.decided},
        tags=frozenset({one.level, *_coordinates(life, kinds, around)} - {""}),
        ref=Ref("measure", one.pk),
        excused=life.reasons,
    )


def _plan(life: Life, today: date) -> Mapping[str, date | None]:
    """The six fields of R24 with the day each was there.

    A step to the planned phase that lacked no plan found them all. What was filled in otherwise bears no day of its
    own: it is known today, and not held to have been there in a half-year that is past.
    """
    one, plan = life.measure, getattr(life.measure, "plan", None)
    known = one.planned_on if one.planned_on and "goal" not in life.reasons else today
    texts = {part: known if plan and getattr(plan, field) else None for part, field in PLAN_FIELDS.items()}
    came = [row.since for row in one.participants.all()]
    coordinated = (one.coordinator_since or known) if one.coordinator_id else None
    return {**texts, "coordinator": coordinated, "participants": min(came, default=None)}


def _discussed(life: Life, kind: str, around: Around) -> date | None:
    """The day the last of the arenas of this kind had answered or treated it: each grade team, not only one."""
    day = life.decided or around.today
    here = [one for one in around.arenas if one.kind == kind and one.since <= day and (one.until or day) >= day]
    days = [life.first_in(one.pk) for one in here]
    return max(filter(None, days)) if days and all(days) else None


def _coordinates(life: Life, kinds: Iterable[str], around: Around) -> Iterator[str]:
    """Where whoever coordinates has a seat: today, or when the measure ended (R22)."""
    day = min(life.ended or around.today, around.today)
    for arena in around.arenas:
        for seat in arena.memberships.all():
            if arena.kind in kinds and seat.person_id == life.measure.coordinator_id and _on(seat, day):
                yield f"coordinator-from-{arena.kind}"
                if seat.leads:
                    yield f"coordinator-leads-{arena.kind}"


def _on(seat: Membership, day: date) -> bool:
    return not seat.guest and seat.since <= day and (seat.until is None or seat.until >= day)


def _tryout(life: Life, tryout: TryOut) -> Subject:
    one, plan = life.measure, getattr(life.measure, "plan", None)
    ends = plan.ends if plan and plan.ends and plan.ends >= tryout.since else None
    return Subject(
        "try-out",
        str(one.pk),
        tryout.since,
        tryout.until,
        parts={**_evaluated(one, tryout), "final-decision": _settled(one, tryout)},
        tags=frozenset({one.level} - {""}),
        ref=Ref("measure", one.pk),
        due=ends,
        excused=life.reasons,
    )


def _evaluated(measure: Measure, tryout: TryOut) -> Mapping[str, date | None]:
    elected = {row.person_id for row in measure.participants.all() if row.represents}
    first = judged_from(measure, tryout.since)
    rows = [row for row in measure.evaluations.all() if row.judge == Judge.TEAM and row.on >= first]
    heard = [row.on for row in rows if row.representative_id in elected]
    return {
        "evaluation": min((row.on for row in rows), default=None),
        "elected-representative": min(heard, default=None),
    }


def _settled(measure: Measure, tryout: TryOut) -> date | None:
    """The day it was decided what becomes of it: for good, or once the try-out was over, whatever was decided."""
    over = tryout.until
    days = [
        row.on
        for row in measure.decisions.all()
        if row.on >= tryout.since and (LEADS_TO[row.verdict] in FINAL or (over is not None and row.on >= over))
    ]
    return min(days, default=None)
