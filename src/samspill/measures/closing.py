"""What is read about the end of a try-out: its latest round, what a decision leads to and lacks, practices."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from samspill.access.rules import Scope
from samspill.arenas.models import Arena
from samspill.core.redthread.phases import lacking, needing
from samspill.measures.bridge import LEADS_TO, evidence_of, judged_from, phase_at, phases_of, stage_of
from samspill.measures.models import Decision, Evaluation, Measure, Participant, Verdict
from samspill.measures.queries import hearers_of, latest_into, matters_about, steering
from samspill.meetings.models import Item, ItemState
from samspill.methods.schema import Method

#: What can be decided at a station: whether to try, and after the try-out what becomes of it (R25, R27).
BEFORE = (Verdict.START, Verdict.DECLINE)
AFTER = (Verdict.PRACTICE, Verdict.CONTINUE, Verdict.ADJUST, Verdict.STOP)
OFFERED: Mapping[str, tuple[Verdict, ...]] = {
    **dict.fromkeys(("proposed", "analysed", "heard", "planned", "decided"), BEFORE),
    **dict.fromkeys(("trying", "evaluated"), AFTER),
    "practice": (Verdict.PRACTICE, Verdict.ADJUST, Verdict.STOP),
    **dict.fromkeys(("stopped", "declined"), (Verdict.START,)),
}
# A decision gives its own reasons, and its form asks who answers for the practice.
IN_THE_FORM = frozenset({"decision", "reason", "owner", "description"})
EVALUATIONS = Evaluation.objects.select_related(
    "measure__unit__municipality", "measure__project__municipality", "measure__coordinator", "arena", "by"
).select_related("representative", "item__meeting")
DECISIONS = Decision.objects.select_related(
    "measure__unit__municipality", "measure__project__municipality", "arena__unit__municipality", "by", "item__meeting"
).prefetch_related("measure__unit__arenas")


def begun_on(measure: Measure, method: Method) -> date | None:
    """The day the latest try-out began; None where nothing has been tried."""
    trying = phase_at(method, "trying")
    return latest_into(measure, trying.id) if trying else None


def evaluations_since(measure: Measure, begun: date | None, judge: str = "") -> QuerySet[Evaluation]:
    """The evaluations of the latest try-out, side by side."""
    rows = measure.evaluations.select_related("arena__project", "by", "representative", "item__meeting")
    rows = rows.filter(on__gte=judged_from(measure, begun)) if begun else rows.none()
    return rows.filter(judge=judge) if judge else rows


def is_settled(evaluation: Evaluation) -> bool:
    """Whether the body has decided since: from then on an evaluation stays as it was."""
    made = evaluation.measure.decisions.all()
    return any(one.verdict in AFTER and one.on >= evaluation.on for one in made)


def evaluating_arenas(measure: Measure, method: Method, day: date) -> QuerySet[Arena]:
    """The teams of the school that may evaluate: those that are heard, and the plan's main arena."""
    ids = {arena.pk for arena in hearers_of(measure, method, day)}
    return Arena.objects.filter(Q(pk__in=ids) | Q(pk__in=main_arena_of(measure))).select_related("unit", "project")


def main_arena_of(measure: Measure) -> list[int]:
    plan = getattr(measure, "plan", None)
    return [plan.main_arena_id] if plan and plan.main_arena_id else []


def those_who_tried(measure: Measure, begun: date | None) -> QuerySet[Participant]:
    """Everybody who took part in the latest try-out, those elected first, also whoever has left it since."""
    rows = Participant.objects.filter(measure=measure).select_related("person")
    return rows.filter(Q(until__isnull=True) | Q(until__gte=begun)) if begun else rows


def leading(measure: Measure) -> Scope:
    """Where the leader's evaluation belongs: to the leader and the coordinator, to no arena (R27)."""
    return Scope(frozenset({measure.unit.municipality_id}), frozenset({measure.unit_id}), person=measure.coordinator_id)


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that can be decided, the phase it leads to (empty: it stays), and what that still lacks."""

    verdict: Verdict
    to: str
    missing: tuple[str, ...] = ()
    skips: bool = False

    @property
    def open(self) -> bool:
        return not self.missing and not self.skips


def offers(measure: Measure, method: Method, today: date) -> list[Offer]:
    """What can be decided where the measure stands, with what each lacks besides what the form itself asks for."""
    evidence = evidence_of(measure, method, today) | IN_THE_FORM
    asked = hearing_needs(measure, method, today)
    verdicts = OFFERED.get(stage_of(measure, method), ())
    return [offer_of(one, measure, method, evidence, asked if one == Verdict.START else ()) for one in verdicts]


def offer_of(
    verdict: Verdict, measure: Measure, method: Method, evidence: Collection[str], also: tuple[str, ...] = ()
) -> Offer:
    to = leads(verdict, measure, method)
    if not to:
        return Offer(verdict, "")
    phases = phases_of(method)
    missing = lacking(needing(phases[to], also), measure.phase, evidence)
    return Offer(verdict, to, missing, to not in phases[measure.phase].next)


def hearing_needs(measure: Measure, method: Method, day: date) -> tuple[str, ...]:
    """A decision to try something asks for the answers of the teams, also where the way there skipped them (L27)."""
    return ("answers",) if unheard(measure, method, day) else ()


def leads(verdict: str, measure: Measure, method: Method) -> str:
    """The phase a decision leads to; empty where the measure stays where it is."""
    phase = phase_at(method, LEADS_TO[verdict])
    if phase is None:
        return ""
    loops = phase.id in phases_of(method)[measure.phase].next
    return phase.id if phase.id != measure.phase or loops else ""


def unheard(measure: Measure, method: Method, day: date) -> list[Arena]:
    """The teams that were to be heard and have not answered (R21)."""
    answered = set(measure.answers.exclude(stance="").values_list("arena", flat=True))
    return [arena for arena in hearers_of(measure, method, day) if arena.pk not in answered]


def matters_for(measure: Measure, deciders: Iterable[Arena], around: date) -> QuerySet[Item]:
    """The matters a decision can be taken at: those about the measure, and what the body has on its table today."""
    about = matters_about(measure).order_by().values("pk")
    today = Q(arena__in=list(deciders), meeting__on=around, state=ItemState.AGENDA)
    rows = Item.objects.filter(Q(pk__in=about) | today, meeting__isnull=False)
    return rows.select_related("meeting__arena", "arena").order_by("-meeting__on", "place", "pk")


def body_of(item: Item | None, deciders: list[Arena]) -> Arena | None:
    """The body that decides: the one at whose meeting it is, else the only one there is."""
    if item is not None:
        return next((arena for arena in deciders if arena.pk == item.arena_id), None) or _only(deciders)
    return _only(deciders)


def _only(deciders: list[Arena]) -> Arena | None:
    return deciders[0] if len(deciders) == 1 else None


def kept_by(measure: Measure, method: Method, day: date) -> Scope:
    """Where a practice belongs for those who change its page: whoever answers for it, and those who decide."""
    scope = steering(measure, method, day)
    return Scope(scope.municipalities, scope.units, scope.arenas, person=owner_of(measure))


def checked_by(measure: Measure) -> Scope:
    """Where a re-check belongs: to whoever answers for the practice, and to every arena of the school."""
    scope = measure.scope()
    return Scope(scope.municipalities, scope.units, scope.arenas, person=owner_of(measure))


def owner_of(measure: Measure) -> int | None:
    practice = getattr(measure, "practice", None)
    return practice.owner_id if practice else None
