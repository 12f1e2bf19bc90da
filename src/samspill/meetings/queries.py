from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from samspill.arenas.models import Arena
from samspill.meetings.models import Away, Item, ItemState, Meeting
from samspill.people.models import Person

MEETINGS = Meeting.objects.select_related("arena__unit__municipality", "arena__project__municipality", "minute_taker")
ITEMS = Item.objects.select_related(
    "arena__unit__municipality", "arena__project__municipality", "meeting__arena", "owner", "submitted_by"
)
STANDS = Q(called_off="")


def meetings_of(arena: Arena) -> QuerySet[Meeting]:
    return MEETINGS.filter(arena=arena)


def coming(arena: Arena, today: date) -> QuerySet[Meeting]:
    """What is before the arena, today's included, as long as it has not ended."""
    return meetings_of(arena).filter(STANDS, on__gte=today, ended_at=None)


def agenda_of(meeting: Meeting) -> QuerySet[Item]:
    """The items on the agenda, in order."""
    return ITEMS.filter(meeting=meeting, state=ItemState.AGENDA)


def readable_items(meeting: Meeting, person: Person | None) -> QuerySet[Item]:
    """The items on the agenda that somebody may read: a guest none for which the guest is out of the room."""
    out = Away.objects.filter(presence__meeting=meeting, presence__guest=True, presence__person=person)
    return agenda_of(meeting).exclude(pk__in=out.values("item")) if person else agenda_of(meeting).none()


def inbox_of(arena: Arena) -> QuerySet[Item]:
    """What waits for an answer, the oldest first; what is postponed to a meeting comes up with that meeting."""
    return ITEMS.filter(arena=arena, state=ItemState.WAITING, meeting=None).order_by("submitted_at", "id")
