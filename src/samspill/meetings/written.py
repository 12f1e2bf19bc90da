"""What was written in the meeting, line by line, under the name of the item it stands under."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString

from samspill.meetings.models import Meeting


@dataclass(frozen=True, slots=True)
class Written:
    """One line of the minutes; `author` began it."""

    kind: str  # paragraph, bullet, numbered
    level: int
    text: str
    html: SafeString
    author: str


def lines_of(meeting: Meeting) -> Mapping[str, tuple[Written, ...]]:  # noqa: ARG001  # asked once meetings have texts
    """By field. A meeting without a text of its own has no lines: only what came of its items."""
    return {}
