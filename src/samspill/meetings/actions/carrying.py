"""Items that go on to a coming meeting: moved with what came of them, or copied so that the record stays whole."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from samspill.journal.actions import note
from samspill.meetings.actions.placing import insert
from samspill.meetings.finding import index_matter
from samspill.meetings.lock import check_open
from samspill.meetings.models import Item, ItemState, Meeting, Outcome, Step
from samspill.meetings.written import plain_text
from samspill.people.models import Person
from samspill.people.versions import change, save_new

MOVED, COPIED = "moved", "copied"
STANDING = Q(state__in=[ItemState.AGENDA, ItemState.WAITING])


@transaction.atomic
def carry_over(
    items: Iterable[Item], *, how: str, to: Meeting | None, acting: Person | None, at: datetime
) -> list[Item]:
    """Move or copy several items to the same coming meeting, or to the inbox when there is none yet."""
    carry = move if how == MOVED else copy
    return [carry(item, to=to, acting=acting, at=at) for item in items]


@transaction.atomic
def move(item: Item, *, to: Meeting | None, acting: Person | None, at: datetime) -> Item:
    """The item leaves this meeting's record and takes its outcomes along; a line says where it went."""
    item = _held(item)
    check_open(item.meeting)
    if item.meeting and item.meeting.shared_at:
        raise ValidationError(
            _("The minutes are shared, so “%(title)s” stays in them. Copy it to the coming meeting instead.")
            % {"title": item.title}
        )
    new = _continue(item, to, acting, at)
    Outcome.objects.filter(item=item).update(item=new)
    written = plain_text(item.meeting, item.field) if item.meeting else ""
    if written:
        change(new, version=None, fields={"text": "\n\n".join(filter(None, [item.text, written]))})
    change(item, version=None, fields={"state": ItemState.MOVED})
    _trace(item, new, MOVED, acting, at)
    return new


@transaction.atomic
def copy(item: Item, *, to: Meeting | None, acting: Person | None, at: datetime) -> Item:
    """The same matter comes up again; this meeting's record stays whole."""
    item = _held(item)
    new = _continue(item, to, acting, at)
    _trace(item, new, COPIED, acting, at)
    return new


def _held(item: Item) -> Item:
    """The item as it stands now: of two who carry it over at once the second hears that it is gone."""
    return Item.objects.select_for_update(of=("self",)).select_related("arena__unit", "meeting").get(pk=item.pk)


def _continue(item: Item, to: Meeting | None, acting: Person | None, at: datetime) -> Item:
    if item.state != ItemState.AGENDA:
        raise ValidationError(_("“%(title)s” is not on the agenda any more.") % {"title": item.title})
    if to and (to.arena_id != item.arena_id or to.ended_at or to.called_off or to.pk == item.meeting_id):
        raise ValidationError({"to": _("Choose a coming meeting of the same arena.")})
    if Item.objects.filter(STANDING, came_from=item, meeting=to, arena=item.arena).exists():
        raise ValidationError(_("“%(title)s” has been carried over already.") % {"title": item.title})
    new = save_new(
        Item(
            arena=item.arena,
            meeting=to,
            state=ItemState.AGENDA if to else ItemState.WAITING,
            title=item.title,
            text=item.text,
            treats=item.treats,
            tryout=item.tryout,
            owner=item.owner,
            minutes=item.minutes,
            source=item.source,
            source_id=item.source_id,
            source_url=item.source_url,
            came_from=item,
            submitted_by=item.submitted_by or acting,
            submitted_at=at,
        )
    )
    if to:
        insert(to, new)
    return new


def _trace(item: Item, new: Item, how: str, acting: Person | None, at: datetime) -> None:
    Step.objects.create(item=item, kind=how, at=at, by=acting, meeting=new.meeting, arena=new.arena)
    for one in (item, new):
        index_matter(one, at=at)
    note(f"item.{how}", item, acting=acting, at=at, why=str(new.meeting or ""))
