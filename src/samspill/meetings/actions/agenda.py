"""The agenda of a meeting: its standing points, and what is put on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samspill.journal.actions import note
from samspill.meetings.actions.inbox import accept
from samspill.meetings.actions.placing import insert, number
from samspill.meetings.finding import index_matter
from samspill.meetings.models import Item, ItemState, Meeting, Step
from samspill.meetings.queries import agenda_of, inbox_of
from samspill.meetings.words import method_of, points_of
from samspill.methods.schema import AgendaPoint, Method
from samspill.people.models import Person
from samspill.people.versions import StaleError, change, save_new

STANDING = "standing"


def begin_agenda(meeting: Meeting, *, at: datetime) -> None:
    """Put the method's standing points on a new agenda, in the pack's order."""
    Item.objects.bulk_create(standing_points(meeting, method_of(meeting.arena), at))


def standing_points(meeting: Meeting, method: Method | None, at: datetime) -> list[Item]:
    """The method's standing points as they are put on a new agenda; they are not saved yet."""
    points = [point for point in points_of(meeting.arena, method) if point.kind == STANDING]
    return [_standing(meeting, point, place, at) for place, point in enumerate(points, start=1)]


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
    insert(meeting, item)
    Step.objects.create(item=item, kind="added", at=at, by=acting, meeting=meeting)
    index_matter(item, at=at)
    note("item.added", item, acting=acting, at=at)
    return item


def add_point(meeting: Meeting, *, point: str, acting: Person | None, at: datetime) -> Item:
    """Put one of the method's points that are not on every agenda on this one."""
    method = method_of(meeting.arena)
    chosen = next((one for one in points_of(meeting.arena, method) if one.id == point), None)
    if chosen is None or meeting.arena.project is None:
        raise ValidationError({"point": _("Choose one of the points in the list.")})
    _still_open(meeting)
    return add_item(
        meeting,
        title=meeting.arena.project.word(f"agendas.{meeting.arena.kind}.{chosen.id}")[:200],
        minutes=chosen.minutes,
        tryout=chosen.tryout,
        treats=chosen.treats or "",
        point=chosen.id,
        acting=acting,
        at=at,
    )


@transaction.atomic
def change_item(item: Item, *, version: int | None, acting: Person | None, at: datetime, **fields: object) -> None:
    """Say it otherwise, give it an owner or minutes, or say whether it belongs to a try-out."""
    differences = change(item, version=version, fields=fields)
    if differences:
        index_matter(item, at=at)
        note("item.changed", item, acting=acting, at=at, changes=differences)


@transaction.atomic
def plan_items(
    meeting: Meeting, *, planned: Mapping[int, Mapping[str, object]], acting: Person | None, at: datetime
) -> None:
    """Give many items minutes, owners and their part of the time at once; `planned` maps an item to its fields."""
    for item in agenda_of(meeting).filter(pk__in=planned):
        fields = dict(planned[item.pk])
        version = fields.pop("version", None)
        assert version is None or isinstance(version, int)
        change_item(item, version=version, acting=acting, at=at, **fields)


@transaction.atomic
def take_off(item: Item, *, version: int | None, acting: Person | None, at: datetime) -> None:
    """Take an item off the agenda: what somebody handed in waits in the inbox again, the rest can be put back."""
    if item.state != ItemState.AGENDA or item.meeting is None:
        raise ValidationError(_("This is not on an agenda any more."))
    _still_open(item.meeting)
    meeting, handed_in = item.meeting, item.steps.filter(kind="submitted").exists()
    fields: dict[str, object] = {"state": ItemState.REMOVED}
    if handed_in:
        fields = {"state": ItemState.WAITING, "meeting": None, "source": "", "place": 0}
    change(item, version=version, fields=fields)
    kind = "put_back" if handed_in else "removed"
    Step.objects.create(item=item, kind=kind, at=at, by=acting, meeting=meeting)
    index_matter(item, at=at)
    note(f"item.{kind}", item, acting=acting, at=at)


@transaction.atomic
def restore(item: Item, *, version: int | None, acting: Person | None, at: datetime) -> None:
    """Put what was taken off on the agenda again."""
    if item.state != ItemState.REMOVED or item.meeting is None:
        raise ValidationError(_("This has not been taken off an agenda."))
    _still_open(item.meeting)
    change(item, version=version, fields={"state": ItemState.AGENDA})
    insert(item.meeting, item)
    Step.objects.create(item=item, kind="restored", at=at, by=acting, meeting=item.meeting)
    index_matter(item, at=at)
    note("item.restored", item, acting=acting, at=at)


@transaction.atomic
def arrange(
    meeting: Meeting, *, order: Sequence[int], seen: Sequence[int], acting: Person | None, at: datetime
) -> list[Item]:
    """Save the order of an agenda as it was dragged. What came from the inbox is accepted in its new place.

    `seen` is the order the reader had before her: if it is another by now, nothing is moved.
    """
    held = Meeting.objects.select_for_update().get(pk=meeting.pk)
    rows = {row.pk: row for row in agenda_of(meeting)}
    if list(rows) != list(seen) or not set(rows) <= set(order):
        raise StaleError(held)
    _still_open(meeting)
    fresh = {row.pk: row for row in inbox_of(meeting.arena).filter(pk__in=set(order) - set(rows))}
    for row in fresh.values():
        accept(row, meeting=meeting, version=row.version, acting=acting, at=at)
    known = rows | fresh
    number([known[pk] for pk in dict.fromkeys(order) if pk in known])
    if not fresh and list(order) != list(seen):
        note("agenda.arranged", meeting, acting=acting, at=at)
    return list(fresh.values())


def moved(order: Sequence[int], item: int, by: int) -> list[int]:
    """The order with one item a place up (-1) or down (1); at the ends it stays where it is."""
    rows = list(order)
    if item in rows:
        place = rows.index(item)
        rows.insert(max(0, min(len(rows) - 1, place + by)), rows.pop(place))
    return rows


def _still_open(meeting: Meeting) -> None:
    if meeting.ended_at or meeting.called_off:
        raise ValidationError(_("This meeting is over or called off, so its agenda stays as it is."))
