from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, When

from samspill.access.rules import Actor
from samspill.arenas.models import Arena
from samspill.clarifications.models import Clarification
from samspill.clarifications.phases import CALLED, CLARIFIED, RAISED, REPORTED
from samspill.meetings.models import Item, Outcome, OutcomeKind
from samspill.meetings.way import heirs_of
from samspill.people.models import Municipality, Person, Unit, UnitKind
from samspill.people.queries import positions_on, running
from samspill.projects.models import Project
from samspill.projects.queries import adapted, participation_of, projects_of

OPEN = Q(answered_on=None, withdrawn_on=None)
CASES = Clarification.objects.select_related(
    "project__municipality",
    "unit__municipality",
    "arena__unit__municipality",
    "arena__project",
    "item__arena__unit__municipality",
    "item__arena__project",
    "item__meeting__arena__unit",
    "meeting__arena__unit",
    "raised_in__meeting",
    "raised_by",
)


def cases_of(municipality: Municipality) -> QuerySet[Clarification]:
    return in_order(CASES.filter(unit__municipality=municipality))


def asked_by(unit: Unit) -> QuerySet[Clarification]:
    return in_order(CASES.filter(unit=unit))


def in_order(rows: QuerySet[Clarification]) -> QuerySet[Clarification]:
    """What is open first, the soonest due on top; then what is over, the latest first."""
    over = Case(When(OPEN, then=0), default=1)
    due = Case(When(OPEN, then=F("due")))
    return rows.order_by(over, due.asc(nulls_last=True), F("answered_on").desc(nulls_last=True), "raised_on", "pk")


def project_for(unit: Unit) -> Project | None:
    """The project a unit asks in: its own, else the municipality's latest (a service need not take part)."""
    own = participation_of(unit)
    return own.project if own else projects_of(unit.municipality).order_by("-starts").first()


def forum_in(project: Project, day: date) -> Arena | None:
    """The arena of the project where others' clarifications are settled (R54)."""
    kinds = [kind.id for kind in adapted(project).method.arenas.values() if kind.settles]
    rows = Arena.objects.filter(running(day), project=project, kind__in=kinds)
    return rows.select_related("unit__municipality", "project__municipality").first()


def written_about(case: Clarification) -> QuerySet[Outcome]:
    """What the forum has written down as information or decision under the case's matter, the newest first."""
    kinds = (OutcomeKind.DECISION, OutcomeKind.INFORMATION)
    items = [case.item, *heirs_of(case.item)]
    rows = Outcome.objects.filter(item__in=items, item__arena=case.item.arena_id, kind__in=kinds)
    return rows.select_related("item__meeting__arena__unit").order_by("-made_at", "-pk")


def waiting_for(actor: Actor) -> QuerySet[Clarification]:
    """What waits for the reader's own act: the leader's report, the owner's call, clarification or answer (R45)."""
    leads = {hat.unit for hat in actor.hats if hat.name in ("school-leader", "service-head")} - {None}
    owned = {hat.municipality for hat in actor.hats if hat.name == "owner"}
    if not leads and not owned:
        return Clarification.objects.none()
    own = Q(phase=RAISED) & (Q(unit__in=leads) | Q(unit__kind=UnitKind.OFFICE, unit__municipality__in=owned))
    said = Outcome.objects.filter(item=OuterRef("item"), kind__in=(OutcomeKind.DECISION, OutcomeKind.INFORMATION))
    met = Q(phase=CALLED) & (Q(meeting__ended_at__isnull=False) | Exists(said) | ~Q(meeting__called_off=""))
    owners = Q(unit__municipality__in=owned) & (Q(phase__in=(REPORTED, CLARIFIED)) | met)
    return in_order(CASES.filter(OPEN).filter(own | owners))


def answered_for(person: Person, since: date) -> QuerySet[Clarification]:
    """What somebody asked for and was answered since that day."""
    return CASES.filter(raised_by=person, answered_on__gte=since).order_by("-answered_on", "-pk")


def owners_of(municipality: Municipality, day: date) -> list[Person]:
    rows = positions_on(day).filter(unit__municipality=municipality, profession="school_owner")
    return list({row.person_id: row.person for row in rows}.values())


def leaders_of(units: Iterable[Unit], day: date) -> list[Person]:
    """The leaders of schools and heads of services."""
    rows = positions_on(day).filter(unit__in=list(units), profession__in=("school_leader", "service_head"))
    return list({row.person_id: row.person for row in rows.order_by("person__name")}.values())


def case_of(item: Item) -> Clarification | None:
    """The case a matter belongs to: it carries the case through the forum, or the case grew from it."""
    return CASES.filter(Q(item=item) | Q(raised_in=item)).order_by("-pk").first()
