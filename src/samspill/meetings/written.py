"""What was written in the meeting, line by line, under the name of the item it stands under."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from samspill.meetings.models import Meeting
from samspill.notes.models import Line


@dataclass(frozen=True, slots=True)
class Written:
    """One line of the minutes; `author` began it."""

    kind: str  # paragraph, bullet, numbered
    level: int
    text: str
    html: SafeString
    author: str


def lines_of(meeting: Meeting) -> Mapping[str, tuple[Written, ...]]:
    """The lines in reading order, by the field they stand in (`item.field`)."""
    found: dict[str, tuple[Written, ...]] = {}
    if meeting.note_id is None:
        return found
    for line in Line.objects.filter(note=meeting.note_id).select_related("author"):
        found[line.field] = (*found.get(line.field, ()), _written(line))
    return found


def _written(line: Line) -> Written:
    shown = mark_safe(line.html)  # noqa: S308 - the notes room keeps strong, em and br only, all else escaped
    return Written(line.kind, line.level, line.text, shown, str(line.author or ""))


def plain_text(meeting: Meeting, field: str) -> str:
    """What was written under one item, as plain lines."""
    return "\n".join(line.text for line in lines_of(meeting).get(field, ()))
