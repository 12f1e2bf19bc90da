from __future__ import annotations

from collections import Counter
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from samspill.arenas.models import Arena, Membership, passing_kinds
from samspill.people.models import Person, Unit
from samspill.people.queries import running
from samspill.projects.models import Project


def memberships_on(day: date) -> QuerySet[Membership]:
    """Seats that hold on `day`, in arenas that run."""
    arena_runs = Q(arena__until__isnull=True) | Q(arena__until__gte=day)
    return Membership.objects.filter(running(day), arena_runs).select_related("arena__unit", "person", "deputy")


def with_seats(arenas: QuerySet[Arena], day: date) -> QuerySet[Arena]:
    """The arenas with their running seats prefetched as `seats`."""
    return arenas.select_related("unit", "project").prefetch_related(
        Prefetch("memberships", memberships_on(day), to_attr="seats")
    )


def passing() -> Q:
    """The rows that stand for what is held and not sat in, such as a school's conferences: no body has these seats."""
    return Q(kind__in=passing_kinds())


def arenas_of_unit(unit: Unit, day: date) -> QuerySet[Arena]:
    return Arena.objects.filter(running(day), unit=unit)


def arenas_of_project(project: Project, day: date) -> QuerySet[Arena]:
    return Arena.objects.filter(running(day), project=project)


def seats_of(person: Person, day: date) -> QuerySet[Membership]:
    """Every running seat of a person over all schools, deputies' seats included."""
    return memberships_on(day).filter(Q(person=person) | Q(deputy=person))


ARENAS = Arena.objects.select_related("unit__municipality", "project")
SEATS = Membership.objects.select_related("arena__unit__municipality", "arena__project", "person", "deputy")


def past_seats(arena: Arena, day: date) -> QuerySet[Membership]:
    """Seats that ended before `day`, the latest first."""
    return arena.memberships.filter(until__lt=day).select_related("person").order_by("-until", "person__name")


def usual_weekday(arena: Arena) -> int | None:
    """The weekday (1 = Monday) on which most of its members are at the school; None where no seat says so.

    Ties go to the earlier day, so that the same seats always give the same plan.
    """
    days = Counter(day for seat in arena.memberships.all() for day in seat.weekdays)
    return min(days, key=lambda day: (-days[day], day)) if days else None
