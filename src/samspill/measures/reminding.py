"""Reminding of a hearing, before its day: only whoever leads an arena that has not answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.arenas.models import Arena
from samspill.arenas.queries import memberships_on
from samspill.arenas.words import name_of
from samspill.delivery import addresses
from samspill.delivery.letter import Items, Letter, Paragraph, compose
from samspill.design.dates import weekday
from samspill.measures.hearing import late_answers
from samspill.measures.models import Answer
from samspill.measures.queries import method_of
from samspill.people.models import Person
from samspill.people.post import write_to

KIND = "hearing-reminder"
AHEAD = timedelta(days=3)  # a team that meets weekly can still put it on its agenda


def remind_leads(at: datetime) -> int:
    """Write once to the lead of each arena about what it shall answer in the days that come."""
    today = timezone.localdate(at)
    waiting: dict[int, list[Answer]] = {}
    for one in late_answers(today, today + AHEAD):
        waiting.setdefault(one.arena_id, []).append(one)
    leads = memberships_on(today).filter(
        arena__in=waiting, leads=True, person__is_active=True, person__email__isnull=False
    )
    for seat in leads:
        _write(seat.person, seat.arena, waiting[seat.arena_id], at)
    return len(leads)


def _write(person: Person, arena: Arena, answers: Sequence[Answer], at: datetime) -> None:
    days = sorted({one.by.isoformat() for one in answers if one.by})
    write_to(
        person,
        partial(_letter, arena, answers),
        kind=KIND,
        key=f"{KIND} {arena.pk} {person.pk} {days[0]}",
        municipality_id=arena.unit.municipality_id,
        at=at,
        about=answers[0].measure.get_absolute_url(),
    )


def _letter(arena: Arena, answers: Sequence[Answer], language: str) -> Letter:
    first = answers[0]
    name = name_of(first.arena, method_of(first.measure))
    count = len(answers)
    subject = ngettext(
        "%(arena)s: %(count)s proposal waits for your answer",
        "%(arena)s: %(count)s proposals wait for your answer",
        count,
    ) % {"arena": name, "count": count}
    day = weekday(first.by) if first.by else ""
    words = _("The team is asked what it thinks, by %(day)s at the latest. Whoever sits in it can write it down.")
    return compose(
        subject,
        [Paragraph(words % {"day": day}), Items([one.measure.title for one in answers])],
        language=language,
        municipality=arena.unit.municipality.name,
        why=_("You get this because you lead the team, and it has not answered."),
        link=addresses.page(_where(arena, first, count)),
        label=_("Open the proposal") if count == 1 else _("Open the proposals"),
    )


def _where(arena: Arena, first: Answer, count: int) -> str:
    if count == 1:
        return f"{first.measure.get_absolute_url()}#hearing"
    return reverse("measures:answer_all", args=[arena.pk])
