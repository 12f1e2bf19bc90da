"""Which rows belong to whose year. Conditions only: who may read them is asked where they are read."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from samspill.arenas.models import Arena, Membership
from samspill.arenas.queries import seats_of
from samspill.people.models import Person, UnitKind
from samspill.people.queries import positions_on
from samspill.wheel.models import Activity
from samspill.wheel.year import Reading, Whose

ACTIVITIES = Activity.objects.select_related("unit__municipality", "arena__project", "person")


def arenas_in(reading: Reading) -> QuerySet[Arena]:
    """The arenas whose meetings and plan are in it, those that have ended too."""
    whose = reading.whose
    rows = Arena.objects.select_related("unit__municipality", "project__municipality")
    if whose.arena:
        return rows.filter(pk=whose.arena.pk)
    if whose.person:
        return rows.filter(pk__in=_sits_in(whose.person, reading.today))
    return rows.filter(_at_places(whose, "unit"), _without_teams(whose))


def _sits_in(person: Person, day: date) -> QuerySet[Membership, int]:
    return seats_of(person, day).values_list("arena", flat=True)


def _at_places(whose: Whose, unit: str) -> Q:
    """Rows of the units shown: all of a municipality, or a school and its municipality's office. `unit` is the way."""
    if whose.municipality:
        return Q(**{f"{unit}__municipality": whose.municipality})
    assert whose.unit, "an arena and a person are asked about otherwise"
    office = {f"{unit}__municipality": whose.unit.municipality_id, f"{unit}__kind": UnitKind.OFFICE}
    return Q(**{unit: whose.unit}) | Q(**office)


def _without_teams(whose: Whose) -> Q:
    """A municipality's wheel would be nothing but the weekly meetings of all its teams."""
    return Q(group="") if whose.municipality else Q()


def occasions_in(reading: Reading) -> Q:
    whose = reading.whose
    if whose.arena:
        return Q(arena=whose.arena)
    if whose.person:
        return Q(arena__in=_sits_in(whose.person, reading.today)) | Q(responsible=whose.person)
    return _at_places(whose, "unit") & (Q(arena=None) | Q(arena__group="") if whose.municipality else Q())


def conferences_in(whose: Whose) -> Q:
    if whose.arena:
        return Q(meeting__arena=whose.arena)
    if whose.person:
        return Q(participants__person=whose.person, participants__absent=False)
    return _at_places(whose, "unit")


def measures_in(whose: Whose) -> Q:
    """Of what hangs on a measure: those of the places shown, what the arena works on, what the person coordinates."""
    if whose.arena:
        return Q(measure__plan__main_arena=whose.arena)
    if whose.person:
        return Q(measure__coordinator=whose.person)
    return _at_places(whose, "measure__unit")


def rechecks_in(whose: Whose) -> Q:
    """Also of whoever answers for the practice."""
    own = Q(measure__practice__owner=whose.person) if whose.person else Q(pk=None)
    return measures_in(whose) | own


def followups_in(whose: Whose) -> Q:
    if whose.arena:
        return Q(arena=whose.arena)
    if whose.person:
        return Q(who=whose.person)
    return _at_places(whose, "arena__unit")


def activities_in(reading: Reading) -> Q:
    """Own activities; an arena and a person also see those of the places they belong to."""
    whose = reading.whose
    if whose.arena:
        return Q(arena=whose.arena) | Q(unit=whose.arena.unit_id, arena=None)
    if whose.person:
        return _of_person(whose.person, reading.today)
    return _at_places(whose, "unit") & (Q(ring__in=whose.rings))


def _of_person(person: Person, day: date) -> Q:
    works = positions_on(day).filter(person=person)
    here = Q(arena=None, unit__in=works.values("unit"))
    near = Q(arena=None, unit__kind=UnitKind.OFFICE, unit__municipality__in=works.values("unit__municipality"))
    return Q(person=person) | here | near | Q(arena__in=_sits_in(person, day))
