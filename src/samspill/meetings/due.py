"""What comes on an agenda by itself. Each source of `settings.AGENDA_SOURCES` says what it holds due for a meeting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from samspill.arenas.words import name_of
from samspill.core.schoolyear.periods import SchoolYear
from samspill.followups.queries import open_in
from samspill.meetings.models import Item, ItemState, Meeting
from samspill.meetings.queries import STANDS, forwarded_to, last_before
from samspill.meetings.words import method_of, points_of
from samspill.methods.schema import AgendaPoint
from samspill.people.models import Person

FOLLOWUP, MINUTES, POINT, ANSWER, CLARIFICATION = "followup", "minutes", "point", "answer", "clarification"


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that is due: what to put on the agenda, or (`item`) what waits in the inbox already.

    `source` and `source_id` name where it comes from; the same two never come twice on one agenda.
    """

    source: str
    title: str = ""
    source_id: int | None = None
    url: str = ""
    text: str = ""
    point: str = ""
    treats: str = ""
    tryout: bool = False
    owner: Person | None = None
    minutes: int | None = None
    item: Item | None = None


def everything_due(meeting: Meeting) -> Iterator[Due]:
    """What all rooms hold due for this meeting."""
    for path in settings.AGENDA_SOURCES:
        yield from import_string(path)(meeting)


def postponed(meeting: Meeting) -> Iterator[Due]:
    """What was put off to this very meeting."""
    for item in Item.objects.filter(meeting=meeting, state=ItemState.WAITING):
        yield Due("postponed", item=item)


def followups(meeting: Meeting) -> Iterator[Due]:
    """What was promised and is not done.

    Where a point takes up the thread, they are all read under it, and only what was late already when the arena last
    met gets a place of its own; elsewhere whatever is due by the day of the meeting does.
    """
    day = meeting.on
    if any(FOLLOWUP in point.collects for point in points_of(meeting.arena, method_of(meeting.arena))):
        last = last_before(meeting)
        if last is None:
            return
        day = last.on
    for one in open_in(meeting.arena).filter(by__lt=day):
        yield Due(FOLLOWUP, one.text[:200], one.pk, one.get_absolute_url(), owner=one.who)


def minutes(meeting: Meeting) -> Iterator[Due]:
    """The minutes that reached the arena since it last met: one matter for each arena they come from (R52)."""
    senders = {one.meeting.arena_id: one.meeting.arena for one in forwarded_to(meeting)}
    for arena in senders.values():
        title = _("Minutes from %(arena)s") % {"arena": name_of(arena, method_of(arena))}
        yield Due(MINUTES, title[:200], arena.pk)


def points(meeting: Meeting) -> Iterator[Due]:
    """The method's points that are due now and then."""
    for point in points_of(meeting.arena, method_of(meeting.arena)):
        if _point_due(point, meeting):
            assert meeting.arena.project, "only a method has points"
            title = meeting.arena.project.word(f"agendas.{meeting.arena.kind}.{point.id}")[:200]
            yield Due(
                POINT,
                title,
                point=point.id,
                treats=point.treats or "",
                tryout=point.tryout,
                minutes=point.minutes,
            )


def _point_due(point: AgendaPoint, meeting: Meeting) -> bool:
    year = SchoolYear.of(meeting.on).period
    others = Meeting.objects.filter(STANDS, arena=meeting.arena, on__range=(year.start, year.end)).exclude(
        pk=meeting.pk
    )
    if point.due == "once_a_school_year":
        treated = Q(items__point=point.id) | (Q(items__treats=point.treats) if point.treats else Q())
        return not others.filter(treated, items__state=ItemState.AGENDA).exists()
    if point.due == "last_before_summer":
        return meeting.on.month in point.months and not others.filter(on__gt=meeting.on).exists()
    return False
