"""The two mails of a clarification: one is reported, to the school owner; it is answered, to those who asked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samspill.arenas.queries import memberships_on
from samspill.clarifications.models import Clarification
from samspill.clarifications.queries import leaders_of, owners_of
from samspill.delivery import addresses
from samspill.delivery.letter import Block, Letter, Paragraph, compose
from samspill.people.models import Person
from samspill.people.post import write_to

REPORTED, ANSWERED = "clarification-reported", "clarification-answered"


def tell_owners(case: Clarification, *, acting: Person | None, at: datetime) -> None:
    owners = owners_of(case.unit.municipality, timezone.localdate(at))
    _send(case, REPORTED, owners, acting, at)


def tell_askers(case: Clarification, *, acting: Person | None, at: datetime) -> None:
    """Whoever raised it, the leader who reported it, and those who lead the arena it was raised in."""
    day = timezone.localdate(at)
    people = [*leaders_of([case.unit], day), *(one for one in (case.raised_by, case.reported_by) if one)]
    if case.arena_id:
        people += [seat.person for seat in memberships_on(day).filter(arena=case.arena_id, leads=True)]
    _send(case, ANSWERED, people, acting, at)


def _send(case: Clarification, kind: str, people: Iterable[Person], acting: Person | None, at: datetime) -> None:
    for person in {one.pk: one for one in people if one != acting and one.email}.values():
        write_to(
            person,
            partial(_reported if kind == REPORTED else _answered, case),
            kind=kind,
            key=f"{kind} {case.pk} {case.version} {person.pk}",
            municipality_id=case.unit.municipality_id,
            at=at,
            about=case.get_absolute_url(),
        )


def _reported(case: Clarification, language: str) -> Letter:
    blocks: list[Block] = [Paragraph(case.title)]
    if case.text:
        blocks.append(Paragraph(case.text))
    if case.due:
        told = _("The answer is due by %(day)s. The next step is yours: call a meeting that takes it up.")
        blocks.append(Paragraph(told % {"day": date_format(case.due)}))
    subject = _("%(unit)s asks for a clarification") % {"unit": case.unit}
    return _letter(case, subject, blocks, language, _("You get this because you are the school owner."))


def _answered(case: Clarification, language: str) -> Letter:
    blocks: list[Block] = [Paragraph(case.title), Paragraph(case.answer)]
    subject = _("Answered: %(title)s") % {"title": case.title}
    return _letter(case, subject, blocks, language, _("You get this because you asked for the clarification."))


def _letter(case: Clarification, subject: str, blocks: list[Block], language: str, why: str) -> Letter:
    return compose(
        subject,
        blocks,
        language=language,
        municipality=case.unit.municipality.name,
        why=why,
        link=addresses.page(case.get_absolute_url()),
        label=_("Open the clarification"),
    )
