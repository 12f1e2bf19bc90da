"""A conference is called, its programme laid, its list of participants kept."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samspill.arenas.actions import open_arena
from samspill.arenas.models import Arena
from samspill.conferences.finding import index_conference
from samspill.conferences.knowing import known_of
from samspill.conferences.models import Conference, Participant, Session
from samspill.conferences.queries import kind_for
from samspill.journal.actions import note
from samspill.meetings.actions.calling import call_meeting
from samspill.meetings.models import Presence
from samspill.people.models import Person, Unit
from samspill.people.versions import change, save_new
from samspill.projects.models import Project

# The guide gives no days: three weeks for the analysis, five for the answer (domain.md 5).
ANALYSIS_DAYS, REPORT_DAYS = 21, 35


@transaction.atomic
def call_conference(
    project: Project,
    unit: Unit,
    *,
    title: str,
    on: date,
    acting: Person | None,
    at: datetime,
    begins: time | None = None,
    minutes: int = 180,
    place: str = "",
    collecting: bool = True,
    **fields: Any,
) -> Conference:
    """Begin to plan a conference. Its day is a meeting to which people are invited by name."""
    arena = _arena(project, unit, on, acting, at)
    meeting = call_meeting(
        arena,
        on=on,
        begins=begins,
        minutes=minutes,
        place=place,
        title=title,
        only=(),
        acting=acting,
        at=at,
        collecting=collecting,
    )
    dues = {
        "analysis_due": on + timedelta(days=ANALYSIS_DAYS),
        "report_due": on + timedelta(days=REPORT_DAYS),
    }
    made = save_new(
        Conference(project=project, unit=unit, meeting=meeting, title=title, created_at=at, **{**dues, **fields})
    )
    meeting.shown_at = made.get_absolute_url()
    meeting.save(update_fields=["shown_at"])
    note("conference.called", made, acting=acting, at=at)
    index_conference(made, at=at)
    return made


def _arena(project: Project, unit: Unit, on: date, acting: Person | None, at: datetime) -> Arena:
    """The row that stands for the unit's conferences among its arenas: opened with the first of them."""
    kind = kind_for(unit, project)
    if kind is None:
        raise ValidationError(_("This method holds no conferences at this level. Choose another project."))
    found = Arena.objects.filter(project=project, unit=unit, kind=kind.id, until=None).first()
    return found or open_arena(unit, project=project, kind=kind.id, since=min(on, at.date()), acting=acting, at=at)


@transaction.atomic
def add_session(conference: Conference, *, acting: Person | None, at: datetime, **fields: Any) -> Session:
    """Add a part at the end of the programme."""
    last = conference.sessions.order_by("-place").values_list("place", flat=True).first()
    made = save_new(Session(conference=conference, place=(last or 0) + 1, **fields))
    note("conference.programme_changed", conference, acting=acting, at=at)
    return made


@transaction.atomic
def add_participants(
    conference: Conference,
    people: Iterable[Person],
    *,
    acting: Person | None,
    at: datetime,
    guests: bool = False,
    may_lead: Collection[int] = (),
) -> list[Participant]:
    """Put people on the list, once each, with what is known of them on the day; who is there already stays as it is.

    They are invited with the conference's meeting, by name.
    """
    # Held, so that two who put the same school on the list at once do not put anybody on it twice.
    Conference.objects.select_for_update(of=("self",)).get(pk=conference.pk)
    there = set(conference.participants.values_list("person_id", flat=True))
    wanted = {person.pk: person for person in people if person.pk not in there}
    known = known_of(conference, wanted.values())
    made = Participant.objects.bulk_create(
        Participant(conference=conference, person=person, guest=guests, **_known(known[pk], pk in may_lead))
        for pk, person in wanted.items()
    )
    invited = set(conference.meeting.presences.values_list("person_id", flat=True))
    Presence.objects.bulk_create(
        Presence(meeting=conference.meeting, person=person, guest=True)
        for pk, person in wanted.items()
        if pk not in invited
    )
    if made:
        note("conference.participants_added", conference, acting=acting, at=at, changes={"new": (0, len(made))})
    return made


def _known(known: Mapping[str, Any], leads: bool) -> Mapping[str, Any]:
    """What is said of somebody goes before what their seats say."""
    return {**known, "may_lead": True} if leads else known


@transaction.atomic
def change_participant(
    participant: Participant, *, version: int | None, acting: Person | None, at: datetime, **fields: object
) -> Mapping[str, tuple[object, object]]:
    """Say what a participant may do, or that somebody is not coming."""
    differences = change(participant, version=version, fields=fields)
    if differences:
        note("conference.participant_changed", participant, acting=acting, at=at, changes=differences)
    return differences
