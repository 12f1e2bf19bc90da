"""The inbox of an arena: what is handed in, and what becomes of it."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspill.arenas.models import Arena
from samspill.journal.actions import note
from samspill.meetings.actions.placing import insert
from samspill.meetings.finding import index_matter
from samspill.meetings.models import Item, ItemState, Meeting, Step
from samspill.meetings.takers import let_know
from samspill.meetings.words import kind_of, method_of
from samspill.people.models import Person
from samspill.people.versions import change, save_new

CLARIFICATION = "clarification"
CHOOSE_COMING = gettext_lazy("Choose a coming meeting of this arena.")


@transaction.atomic
def submit(
    arena: Arena,
    *,
    title: str,
    acting: Person | None,
    at: datetime,
    text: str = "",
    owner: Person | None = None,
    minutes: int | None = None,
    tryout: bool = False,
    treats: str = "",
    came_from: Item | None = None,
    sender: Person | None = None,
    telling: bool = True,
) -> Item:
    """Hand in a matter. It waits in the inbox until the lead answers.

    `sender` is who follows its way, where somebody else hands it in: it was sent on from another inbox. A room
    that keeps such matters itself hands one in without `telling` it to itself.
    """
    item = save_new(
        Item(
            arena=arena,
            title=title,
            text=text,
            owner=owner,
            minutes=minutes,
            tryout=tryout,
            treats=treats,
            came_from=came_from,
            submitted_by=sender or acting,
            submitted_at=at,
        )
    )
    Step.objects.create(item=item, kind="submitted", at=at, by=acting, arena=arena)
    index_matter(item, at=at)
    note("item.submitted", item, acting=acting, at=at)
    if telling:
        let_know(item, "submitted", acting=acting, at=at)
    return item


@transaction.atomic
def accept(item: Item, *, meeting: Meeting, version: int | None, acting: Person | None, at: datetime) -> None:
    """Put a waiting matter on the agenda of a meeting of its arena."""
    _waits(item)
    if meeting.arena_id != item.arena_id or meeting.ended_at or meeting.called_off:
        raise ValidationError({"meeting": str(CHOOSE_COMING)})
    change(item, version=version, fields={"state": ItemState.AGENDA, "meeting": meeting})
    insert(meeting, item)
    Step.objects.create(item=item, kind="accepted", at=at, by=acting, meeting=meeting)
    note("item.accepted", item, acting=acting, at=at)
    let_know(item, "accepted", acting=acting, at=at)


@transaction.atomic
def postpone(
    item: Item, *, meeting: Meeting, version: int | None, acting: Person | None, at: datetime, reason: str = ""
) -> None:
    """Let a waiting matter wait for a later meeting, by name; it comes on that agenda by itself."""
    _waits(item)
    if meeting.arena_id != item.arena_id or meeting.begun_at or meeting.called_off:
        raise ValidationError({"meeting": str(CHOOSE_COMING)})
    change(item, version=version, fields={"meeting": meeting})
    Step.objects.create(item=item, kind="postponed", at=at, by=acting, reason=reason, meeting=meeting)
    note("item.postponed", item, acting=acting, at=at, why=reason)


@transaction.atomic
def give_back(item: Item, *, reason: str, version: int | None, acting: Person | None, at: datetime) -> None:
    """Return a matter to its sender, who reads why."""
    _waits(item)
    if not reason.strip():
        raise ValidationError({"reason": _("Write why it is returned: the sender reads it.")})
    change(item, version=version, fields={"state": ItemState.RETURNED, "meeting": None})
    Step.objects.create(item=item, kind="returned", at=at, by=acting, reason=reason)
    note("item.returned", item, acting=acting, at=at, why=reason)
    let_know(item, "returned", acting=acting, at=at, reason=reason)


@transaction.atomic
def send_on(
    item: Item, *, arena: Arena, version: int | None, acting: Person | None, at: datetime, reason: str = ""
) -> Item:
    """Hand a matter over to another arena's inbox. Its sender goes on following it there."""
    _waits(item)
    if arena.pk == item.arena_id:
        raise ValidationError({"arena": _("The matter is in this inbox already. Choose another arena.")})
    change(item, version=version, fields={"state": ItemState.SENT_ON, "meeting": None})
    Step.objects.create(item=item, kind="sent_on", at=at, by=acting, reason=reason, arena=arena)
    note("item.sent_on", item, acting=acting, at=at, why=reason)
    kind = kind_of(arena, method_of(arena))
    return submit(
        arena,
        title=item.title,
        text=item.text,
        minutes=item.minutes,
        tryout=item.tryout,
        treats=CLARIFICATION if kind and kind.settles else item.treats,
        came_from=item,
        sender=item.submitted_by,
        acting=acting,
        at=at,
    )


@transaction.atomic
def withdraw(item: Item, *, version: int | None, acting: Person | None, at: datetime) -> None:
    """The sender takes a matter back that nobody has answered yet."""
    _waits(item)
    change(item, version=version, fields={"state": ItemState.WITHDRAWN, "meeting": None})
    Step.objects.create(item=item, kind="withdrawn", at=at, by=acting)
    index_matter(item, at=at)
    note("item.withdrawn", item, acting=acting, at=at)
    let_know(item, "withdrawn", acting=acting, at=at)


def _waits(item: Item) -> None:
    if item.state != ItemState.WAITING:
        raise ValidationError(_("This matter has been answered already. Open it to see what became of it."))
