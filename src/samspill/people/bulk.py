"""Verbs about many at once, as registers and lists bring them: few statements, and a journal line for each thing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from samspill.access.rules import Scope
from samspill.journal.actions import note_all
from samspill.people.actions import free_slug
from samspill.people.finding import draft_of
from samspill.people.models import Municipality, Person, Position, Unit, UnitKind
from samspill.people.versions import naming
from samspill.search.actions import index_all


@transaction.atomic
def make_municipalities(
    rows: Iterable[Mapping[str, Any]], *, acting: Person | None, at: datetime
) -> list[Municipality]:
    """Make many municipalities, each with an office of its own name."""
    taken = set(Municipality.objects.values_list("slug", flat=True))
    new = []
    for row in rows:
        municipality = Municipality(slug=free_slug(row["name"], taken), **row)
        with naming(municipality.name):
            municipality.clean_fields()
        taken.add(municipality.slug)
        new.append(municipality)
    made = Municipality.objects.bulk_create(new)
    Unit.objects.bulk_create(Unit(municipality=one, kind=UnitKind.OFFICE, name=one.name) for one in made)
    note_all("municipality.made", ((one, one.scope()) for one in made), acting=acting, at=at)
    return made


@transaction.atomic
def add_units(
    rows: Iterable[tuple[Municipality, Mapping[str, Any]]], *, acting: Person | None, at: datetime
) -> list[Unit]:
    """Add many units, each to its municipality."""
    units = [Unit(municipality=municipality, **fields) for municipality, fields in rows]
    for unit in units:
        with naming(unit.name):
            unit.clean_fields(exclude=["municipality"])
    made = Unit.objects.bulk_create(units)
    note_all("unit.added", ((unit, unit.scope()) for unit in made), acting=acting, at=at)
    index_all(map(draft_of, made), at=at)
    return made


@transaction.atomic
def add_people(people: Sequence[Person], *, acting: Person | None, at: datetime) -> list[Person]:
    """Add many people who cannot sign in yet; where they work is said by `take_positions`."""
    for person in people:
        person.set_unusable_password()
        with naming(person.name):
            person.clean_fields()
            person.clean()
    made = Person.objects.bulk_create(people)
    note_all("person.added", ((one, Scope(person=one.pk)) for one in made), acting=acting, at=at)
    return made


@transaction.atomic
def take_positions(positions: Sequence[Position], *, acting: Person | None, at: datetime) -> list[Position]:
    """Let many people work where their positions say. Days in the wrong order break a constraint of the database."""
    for position in positions:
        with naming(position.person.name):
            position.clean_fields(exclude=["person", "unit"])
    made = Position.objects.bulk_create(positions)
    note_all("position.taken", ((one, one.scope()) for one in made), acting=acting, at=at)
    return made
