"""What conferences mean to one person: the groups they sit in, what they left behind, what waits for who plans them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samspill.access.rules import Actor
from samspill.conferences.models import Conference, GroupSeat, ThemeProposal
from samspill.conferences.queries import taking_part
from samspill.measures.models import Measure
from samspill.measures.words import phase_name
from samspill.people.models import Person

PLACES = ("unit__municipality", "project", "meeting")
#: The days on which something became of a measure.
STATIONS = ("fate_on", "analysed_on", "decided_on", "tried_on", "evaluated_on", "practice_on", "ended_on")


@dataclass(frozen=True, slots=True)
class Moved:
    """A proposal from a conference of mine of which something became."""

    conference: Conference
    measure: Measure
    on: date
    stands: str

    @property
    def line(self) -> str:
        return f"{self.measure.title}: {self.stands}"


@dataclass(frozen=True, slots=True)
class Due:
    """Something that is late: “analysis” or “report”, with the day it was promised for."""

    what: str
    conference: Conference
    by: date
    url: str


def groups_in(person: Person, meetings: Iterable[int]) -> Mapping[int, str]:
    """Meeting → the groups somebody sits in there, once they are announced. One query."""
    rows = GroupSeat.objects.filter(
        participant__person=person,
        session__conference__meeting__in=list(meetings),
        session__conference__groups_set_at__isnull=False,
    )
    found: dict[int, list[str]] = {}
    for row in rows.select_related("group", "session__conference").order_by("session__place"):
        holes = {"theme": row.session.theme, "number": row.group.number, "room": row.group.room}
        words = _("%(theme)s: group %(number)s, %(room)s") if row.group.room else _("%(theme)s: group %(number)s")
        found.setdefault(row.session.conference.meeting_id, []).append(words % holes)
    return {meeting: " · ".join(words) for meeting, words in found.items()}


def answered_to(person: Person, since: date) -> QuerySet[Conference]:
    """The conferences somebody took part in and got the answer of since a day, the newest first."""
    rows = taking_part(person).filter(reported_at__date__gte=since).select_related(*PLACES)
    return rows.order_by("-reported_at")


def moved_for(person: Person, since: date, told: Collection[int] = ()) -> list[Moved]:
    """What became, since a day, of the proposals from conferences somebody took part in and has the answer of.

    Each once, the newest first; `told` are measures that somebody hears of anyway. One query.
    """
    lately = Q()
    for station in STATIONS:
        lately |= Q(**{f"measure__{station}__gte": since})
    mine = taking_part(person).filter(reported_at__isnull=False, meeting__called_off="").values("pk")
    rows = ThemeProposal.objects.filter(lately, theme__conference__in=mine).exclude(measure__in=told)
    places = [f"theme__conference__{one}" for one in PLACES]
    found = map(_moved, rows.select_related("measure__project", *places))
    return sorted((one for one in found if one is not None), key=lambda one: one.on, reverse=True)


def _moved(row: ThemeProposal) -> Moved | None:
    """None where the answer came later than what happened: then the page said it already."""
    conference, measure = row.theme.conference, row.measure
    assert conference.reported_at, "the query asks for it"
    on = max(day for station in STATIONS if (day := getattr(measure, station)))
    if on <= timezone.localdate(conference.reported_at):
        return None
    stands = str(measure.get_fate_display()) if measure.fate else phase_name(measure.project, measure.phase)
    return Moved(conference, measure, on, stands)


def late_for(actor: Actor, person: Person, today: date) -> Iterator[Due]:
    """What is late in the conferences somebody answers for: as responsible, as facilitator, as leader of the place."""
    led = {hat.unit for hat in actor.hats if hat.name in ("school-leader", "owner") and hat.unit is not None}
    own = Q(unit__in=led) | Q(responsible=person) | Q(facilitator=person)
    late = Q(analysed_at=None, analysis_due__lt=today) | Q(analysed_at__isnull=False, report_due__lt=today)
    rows = Conference.objects.filter(own, late, reported_at=None, meeting__ended_at__isnull=False)
    for one in rows.filter(meeting__called_off="").select_related(*PLACES).order_by("meeting__on", "pk"):
        if one.analysed_at is None:
            assert one.analysis_due, "the query asks for it"
            yield Due("analysis", one, one.analysis_due, one.get_absolute_url())
        else:
            assert one.report_due, "the query asks for it"
            yield Due("report", one, one.report_due, reverse("conferences:report_back", args=[one.pk]))
