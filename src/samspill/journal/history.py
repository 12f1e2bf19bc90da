"""The last things that happened to something, as lines for a page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Model, Q
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspill.journal.models import Entry
from samspill.journal.phrases import field_name, phrase_of, thing_kind
from samspill.methods.text import common_text

LAST = 10
DAY = re.compile(r"\d{4}-\d\d-\d\d")
# Fields that hold a code, and where the words that all methods share name it.
CODES = {"profession": "professions", "service": "services"}


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
        Change(field_name(name), _shown(before, name), _shown(after, name)) for name, before, after in entry.as_change()
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


def _shown(value: object, name: str) -> str:
    """A kept value as a reader says it; nothing stays empty, and the page says so."""
    if isinstance(value, list):
        return ", ".join(_shown(one, name) for one in value)
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if name == "weekdays" and isinstance(value, int):
        return str(WEEKDAYS[value - 1])
    if name in CODES and value:
        return common_text(f"{CODES[name]}.{value}", get_language() or "nb").value
    return "" if value is None else _day(str(value))


def _day(text: str) -> str:
    try:
        return date_format(date.fromisoformat(text)) if DAY.fullmatch(text) else text
    except ValueError:
        return text


def history_of(thing: Model, *, below: str = "", also: Iterable[Model] = ()) -> list[Line]:
    """The last acts on `thing` and on those in `also`; with `below` ("unit", "arena") on all that belongs to it."""
    wanted = Q()
    for each in (thing, *also):
        wanted |= Q(thing=each._meta.label_lower, thing_id=each.pk)
    if below:
        wanted |= Q(**{below: thing.pk})
    return lines_of(Entry.objects.filter(wanted, reading=False)[:LAST])
