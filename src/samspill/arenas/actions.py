"""Verbs about arenas and who sits in them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samspill.arenas.finding import draft_of
from samspill.arenas.models import Arena, Membership
from samspill.journal.actions import note
from samspill.methods.schema import ArenaKind
from samspill.people.models import Person, Unit
from samspill.people.versions import change, save_new
from samspill.projects.models import Project
from samspill.projects.queries import adapted
from samspill.search.actions import index


@transaction.atomic
def open_arenas(
    project: Project, unit: Unit, *, level: str, since: date, acting: Person | None, at: datetime
) -> list[Arena]:
    """Open every standing arena the method asks of this level at `unit`, with vacant seats; running ones are kept."""
    kinds = [kind for kind in adapted(project).method.arenas.values() if kind.level == level and kind.standing]
    wanted = [(kind, group) for kind in kinds for group in groups_of(kind, unit)]
    there = set(project.arenas.filter(unit=unit, until__isnull=True).values_list("kind", "group"))
    return [
        open_arena(unit, project=project, kind=kind.id, group=group, since=since, acting=acting, at=at)
        for kind, group in wanted
        if (kind.id, group) not in there
    ]


def groups_of(kind: ArenaKind, unit: Unit) -> list[str]:
    """One arena for each of the method's grades that the school teaches; all of them where the register is silent."""
    if not kind.per_grade:
        return [""]
    return [str(grade) for grade in kind.per_grade if not unit.grades or grade in unit.grades]


@transaction.atomic
def open_arena(unit: Unit, *, kind: str, since: date, acting: Person | None, at: datetime, **fields: Any) -> Arena:
    """Open an arena: a new one, or an existing body under its own `name` (R17)."""
    arena = save_new(Arena(unit=unit, kind=kind, since=since, **fields))
    note("arena.opened", arena, acting=acting, at=at)
    if arena.standing:
        index(draft_of(arena), at=at)
    return arena


@transaction.atomic
def change_arena(arena: Arena, *, version: int | None, acting: Person | None, at: datetime, **fields: Any) -> None:
    """Change the local name or the mandate."""
    differences = change(arena, version=version, fields=fields)
    if differences:
        note("arena.changed", arena, acting=acting, at=at, changes=differences)
        index(draft_of(arena), at=at)


@transaction.atomic
def seat(
    arena: Arena, person: Person, *, since: date, acting: Person | None, at: datetime, **fields: Any
) -> Membership:
    """Give `person` a seat: `role`, `leads`, `deputy`, `weekdays`, `until`, `guest` may be given."""
    membership = save_new(Membership(arena=arena, person=person, since=since, **fields))
    note("arena.seated", membership, acting=acting, at=at)
    return membership


def _name_roles(membership: Membership, differences: dict[str, tuple[object, object]]) -> None:
    """The journal keeps a place by its name, not by the method's id."""
    project = membership.arena.project
    if project and "role" in differences:
        before, after = (project.word(f"roles.{role}.name") if role else "" for role in differences["role"])
        differences["role"] = before, after


@transaction.atomic
def change_seat(
    membership: Membership, *, version: int | None, acting: Person | None, at: datetime, **fields: Any
) -> None:
    """Change role, lead, deputy, days at the school or last day."""
    differences = change(membership, version=version, fields=fields)
    if differences:
        _name_roles(membership, differences)
        note("arena.seat_changed", membership, acting=acting, at=at, changes=differences)


@transaction.atomic
def end_seat(
    membership: Membership, *, until: date, version: int | None, acting: Person | None, at: datetime, why: str = ""
) -> None:
    """End a seat with `until` as its last day; the seat stays in the history."""
    differences = change(membership, version=version, fields={"until": until})
    if differences:
        note("arena.seat_ended", membership, acting=acting, at=at, why=why, changes=differences)


@transaction.atomic
def review_contacts(arena: Arena, *, on: date, acting: Person | None, at: datetime) -> None:
    """Say that the contact list has been looked through and is right (L19)."""
    if on > timezone.localdate(at):
        raise ValidationError(_("The contact list cannot be reviewed on a day to come."))
    differences = change(arena, version=None, fields={"contacts_reviewed": on})
    note("arena.contacts_reviewed", arena, acting=acting, at=at, changes=differences)


def open_chosen(
    unit: Unit,
    *,
    project: Project | None,
    kind: str,
    name: str,
    since: date,
    acting: Person | None,
    at: datetime,
) -> Arena:
    """Open what was chosen in a list: “grade-team/5” is the grade team of grade 5."""
    kind, _slash, group = kind.partition("/")
    return open_arena(unit, kind=kind, group=group, project=project, name=name, since=since, acting=acting, at=at)
