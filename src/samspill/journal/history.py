"""The last things that happened to something, as lines for a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model, Q

from samspill.journal.models import Entry
from samspill.journal.phrases import field_name, phrase_of, thing_kind

LAST = 10


@dataclass(frozen=True, slots=True)
class Change:
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as a reader sees it."""

    at: datetime
    who: str
    what: str
    thing: str
    kind: str
    why: str
    icon: str
    changes: tuple[Change, ...]


def lines_of(entries: Iterable[Entry]) -> list[Line]:
    return [_line(entry) for entry in entries]


def _line(entry: Entry) -> Line:
    changes = tuple(
        Change(field_name(name), _shown(before), _shown(after)) for name, before, after in entry.as_change()
    )
    return Line(
        entry.at,
        entry.person_name,
        phrase_of(entry.verb),
        entry.thing_name,
        thing_kind(entry.thing),
        entry.why,
        "eye" if entry.reading else "edit",
        changes,
    )


def _shown(value: object) -> str:
    if value is None or value == "" or value == []:
        return "–"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def history_of(thing: Model, *, below: str = "", also: Iterable[Model] = ()) -> list[Line]:
    """The last acts on `thing` and on those in `also`; with `below` ("unit", "arena") on all that belongs to it."""
    wanted = Q()
    for each in (thing, *also):
        wanted |= Q(thing=each._meta.label_lower, thing_id=each.pk)
    if below:
        wanted |= Q(**{below: thing.pk})
    return lines_of(Entry.objects.filter(wanted, reading=False)[:LAST])
