"""Who may read minutes: whoever the table says, those who were there, and the members of arenas that got them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.db.models import Q, QuerySet

from samspill.access.gate import visible_to
from samspill.access.rules import Actor, Scope
from samspill.meetings.models import Forward, Here, Meeting, Presence

WORD = "minutes.read"


def readers_scope(actor: Actor) -> Callable[[Meeting], Scope]:
    """What `fetch_for(…, "minutes.read", scope=readers_scope(actor))` judges minutes by."""
    return lambda meeting: _scope(meeting, actor)


def _scope(meeting: Meeting, actor: Actor) -> Scope:
    scope = meeting.scope()
    sent = Forward.objects.filter(meeting=meeting, to__in=sits_in(actor))
    there = _was_there(actor).filter(meeting=meeting).exists()
    return replace(
        scope,
        arenas=scope.arenas | frozenset(sent.values_list("to", flat=True)),
        person=actor.id if there else scope.person,
    )


def sits_in(actor: Actor) -> set[int]:
    """The arenas the actor is a member of. What is forwarded to an arena is not for its guests."""
    return {hat.arena for hat in actor.hats if hat.name == "member" and hat.arena is not None}


def _was_there(actor: Actor) -> QuerySet[Presence]:
    """A substitute without a seat reads the minutes of the meeting too; a guest for as long as the seat lasts."""
    return Presence.objects.filter(person=actor.id, here=Here.PRESENT, guest=False)


def readable(actor: Actor, meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Only the meetings whose minutes the actor may read, decided by the database in the same query."""
    allowed = Q(pk__in=visible_to(actor, Meeting.objects.all(), WORD).values("pk"))
    allowed |= Q(pk__in=Forward.objects.filter(to__in=sits_in(actor)).values("meeting"))
    allowed |= Q(pk__in=_was_there(actor).values("meeting"))
    return meetings.filter(allowed)
