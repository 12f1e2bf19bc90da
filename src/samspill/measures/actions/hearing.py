"""The hearing: the teams are asked, and each says what it thinks until the decision stands (R21, R25)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samspill.arenas.models import Arena
from samspill.journal.actions import note
from samspill.measures.hearing import closed, matters_of
from samspill.measures.models import Answer, Measure, Stance
from samspill.measures.queries import hearers_of, method_of
from samspill.meetings.actions.collecting import collect
from samspill.meetings.queries import next_meeting
from samspill.people.models import Person
from samspill.people.versions import change


@transaction.atomic
def ask_teams(
    measures: Iterable[Measure], *, acting: Person | None, at: datetime, by: date | None = None
) -> list[Answer]:
    """Ask every team that is to be heard about each of these; it comes on their next agendas by itself.

    Whoever was asked before is not asked twice: only the day by which to answer is set anew.
    """
    today = timezone.localdate(at)
    if by is not None and by < today:
        raise ValidationError({"by": _("This day is past. Choose a day that comes, or leave it empty.")})
    made: list[Answer] = []
    asked = [measure.pk for measure in measures]
    # Two may ask at once. The order keeps them from waiting for each other.
    rows = Measure.objects.select_related("unit__municipality", "project__municipality").filter(pk__in=asked)
    for measure in rows.select_for_update(of=("self",)).order_by("pk"):
        if not measure.live or closed(measure):
            raise ValidationError(_("“%(title)s” is decided or no longer goes on.") % {"title": measure.title})
        made += _ask(measure, by, today)
        note("measure.asked_teams", measure, acting=acting, at=at, changes={"by": (None, by)})
    for arena in {one.arena_id: one.arena for one in made}.values():
        _put_on_agenda(arena, acting, at)
    return made


def _ask(measure: Measure, by: date | None, today: date) -> list[Answer]:
    arenas = hearers_of(measure, method_of(measure), today)
    if not arenas:
        raise ValidationError(_("The school has no team that could be heard. Open its arenas first, then ask them."))
    measure.answers.filter(stance="").update(by=by)
    there = set(measure.answers.values_list("arena", flat=True))
    new = [Answer(measure=measure, arena=arena, asked_on=today, by=by) for arena in arenas if arena.pk not in there]
    return Answer.objects.bulk_create(new)


def _put_on_agenda(arena: Arena, acting: Person | None, at: datetime) -> None:
    """At once, so that whoever opens the agenda today sees it; later meetings ask for themselves."""
    ahead = next_meeting(arena, timezone.localdate(at))
    if ahead:
        collect(ahead, acting=acting, at=at)


@transaction.atomic
def give_answer(
    answer: Answer, *, stance: str, version: int | None, acting: Person | None, at: datetime, reason: str = ""
) -> None:
    """Keep what an arena thinks, with a short reason. It may change its mind until the decision stands."""
    measure = Measure.objects.select_for_update().get(pk=answer.measure_id)
    if closed(measure):
        raise ValidationError(
            _("The decision stands, so the answer can no longer be changed. Bring it up at the next meeting.")
        )
    if stance not in Stance.values:
        raise ValidationError({"stance": _("Choose what the team thinks.")})
    fields: dict[str, object] = {"stance": stance, "reason": reason, "item": matters_of(answer).first()}
    before = Stance(answer.stance).label if answer.stance else ""
    fields |= {"answered_on": timezone.localdate(at), "answered_by": acting}
    if change(answer, version=version, fields=fields):
        told = {"stance": (str(before), str(Stance(stance).label))}
        note("measure.answered", answer, acting=acting, at=at, changes=told)
