"""The minutes of one meeting as one structure: the page and every document are made from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from samspill.arenas.words import name_of, role_name
from samspill.followups.pages import late_words
from samspill.meetings.approval import Standing, standing_of
from samspill.meetings.models import Away, Correction, Here, Item, ItemState, Meeting, Outcome, OutcomeKind, Presence
from samspill.meetings.queries import readable_items
from samspill.meetings.words import method_of, title_of
from samspill.meetings.written import Written, lines_of
from samspill.methods.schema import Method
from samspill.people.models import Person

COLOURS = {
    OutcomeKind.INFORMATION: ("neutral", "info"),
    OutcomeKind.DECISION: ("accent", "check"),
    OutcomeKind.FOLLOWUP: ("info", "person"),
    OutcomeKind.TO_ARENA: ("neutral", "arrow-right"),
    OutcomeKind.CLARIFICATION: ("warning", "question"),
}


@dataclass(frozen=True, slots=True)
class OutcomeBox:
    """One outcome with how it stands today: a follow-up that is done, a matter another arena has answered."""

    outcome: Outcome
    label: str
    colour: str
    icon: str
    state: str
    late: bool = False


@dataclass(frozen=True, slots=True)
class ItemRecord:
    """One item: what was written under it, what came of it, who was out of the room."""

    number: int
    title: str
    item: Item
    lines: tuple[Written, ...]
    outcomes: tuple[OutcomeBox, ...]
    away: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Nothing was written and nothing came of it: a standing point that was skipped, say."""
        return not (self.lines or self.outcomes or self.away)


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who was there, by name and place; each line is ready to be read."""

    present: tuple[str, ...]
    guests: tuple[str, ...]
    absent: tuple[str, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Record:
    meeting: Meeting
    title: str
    arena: str
    attendance: Attendance
    items: tuple[ItemRecord, ...]
    moved: tuple[Item, ...]  # left this record; their `became` says where they went
    hidden: int  # items the reader may not see: a guest was out of the room
    corrections: tuple[Correction, ...]
    approval: Standing

    @property
    def empty(self) -> list[str]:
        return [f"{one.number}. {one.title}" for one in self.items if one.is_empty]


def record_of(meeting: Meeting, reader: Person | None, today: date) -> Record:
    """Everything in the minutes that `reader` may see. The number of queries does not grow with the items."""
    method = method_of(meeting.arena)
    everything = Item.objects.filter(meeting=meeting, state=ItemState.AGENDA).count()
    items = list(readable_items(meeting, reader))
    moved = Item.objects.filter(meeting=meeting, state=ItemState.MOVED).prefetch_related("became__meeting")
    return Record(
        meeting=meeting,
        title=meeting.title or name_of(meeting.arena, method),
        arena=name_of(meeting.arena, method),
        attendance=_attendance(meeting, method),
        items=tuple(_item_records(meeting, items, method, today)),
        moved=tuple(moved) if len(items) == everything else (),
        hidden=everything - len(items),
        corrections=tuple(meeting.corrections.select_related("by")),
        approval=standing_of(meeting),
    )


def _attendance(meeting: Meeting, method: Method | None) -> Attendance:
    rows = list(meeting.presences.select_related("person", "stands_in_for").order_by("person__name"))

    def those(here: str, *, guest: bool) -> tuple[str, ...]:
        return tuple(_named(row, method) for row in rows if row.here == here and row.guest == guest)

    return Attendance(
        present=those(Here.PRESENT, guest=False),
        guests=those(Here.PRESENT, guest=True),
        absent=those(Here.ABSENT, guest=False),
        unknown=those(Here.UNKNOWN, guest=False),
    )


def _named(row: Presence, method: Method | None) -> str:
    """Randi Moen (school nurse), or Kari Lunde for Jonas Vik."""
    if row.stands_in_for:
        return _("%(person)s for %(other)s") % {"person": row.person, "other": row.stands_in_for}
    role = role_name(row.role, method) if row.role else ""
    return f"{row.person} ({role})" if role else str(row.person)


def _item_records(meeting: Meeting, items: Sequence[Item], method: Method | None, today: date) -> Iterable[ItemRecord]:
    lines, outcomes, away = lines_of(meeting), _outcomes(items), _away(items)
    for number, item in enumerate(items, start=1):
        boxes = tuple(_box(one, today) for one in outcomes.get(item.pk, ()))
        yield ItemRecord(
            number, title_of(item, method), item, lines.get(item.field, ()), boxes, tuple(away.get(item.pk, ()))
        )


def _outcomes(items: Iterable[Item]) -> Mapping[int, list[Outcome]]:
    found: dict[int, list[Outcome]] = {}
    rows = Outcome.objects.filter(item__in=items).select_related(
        "followup__who", "sent__arena__project", "sent__meeting", "made_by"
    )
    for one in rows:
        found.setdefault(one.item_id, []).append(one)
    return found


def _away(items: Iterable[Item]) -> Mapping[int, list[str]]:
    found: dict[int, list[str]] = {}
    rows = Away.objects.filter(item__in=items, presence__here=Here.PRESENT).select_related("presence__person")
    for one in rows.order_by("presence__person__name"):
        found.setdefault(one.item_id, []).append(str(one.presence.person))
    return found


def _box(outcome: Outcome, today: date) -> OutcomeBox:
    colour, icon = COLOURS[OutcomeKind(outcome.kind)]
    label = str(capfirst(outcome.get_kind_display()))
    late = bool(outcome.followup and outcome.followup.is_late(today))
    return OutcomeBox(outcome, label, colour, icon, state_of(outcome, today), late)


def state_of(outcome: Outcome, today: date) -> str:
    """How a follow-up or a matter for others stands today, in a few words."""
    followup, sent = outcome.followup, outcome.sent
    if followup:
        if followup.dropped:
            return _("dropped")
        return _("done") if followup.done_on else late_words(followup, today) or _("open")
    if sent:
        where = {"arena": sent.arena, "state": sent.get_state_display()}
        return _("%(arena)s: %(state)s") % where
    return ""
