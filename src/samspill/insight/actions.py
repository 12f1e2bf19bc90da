"""Verbs about a board: doing otherwise with a reason, showing it upwards and taking it back, asking for support.

The journal says that it was done and never in which words: the school owner reads it before a board is released.
"""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samspill.arenas.models import Arena
from samspill.insight.judging import TOPICS
from samspill.insight.models import Departure, Judgement, Release, SupportNeed
from samspill.insight.queries import release_of
from samspill.journal.actions import note
from samspill.people.models import Person
from samspill.projects.models import Participation
from samspill.projects.queries import adapted


@transaction.atomic
def depart(
    participation: Participation,
    *,
    requirement: str,
    reason: str,
    since: date,
    acting: Person | None,
    at: datetime,
    until: date | None = None,
    not_applicable: bool = False,
) -> Departure:
    """Do otherwise than a requirement says, or say that it does not apply here, from `since` on and with a reason."""
    _demand_known(participation, requirement)
    _demand_words(reason, "reason")
    departure = Departure(
        participation=participation,
        requirement=requirement,
        reason=reason,
        not_applicable=not_applicable,
        since=since,
        until=until,
        made_by=acting,
        made_at=at,
    )
    departure.full_clean()
    departure.save()
    note("board.departed", departure, acting=acting, at=at)
    return departure


@transaction.atomic
def end_departure(departure: Departure, *, until: date, acting: Person | None, at: datetime) -> None:
    """Follow the requirement again after `until`. The reason stays in the log."""
    if until < departure.since:
        raise ValidationError({"until": _("The last day is before the first day.")})
    before, departure.until = departure.until, until
    departure.save(update_fields=["until"])
    note("board.departure_ended", departure, acting=acting, at=at, changes={"until": (before, until)})


@transaction.atomic
def release_board(participation: Participation, *, acting: Person | None, at: datetime) -> Release:
    """Show the board to the school owner. Showing it twice changes nothing."""
    Participation.objects.select_for_update().get(pk=participation.pk)
    running = release_of(participation)
    if running:
        return running
    release = Release.objects.create(participation=participation, made_by=acting, made_at=at)
    note("board.released", release, acting=acting, at=at)
    return release


@transaction.atomic
def take_back_board(participation: Participation, *, acting: Person | None, at: datetime) -> None:
    """Let the board be the school's own again."""
    release = release_of(participation)
    if release is None:
        return
    release.taken_back_at = at
    release.save(update_fields=["taken_back_at"])
    note("board.taken_back", release, acting=acting, at=at)


@transaction.atomic
def ask_support(
    participation: Participation, *, requirement: str, text: str, acting: Person | None, at: datetime
) -> SupportNeed:
    """Ask the school owner for help with one requirement. The owner sees it while the board is released."""
    _demand_known(participation, requirement)
    _demand_words(text, "text")
    need = SupportNeed(participation=participation, requirement=requirement, text=text, made_by=acting, made_at=at)
    need.full_clean()
    need.save()
    note("board.support_asked", need, acting=acting, at=at)
    return need


@transaction.atomic
def answer_support(need: SupportNeed, *, answer: str, acting: Person | None, at: datetime) -> None:
    """Answer a school's support need; a later answer takes the place of an earlier one, which the journal keeps."""
    _demand_words(answer, "answer")
    before, need.answer = need.answer, answer
    need.answered_by, need.answered_at = acting, at
    need.save(update_fields=["answer", "answered_by", "answered_at"])
    note("board.support_answered", need, acting=acting, at=at, changes={"answer": (before, answer)})


@transaction.atomic
def judge(
    participation: Participation,
    *,
    requirement: str,
    value: int,
    reason: str,
    on: date,
    acting: Person | None,
    at: datetime,
    arena: Arena | None = None,
) -> Judgement:
    """Write down how the team itself judges a requirement or a topic. A later judgement follows, none is changed."""
    if requirement not in TOPICS:
        _demand_known(participation, requirement)
    _demand_words(reason, "reason")
    if on > timezone.localdate(at):
        raise ValidationError({"on": _("This day is still to come. Give today or an earlier day.")})
    judgement = Judgement(
        participation=participation,
        requirement=requirement,
        value=value,
        reason=reason,
        on=on,
        arena=arena,
        made_by=acting,
        made_at=at,
    )
    judgement.full_clean()
    judgement.save()
    note("board.judged", judgement, acting=acting, at=at)
    return judgement


def _demand_words(text: str, field: str) -> None:
    if not text.strip():
        raise ValidationError({field: _("Write a sentence or two, so that others understand it.")})


def _demand_known(participation: Participation, requirement: str) -> None:
    if requirement not in adapted(participation.project).method.requirements:
        raise ValidationError(
            _("The method has no requirement “%(requirement)s”."), params={"requirement": requirement}
        )
