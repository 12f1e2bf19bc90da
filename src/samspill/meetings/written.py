"""What was written in the meeting, line by line, under the name of the item it stands under."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from samspill.meetings.models import Meeting
from samspill.notes.models import Line, Note


@dataclass(frozen=True, slots=True)
class Written:
    """One line of the minutes; `author` began it."""

    kind: str  # paragraph, bullet, numbered
    level: int
    text: str
    html: SafeString
    author: str


def text_of(meeting: Meeting) -> Note | None:
    """The meeting's live text; a meeting that nobody began has none."""
    note: Note | None = getattr(meeting, "note", None)
    return note


def lines_of(meeting: Meeting) -> Mapping[str, tuple[Written, ...]]:
    """The lines in reading order, by the field they stand in (`item.field`)."""
    note = text_of(meeting)
    found: dict[str, tuple[Written, ...]] = {}
    if note is None:
        return found
    for line in Line.objects.filter(note=note).select_related("author"):
        found[line.field] = (*found.get(line.field, ()), _written(line))
    return found


def _written(line: Line) -> Written:
    shown = mark_safe(line.html)  # noqa: S308 - the notes room keeps strong, em and br only, all else escaped
    return Written(line.kind, line.level, line.text, shown, str(line.author or ""))


def plain_text(meeting: Meeting, field: str) -> str:
    """What was written under one item, as plain lines."""
    return "\n".join(line.text for line in lines_of(meeting).get(field, ()))
