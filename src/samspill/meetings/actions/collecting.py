"""Putting on the agenda by itself what is due for a meeting."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from samspill.journal.actions import note
from samspill.meetings.actions.placing import insert
from samspill.meetings.due import Due, everything_due
from samspill.meetings.finding import index_matter
from samspill.meetings.models import Item, ItemState, Meeting, Step
from samspill.meetings.queries import is_next
from samspill.meetings.takers import let_know
from samspill.people.models import Person
from samspill.people.versions import change, save_new


@transaction.atomic
def collect(meeting: Meeting, *, acting: Person | None, at: datetime) -> list[Item]:
    """Put what is due on the agenda of the arena's next meeting. Nothing comes twice, nor after it was taken off.

    A meeting further ahead gets nothing yet: what is due belongs to the one before it.
    """
    today = timezone.localdate(at)
    held = Meeting.objects.select_for_update().get(pk=meeting.pk)  # two may open the agenda at the same moment
    if held.begun_at or not is_next(meeting, today):
        return []
    Meeting.objects.filter(pk=meeting.pk).update(collected_on=today)
    meeting.collected_on = today
    there = set(Item.objects.filter(meeting=meeting).values_list("source", "source_id"))
    points = set(Item.objects.filter(meeting=meeting).exclude(point="").values_list("point", flat=True))
    added = []
    for due in everything_due(meeting):
        if due.item:
            added += _take(due.item, due.source, meeting, at)
        elif (due.point not in points) if due.point else ((due.source, due.source_id) not in there):
            added.append(_add(due, meeting, at))
            there.add((due.source, due.source_id))
    if added:
        titles = "; ".join(item.title for item in added)
        note("agenda.collected", meeting, acting=acting, at=at, changes={"agenda": ("", titles)})
    return added


def wants_collecting(meeting: Meeting, today: date) -> bool:
    """Whether nobody has asked today what is due; asked once a day, the page opens as quickly as any other."""
    return meeting.begun_at is None and not meeting.called_off and meeting.collected_on != today


def _add(due: Due, meeting: Meeting, at: datetime) -> Item:
    item = save_new(
        Item(
            arena=meeting.arena,
            meeting=meeting,
            state=ItemState.AGENDA,
            title=due.title,
            text=due.text,
            point=due.point,
            treats=due.treats,
            tryout=due.tryout,
            owner=due.owner,
            minutes=due.minutes,
            source=due.source,
            source_id=due.source_id,
            source_url=due.url,
            submitted_at=at,
        )
    )
    insert(meeting, item)
    Step.objects.create(item=item, kind="came", at=at, meeting=meeting)
    index_matter(item, at=at)
    return item


def _take(item: Item, source: str, meeting: Meeting, at: datetime) -> list[Item]:
    """Move a waiting matter onto the agenda, unless it was put back from this very one."""
    if item.steps.filter(kind="put_back", meeting=meeting).exists():
        return []
    change(item, version=None, fields={"state": ItemState.AGENDA, "meeting": meeting, "source": source})
    insert(meeting, item)
    Step.objects.create(item=item, kind="accepted", at=at, meeting=meeting)
    let_know(item, "accepted", acting=None, at=at)
    return [item]
