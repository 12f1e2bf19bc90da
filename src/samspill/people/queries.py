from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from samspill.people.models import Municipality, Person, Position, Unit, UnitKind


def running(day: date, prefix: str = "") -> Q:
    """Rows with `since` and `until` that hold on `day`."""
    began = Q(**{f"{prefix}since__lte": day})
    return began & (Q(**{f"{prefix}until__isnull": True}) | Q(**{f"{prefix}until__gte": day}))


def positions_on(day: date) -> QuerySet[Position]:
    return Position.objects.filter(running(day)).select_related("unit__municipality", "person")


def units_of(municipality: Municipality, kind: UnitKind | None = None) -> QuerySet[Unit]:
    units = Unit.objects.filter(municipality=municipality, closed__isnull=True)
    return units.filter(kind=kind) if kind else units


def office_of(municipality: Municipality) -> Unit:
    return Unit.objects.get(municipality=municipality, kind=UnitKind.OFFICE)


def staff_of(unit: Unit, day: date) -> QuerySet[Person]:
    """Everybody with a running position at the unit, once each, positions there prefetched as `here`."""
    here = Prefetch("positions", Position.objects.filter(running(day), unit=unit), to_attr="here")
    ids = Position.objects.filter(running(day), unit=unit).values("person")
    return Person.objects.filter(pk__in=ids).prefetch_related(here)


def staff_of_units(units: Iterable[int], day: date) -> QuerySet[Person]:
    """Everybody with a running position at one of the units, positions there prefetched as `here` with their units."""
    positions = Position.objects.filter(running(day), unit__in=list(units))
    here = Prefetch("positions", positions.select_related("unit"), to_attr="here")
    return Person.objects.filter(pk__in=positions.values("person")).prefetch_related(here)


def people_in(municipality: Municipality, day: date) -> QuerySet[Person]:
    """Everybody with a running position in the municipality, positions prefetched as `here` with their units."""
    positions = Position.objects.filter(running(day), unit__municipality=municipality)
    here = Prefetch("positions", positions.select_related("unit"), to_attr="here")
    return Person.objects.filter(pk__in=positions.values("person")).prefetch_related(here)


def colleagues_of(person: Person, day: date) -> QuerySet[Person]:
    """Everybody else who works at the same school or service on `day`."""
    units = Position.objects.filter(running(day), person=person).values("unit")
    ids = Position.objects.filter(running(day), unit__in=units).values("person")
    return Person.objects.filter(pk__in=ids).exclude(pk=person.pk)


def named(people: QuerySet[Person], words: str) -> QuerySet[Person]:
    """Those whose name or e-mail holds every one of the words."""
    for word in words.split():
        people = people.filter(Q(name__icontains=word) | Q(email__icontains=word))
    return people


def places_named(municipalities: Iterable[int], units: Iterable[int]) -> list[tuple[str, str]]:
    """Municipalities and units by name, as the journal's filter asks for them."""
    whole = Municipality.objects.filter(pk__in=list(municipalities)).values_list("pk", "name")
    parts = Unit.objects.filter(pk__in=list(units)).values_list("pk", "name")
    return [*((f"municipality-{pk}", name) for pk, name in whole), *((f"unit-{pk}", name) for pk, name in parts)]


def address_of(pk: int) -> str:
    """The e-mail address of a person as it is now; empty where there is none."""
    return Person.objects.filter(pk=pk).values_list("email", flat=True).first() or ""
