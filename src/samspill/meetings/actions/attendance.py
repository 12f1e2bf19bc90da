"""Who is there. Every tap says how it is, not what to turn round: tapped twice, or by two, it stays right."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from samspill.journal.actions import note
from samspill.meetings.finding import index_matter, index_minutes
from samspill.meetings.lock import check_open
from samspill.meetings.models import Away, Here, Item, ItemTime, Meeting, Presence
from samspill.meetings.queries import agenda_of
from samspill.people.models import Person
from samspill.people.versions import change, save_new


@transaction.atomic
def mark(presence: Presence, here: str, *, acting: Person | None, at: datetime) -> None:
    """Somebody is there, or is not. Who was absent and comes later has missed the items that are done."""
    held = Presence.objects.select_related("meeting__arena__unit").select_for_update(of=("self",)).get(pk=presence.pk)
    check_open(held.meeting)
    came_late = held.here == Here.ABSENT and here == Here.PRESENT
    differences = change(held, version=None, fields={"here": here})
    if came_late:
        _missed(held, done_of(held.meeting), at)
    if differences:
        note("presence.marked", held, acting=acting, at=at, changes=differences)


@transaction.atomic
def mark_rest_present(meeting: Meeting, *, acting: Person | None, at: datetime) -> None:
    """Everybody of whom nothing is said yet is there."""
    check_open(meeting)
    for presence in meeting.presences.filter(here=Here.UNKNOWN).select_for_update():
        change(presence, version=None, fields={"here": Here.PRESENT})
    note("presence.rest_marked", meeting, acting=acting, at=at)


@transaction.atomic
def stand_in(presence: Presence, person: Person, *, acting: Person | None, at: datetime) -> Presence:
    """`person` is there in the place of somebody invited, who is absent (R40)."""
    mark(presence, Here.ABSENT, acting=acting, at=at)
    fields = {"stands_in_for": presence.person, "role": presence.role, "here": Here.PRESENT}
    substitute = _present(presence.meeting, person, fields)
    note("presence.stood_in", substitute, acting=acting, at=at)
    return substitute


@transaction.atomic
def join(
    meeting: Meeting, person: Person, *, acting: Person | None, at: datetime, only: Item | None = None
) -> Presence:
    """Somebody who was not invited is there as a guest: from now on, or for one item only."""
    check_open(meeting)
    known = meeting.presences.filter(person=person).first()
    if known:
        mark(known, Here.PRESENT, acting=acting, at=at)
        return known
    presence = _present(meeting, person, {"guest": True, "here": Here.PRESENT})
    missed = [item for item in agenda_of(meeting) if item != only] if only else done_of(meeting)
    _missed(presence, missed, at)
    note("presence.joined", presence, acting=acting, at=at)
    return presence


@transaction.atomic
def step_out(presence: Presence, item: Item, *, acting: Person | None, at: datetime) -> None:
    """Somebody leaves the room for one item."""
    check_open(item.meeting)
    _away, new = Away.objects.get_or_create(item=item, presence=presence)
    if new:
        _find_anew(presence, [item], at)
        note("presence.stepped_out", presence, acting=acting, at=at, why=item.title)


@transaction.atomic
def come_back(presence: Presence, item: Item, *, acting: Person | None, at: datetime) -> None:
    """Somebody is in the room for the item after all."""
    check_open(item.meeting)
    gone, _each = Away.objects.filter(item=item, presence=presence).delete()
    if gone:
        _find_anew(presence, [item], at)
        note("presence.came_back", presence, acting=acting, at=at, why=item.title)


def done_of(meeting: Meeting) -> list[Item]:
    """The items that were treated and laid down again."""
    runs = ItemTime.objects.filter(item__meeting=meeting, ended_at=None).values("item")
    return list(agenda_of(meeting).filter(times__isnull=False).exclude(pk__in=runs).distinct())


def _present(meeting: Meeting, person: Person, fields: dict[str, object]) -> Presence:
    known = Presence.objects.filter(meeting=meeting, person=person).first()
    if known is None:
        return save_new(Presence(meeting=meeting, person=person, **fields))
    change(known, version=None, fields=fields)
    return known


def _missed(presence: Presence, items: list[Item], at: datetime) -> None:
    Away.objects.bulk_create((Away(item=item, presence=presence) for item in items), ignore_conflicts=True)
    _find_anew(presence, items, at)


def _find_anew(presence: Presence, items: list[Item], at: datetime) -> None:
    """A guest does not find what is not for them: who is out of the room decides who finds a matter."""
    if presence.guest:
        for item in items:
            index_matter(item, at=at)
        index_minutes(presence.meeting, at=at)
