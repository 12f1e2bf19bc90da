"""Rows to core: all traces of one school (or the office) as plain evidence, in a constant number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Model

from samspill.arenas.models import Arena, Membership
from samspill.calendars.bridge import Year, year_of
from samspill.clarifications.bridge import KIND as CLARIFICATION
from samspill.clarifications.bridge import cases_in, subject_of
from samspill.clarifications.models import Clarification
from samspill.core.fidelity.model import Deed, Departure, Evidence, Frame, Ref, Seat, Subject, Wish
from samspill.guidance.bridge import KIND as CONFERENCE_LED
from samspill.guidance.bridge import leads_in
from samspill.guidance.bridge import subject_of as lead_of
from samspill.guidance.models import ConferenceLead
from samspill.insight import conferences, measures, reach
from samspill.insight.lives import Life, lives_of
from samspill.insight.meetings import Told, deliveries, told_by, with_records
from samspill.insight.models import Departure as DepartureRow
from samspill.insight.queries import departures_of
from samspill.insight.reach import Staff, staff_of
from samspill.insight.traces import brought, whole_activities
from samspill.measures.models import LogEntry, Measure
from samspill.meetings.models import Meeting
from samspill.methods.overlay import Adapted
from samspill.methods.schema import Method
from samspill.overall import bridge as overall
from samspill.people.models import Profession, Unit, UnitKind
from samspill.projects.models import Participation, ServiceContact
from samspill.projects.queries import adapted, participations_of
from samspill.wheel.bridge import activities_of, end_of, frame_of, held, planned, with_meetings
from samspill.wheel.models import Occasion
from samspill.wheel.queries import whole_plan

# What this product records today; a requirement that needs more answers “nothing recorded yet”.
TRACKED = measures.TRACES | {
    "held",
    "seats",
    "service-contact",
    "contact-list-reviewed",
    "activity",
    "minutes",
    "items",
    "forwarding",
    "reach",
    CLARIFICATION,
    CONFERENCE_LED,
    conferences.KIND,
}


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything a board is read from. `things` leads from a piece of evidence back to its row."""

    participation: Participation
    adapted: Adapted
    wishes: tuple[Wish, ...]
    evidence: Evidence
    frame: Frame
    year: Year
    things: Mapping[Ref, Model]
    lives: tuple[Life, ...]
    staff: Staff
    told: Told
    beside: Mapping[Ref, tuple[Model, ...]]  # what else a piece of evidence was read from

    @property
    def method(self) -> Method:
        return self.adapted.method


@dataclass(frozen=True, slots=True)
class _Rows:
    occasions: tuple[Occasion, ...]
    arenas: tuple[Arena, ...]
    contacts: tuple[ServiceContact, ...]
    departures: tuple[DepartureRow, ...]
    cases: tuple[Clarification, ...]
    leads: tuple[ConferenceLead, ...]
    measures: tuple[Measure, ...]
    entries: tuple[LogEntry, ...]
    talks: conferences.Talks
    plans: overall.Told


def read(participation: Participation, today: date) -> Reading:
    """Read one board's evidence as of `today`, or of the last day when the project is over.

    Twelve queries for plan, bodies, meetings, clarifications and conferences, three for measures, eight more once
    there are any, and four more once a conference was held.
    """
    result = adapted(participation.project)
    method, rows = result.method, _rows(participation)
    ends = end_of(participation.project, method)
    today = min(today, ends)
    year = year_of(participation.unit, participation.joined, ends)
    activities = activities_of(method)
    also = with_meetings(rows.occasions, [arena.pk for arena in rows.arenas], whole=True)
    told = told_by([*(row.meeting for row in rows.occasions if row.meeting), *also])
    lives = lives_of(rows.measures, method, told)
    staff = staff_of(participation, rows.arenas, lives)
    around = measures.Around(method, rows.arenas, today)
    evidence = Evidence(
        held=tuple(conferences.with_themes(with_records(held(rows.occasions, activities, also), told), rows.talks)),
        planned=planned(rows.occasions, activities, also),
        seats=tuple(_seats(rows.arenas)),
        deeds=(*_deeds(rows), *deliveries(told, rows.arenas), *measures.deeds(lives, rows.entries)),
        subjects=(
            *whole_activities(rows.occasions, rows.arenas, method, participation, today),
            *(one for one in brought(rows.occasions, activities) if not _told(one, rows.plans)),
            *overall.subjects(rows.plans, rows.arenas, method),
            *map(subject_of, rows.cases),
            *(lead_of(row) for row in rows.leads if row.on <= today),
            *measures.subjects(lives, around),
            *conferences.subjects(rows.talks, today),
            *reach.subjects(staff, participation.joined, today),
        ),
        departures=(*(_departure(row) for row in rows.departures), *result.departures),
        tracked=TRACKED | {activity.brings[0] for activity in method.plan if activity.brings},
    )
    frame = frame_of(participation, method, year, today, (arena.group for arena in rows.arenas))
    wishes = _wishes(participation, method, today)
    things = _things(rows, also)
    beside = {**_beside(rows), **_heard(reach.heard_at(staff, participation.joined, today), things)}
    return Reading(participation, result, wishes, evidence, frame, year, things, lives, staff, told, beside)


def _rows(participation: Participation) -> _Rows:
    project, unit = participation.project, participation.unit
    arenas = tuple(Arena.objects.filter(project=project, unit=unit).prefetch_related("memberships"))
    found = measures.measures_of(participation)
    contacts = ServiceContact.objects.filter(project=project).select_related("service")
    return _Rows(
        tuple(whole_plan(project, unit, arenas)),
        arenas,
        tuple(contacts) if unit.kind == UnitKind.OFFICE else (),
        tuple(departures_of(participation)),
        tuple(cases_in(project)) if unit.kind == UnitKind.OFFICE else (),
        tuple(leads_in(project)) if unit.kind == UnitKind.OFFICE else (),
        found,
        measures.entries_of(participation, found),
        conferences.talks_of(participation, found),
        overall.told_of(participation),
    )


def _things(rows: _Rows, also: Iterable[Meeting]) -> Mapping[Ref, Model]:
    matched = [row.meeting for row in rows.occasions if row.meeting]
    return {
        **{Ref("meeting", row.pk): row for row in (*matched, *also)},
        **{Ref("occasion", row.pk): row for row in rows.occasions},
        **{Ref("arena", row.pk): row for row in rows.arenas},
        **{Ref("unit", row.service_id): row.service for row in rows.contacts},
        **{Ref(CLARIFICATION, row.pk): row for row in rows.cases},
        **{Ref(CONFERENCE_LED, row.pk): row for row in rows.leads},
        **{Ref("departure", row.pk): row for row in rows.departures},
        **{Ref("measure", row.pk): row for row in rows.measures},
        **{Ref("log-entry", row.pk): row for row in rows.entries},
        **{Ref(conferences.KIND, row.pk): row for row in rows.talks.rows},
        **{Ref(overall.KIND, row.pk): row for row in rows.plans.plans},
    }


def _told(one: Subject, plans: overall.Told) -> bool:
    """Of what has a page of its own, that page tells more than activities that were held."""
    return one.kind == overall.KIND and plans.speaks_of(one.since)


def _beside(rows: _Rows) -> Mapping[Ref, tuple[Model, ...]]:
    """An overall plan was read from the very meetings at which it was discussed and adopted."""
    return {Ref(overall.KIND, one.pk): rows.plans.meetings(one) for one in rows.plans.plans}


def _heard(at: Mapping[Ref, tuple[Ref, ...]], things: Mapping[Ref, Model]) -> Mapping[Ref, tuple[Model, ...]]:
    """How many were reached was read from the meetings at which they were heard."""
    return {ref: tuple(things[one] for one in meetings if one in things) for ref, meetings in at.items()}


def _departure(row: DepartureRow) -> Departure:
    return Departure(row.requirement, row.reason, row.since, row.until, row.not_applicable, Ref("departure", row.pk))


def _seats(arenas: Iterable[Arena]) -> Iterator[Seat]:
    for arena in arenas:
        for seat in arena.memberships.all():
            if not seat.guest:
                yield _seat(arena, seat)


def _seat(arena: Arena, seat: Membership) -> Seat:
    ends = [day for day in (seat.until, arena.until) if day]
    return Seat(
        arena=arena.kind,
        role=seat.role,
        person=str(seat.person_id),
        since=seat.since,
        until=min(ends, default=None),
        group=arena.group,
        deputy=str(seat.deputy_id) if seat.deputy_id else None,
        ref=Ref("arena", arena.pk),
    )


def _deeds(rows: _Rows) -> Iterator[Deed]:
    for contact in rows.contacts:
        yield Deed("service-contact", contact.service.service, contact.on, Ref("unit", contact.service_id))
    for arena in rows.arenas:
        if arena.contacts_reviewed:
            yield Deed("contact-list-reviewed", arena.kind, arena.contacts_reviewed, Ref("arena", arena.pk))


def _wishes(participation: Participation, method: Method, today: date) -> tuple[Wish, ...]:
    """The requirements of this board's level. One query more for the office, whose forum has a seat per school."""
    if participation.unit.kind != UnitKind.OFFICE:
        return tuple(wish for wish in method.requirements.values() if wish.level == "school")
    own = [wish for wish in method.requirements.values() if wish.level == "municipality"]
    schools = participations_of(participation.project, today).filter(unit__kind=UnitKind.SCHOOL, takes_part=True)
    services = Unit.objects.filter(
        municipality_id=participation.unit.municipality_id, kind=UnitKind.SERVICE, closed__isnull=True
    )
    sizes = {Profession.SCHOOL_LEADER.value: schools.count(), Profession.SERVICE_HEAD.value: services.count()}
    return tuple(_sized(wish, method, sizes) for wish in own)


def _sized(wish: Wish, method: Method, sizes: Mapping[str, int]) -> Wish:
    """“All school leaders” is as many as there are schools in the project, “all heads of service” as services (R62)."""
    places = wish.params.get("places")
    if not isinstance(places, tuple):
        return wish
    return replace(wish, params={**wish.params, "places": tuple(_place(place, method, sizes) for place in places)})


def _place(place: Mapping[str, object], method: Method, sizes: Mapping[str, int]) -> Mapping[str, object]:
    role = method.roles[str(place["role"])]
    sized = [sizes[profession] for profession in role.professions if profession in sizes]
    return {**place, "at_least": max(1, *sized)} if place.get("everyone") and sized else place
