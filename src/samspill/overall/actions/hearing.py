"""The plan is put forward, the teams discuss it, and each says what it thinks until it is adopted (R93 to R95)."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samspill.arenas.models import Arena
from samspill.journal.actions import note
from samspill.meetings.actions.collecting import collect
from samspill.meetings.queries import next_meeting
from samspill.overall.actions.drafting import hold
from samspill.overall.actions.keeping import keep
from samspill.overall.models import SECTIONS, Answer, OverallPlan, Stance
from samspill.overall.queries import hearers_of, matters_of
from samspill.people.models import Person
from samspill.people.versions import change


@transaction.atomic
def propose(
    plan: OverallPlan, *, version: int | None, acting: Person | None, at: datetime, by: date | None = None
) -> list[Answer]:
    """Put the plan forward: it comes on the agenda of every team that is to discuss it, by itself.

    Put forward again, after changes, those who have answered are not asked anew; they see that it has changed.
    """
    hold(plan)
    today = timezone.localdate(at)
    if by is not None and by < today:
        raise ValidationError({"by": _("This day is past. Choose a day that comes, or leave it empty.")})
    if not any(getattr(plan, name).strip() for name in SECTIONS) and not plan.lines.exists():
        raise ValidationError(_("The plan is still empty. Write something, or take in a measure, before it goes out."))
    arenas = hearers_of(plan, today)
    if not arenas:
        raise ValidationError(_("The school has no team that could discuss it. Open its arenas first."))
    change(plan, version=version, fields={"proposed_on": plan.proposed_on or today})
    keep(plan, acting=acting, at=at, event="proposed")
    made = _ask(plan, arenas, by, today)
    note("overall.proposed", plan, acting=acting, at=at, changes={"by": (None, by)})
    for arena in arenas:
        _put_on_agenda(arena, acting, at)
    return made


def _ask(plan: OverallPlan, arenas: list[Arena], by: date | None, today: date) -> list[Answer]:
    plan.answers.filter(stance="").update(by=by)
    there = set(plan.answers.values_list("arena", flat=True))
    new = [Answer(plan=plan, arena=one, asked_on=today, by=by) for one in arenas if one.pk not in there]
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
    """Keep what an arena thinks; it may change its mind until the plan is adopted."""
    hold_open(answer)
    if stance not in Stance.values:
        raise ValidationError({"stance": _("Choose what the team thinks.")})
    if stance == Stance.CHANGES and not reason.strip():
        raise ValidationError({"reason": _("Write what should be changed, so that the steering group can do it.")})
    before = Stance(answer.stance).label if answer.stance else ""
    fields: dict[str, object] = {"stance": stance, "reason": reason, "item": matters_of(answer).first()}
    fields |= {"answered_on": timezone.localdate(at), "answered_by": acting}
    fields |= {"edition": answer.plan.editions.order_by("-number").first()}
    if change(answer, version=version, fields=fields):
        told = {"stance": (str(before), str(Stance(stance).label))}
        note("overall.answered", answer, acting=acting, at=at, changes=told)


def hold_open(answer: Answer) -> None:
    """The plan is put forward and not adopted yet, and stays so while the answer is kept."""
    plan = OverallPlan.objects.select_for_update().get(pk=answer.plan_id)
    if plan.adopted_on:
        raise ValidationError(
            _("The plan is adopted, so the answer can no longer be changed. Bring it up at the next meeting.")
        )
    if not plan.proposed_on:
        raise ValidationError(_("The plan is being worked on again. You are asked when it is put forward."))
