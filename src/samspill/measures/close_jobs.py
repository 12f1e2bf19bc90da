"""One mail when a practice is to be looked at, to whoever answers for it."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspill.delivery import addresses
from samspill.delivery.letter import Letter, Paragraph, compose
from samspill.measures.models import Recheck
from samspill.measures.practices import LATE, still_there
from samspill.people.post import write_to
from samspill.queue.jobs import job
from samspill.queue.schedules import Daily

KIND = "practice-recheck"
RECHECKS = Recheck.objects.select_related("measure__unit__municipality", "measure__practice__owner")


@job(title=gettext_lazy("Ask whether practices are still done"), schedule=Daily(6, 45))
def ask_about_practices(*, at: datetime) -> None:
    """Every morning, what fell due of late. Each mail is a job of its own, and comes once."""
    today = timezone.localdate(at)
    rows = RECHECKS.filter(checked_on=None, due__range=(today - LATE, today), measure__ended_on=None, measure__fate="")
    for row in rows.filter(measure__practice__owner__is_active=True):
        ask.enqueue(recheck=row.pk, key=f"{KIND} {row.pk}", at=at)


@job(title=gettext_lazy("Ask whether one practice is still done"))
def ask(*, recheck: int, at: datetime) -> None:
    found = RECHECKS.filter(pk=recheck, checked_on=None).first()
    if found is not None:
        write(found, at=at)


@transaction.atomic
def write(recheck: Recheck, *, at: datetime) -> bool:
    """Write to whoever answers for the practice, while still at the school; give back whether somebody was asked."""
    measure, today = recheck.measure, timezone.localdate(at)
    owner = measure.practice.owner
    if owner is None or not owner.email or not still_there([measure.unit_id], [owner.pk], today):
        return False
    write_to(
        owner,
        partial(_letter, recheck),
        kind=KIND,
        key=f"{KIND} {recheck.pk}",
        municipality_id=measure.unit.municipality_id,
        at=at,
        about=_way(recheck),
    )
    return True


def _way(recheck: Recheck) -> str:
    return reverse("measures:recheck", args=[recheck.pk])


def _letter(recheck: Recheck, language: str) -> Letter:
    measure = recheck.measure
    return compose(
        _("Is it still done? %(practice)s") % {"practice": measure.title},
        [Paragraph(_("Say how many use it, and of how many. Two numbers are enough."))],
        language=language,
        municipality=measure.unit.municipality.name,
        why=_("You get this because you answer for this practice."),
        link=addresses.page(_way(recheck)),
        label=_("Answer"),
    )
