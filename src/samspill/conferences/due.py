"""What a conference brings on agendas by itself (`settings.AGENDA_SOURCES`): what it came to, to be made concrete."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from samspill.arenas.models import Arena
from samspill.arenas.queries import arenas_of_project
from samspill.conferences.models import Conference
from samspill.meetings.due import Due
from samspill.meetings.models import Item, ItemState, Meeting
from samspill.meetings.words import method_of, points_of

SOURCE, TREATS = "conference", "conference-proposals"


def handed_on(meeting: Meeting) -> Iterator[Due]:
    """Every conference of the unit whose themes were handed on and that this arena has not had before it yet."""
    arena = meeting.arena
    if arena.project is None or not takes(arena):
        return
    had = Item.objects.filter(
        arena=arena, source=SOURCE, state=ItemState.AGENDA, meeting__ended_at__isnull=False
    ).values("source_id")
    rows = Conference.objects.filter(unit=arena.unit_id, project=arena.project_id, handed_on_at__isnull=False)
    for one in rows.exclude(pk__in=had).select_related("meeting").order_by("handed_on_at"):
        title = _("What the conference came to: %(title)s") % {"title": one.title}
        yield Due(SOURCE, title[:200], one.pk, reverse("conferences:themes", args=[one.pk]), treats=TREATS, tryout=True)


def takes(arena: Arena) -> bool:
    """Whether the method has a point for it on this arena's agenda (R22)."""
    return any(point.treats == TREATS for point in points_of(arena, method_of(arena)))


def takers(conference: Conference, day: date) -> list[Arena]:
    """The bodies of the unit that the themes go to."""
    rows = arenas_of_project(conference.project, day).filter(unit=conference.unit_id)
    return [arena for arena in rows.select_related("project__municipality", "unit") if takes(arena)]
