"""Playing the demo's people. Routed only where `settings.DEMO` says so, and only for the demo's own municipalities."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import QuerySet
from django.http.request import split_domain_port

from samspill.people.models import Person, Position, Profession
from samspill.people.queries import positions_on

# Most of a school are teachers and assistants; everybody else plays a part of their own.
MANY = (Profession.TEACHER, Profession.ASSISTANT, Profession.OTHER)
LOCAL_NAMES = {"localhost", "testserver", "[::1]"}


@dataclass(frozen=True, slots=True)
class Player:
    """Somebody who can be played."""

    person: Person
    profession: str


@dataclass(frozen=True, slots=True)
class Troupe:
    """One unit's people: those with a part of their own first, the rest behind a disclosure."""

    unit: str
    first: tuple[Player, ...]
    rest: tuple[Player, ...]


def players(day: date) -> QuerySet[Position]:
    """Running positions in the demo's municipalities, of people who work nowhere else."""
    elsewhere = Position.objects.exclude(unit__municipality__slug__in=settings.DEMO_MUNICIPALITIES)
    return (
        positions_on(day)
        .filter(unit__municipality__slug__in=settings.DEMO_MUNICIPALITIES, person__is_active=True)
        .exclude(person__in=elsewhere.values("person"))
        .order_by("unit__municipality_id", "unit_id", "id")
    )


def troupes(day: date) -> list[Troupe]:
    """Everybody who can be played, unit by unit in the order the demo made them."""
    rows = list(players(day))
    units = dict.fromkeys(row.unit for row in rows)
    return [_troupe(unit.name, [row for row in rows if row.unit_id == unit.pk]) for unit in units]


def _troupe(unit: str, rows: Iterable[Position]) -> Troupe:
    own: list[Player] = []
    many: list[Player] = []
    for row in rows:
        player = Player(row.person, row.get_profession_display())
        (many if row.profession in MANY else own).append(player)
    shown = 0 if own else 1
    return Troupe(unit, (*own, *many[:shown]), tuple(many[shown:]))


def strangers() -> QuerySet[Position]:
    """Positions of people outside the demo's municipalities. An imported register of schools brings no people."""
    return Position.objects.exclude(unit__municipality__slug__in=settings.DEMO_MUNICIPALITIES)


def may_play(host: str) -> bool:
    """Asked at every play: this is the demo, nobody real is in the database, and the address is not a public one."""
    return settings.DEMO and is_local(split_domain_port(host)[0]) and not strangers().exists()


def is_local(host: str) -> bool:
    """Whether a name of ALLOWED_HOSTS can be reached from this machine or its private network only."""
    if host in LOCAL_NAMES or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_private
    except ValueError:
        return False
