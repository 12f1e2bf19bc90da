"""What was written and concluded under one matter of a meeting, ready to be quoted in a proposal."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from samspill.access.gate import fetch_for, may
from samspill.measures.actions.quoting import quote
from samspill.measures.models import Source, Statement
from samspill.meetings.item_pages import outcomes_of
from samspill.meetings.models import Item, Outcome
from samspill.meetings.queries import ITEMS
from samspill.meetings.readers import matter_scope
from samspill.notes.models import Line
from samspill.people.asking import Asked, number
from samspill.people.models import Person
from samspill.projects.models import Project

SUMMER = "summer-evaluation"


@dataclass(frozen=True, slots=True)
class Saying:
    """One line of the minutes, or one outcome; `key` is how a form names it."""

    kind: str
    pk: int
    text: str
    url: str

    @property
    def key(self) -> str:
        return f"{self.kind}-{self.pk}"


@dataclass(frozen=True, slots=True)
class Origin:
    """The matter a proposal comes from, and what the reader may quote of it."""

    item: Item
    sayings: tuple[Saying, ...]
    title: str

    @property
    def source(self) -> str:
        return Source.SUMMER if self.item.treats == SUMMER else Source.MEETING

    @property
    def on(self) -> date:
        return self.item.meeting.on if self.item.meeting else timezone.localdate(self.item.submitted_at)

    @property
    def name(self) -> str:
        return f"{self.item.meeting or self.item.arena}: {self.item.title}"


def origin_of(request: Asked) -> Origin | None:
    """What the address names: `?item=…`, or `?outcome=…` with its words as the title. None where it names nothing.

    Whoever may not read the matter gets the gate's own answer.
    """
    outcome = Outcome.objects.filter(pk=number(request, "outcome") or 0).select_related("item").first()
    pk = outcome.item_id if outcome else number(request, "item")
    if pk is None:
        return None
    item = fetch_for(request, ITEMS.all(), pk, "item.read", matter_scope(request.person))
    title = outcome.text if outcome and outcome in outcomes_of(request, item) else item.title
    return Origin(item, tuple(_sayings(request, item)), title)


def _sayings(request: Asked, item: Item) -> Iterator[Saying]:
    for outcome in outcomes_of(request, item).filter(item=item):
        yield Saying("outcome", outcome.pk, outcome.text, outcome.get_absolute_url())
    if item.meeting and item.meeting.note_id and may(request, item.meeting, "minutes.read"):
        lines = Line.objects.filter(note=item.meeting.note_id, field=item.field).exclude(text="")
        for line in lines.order_by("place"):
            yield Saying("line", line.pk, line.text, item.get_absolute_url())


def quote_from(
    origin: Origin, keys: Collection[str], *, project: Project, acting: Person | None, at: datetime
) -> list[Statement]:
    """Keep the chosen lines as statements of the meeting they were said in."""
    return [
        quote(
            project,
            origin.item.arena.unit,
            text=one.text,
            said_on=origin.on,
            source=origin.source,
            arena=origin.item.arena,
            item=origin.item,
            origin_kind=one.kind,
            origin_id=one.pk,
            origin_name=origin.name,
            origin_url=one.url,
            acting=acting,
            at=at,
        )
        for one in origin.sayings
        if one.key in keys
    ]
