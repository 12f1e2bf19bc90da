"""Where minutes went and what came of it there, and where those that were read here came from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from samspill.access.rules import Actor
from samspill.meetings.models import Forward, Item, ItemState, Meeting, Receipt
from samspill.meetings.queries import MEETINGS
from samspill.meetings.readers import readable, sits_in

MINUTES = "minutes"  # the source of an item that takes up another arena's minutes


@dataclass(frozen=True, slots=True)
class Delivered:
    """How many in one arena have got the minutes and opened them; by name for those who may know."""

    arena: str
    receipts: tuple[Receipt, ...]

    @property
    def opened(self) -> int:
        return sum(1 for one in self.receipts if one.opened_at)

    @property
    def words(self) -> str:
        return _("%(opened)s of %(all)s have opened them") % {"opened": self.opened, "all": len(self.receipts)}


@dataclass(frozen=True, slots=True)
class Sent:
    """One arena the minutes went to: whether they are read there, and what came of them."""

    forward: Forward
    delivered: Delivered
    taken_up: Item | None
    outcomes: str  # what came of it there, where the reader may read those minutes
    url: str


def deliveries(meeting: Meeting, actor: Actor, *, all_arenas: bool) -> list[Delivered]:
    """Arena by arena, the own first. Members of an arena that only got the minutes see their own."""
    rows = Receipt.objects.filter(meeting=meeting).select_related("person", "arena__project")
    if not all_arenas:
        rows = rows.filter(arena__in=sits_in(actor))
    return _by_arena(rows.order_by("person__name"), meeting.arena_id)


def _by_arena(rows: Iterable[Receipt], own: int) -> list[Delivered]:
    found: dict[int, list[Receipt]] = {}
    for row in rows:
        found.setdefault(row.arena_id, []).append(row)
    order = sorted(found, key=lambda arena: (arena != own, str(found[arena][0].arena)))
    return [Delivered(str(found[arena][0].arena), tuple(found[arena])) for arena in order]


def went_to(meeting: Meeting, actor: Actor) -> list[Sent]:
    """The arenas that got these minutes, in the order they got them."""
    forwards = list(meeting.forwards.select_related("to__unit", "to__project", "by"))
    receipts: dict[int, list[Receipt]] = {}
    for row in Receipt.objects.filter(meeting=meeting, arena__in=[one.to_id for one in forwards]):
        receipts.setdefault(row.arena_id, []).append(row)
    items = _taken_up(meeting, forwards)
    open_to = set(readable(actor, MEETINGS.filter(items__in=items.values())).values_list("pk", flat=True))
    return [_sent(one, receipts.get(one.to_id, []), items.get(one.pk), open_to) for one in forwards]


def _taken_up(meeting: Meeting, forwards: Iterable[Forward]) -> dict[int, Item]:
    """For each forward the first item of a meeting there, that day or later, which takes up this arena's minutes."""
    asked = list(forwards)
    rows = Item.objects.filter(
        source=MINUTES,
        source_id=meeting.arena_id,
        state=ItemState.AGENDA,
        arena__in=[one.to_id for one in asked],
        meeting__called_off="",
    )
    items = list(rows.select_related("meeting__arena__project").prefetch_related("outcomes").order_by("meeting__on"))
    found = {}
    for one in asked:
        day = timezone.localdate(one.at)
        later = (item for item in items if item.arena_id == one.to_id and item.meeting and item.meeting.on >= day)
        first = next(later, None)
        if first is not None:
            found[one.pk] = first
    return found


def _sent(forward: Forward, receipts: list[Receipt], item: Item | None, open_to: set[int]) -> Sent:
    may_read = item is not None and item.meeting_id in open_to
    came = [one.text for one in item.outcomes.all()] if item and may_read else []
    url = (
        f"{reverse('meetings:minutes', args=[item.meeting_id])}#item-{item.pk}"
        if item and item.meeting_id and may_read
        else ""
    )
    return Sent(forward, Delivered(str(forward.to), tuple(receipts)), item, str(get_text_list(came, _("and"))), url)


def came_from(meeting: Meeting, actor: Actor) -> list[tuple[Meeting, str]]:
    """The minutes of other arenas that reached this one since it last met, with their address for who may open them."""
    upto = meeting.ended_at or timezone.now()
    before = Meeting.objects.filter(arena=meeting.arena_id, called_off="", ended_at__isnull=False, on__lt=meeting.on)
    last = before.order_by("-on", "-ended_at").first()
    rows = Forward.objects.filter(to=meeting.arena_id, at__lte=upto)
    if last and last.ended_at:
        rows = rows.filter(at__gt=last.ended_at)
    found = list(MEETINGS.filter(forwards__in=rows).order_by("on", "pk").distinct())
    open_to = set(readable(actor, MEETINGS.filter(pk__in=[one.pk for one in found])).values_list("pk", flat=True))
    return [(one, reverse("meetings:minutes", args=[one.pk]) if one.pk in open_to else "") for one in found]
