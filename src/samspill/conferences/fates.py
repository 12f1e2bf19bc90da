"""What became of the proposals of a conference, read from the measures: nothing is stored twice, so all is current."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samspill.clarifications.models import Clarification
from samspill.conferences.models import Conference, ThemeProposal
from samspill.measures.finding import KIND
from samspill.measures.models import Decision, Descent, Measure
from samspill.measures.words import phase_name

MOST_HEIRS = 20  # a proposal merged and split more often than this is looked up in the red thread


@dataclass(frozen=True, slots=True)
class Became:
    """One proposal: where it stands now and since when, why, what was decided; what it was merged or split into."""

    measure: Measure
    stands: str
    on: date
    why: str = ""
    decided: str = ""
    answer: str = ""
    heirs: tuple[Became, ...] = ()
    url: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What the measures of a unit came to, in hand."""

    heirs: Mapping[int, Sequence[Measure]]
    answers: Mapping[int, str]
    url: Callable[[Measure], str]


def proposals_of(conference: Conference) -> QuerySet[ThemeProposal]:
    rows = ThemeProposal.objects.filter(theme__conference=conference).order_by("pk")
    decided = Prefetch("measure__decisions", Decision.objects.select_related("arena__project").order_by("on", "pk"))
    return rows.select_related("measure__project__municipality").prefetch_related(decided, "measure__steps")


def became_of(conference: Conference, rows: Iterable[ThemeProposal], url: Callable[[Measure], str]) -> list[Became]:
    """Each proposal as it stands today, in the order it was made. `url` leads on where the reader may follow."""
    measures = [row.measure for row in rows]
    if not measures:
        return []
    heirs: dict[int, list[Measure]] = {}
    decided = Prefetch("child__decisions", Decision.objects.select_related("arena__project").order_by("on", "pk"))
    family = Descent.objects.filter(parent__unit=conference.unit_id).select_related("child__project__municipality")
    for one in family.prefetch_related(decided, "child__steps"):
        heirs.setdefault(one.parent_id, []).append(one.child)
    every = {one.pk: one for one in (*measures, *(child for found in heirs.values() for child in found))}
    for measure in every.values():
        measure.unit = conference.unit
    asked = Clarification.objects.filter(origin_kind=KIND, origin_id__in=every, answered_on__isnull=False)
    answers = dict(asked.order_by("answered_on").values_list("origin_id", "answer"))
    told = Told(heirs, {pk: answer for pk, answer in answers.items() if pk}, url)
    return [_became(one, told, frozenset()) for one in measures]


def _became(one: Measure, told: Told, seen: frozenset[int]) -> Became:
    """`seen` keeps a circle of merges, which no verb makes, from being walked for ever."""
    left = bool(one.fate) or one.pk in told.heirs
    heirs = told.heirs.get(one.pk, ()) if left and len(seen) < MOST_HEIRS else ()
    last = next(reversed(one.decisions.all()), None)
    return Became(
        measure=one,
        stands=one.get_fate_display() if one.fate else phase_name(one.project, one.phase),
        on=(one.fate_on if one.fate else None) or one.phase_on,
        why=_why(one, last),
        decided=_decided(last) if last else "",
        answer=told.answers.get(one.pk, ""),
        heirs=tuple(_became(child, told, seen | {one.pk}) for child in heirs if child.pk not in seen),
        url=told.url(one),
    )


def _why(one: Measure, last: Decision | None) -> str:
    """The reason for what it came to: of its fate, else of its last decision, else of the step that ended it."""
    if one.fate:
        return one.fate_reason
    if last:
        return last.reasons
    ended = (step.reason for step in one.steps.all() if one.ended_on and step.on == one.ended_on)
    return next(ended, "")


def _decided(last: Decision) -> str:
    holes = {"day": date_format(last.on), "verdict": last.get_verdict_display()}
    if last.arena:
        return _("%(arena)s decided on %(day)s: %(verdict)s") % {**holes, "arena": last.arena}
    return _("Decided on %(day)s: %(verdict)s") % holes


def settled_on(measure: Measure) -> date | None:
    """The day somebody answered a proposal: taken on, laid aside, merged, sent on, or decided (R21)."""
    days = (
        measure.fate_on if measure.fate else None,
        measure.analysed_on,
        measure.decided_on,
        measure.tried_on,
        measure.ended_on,
    )
    return min(filter(None, days), default=None)
