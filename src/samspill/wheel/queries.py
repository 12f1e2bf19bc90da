from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from samspill.access.rules import Actor
from samspill.arenas.models import Arena
from samspill.people.models import Unit
from samspill.projects.models import Participation, Project
from samspill.wheel.models import Occasion


def occasions_of(project: Project) -> QuerySet[Occasion]:
    return Occasion.objects.filter(project=project).select_related("arena", "unit", "responsible", "project")


def occasions_at(project: Project, unit: Unit) -> QuerySet[Occasion]:
    return occasions_of(project).filter(unit=unit)


def whole_plan(project: Project, unit: Unit, arenas: Iterable[Arena]) -> list[Occasion]:
    """Everything laid at a unit, for reading rules from; `arenas` are those of the unit in the project.

    Joining project, unit and arena to each of hundreds of rows took half of a page's time; the arenas are at hand.
    """
    known = {arena.pk: arena for arena in arenas}
    rows = list(occasions_at(project, unit).select_related(None))
    for row in rows:
        row.project, row.unit = project, unit
        if row.arena_id in known:
            row.arena = known[row.arena_id]
    return rows


def open_for(arena: Arena) -> QuerySet[Occasion]:
    """What the arena has before it, and the past occasions nobody has ticked off."""
    rows = Occasion.objects.filter(arena=arena, held_on__isnull=True, called_off="")
    return rows.select_related("arena", "unit", "responsible", "project")


def plans_near(actor: Actor, rows: QuerySet[Participation], today: date) -> QuerySet[Participation]:
    """Units with a plan where the actor works or has a seat, those in a running project."""
    units = {hat.unit for hat in actor.hats if hat.unit is not None}
    arenas = {hat.arena for hat in actor.hats if hat.arena is not None}
    near = Q(unit__in=units) | Q(unit__in=Arena.objects.filter(pk__in=arenas).values("unit"))
    here = Q(left=None) | Q(left__gte=today)
    return rows.filter(near, here, takes_part=True).order_by("-project__starts", "unit__name")
