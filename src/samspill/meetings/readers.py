"""Who may read minutes: whoever the table says, those who were there, and the members of arenas that got them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.db.models import Q, QuerySet

from samspill.access.gate import visible_to
from samspill.access.rules import Actor, Scope
from samspill.documents.models import Upload
from samspill.meetings.models import Forward, Here, Item, Meeting, Presence
from samspill.meetings.queries import ITEMS, kept_from
from samspill.meetings.taking_part import reader
from samspill.people.models import Person

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


def matter_scope(person: Person | None) -> Callable[[Item], Scope]:
    """What the gate judges one matter by: the arena opens it to its guests only while they are in the room."""
    return lambda item: _without_arena(item.scope(), item, person)


def paper_scope(upload: Upload, person: Person | None) -> Scope:
    """A paper is read by whoever may read its matter, also by those who are at the meeting without a seat."""
    item = ITEMS.filter(pk=upload.thing_id).first()
    return _without_arena(reader(person)(item), item, person) if item else upload.scope()


def _without_arena(scope: Scope, item: Item, person: Person | None) -> Scope:
    if not Item.objects.filter(kept_from(person), pk=item.pk).exists():
        return scope
    own = person if person and item.submitted_by_id == person.pk else None
    return replace(scope, arenas=frozenset(), person=own.pk if own else None)


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
