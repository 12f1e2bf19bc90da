"""The order of an agenda: where a matter is put, and how all are numbered again."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Max

from samspill.meetings.models import Item, Meeting
from samspill.meetings.queries import agenda_of
from samspill.meetings.words import method_of, points_of


def insert(meeting: Meeting, item: Item, *, index: int | None = None) -> None:
    """Put a saved item in its place: at `index`, else under the point that collects it, else before what closes."""
    rows = [row for row in agenda_of(meeting) if row.pk != item.pk]
    rows.insert(_spot(meeting, rows, item) if index is None else index, item)
    number(rows)


def number(rows: Sequence[Item]) -> None:
    """Give the rows the places 1, 2, 3 …; no row is newer by that, since nobody wrote anything in it."""
    moved = [(place, row) for place, row in enumerate(rows, start=1) if row.place != place]
    for place, row in moved:
        row.place = place
    Item.objects.bulk_update([row for _place, row in moved], ["place"])


def _spot(meeting: Meeting, rows: Sequence[Item], item: Item) -> int:
    points = {point.id: point for point in points_of(meeting.arena, method_of(meeting.arena))}
    end = len(rows)
    while end and rows[end - 1].point in points and points[rows[end - 1].point].closing:
        end -= 1
    for index, row in enumerate(rows):
        collects = points[row.point].collects if row.point in points else ()
        if item.source and item.source in collects:
            return _after(rows, index, collects)
    return end


def _after(rows: Sequence[Item], index: int, collects: Sequence[str]) -> int:
    """Behind a point and behind what came under it before."""
    index += 1
    while index < len(rows) and rows[index].source in collects and not rows[index].point:
        index += 1
    return index


def next_place(meeting: Meeting) -> int:
    """The place after the last item."""
    return (Item.objects.filter(meeting=meeting).aggregate(last=Max("place"))["last"] or 0) + 1
