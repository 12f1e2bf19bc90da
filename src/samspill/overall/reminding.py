"""Reminding of an overall plan, before its day: only whoever leads a team that has not answered (R94, R95)."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from django.utils import timezone
from django.utils.translation import gettext as _

from samspill.arenas.queries import memberships_on
from samspill.arenas.words import name_of
from samspill.delivery import addresses
from samspill.delivery.letter import Letter, Paragraph, compose
from samspill.design.dates import weekday
from samspill.overall.models import Answer
from samspill.overall.queries import ANSWERS, method_of
from samspill.people.models import Person
from samspill.people.post import write_to

KIND = "overall-plan-reminder"
AHEAD = timedelta(days=7)  # a team that meets weekly comes to it once more


def remind_leads(at: datetime) -> int:
    """Write once to the lead of each team whose answer is due within a week."""
    today = timezone.localdate(at)
    asked = ANSWERS.filter(stance="", by__range=(today, today + AHEAD))
    asked = asked.filter(plan__proposed_on__isnull=False, plan__adopted_on=None).order_by("-by", "-pk")
    waiting = {one.arena_id: one for one in asked}  # of several the most urgent
    leads = memberships_on(today).filter(
        arena__in=waiting, leads=True, person__is_active=True, person__email__isnull=False
    )
    for seat in leads:
        _write(seat.person, waiting[seat.arena_id], at)
    return len(leads)


def _write(person: Person, answer: Answer, at: datetime) -> None:
    write_to(
        person,
        partial(_letter, answer),
        kind=KIND,
        key=f"{KIND} {answer.pk} {person.pk} {answer.by}",
        municipality_id=answer.plan.unit.municipality_id,
        at=at,
        about=answer.plan.get_absolute_url(),
    )


def _letter(answer: Answer, language: str) -> Letter:
    arena = name_of(answer.arena, method_of(answer.plan))
    words = _("The team is asked what it thinks, by %(day)s at the latest. Whoever sits in it can write it down.")
    return compose(
        _("%(arena)s: the overall plan waits for your answer") % {"arena": arena},
        [Paragraph(words % {"day": weekday(answer.by) if answer.by else ""})],
        language=language,
        municipality=answer.plan.unit.municipality.name,
        why=_("You get this because you lead the team, and it has not answered."),
        link=addresses.page(answer.get_absolute_url()),
        label=_("Write down what we think"),
    )
