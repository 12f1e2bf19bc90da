"""Verbs that add people together with where they work: one by one, as heads, or a whole list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from samspill.journal.actions import note
from samspill.people.actions import add_unit, take_position
from samspill.people.models import Municipality, Person, Position, Profession, Unit, UnitKind
from samspill.people.versions import save_new


@dataclass(frozen=True, slots=True)
class Newcomer:
    """One teacher of a list."""

    name: str
    email: str | None
    grades: list[int]


@transaction.atomic
def add_staff(
    unit: Unit,
    *,
    name: str,
    profession: str,
    since: date,
    acting: Person | None,
    at: datetime,
    grades: list[int] | None = None,
    **fields: Any,
) -> Person:
    """Add somebody together with where they work. The journal's line then knows which school it belongs to."""
    person = Person(name=name, **fields)
    person.set_unusable_password()
    save_new(person)
    save_new(Position(person=person, unit=unit, profession=profession, since=since, grades=grades or []))
    note("person.added", person, acting=acting, at=at)
    return person


@transaction.atomic
def add_service(
    municipality: Municipality,
    *,
    name: str,
    service: str,
    since: date,
    acting: Person | None,
    at: datetime,
    head: str = "",
    email: str | None = None,
) -> Unit:
    """Add a service and, where a name is given, its head."""
    unit = add_unit(municipality, kind=UnitKind.SERVICE, name=name, service=service, acting=acting, at=at)
    if head:
        head_of = Profession.SERVICE_HEAD
        add_staff(unit, name=head, email=email, profession=head_of, since=since, acting=acting, at=at)
    return unit


@transaction.atomic
def let_fill(
    unit: Unit,
    *,
    profession: str,
    since: date,
    acting: Person | None,
    at: datetime,
    person: Person | None = None,
    **fields: Any,
) -> None:
    """Let somebody who works at `unit` take a position there, or add somebody new who does."""
    if person is None:
        add_staff(unit, profession=profession, since=since, acting=acting, at=at, **fields)
    else:
        take_position(person, unit, profession=profession, since=since, acting=acting, at=at)


@transaction.atomic
def add_teachers(
    unit: Unit, *, lines: Iterable[Newcomer], since: date, acting: Person | None, at: datetime
) -> list[Person]:
    """Add everybody on a list as teachers: all of them or, if one cannot be added, nobody."""
    return [
        add_staff(
            unit,
            name=one.name,
            email=one.email,
            grades=one.grades,
            profession=Profession.TEACHER,
            since=since,
            acting=acting,
            at=at,
        )
        for one in lines
    ]
