"""The team that tried it evaluates, then the leader with the coordinator (R26, R27); open until the body decides."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samspill.arenas.models import Arena
from samspill.journal.actions import note
from samspill.measures.bridge import judged_from
from samspill.measures.closing import begun_on, evaluations_since, is_settled
from samspill.measures.models import Chosen, Evaluation, Judge, Measure, Participant
from samspill.measures.queries import method_of
from samspill.meetings.models import Item
from samspill.people.models import Person
from samspill.people.versions import change, save_new


@transaction.atomic
def evaluate(
    measure: Measure,
    *,
    judge: str,
    on: date,
    acting: Person | None,
    at: datetime,
    arena: Arena | None = None,
    item: Item | None = None,
    representative: Participant | None = None,
    **words: str,
) -> Evaluation:
    """Write down what came of a try-out. One evaluation for each team, and one by the leader, in each try-out."""
    held = Measure.objects.select_for_update().get(pk=measure.pk)
    begun = begun_on(held, method_of(held))
    if begun is None:
        raise ValidationError(_("Nothing has been tried out yet, so there is nothing to evaluate. Start the try-out."))
    if not held.live:
        raise ValidationError(_("This has come to an end, so nothing more is evaluated. Decide to try it again first."))
    _check_day(on, judged_from(held, begun), timezone.localdate(at))
    known = evaluations_since(held, begun, judge).filter(arena=arena).first()
    if known is not None:
        raise ValidationError({"arena" if judge == Judge.TEAM else "on": _known(known)})
    made = save_new(
        Evaluation(
            measure=measure,
            judge=judge,
            arena=arena,
            item=item,
            representative=_elected(measure, representative, acting, at),
            on=on,
            by=acting,
            **words,
        )
    )
    note("measure.evaluated", measure, acting=acting, at=at)
    return made


@transaction.atomic
def change_evaluation(
    evaluation: Evaluation,
    *,
    version: int | None,
    on: date,
    acting: Person | None,
    at: datetime,
    representative: Participant | None = None,
    **fields: object,
) -> None:
    """Say it otherwise, as long as nobody has decided on it."""
    Measure.objects.select_for_update().get(pk=evaluation.measure_id)  # nobody decides meanwhile
    if is_settled(evaluation):
        raise ValidationError(
            _("It has been decided on, so the evaluation stays as it was. Write what is new in the log.")
        )
    measure = evaluation.measure
    begun = begun_on(measure, method_of(measure))
    _check_day(on, judged_from(measure, begun) if begun else on, timezone.localdate(at))
    if evaluation.judge == Judge.TEAM:
        fields["representative"] = _elected(measure, representative, acting, at)
    differences = change(evaluation, version=version, fields={**fields, "on": on})
    if differences:
        note("measure.evaluation_changed", measure, acting=acting, at=at, changes=differences)


def _elected(measure: Measure, chosen: Participant | None, acting: Person | None, at: datetime) -> Person | None:
    """Whoever is named as the representative has been elected by those who tried it (R26)."""
    if chosen is None:
        return None
    if not chosen.represents:
        Participant.objects.filter(pk=chosen.pk).update(represents=True, chosen=Chosen.ELECTED)
        note("measure.elected", measure, acting=acting, at=at, changes={"representative": ("", chosen.person.name)})
    return chosen.person


def _check_day(on: date, begun: date, today: date) -> None:
    if on > today:
        raise ValidationError({"on": _("%(day)s is still to come. Give today or an earlier day.") % _day(on)})
    if on < begun:
        raise ValidationError({"on": _("The try-out began on %(day)s. Give that day or a later one.") % _day(begun)})


def _known(known: Evaluation) -> str:
    words = _("This evaluation was written on %(day)s already. Open that one and change it.")
    return words % _day(known.on)


def _day(day: date) -> dict[str, str]:
    return {"day": date_format(day)}
