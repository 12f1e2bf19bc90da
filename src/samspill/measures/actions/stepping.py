"""A measure goes on to another phase: checked against its method, written down with what was missing."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samspill.core.redthread.phases import Refusal, needing, take
from samspill.journal.actions import note
from samspill.measures.actions.practising import ask_again, ask_no_more
from samspill.measures.bridge import evidence_of, pack_phases, phases_of, stage_of
from samspill.measures.finding import draft_of
from samspill.measures.models import Measure, Step
from samspill.measures.queries import method_of
from samspill.measures.words import phase_name, refusal
from samspill.meetings.models import Item
from samspill.methods.schema import Method
from samspill.people.models import Person
from samspill.people.versions import change
from samspill.search.actions import index

#: The column that keeps the day a measure came to a station.
STAMPS = {
    "analysed": "analysed_on",
    "heard": "heard_on",
    "planned": "planned_on",
    "decided": "decided_on",
    "trying": "tried_on",
    "evaluated": "evaluated_on",
    "practice": "practice_on",
}
ENDS = ("stopped", "declined")


@transaction.atomic
def step(
    measure: Measure,
    *,
    to: str,
    on: date,
    version: int | None,
    acting: Person | None,
    at: datetime,
    reason: str = "",
    item: Item | None = None,
    also: tuple[str, ...] = (),
) -> Step:
    """Go on to the phase `to`. Raises ValidationError at `on`, `to` or `reason` with what is wrong and what to do.

    `item` is the matter at which it was decided. With something missing or a phase skipped it takes a reason, and is
    recorded as a deviation. `also` is what this step needs besides what the method asks for.
    """
    held = Measure.objects.select_for_update().get(pk=measure.pk)  # two may take the same step at once
    on_its_way(held)
    method, today = method_of(held), timezone.localdate(at)
    phases = {one.id: needing(one, also) for one in phases_of(method).values()}
    taken = take(
        phases,
        held.phase,
        to,
        evidence=evidence_of(held, method, today),
        reason=reason,
        on=on,
        since=held.phase_on,
        today=today,
    )
    if isinstance(taken, Refusal):
        raise ValidationError(refusal(taken))
    before, stage = held.phase, phases[to].stage
    fields: dict[str, object] = {"phase": to, "phase_on": on, "ended_on": on if stage in ENDS else None}
    if stamp := STAMPS.get(stage):
        fields[stamp] = getattr(held, stamp) or on
    change(measure, version=version, fields=fields)
    made = Step.objects.create(
        measure=measure,
        before=before,
        after=to,
        on=on,
        at=at,
        by=acting,
        item=item,
        reason=reason,
        missing=list(taken.missing),
        deviates=taken.deviates,
    )
    _look_at_it(measure, method, before=stage_of(held, method), on=on)
    names = (phase_name(measure.project, before), phase_name(measure.project, to))
    note("measure.stepped", measure, acting=acting, at=at, why=reason, changes={"phase": names})
    index(draft_of(measure), at=at)
    return made


def on_its_way(measure: Measure) -> None:
    """Refuse what was merged, split up, parked or sent to be clarified: it takes no step by itself."""
    if measure.fate:
        raise ValidationError(
            _("The proposal does not go on by itself: %(fate)s. Take it up again first.")
            % {"fate": measure.get_fate_display()}
        )


def _look_at_it(measure: Measure, method: Method, *, before: str, on: date) -> None:
    """A practice is looked at again, as its method says; what is no practice any more is not."""
    if stage_of(measure, method) == "practice":
        ask_again(measure, pack_phases(method)[measure.phase].rechecks, on)
    elif before == "practice":
        ask_no_more(measure)
