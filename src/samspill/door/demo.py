"""Playing the demo's people. Routed only where `settings.DEMO` says so, and only for the demo's own municipalities."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import QuerySet
from django.http.request import split_domain_port
from django.utils.translation import gettext_lazy as _

from samspill.arenas.models import Membership
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
class Star:
    """Somebody to begin with: who, where, and what is to be seen through those eyes."""

    person: Person
    profession: str
    unit: str
    sees: str


# Whom to meet first, in this order: profession, how many, what each sees.
FIRST = (
    (
        Profession.SCHOOL_OWNER,
        1,
        _("Sees the whole municipality, the boards that schools show, and who asks for support."),
    ),
    (Profession.SCHOOL_LEADER, 2, _("Leads the teams of the school, its plan and its requirement board.")),
    (Profession.SCHOOL_NURSE, 1, _("Serves several schools, and sees the meetings of all of them in one place.")),
    (Profession.TEACHER, 1, _("Sees the own team, what comes at the school, and whom to call for help.")),
    (Profession.SERVICE_HEAD, 1, _("Names who represents the service at each school, and who stands in.")),
    (Profession.ADMINISTRATOR, 1, _("Keeps people and imports in order, and reads who did what.")),
)
STRANGER = _("Works in another municipality, and sees nothing of this one.")


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


def stars(day: date) -> list[Star]:
    """The most telling people: one or two of each kind from the first municipality, and somebody from another."""
    rows = list(players(day))
    home = [row for row in rows if row.unit.municipality_id == rows[0].unit.municipality_id]
    leads = set(Membership.objects.filter(leads=True).values_list("person", flat=True))
    plain = [row for row in home if row.profession != Profession.TEACHER or row.person_id not in leads]
    found = [
        _star(row, str(sees))
        for profession, many, sees in FIRST
        for row in [row for row in plain if row.profession == profession][:many]
    ]
    away = [row for row in rows if row not in home][:1]
    return [*found, *(_star(row, str(STRANGER)) for row in away)]


def _star(row: Position, sees: str) -> Star:
    return Star(row.person, row.get_profession_display(), row.unit.name, sees)


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
