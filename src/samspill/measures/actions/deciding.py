"""A body decides about a measure: what it concluded and why, beside how many were for it, and the step that follows.

A decision is never changed, only followed by another.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from samspill.core.redthread.phases import Refusal
from samspill.delivery.letter import speaking
from samspill.journal.actions import note
from samspill.measures.actions.practising import describe
from samspill.measures.actions.stepping import step
from samspill.measures.bridge import evidence_of, stage_of
from samspill.measures.closing import OFFERED, body_of, hearing_needs, leads, offer_of
from samspill.measures.decision_letters import tell
from samspill.measures.models import Decision, Measure, Verdict
from samspill.measures.queries import deciders_of, method_of
from samspill.measures.telling import told_to
from samspill.measures.words import refusal
from samspill.meetings.actions.outcomes import add_outcome
from samspill.meetings.models import Item, ItemState, OutcomeKind
from samspill.methods.schema import Method
from samspill.people.models import Person
from samspill.people.versions import change

Votes = tuple[int | None, int | None, int | None]


@transaction.atomic
def decide(
    measure: Measure,
    *,
    verdict: str,
    conclusion: str,
    reasons: str,
    on: date,
    version: int | None,
    acting: Person | None,
    at: datetime,
    item: Item | None = None,
    votes: Votes = (None, None, None),
    told: Collection[str] = (),
    deviation: str = "",
    owner: Person | None = None,
    description: str = "",
) -> Decision:
    """Write the decision down, take its step, tell the groups in `told`, and let it stand in the minutes of its matter.

    Raises ValidationError at the field where it is mended; where something is missing, `deviation` is the reason for
    deciding all the same.
    """
    held = Measure.objects.select_for_update().get(pk=measure.pk)  # two may decide at once
    method = method_of(measure)
    _check(held, method, verdict, on, timezone.localdate(at))
    deciders = deciders_of(measure, method, on)
    if verdict == Verdict.PRACTICE and (owner or description):
        describe(measure, owner=owner, description=description, version=None, acting=acting, at=at)
    made = Decision.objects.create(
        measure=measure,
        verdict=verdict,
        conclusion=conclusion,
        reasons=reasons,
        votes_for=votes[0],
        votes_against=votes[1],
        votes_blank=votes[2],
        arena=body_of(item, deciders),
        item=item,
        on=on,
        by=acting,
    )
    _take(made, method, reasons, deviation, version, acting, at)
    if item is not None and item.arena_id in {arena.pk for arena in deciders}:
        _into_minutes(made, item, acting, at)
    people = told_to(told, measure, on)
    made.told.set(people)
    tell(made, [person for person, by_mail in people.items() if by_mail and person != acting], at)
    note("measure.decided", measure, acting=acting, at=at, why=reasons)
    return made


def _check(measure: Measure, method: Method, verdict: str, on: date, today: date) -> None:
    if measure.fate:
        fate = measure.get_fate_display()
        raise ValidationError(
            _("The proposal does not go on by itself: %(fate)s. Take it up again before you decide.") % {"fate": fate}
        )
    if verdict not in OFFERED.get(stage_of(measure, method), ()):
        raise ValidationError(
            {"verdict": _("This cannot be decided where the measure stands now. Choose one of those offered.")}
        )
    if on > today:
        raise ValidationError(
            {"on": _("%(day)s is still to come. Give today or an earlier day.") % {"day": date_format(on)}}
        )
    if on < measure.phase_on:
        raise ValidationError(refusal(Refusal("before_last", (measure.phase_on.isoformat(),))))


def _take(
    made: Decision,
    method: Method,
    reasons: str,
    deviation: str,
    version: int | None,
    acting: Person | None,
    at: datetime,
) -> None:
    """The step a decision leads to. What was missing is a deviation with a reason of its own."""
    measure = Measure.objects.get(pk=made.measure_id)
    to = leads(made.verdict, measure, method)
    if not to:
        change(measure, version=version, fields={})
        # A decision counts as a change, so that the same form sent twice is not two decisions.
        Measure.objects.filter(pk=measure.pk).update(version=F("version") + 1)
        return
    today = timezone.localdate(at)
    also = hearing_needs(measure, method, today) if made.verdict == Verdict.START else ()
    evidence = evidence_of(measure, method, today) | {"reason"}
    open_way = offer_of(Verdict(made.verdict), measure, method, evidence, also).open
    reason = reasons if open_way else deviation
    try:
        step(
            measure, to=to, on=made.on, version=version, acting=acting, at=at, reason=reason, item=made.item, also=also
        )
    except ValidationError as refused:
        raise ValidationError(_at_fields(refused)) from refused


def _at_fields(refused: ValidationError) -> dict[str, Iterable[str]]:
    """A step asks for its reason; the decision's form calls that why it deviates."""
    names = {"reason": "deviation", "to": "verdict"}
    return {names.get(name, name): words for name, words in refused.message_dict.items()}


def _into_minutes(made: Decision, item: Item, acting: Person | None, at: datetime) -> None:
    """The decision is an outcome of its matter at once; approved minutes stay as they are."""
    meeting = item.meeting
    if meeting is None or meeting.approved_at or item.state != ItemState.AGENDA:
        return
    unit = made.measure.unit
    with speaking(unit.language or unit.municipality.language):
        text = f"{capfirst(made.get_verdict_display())}. {made.conclusion}"
    add_outcome(item, kind=OutcomeKind.DECISION, text=text, why=made.reasons, acting=acting, at=at)
