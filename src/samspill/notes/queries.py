"""Reading what was written, from rows."""

from __future__ import annotations

from django.db.models import QuerySet

from samspill.notes.models import Line, Note

NOTES = Note.objects.select_related("arena__unit")


def lines(note: Note, field: str | None = None) -> QuerySet[Line]:
    """The lines in reading order; of one field, or of all."""
    rows = Line.objects.filter(note=note).select_related("author")
    return rows if field is None else rows.filter(field=field)


def writers(note: int) -> dict[int, str]:
    """The names of those who began the lines."""
    rows = Line.objects.filter(note=note, author__isnull=False).order_by()
    return dict(rows.values_list("author_id", "author__name").distinct())
