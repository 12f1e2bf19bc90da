"""From an upload to its preview: one table of kinds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from samspill.imports import calendars, people, schools
from samspill.imports.models import ImportKind
from samspill.imports.preview import Preview
from samspill.people.models import Municipality


def preview_of(
    kind: str, data: bytes, *, answers: Mapping[str, str], municipality: Municipality, today: date
) -> Preview:
    """What carrying out the file would do to `municipality`; nothing is written."""
    match ImportKind(kind):
        case ImportKind.SCHOOLS:
            return schools.preview(data, answers=answers, municipality=municipality)
        case ImportKind.CALENDAR:
            return calendars.preview(data, answers=answers, municipality=municipality)
        case ImportKind.PEOPLE:
            return people.preview(data, answers=answers, municipality=municipality, today=today)
