"""What became of the measures somebody had a part in: one line for each, the latest that happened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspill.access.gate import visible_to
from samspill.access.rules import Actor
from samspill.measures.models import Decision, Descent, DescentKind, Evaluation, Fate, Measure, Verdict
from samspill.measures.queries import MEASURES, offspring
from samspill.people.models import Person

#: What a decision means for whoever had a part in it.
BECAME: Mapping[str, object] = {
    Verdict.START: gettext_lazy("it is tried out"),
    Verdict.DECLINE: gettext_lazy("it is not tried out"),
    Verdict.PRACTICE: gettext_lazy("it is daily practice"),
    Verdict.CONTINUE: gettext_lazy("it goes on being tried"),
    Verdict.ADJUST: gettext_lazy("it is adjusted and tried on"),
    Verdict.STOP: gettext_lazy("it has ended"),
}


@dataclass(frozen=True, slots=True)
class News:
    """The latest that became of one measure: what, and why where a reason was given."""

    measure: Measure
    on: date
    words: str
    why: str = ""

    @property
    def line(self) -> str:
        return f"{self.measure.title}: {self.words}"


def news_for(person: Person, actor: Actor, since: date) -> list[News]:
    """What became of everything the person proposed, answered, tried or coordinated, the newest first.

    Only what others did, and only what the reader may still read. A constant number of queries.
    """
    part = (
        Q(proposed_by=person)
        | Q(pk__in=offspring(Measure.objects.filter(proposed_by=person)))
        | Q(answers__answered_by=person)
        | Q(participants__person=person)
        | Q(coordinator=person)
        | Q(decisions__told=person)
    )
    lately = (
        Q(fate_on__gte=since)
        | Q(analysed_on__gte=since)
        | Q(ended_on__gte=since)
        | Q(decisions__on__gte=since)
        | Q(evaluations__on__gte=since)
    )
    ids = Measure.objects.filter(part).filter(lately).order_by().values("pk")
    rows = visible_to(actor, MEASURES.filter(pk__in=ids), "measure.read").prefetch_related(
        Prefetch("decisions", Decision.objects.filter(on__gte=since)),
        Prefetch("evaluations", Evaluation.objects.filter(on__gte=since)),
        "steps",
        Prefetch("heirs", Descent.objects.select_related("child")),
    )
    latest = (max(found, key=lambda one: one.on) for row in rows if (found := list(_happened(row, person, since))))
    return sorted(latest, key=lambda one: one.on, reverse=True)


def _happened(measure: Measure, person: Person, since: date) -> Iterator[News]:
    if measure.fate and measure.fate_on and measure.fate_on >= since:
        yield News(measure, measure.fate_on, _fate(measure), measure.fate_reason)
    for step in measure.steps.all():
        if step.by_id == person.pk or step.on < since:
            continue
        if step.on == measure.analysed_on:
            yield News(measure, step.on, _("it is put forward"))
        elif step.on == measure.ended_on and not measure.decisions.all():
            yield News(measure, step.on, str(BECAME[Verdict.DECLINE]), step.reason)
    for made in measure.decisions.all():
        if made.by_id != person.pk:
            yield News(measure, made.on, str(BECAME[made.verdict]), made.reasons)
    for evaluation in measure.evaluations.all():
        if evaluation.by_id != person.pk:
            yield News(measure, evaluation.on, _("it has been evaluated"))


def _fate(measure: Measure) -> str:
    heirs = [row.child.title for row in measure.heirs.all() if row.kind == DescentKind.MERGED]
    if measure.fate == Fate.MERGED and heirs:
        return _("merged with “%(title)s”") % {"title": heirs[0]}
    return str(measure.get_fate_display())
