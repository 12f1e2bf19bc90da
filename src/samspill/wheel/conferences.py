"""The conferences of the plan that were held, for the rooms below that ask about them.

Only those that were ticked off by hand: a conference with a page of its own is known by itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from samspill.guidance.conferences import Conference
from samspill.methods.schema import Method
from samspill.projects.models import Project
from samspill.projects.queries import adapted
from samspill.wheel.bridge import with_meetings
from samspill.wheel.pages import title_of
from samspill.wheel.queries import occasions_of


def held(project: Project) -> Iterator[Conference]:
    """Every activity whose arena is a conference, once it was held."""
    method = adapted(project).method
    rows = occasions_of(project).filter(activity__in=_activities(method), held_on__isnull=False, called_off="")
    found = list(rows.select_related("unit__municipality"))
    with_meetings(found)
    for row in found:
        if row.meeting and not row.meeting.called_off and row.meeting.ended_at:
            continue
        assert row.held_on, "the query asks for it"
        yield Conference(f"occasion-{row.pk}", row.unit, row.held_on, title_of(row, method), row.get_absolute_url())


def _activities(method: Method) -> list[str]:
    kinds = {kind.id for kind in method.arenas.values() if not kind.standing}
    return [activity.id for activity in method.plan if activity.arena in kinds]
