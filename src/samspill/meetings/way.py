"""The way of a matter, as its sender reads it: one sentence for each step, over all inboxes it went through."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from samspill.arenas.models import Arena
from samspill.arenas.words import name_of
from samspill.meetings.models import Item, Meeting, Step
from samspill.meetings.words import method_of
from samspill.projects.words import sentence

PHRASES = {
    "submitted": _("Handed in to %(arena)s"),
    "added": _("Put on the agenda of %(meeting)s"),
    "came": _("Came on the agenda of %(meeting)s by itself"),
    "accepted": _("On the agenda of %(meeting)s"),
    "postponed": _("Postponed to %(meeting)s"),
    "put_back": _("Taken off the agenda of %(meeting)s; waits in the inbox again"),
    "removed": _("Taken off the agenda of %(meeting)s"),
    "restored": _("On the agenda of %(meeting)s again"),
    "returned": _("Returned"),
    "sent_on": _("Sent on to %(arena)s"),
    "withdrawn": _("Withdrawn"),
    "moved": _("Moved to %(meeting)s"),
    "copied": _("Taken up again at %(meeting)s"),
    "treated": _("Treated at %(meeting)s"),
}
STEPS = Step.objects.select_related(
    "by", "arena__unit", "arena__project", "meeting__arena__unit", "meeting__arena__project"
)
LONGEST = 20  # inboxes; a matter sent round in a ring ends there


@dataclass(frozen=True, slots=True)
class Stage:
    words: str
    at: datetime
    by: str
    reason: str


def way_of(item: Item) -> list[Stage]:
    """Every step of the matter and of what it continues and became, in the order they were taken."""
    ids = [one.pk for one in (*_before(item), item, *heirs_of(item))]
    names: dict[int, str] = {}
    return [_stage(step, names) for step in STEPS.filter(item__in=ids).order_by("at", "pk")]


def _before(item: Item) -> Iterator[Item]:
    for _turn in range(LONGEST):
        if item.came_from is None:
            return
        item = item.came_from
        yield item


def heirs_of(item: Item) -> list[Item]:
    """What the matter became in other inboxes and meetings."""
    found: list[Item] = []
    rows = [item]
    for _turn in range(LONGEST):
        rows = list(Item.objects.filter(came_from__in=rows))
        if not rows:
            break
        found += rows
    return found


def _stage(step: Step, names: dict[int, str]) -> Stage:
    phrase = str(PHRASES.get(step.kind, step.kind))
    words = sentence(
        phrase,
        arena=_arena(step.arena, names) if step.arena else "",
        meeting=_meeting(step.meeting, names) if step.meeting else "",
    )
    return Stage(words, step.at, step.by.name if step.by else "", step.reason)


def _arena(arena: Arena, names: dict[int, str]) -> str:
    if arena.pk not in names:
        names[arena.pk] = sentence("%(arena)s, %(unit)s", arena=name_of(arena, method_of(arena)), unit=arena.unit)
    return names[arena.pk]


def _meeting(meeting: Meeting, names: dict[int, str]) -> str:
    title = meeting.title or _arena(meeting.arena, names)
    return sentence("%(title)s, %(day)s", title=title, day=date_format(meeting.on, "MONTH_DAY_FORMAT"))
