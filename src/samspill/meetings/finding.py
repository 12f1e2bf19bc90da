"""Matters, shared minutes and their outcomes as the search finds them.

A matter is found from the moment it is handed in or put on an agenda; the method's own points, which are the same each
time, are not. Minutes are found through the arena they belong to, and through every arena that got them: one entry for
each. Where a guest was out of the room for an item, only members find the minutes: an entry is whole or not there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from samspill.arenas.models import Arena
from samspill.meetings.models import Away, Forward, Item, ItemState, Meeting, Outcome
from samspill.meetings.queries import ITEMS, MEETINGS, agenda_of
from samspill.meetings.written import Written, lines_of
from samspill.search.actions import forget, index_all
from samspill.search.sources import Draft, Source

MATTER, MINUTES, SENT, OUTCOME = "matter", "minutes", "minutes-sent", "outcome"
GONE = (ItemState.REMOVED, ItemState.WITHDRAWN, ItemState.MOVED)
ALL, MEMBERS = "minutes.read", "minutes.write"
FORWARDS = Forward.objects.select_related("meeting__arena__unit__municipality", "meeting__arena__project", "to__unit")


def index_matter(item: Item, *, at: datetime) -> None:
    """Make a matter findable as it stands now, or forget it when it was taken away. Part of the verbs that write it."""
    if item.state in GONE:
        forget(MATTER, item.pk)
    elif not item.point:
        index_all([matter_draft(item)], at=at)


def forget_outcome(pk: int) -> None:
    forget(OUTCOME, pk)


def matter_draft(item: Item) -> Draft:
    """For whoever may read it: a guest who was out of the room for it does not find it."""
    unit = item.arena.unit
    away = Away.objects.filter(item__in=[item.pk, item.came_from_id or 0], presence__guest=True).exists()
    language = unit.language or unit.municipality.language
    with translation.override(language):
        return Draft(
            kind=MATTER,
            thing_id=item.pk,
            municipality=unit.municipality_id,
            unit=unit.pk,
            arena=item.arena_id,
            read_word=MEMBERS if away else "item.read",
            title=item.title,
            text=item.text,
            place=f"{item.arena}, {unit.name}",
            url=item.get_absolute_url(),
            language=language,
            on=item.meeting.on if item.meeting else timezone.localdate(item.submitted_at),
        )


def index_minutes(meeting: Meeting, *, at: datetime) -> None:
    """Make shared minutes findable, or found by what they say now. Part of the verbs that share and change them."""
    if meeting.shared_at is None:
        return
    text = whole_text(meeting)
    sent = (sent_draft(one, text) for one in FORWARDS.filter(meeting=meeting))
    index_all(chain([minutes_draft(meeting, text)], outcome_drafts(meeting), sent), at=at)


def forget_forward(pk: int) -> None:
    """What was taken back is found through that arena no more."""
    forget(SENT, pk)


def minutes_draft(meeting: Meeting, text: str | None = None) -> Draft:
    """The whole record as one text: items, what was written, what came of them."""
    guests = Away.objects.filter(item__meeting=meeting, presence__guest=True).exists()
    return _draft(meeting, meeting.arena, MINUTES, meeting.pk, MEMBERS if guests else ALL, text=text)


def sent_draft(sent: Forward, text: str | None = None) -> Draft:
    """The same for an arena that got them; what is forwarded is for its members."""
    return _draft(sent.meeting, sent.to, SENT, sent.pk, MEMBERS, text=text)


def outcome_drafts(meeting: Meeting) -> Iterator[Draft]:
    guests = set(Away.objects.filter(item__meeting=meeting, presence__guest=True).values_list("item", flat=True))
    for one in Outcome.objects.filter(item__in=agenda_of(meeting)):
        word = MEMBERS if one.item_id in guests else ALL
        anchor = f"#outcome-{one.pk}"
        yield _draft(meeting, meeting.arena, OUTCOME, one.pk, word, title=one.text, text=one.why, anchor=anchor)


def _draft(
    meeting: Meeting,
    arena: Arena,
    kind: str,
    number: int,
    word: str,
    *,
    title: str = "",
    text: str | None = None,
    anchor: str = "",
) -> Draft:
    unit = meeting.arena.unit
    language = unit.language or unit.municipality.language
    with translation.override(language):
        name = meeting.title or str(meeting.arena)
        return Draft(
            kind=kind,
            thing_id=number,
            municipality=unit.municipality_id,
            unit=arena.unit_id,
            arena=arena.pk,
            read_word=word,
            title=title or f"{name}, {date_format(meeting.on)}",
            text=whole_text(meeting) if text is None else text,
            place=f"{name}, {unit.name}",
            url=reverse("meetings:minutes", args=[meeting.pk]) + anchor,
            language=language,
            on=meeting.on,
        )


def whole_text(meeting: Meeting) -> str:
    lines = lines_of(meeting)
    items = agenda_of(meeting).prefetch_related("outcomes")
    corrections = meeting.corrections.values_list("text", flat=True)
    return "\n".join([*(part for item in items for part in _parts(item, lines.get(item.field, ()))), *corrections])


def _parts(item: Item, lines: Iterable[Written]) -> Iterator[str]:
    yield item.title
    yield from (line.text for line in lines)
    for one in item.outcomes.all():
        yield from filter(None, (one.text, one.why))


def _shared() -> Iterator[Meeting]:
    return MEETINGS.filter(shared_at__isnull=False).iterator()


def _all_matters() -> Iterator[Draft]:
    return (matter_draft(one) for one in ITEMS.filter(point="").exclude(state__in=GONE).iterator())


def _all_minutes() -> Iterator[Draft]:
    return (minutes_draft(one) for one in _shared())


def _all_sent() -> Iterator[Draft]:
    return (sent_draft(one) for one in FORWARDS.iterator())


def _all_outcomes() -> Iterator[Draft]:
    return (draft for one in _shared() for draft in outcome_drafts(one))


MATTERS_SOURCE = Source(MATTER, _("Matters"), "inbox", _all_matters)
MINUTES_SOURCE = Source(MINUTES, pgettext_lazy("record of a meeting", "Minutes"), "document", _all_minutes)
SENT_SOURCE = Source(SENT, _("Minutes from other arenas"), "arrow-right", _all_sent)
OUTCOMES_SOURCE = Source(OUTCOME, _("Outcomes of meetings"), "check", _all_outcomes)
