"""What clarifications bring on agendas by themselves: to the forum what is reported, to those who asked the answers."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext as _

from samspill.clarifications.models import Clarification
from samspill.clarifications.phases import OF, RAISED
from samspill.meetings.due import ANSWER, CLARIFICATION, Due
from samspill.meetings.models import Item, Meeting
from samspill.meetings.queries import inbox_of
from samspill.meetings.words import method_of, points_of
from samspill.people.models import UnitKind
from samspill.projects.models import Participation


def clarifications(meeting: Meeting) -> Iterator[Due]:
    """What this arena is to settle, once it is reported to the school owner, and the answers it waits for (R45)."""
    for item in inbox_of(meeting.arena).filter(treats=OF).exclude(clarification__phase=RAISED):
        yield Due(CLARIFICATION, item=item)
    told = Item.objects.filter(arena=meeting.arena, source=ANSWER).exclude(meeting=meeting).values("source_id")
    for case in Clarification.objects.filter(_meant_for(meeting), answered_on__isnull=False).exclude(item__in=told):
        title = _("Answered: %(title)s") % {"title": case.title}
        yield Due(ANSWER, title[:200], case.item_id, case.get_absolute_url(), text=case.answer, treats=OF)


def _meant_for(meeting: Meeting) -> Q:
    """What the arena asked itself, and general answers since it began, where its school takes part."""
    arena = meeting.arena
    asked = Q(arena=arena)
    if arena.unit.kind != UnitKind.SCHOOL or not _takes_part(meeting):
        return asked
    same = Q(general=True, project=arena.project, answered_on__gte=arena.since)
    collects = any(ANSWER in point.collects for point in points_of(arena, method_of(arena)))
    return asked | (same if collects else same & Q(arena__kind=arena.kind))


def _takes_part(meeting: Meeting) -> bool:
    here = Q(project=meeting.arena.project, unit=meeting.arena.unit_id, joined__lte=meeting.on, takes_part=True)
    return Participation.objects.filter(here, Q(left=None) | Q(left__gte=meeting.on)).exists()
