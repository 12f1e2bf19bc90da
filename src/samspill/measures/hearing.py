"""What the teams are asked and have answered: who may answer, who has not, and whether an answer still counts (R21)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from samspill.access.rules import Scope
from samspill.arenas.models import Arena
from samspill.arenas.words import name_of
from samspill.measures.models import Answer, Fate, Measure
from samspill.measures.words import turn_name
from samspill.meetings.models import Item, ItemState
from samspill.methods.schema import Method, Phase
from samspill.people.models import Person

SOURCE = "measure"  # by which a matter on an agenda is known to be about a measure
TOGETHER = "hearing"  # by which the matter is known at which a team goes through all it has been asked about
FEW = 3  # so many proposals are a matter each; of more an agenda would be nothing else
ANSWERS = Answer.objects.select_related(
    "arena__unit", "arena__project", "measure__unit__municipality", "measure__project__municipality", "answered_by"
)
WITH_ANSWERS = Prefetch("answers", Answer.objects.select_related("arena__unit", "arena__project"))
GOES_ON = Q(measure__fate="", measure__ended_on=None, measure__decided_on=None)


def unanswered(arena: Arena) -> QuerySet[Answer]:
    """What this arena has been asked and has not answered, while its answer still counts; the longest waiting first."""
    return unanswered_in([arena.pk])


def closed(measure: Measure) -> bool:
    """Whether an answer comes too late: it is decided, or the proposal goes on in another one."""
    gone = measure.fate in (Fate.MERGED, Fate.SPLIT) or measure.ended_on is not None
    return gone or measure.decided_on is not None or bool(measure.decisions.all())


def matters_of(answer: Answer) -> QuerySet[Item]:
    """The matters at which the arena has talked about the proposal, alone or with others, the latest first."""
    among = Q(source=TOGETHER, meeting__on__gte=answer.asked_on)
    rows = Item.objects.filter(Q(source=SOURCE, source_id=answer.measure_id) | among, arena=answer.arena_id)
    return rows.filter(state=ItemState.AGENDA, meeting__isnull=False).order_by("-meeting__on", "-pk")


def answering(person: Person | None) -> Callable[[Answer], Scope]:
    """Where an answer belongs for those who write it down: the arena that was asked, and whoever takes its minutes."""
    return lambda answer: answer_scope(answer, person)


def answer_scope(answer: Answer, person: Person | None) -> Scope:
    unit = answer.measure.unit
    takes = person and matters_of(answer).filter(meeting__minute_taker=person, meeting__approved_at=None).exists()
    return Scope(
        frozenset({unit.municipality_id}),
        frozenset({unit.pk}),
        frozenset({answer.arena_id}),
        person=person.pk if person and takes else None,
    )


def sitting(person: Person | None) -> Callable[[Arena], Scope]:
    """Where all answers of an arena belong for those who write them down in one go: it, and whoever takes minutes."""

    def scope(arena: Arena) -> Scope:
        held = Item.objects.filter(arena=arena, source=TOGETHER, state=ItemState.AGENDA)
        takes = person and held.filter(meeting__minute_taker=person, meeting__approved_at=None).exists()
        return replace(arena.scope(), person=person.pk if person and takes else None)

    return scope


def turn_in_hearing(measure: Measure, method: Method, phase: Phase) -> str:
    """Whom a proposal that is put forward waits for: the teams that are silent, else those who ask and go on."""
    silent = [name_of(one.arena, method) for one in measure.answers.all() if not one.stance]
    if silent:
        return get_text_list(silent, _("and"))
    return turn_name(method, phase.decided_by) if phase.decided_by else ""


def late_answers(today: date, until: date) -> QuerySet[Answer]:
    """What shall be answered in the days that come and is not."""
    return ANSWERS.filter(GOES_ON, stance="", by__range=(today, until)).order_by("arena", "by", "pk")


def unanswered_in(arenas: Iterable[int] | QuerySet[Any, Any]) -> QuerySet[Answer]:
    """The same of several arenas."""
    return ANSWERS.filter(GOES_ON, arena__in=arenas, stance="").order_by("asked_on", "pk")
