"""Plans to core: when each was put forward, discussed in every team, and adopted (L33)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from samspill.arenas.models import Arena
from samspill.core.fidelity.model import Ref, Subject
from samspill.meetings.models import Meeting
from samspill.methods.schema import Method
from samspill.overall.models import OverallPlan
from samspill.overall.queries import ADOPTED, PLANS, PROPOSED, SUBJECT, Talks, hearing_parts, speaks_of, talks_about
from samspill.projects.models import Participation

KIND = SUBJECT
SOON = timedelta(weeks=13)  # from the draft to its adoption (R93 to R96)


@dataclass(frozen=True, slots=True)
class Told:
    """The plans of one board that were put forward, and where each was discussed."""

    plans: Sequence[OverallPlan] = ()
    talks: Talks | None = None

    def speaks_of(self, since: date) -> bool:
        """Whether one of them is the plan that activities from this day on brought about."""
        return any(speaks_of(plan, since, since + SOON) for plan in self.plans)

    def meetings(self, plan: OverallPlan) -> tuple[Meeting, ...]:
        """The very meetings at which it was discussed and adopted, in their order."""
        talks = self.talks or {}
        found = [talk.meeting for (pk, _arena), talk in talks.items() if pk == plan.pk and talk.meeting]
        rows = {one.pk: one for one in (*found, plan.adopted_at) if one}
        return tuple(sorted(rows.values(), key=lambda one: (one.on, one.pk)))


def told_of(participation: Participation) -> Told:
    """One query where there are none, four where there are."""
    rows = PLANS.filter(project=participation.project_id, unit=participation.unit_id, proposed_on__isnull=False)
    plans = tuple(rows.order_by("begins"))
    return Told(plans, talks_about(plans)) if plans else Told()


def subjects(told: Told, arenas: Iterable[Arena], method: Method) -> Iterator[Subject]:
    here = list(arenas)
    for plan in told.plans:
        yield _subject(plan, told.talks or {}, here, hearing_parts(method))


def _subject(plan: OverallPlan, talks: Talks, arenas: Sequence[Arena], parts: Mapping[str, str]) -> Subject:
    assert plan.proposed_on, "only what was put forward is read"
    discussed = {part: _discussed(plan, kind, talks, arenas) for part, kind in parts.items()}
    excused = dict.fromkeys(parts, plan.deviation) if plan.deviation else {}
    return Subject(
        SUBJECT,
        str(plan.pk),
        plan.proposed_on,
        plan.year.period.end,
        {PROPOSED: plan.proposed_on, **discussed, ADOPTED: plan.adopted_on},
        ref=Ref(SUBJECT, plan.pk),
        excused=excused,
    )


def _discussed(plan: OverallPlan, kind: str, talks: Talks, arenas: Sequence[Arena]) -> date | None:
    """The day the last of the arenas of this kind had discussed it: each grade team, not only one."""
    asked = {one.arena_id for one in plan.answers.all()}
    here = [one.pk for one in arenas if one.kind == kind and one.pk in asked]
    days = [talk.on if (talk := talks.get((plan.pk, pk))) else None for pk in here]
    return max(filter(None, days)) if days and all(days) else None
