"""The agenda of a meeting: its standing points, and what is put on it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from samspill.journal.actions import note
from samspill.meetings.models import Item, ItemState, Meeting, Step
from samspill.meetings.words import method_of, points_of
from samspill.methods.schema import AgendaPoint
from samspill.people.models import Person
from samspill.people.versions import save_new

STANDING = "standing"


def begin_agenda(meeting: Meeting, *, at: datetime) -> None:
    """Put the method's standing points on a new agenda, in the pack's order."""
    method = method_of(meeting.arena)
    points = [point for point in points_of(meeting.arena, method) if point.kind == STANDING]
    Item.objects.bulk_create(_standing(meeting, point, place, at) for place, point in enumerate(points, start=1))


def _standing(meeting: Meeting, point: AgendaPoint, place: int, at: datetime) -> Item:
    # Kept in the language of the school: the row is what the minutes say, whoever reads it.
    assert meeting.arena.project, "only a method has points"
    return Item(
        arena=meeting.arena,
        meeting=meeting,
        state=ItemState.AGENDA,
        place=place,
        title=meeting.arena.project.word(f"agendas.{meeting.arena.kind}.{point.id}")[:200],
        point=point.id,
        treats=point.treats or "",
        tryout=point.tryout,
        minutes=point.minutes,
        submitted_at=at,
    )


@transaction.atomic
def add_item(
    meeting: Meeting,
    *,
    title: str,
    acting: Person | None,
    at: datetime,
    text: str = "",
    owner: Person | None = None,
    minutes: int | None = None,
    tryout: bool = False,
    treats: str = "",
    point: str = "",
    source: str = "",
    source_id: int | None = None,
    source_url: str = "",
) -> Item:
    """Put a matter at the end of the agenda."""
    item = save_new(
        Item(
            arena=meeting.arena,
            meeting=meeting,
            state=ItemState.AGENDA,
            place=next_place(meeting),
            title=title,
            text=text,
            owner=owner,
            minutes=minutes,
            tryout=tryout,
            treats=treats,
            point=point,
            source=source,
            source_id=source_id,
            source_url=source_url,
            submitted_by=acting,
            submitted_at=at,
        )
    )
    Step.objects.create(item=item, kind="added", at=at, by=acting, meeting=meeting)
    note("item.added", item, acting=acting, at=at)
    return item


def next_place(meeting: Meeting) -> int:
    """The place after the last item."""
    return (Item.objects.filter(meeting=meeting).aggregate(last=Max("place"))["last"] or 0) + 1
