from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet

from samspill.access.gate import visible_to
from samspill.access.rules import Actor
from samspill.arenas.models import Arena
from samspill.arenas.queries import arenas_of_project
from samspill.conferences.models import Conference, Group, Point, Session, SessionKind
from samspill.methods.schema import ArenaKind, Method
from samspill.people.models import Person, Unit, UnitKind
from samspill.projects.models import Project
from samspill.projects.queries import adapted

CONFERENCES = Conference.objects.select_related(
    "unit__municipality",
    "project__municipality",
    "meeting__arena__unit__municipality",
    "meeting__arena__project",
    "meeting__note",
    "responsible",
    "facilitator",
).prefetch_related("unit__arenas")

#: A group with all that its phones are told.
OPEN_GROUPS = Group.objects.select_related(
    "session__conference__meeting",
    "session__conference__current",
    "session__conference__project",
    "session__conference__unit__municipality",
    "leader__person",
    "note_taker__person",
    "rapporteur__person",
    "time_keeper__person",
)

#: A group with what decides how it stands. The rest costs PostgreSQL more to plan than to find: 14 tables, 30 ms.
STANDING_GROUPS = Group.objects.order_by().select_related(
    "session__conference__meeting", "session__conference__current", "session__conference__project"
)


def method_of(conference: Conference) -> Method:
    """The method as it runs here."""
    return adapted(conference.project).method


def levels_of(conference: Conference) -> tuple[str, ...]:
    """The levels a statement may be given (R6): those of the method's form for group minutes."""
    form = method_of(conference).forms.get("group-minutes")
    fields = form.fields if form else ()
    return next((field.choices for field in fields if field.id == "level"), ())


def kind_for(unit: Unit, project: Project) -> ArenaKind | None:
    """The conference the method holds at this level; None where it knows no conferences."""
    level = "school" if unit.kind == UnitKind.SCHOOL else "municipality"
    kinds = adapted(project).method.arenas.values()
    return next((kind for kind in kinds if not kind.standing and kind.level == level), None)


def readable(actor: Actor) -> QuerySet[Conference]:
    """What the reader may see: by right, or because they take part."""
    allowed = visible_to(actor, Conference.objects.all(), "conference.read").values("pk")
    return CONFERENCES.filter(Q(pk__in=allowed) | Q(pk__in=_taking_part(actor)))


def _taking_part(actor: Actor) -> QuerySet[Conference, int]:
    return Conference.objects.filter(participants__person=actor.id).values_list("pk", flat=True)


def ahead_at(actor: Actor, units: Collection[int], day: date) -> QuerySet[Conference]:
    """What these units have before them, the next first, as far as the reader may follow."""
    rows = readable(actor).filter(unit__in=units, meeting__ended_at=None, meeting__called_off="")
    return rows.filter(meeting__on__gte=day).order_by("meeting__on", "pk")


def taking_part(person: Person) -> QuerySet[Conference]:
    """The conferences somebody is on the list of."""
    return Conference.objects.filter(participants__person=person, participants__absent=False)


def deciders_of(conference: Conference, day: date) -> list[Arena]:
    """The running arenas of the unit that plan conferences and decide about what they bring (R20, R21)."""
    return deciders_at(conference.project, conference.unit, day)


def deciders_at(project: Project, unit: Unit, day: date) -> list[Arena]:
    kinds = [kind.id for kind in adapted(project).method.arenas.values() if kind.decides]
    return list(arenas_of_project(project, day).filter(unit=unit, kind__in=kinds))


def rounds_of(conference: Conference) -> QuerySet[Session]:
    """The rounds of group talks, in order."""
    return conference.sessions.filter(kind=SessionKind.GROUPS)


def groups_of(conference: Conference) -> QuerySet[Group]:
    rows = Group.objects.filter(session__conference=conference).order_by("session__place", "number")
    return rows.select_related("session", "leader__person", "note_taker__person", "rapporteur__person")


def points_of(conference: Conference) -> QuerySet[Point]:
    """Every statement that stands, in the order of the programme."""
    rows = Point.objects.filter(group__session__conference=conference, removed_at=None)
    return rows.select_related("group__session").order_by("group__session__place", "group__number", "place", "id")
