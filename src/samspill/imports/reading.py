"""From an upload to its preview: one table of kinds."""

from __future__ import annotations

from datetime import date

from samspill.imports import calendars, people, schools
from samspill.imports.models import ImportKind, Upload
from samspill.imports.preview import Preview


def preview_of(upload: Upload, today: date) -> Preview:
    """What carrying out the file would do to its municipality; nothing is written."""
    data, answers, municipality = bytes(upload.data), upload.answers, upload.municipality
    match ImportKind(upload.kind):
        case ImportKind.SCHOOLS:
            return schools.preview(data, answers=answers, municipality=municipality)
        case ImportKind.CALENDAR:
            return calendars.preview(data, answers=answers, municipality=municipality)
        case ImportKind.PEOPLE:
            return people.preview(data, answers=answers, municipality=municipality, today=today)
