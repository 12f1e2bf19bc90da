from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, When

from samspill.access.rules import Actor
from samspill.arenas.models import Arena
from samspill.meetings.models import Away, Forward, Item, ItemState, Meeting, Step
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


def times_of(person: int, first: date, last: date) -> set[tuple[datetime, datetime]]:
    """When a person is asked to meetings on these days, from when until when. One query."""
    rows = Meeting.objects.filter(STANDS, presences__person=person, on__range=(first, last)).exclude(begins=None)
    return {(one.starts_at, one.ends_at) for one in rows if one.starts_at and one.ends_at}


def open_meetings(arena: Arena) -> QuerySet[Meeting]:
    """Those whose agenda can still be changed: a meeting nobody has ended is open, also when its day has passed."""
    return meetings_of(arena).filter(STANDS, ended_at=None)


def agenda_of(meeting: Meeting) -> QuerySet[Item]:
    """The items on the agenda, in order."""
    return ITEMS.filter(meeting=meeting, state=ItemState.AGENDA)


def inbox_of(arena: Arena) -> QuerySet[Item]:
    """What waits for an answer, the oldest first; what is postponed comes up with its meeting, or if that is off."""
    free = Q(meeting=None) | Q(meeting__ended_at__isnull=False) | ~Q(meeting__called_off="")
    return waiting_in(arena).filter(free)


def waiting_in(arena: Arena) -> QuerySet[Item]:
    """Everything in the inbox, what is postponed to a meeting too."""
    return ITEMS.filter(arena=arena, state=ItemState.WAITING).order_by("submitted_at", "id")


def removed_from(meeting: Meeting) -> QuerySet[Item]:
    """What somebody took off the agenda, ready to be put back."""
    return ITEMS.filter(meeting=meeting, state=ItemState.REMOVED)


def next_meeting(arena: Arena, today: date) -> Meeting | None:
    """The meeting that takes in what is handed in now: the first that has not begun."""
    return coming(arena, today).filter(begun_at=None).order_by("on", "begins", "id").first()


def is_next(meeting: Meeting, today: date) -> bool:
    """Whether it is its arena's `next_meeting`. Asked for each of the hundreds that are called for a year at once."""
    rows = Meeting.objects.filter(STANDS, arena=meeting.arena_id, on__gte=today, ended_at=None, begun_at=None)
    return rows.order_by("on", "begins", "id").values_list("pk", flat=True).first() == meeting.pk


def last_before(meeting: Meeting) -> Meeting | None:
    """The arena's latest meeting that was held before this one."""
    held = Meeting.objects.filter(STANDS, arena=meeting.arena_id, ended_at__isnull=False, on__lte=meeting.on)
    return held.exclude(pk=meeting.pk).order_by("-on", "-ended_at").first()


def forwarded_to(meeting: Meeting) -> QuerySet[Forward]:
    """The minutes that reached the meeting's arena since it last met."""
    rows = Forward.objects.filter(to=meeting.arena_id).select_related(
        "meeting__arena__unit__municipality", "meeting__arena__project__municipality"
    )
    last = last_before(meeting)
    return rows.filter(at__gt=last.ended_at) if last and last.ended_at else rows


@dataclass(frozen=True, slots=True)
class Split:
    """Planned minutes for the try-out and for other matters, and how many items nobody has given minutes (R50)."""

    tryout: int
    other: int
    unplanned: int

    @property
    def total(self) -> int:
        return self.tryout + self.other

    @property
    def planned(self) -> bool:
        """Whether the time is divided: every item has its minutes, and both parts have some (L17)."""
        return self.unplanned == 0 and self.tryout > 0 and self.other > 0


def split_of(meeting: Meeting) -> Split:
    return split(agenda_of(meeting))


def split(items: Iterable[Item]) -> Split:
    rows = list(items)
    planned = [(row.tryout, row.minutes) for row in rows if row.minutes is not None]
    return Split(
        sum(minutes for tryout, minutes in planned if tryout),
        sum(minutes for tryout, minutes in planned if not tryout),
        len(rows) - len(planned),
    )


def waiting_for(actor: Actor) -> list[tuple[Arena, int]]:
    """The inboxes in which something waits for this leader, with how much; only the leader's own work."""
    led = {hat.arena for hat in actor.hats if hat.name == "arena-lead" and hat.arena is not None}
    if not led:
        return []
    rows = Arena.objects.filter(pk__in=led).select_related("unit", "project__municipality")
    waits = Q(items__state=ItemState.WAITING, items__meeting=None)
    counted = rows.annotate(waiting=Count("items", filter=waits)).filter(waiting__gt=0)
    return [(arena, arena.waiting) for arena in counted]


def sent_by(person: Person) -> QuerySet[Item]:
    """What somebody has handed in, what still waits first, then the latest."""
    rows = Item.objects.filter(submitted_by=person, source="").exclude(state=ItemState.SENT_ON)
    handed_in = Step.objects.filter(item=OuterRef("pk"), kind="submitted")
    waits = Case(When(state=ItemState.WAITING, then=0), default=1)
    return rows.filter(Exists(handed_in)).select_related("meeting").order_by(waits, "-submitted_at")


def readable_items(meeting: Meeting, person: Person | None) -> QuerySet[Item]:
    """The items on the agenda that somebody may read: a guest none for which the guest is out of the room."""
    return agenda_of(meeting).exclude(kept_from(person)) if person else agenda_of(meeting).none()


def kept_from(person: Person | None) -> Q:
    """The items somebody was out of the room for as a guest, and what continues them."""
    out = Away.objects.filter(presence__guest=True, presence__person=person).values("item")
    return Q(pk__in=out) | Q(came_from__in=out)


def hours_of(meeting: Meeting, items: Sequence[Item]) -> list[datetime | None]:
    """When each item begins. Behind one without minutes nobody knows, nor inside a part of a longer meeting."""
    begins = None if meeting.part_minutes else meeting.starts_at
    hours = []
    for item in items:
        hours.append(begins)
        begins = begins + timedelta(minutes=item.minutes) if begins and item.minutes else None
    return hours
