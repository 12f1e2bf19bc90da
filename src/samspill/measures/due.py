"""What measures put on agendas by themselves (`settings.AGENDA_SOURCES`)."""

from __future__ import annotations

from collections.abc import Iterator

from samspill.measures.log_queries import Methods, running, treats_each
from samspill.measures.queries import MEASURES
from samspill.meetings.due import Due
from samspill.meetings.models import Meeting
from samspill.meetings.words import points_of

MEASURE = "measure"


def try_outs(meeting: Meeting) -> Iterator[Due]:
    """Each running try-out, where every meeting treats every measure (R42), and in its own main arena (R48)."""
    arena, methods = meeting.arena, Methods()
    if arena.project is None:
        return
    method = methods.of(arena.project)
    if not any(MEASURE in point.collects for point in points_of(arena, method)):
        return
    rows = MEASURES.filter(project=arena.project, unit=arena.unit_id)
    if not treats_each(method, arena.kind):
        rows = rows.filter(plan__main_arena=arena)
    for one in running(rows, methods):
        yield Due(MEASURE, one.title[:200], one.pk, one.get_absolute_url(), treats=MEASURE, tryout=True)
