"""Rows to core: what a meeting tells besides that it was held. Agenda, minute-taker, minutes, matters, who got them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Exists, OuterRef
from django.utils import timezone

from samspill.arenas.models import Arena
from samspill.core.fidelity.model import Deed, Held, Ref
from samspill.meetings.models import Forward, Item, ItemState, ItemTime, Meeting, Receipt
from samspill.meetings.queries import split


@dataclass(frozen=True, slots=True)
class Told:
    """The meetings of one board with what was on their agendas, where their minutes went, and who has opened them."""

    meetings: Mapping[int, Meeting]
    items: Mapping[int, Sequence[Item]]
    forwards: Mapping[int, Mapping[int, Forward]]  # meeting → arena → forward
    opened: Mapping[tuple[int, int], date]  # meeting and arena → the day somebody there opened the minutes


def told_by(meetings: Iterable[Meeting]) -> Told:
    """Read it all in three queries, however many meetings there are."""
    ended = {one.pk: one for one in meetings if one.ended_at}
    items: dict[int, list[Item]] = {}
    reached = Exists(ItemTime.objects.filter(item=OuterRef("pk")))
    for item in Item.objects.filter(meeting__in=ended, state=ItemState.AGENDA).annotate(reached=reached):
        items.setdefault(item.meeting_id or 0, []).append(item)
    forwards: dict[int, dict[int, Forward]] = {}
    for forward in Forward.objects.filter(meeting__in=ended):
        forwards.setdefault(forward.meeting_id, {})[forward.to_id] = forward
    opened = _opened(ended)
    return Told(ended, items, forwards, opened)


def _opened(meetings: Mapping[int, Meeting]) -> Mapping[tuple[int, int], date]:
    """When each arena's people first opened the minutes. Who gets them through the own arena anyway tells nothing,
    unless the arena they went to has nobody else."""
    rows = Receipt.objects.filter(meeting__in=meetings).values_list("meeting", "arena", "person", "opened_at")
    given = [(meeting, arena, person, at) for meeting, arena, person, at in rows]
    own = {(meeting, person) for meeting, arena, person, _at in given if arena == meetings[meeting].arena_id}
    others = {(meeting, arena) for meeting, arena, person, _at in given if (meeting, person) not in own}
    first: dict[tuple[int, int], date] = {}
    for meeting, arena, person, at in given:
        if at and ((meeting, person) not in own or (meeting, arena) not in others):
            day = timezone.localdate(at)
            first[meeting, arena] = min(day, first.get((meeting, arena), day))
    return first


def with_records(held: Iterable[Held], told: Told) -> tuple[Held, ...]:
    """What was held, each meeting with its records; what was only ticked off in the plan says nothing more."""
    return tuple(_recorded(one, told) for one in held)


def _recorded(one: Held, told: Told) -> Held:
    meeting = told.meetings.get(int(one.ref.id)) if one.ref and one.ref.kind == "meeting" else None
    if meeting is None:
        return one
    items = told.items.get(meeting.pk, ())
    return replace(
        one,
        agenda_sent=timezone.localdate(meeting.agenda_sent_at) if meeting.agenda_sent_at else None,
        minute_taker=meeting.minute_taker_id is not None,
        minutes_shared=timezone.localdate(meeting.shared_at) if meeting.shared_at else None,
        treats=frozenset(item.treats for item in treated(items) if item.treats),
        split_planned=split(items).planned,
    )


def treated(items: Sequence[Item]) -> list[Item]:
    """The items a meeting came to. Where nobody went through the agenda in Samspill, all of them count."""
    reached = [item for item in items if getattr(item, "reached", False)]
    return reached or list(items)


def deliveries(told: Told, arenas: Collection[Arena]) -> Iterator[Deed]:
    """Minutes that reached every arena of a kind here, on the day the last of them opened them (L18)."""
    kinds: dict[str, list[Arena]] = {}
    for arena in arenas:
        if arena.until is None:
            kinds.setdefault(arena.kind, []).append(arena)
    for meeting in told.meetings.values():
        for kind, targets in kinds.items():
            days = [told.opened.get((meeting.pk, arena.pk)) for arena in targets if arena.pk != meeting.arena_id]
            sent = [arena.pk in told.forwards.get(meeting.pk, {}) for arena in targets if arena.pk != meeting.arena_id]
            if days and all(sent) and all(days):
                route = f"delivered:{meeting.arena.kind}>{kind}"
                yield Deed(route, str(meeting.pk), max(filter(None, days)), Ref("meeting", meeting.pk))
