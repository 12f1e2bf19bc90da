"""Adopting a method in one go: project, schools, arenas with vacant places, and the plan on the school days."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from samspill.arenas.actions import open_arenas
from samspill.arenas.composition import Lack, lacks_in
from samspill.arenas.models import Arena
from samspill.methods import load
from samspill.methods.schema import Method
from samspill.people.models import Municipality, Person, Unit, UnitKind
from samspill.people.queries import office_of, units_of
from samspill.projects.actions import join, start_project
from samspill.projects.models import Participation, Project
from samspill.projects.words import quoted
from samspill.wheel.actions import lay_plan

NEAREST = 5
PRIVATE = "private"


@dataclass(frozen=True, slots=True)
class Adopted:
    """What was made, and what people must fill in."""

    project: Project
    units: tuple[Unit, ...]  # the office first, then the schools that take part
    compared: tuple[Unit, ...]
    arenas: tuple[Arena, ...]
    occasions: int
    to_fill: tuple[Lack, ...]


def adopt(
    method: str,
    *,
    municipality_name: str,
    start: date,
    schools: Sequence[str] | None,
    acting: Person | None,
    at: datetime,
) -> Adopted:
    """Let a municipality of the imported register run `method` from `start`.

    Without `schools`, every second public school that teaches the method's grades takes part, by name, and the others
    are compared with (R4). Schools that are named take part alone. Raises ValidationError with a sentence that says
    what to write instead.
    """
    municipality = find_municipality(municipality_name)
    teaching = schools_for(load.method(method), municipality)
    chosen = _named(schools, municipality) if schools is not None else teaching[::2]
    if not chosen:
        raise ValidationError(
            _("No school of %(municipality)s teaches the grades of this method. Name the schools that take part."),
            params={"municipality": municipality.name},
        )
    compared = teaching[1::2] if schools is None else []
    return begin(municipality, method=method, start=start, schools=chosen, compared=compared, acting=acting, at=at)


@transaction.atomic
def begin(
    municipality: Municipality,
    *,
    method: str,
    start: date,
    schools: Sequence[Unit],
    compared: Sequence[Unit],
    acting: Person | None,
    at: datetime,
) -> Adopted:
    """Start the project with these schools: each gets its arenas with vacant places, and its plan."""
    if Project.objects.filter(municipality=municipality, method=method, starts=start).exists():
        raise ValidationError(_("This method already runs here from that day. Open the project to let schools join."))
    project = start_project(municipality, method=method, starts=start, acting=acting, at=at)
    for unit in schools:
        join(project, unit, joined=start, acting=acting, at=at)
    for unit in compared:
        join(project, unit, joined=start, takes_part=False, acting=acting, at=at)
    units = (office_of(municipality), *schools)
    laid = [equip(project, unit, since=start, acting=acting, at=at) for unit in units]
    arenas = tuple(Arena.objects.filter(project=project).select_related("unit__municipality", "project"))
    return Adopted(project, units, tuple(compared), arenas, sum(laid), tuple(lacks_in(arenas, start)))


@transaction.atomic
def equip(project: Project, unit: Unit, *, since: date, acting: Person | None, at: datetime) -> int:
    """Give a unit that takes part its arenas and its plan; how many activities were laid."""
    level = "municipality" if unit.kind == UnitKind.OFFICE else "school"
    open_arenas(project, unit, level=level, since=since, acting=acting, at=at)
    return len(lay_plan(project, unit, acting=acting, at=at))


@transaction.atomic
def let_join(
    project: Project, unit: Unit, *, joined: date, takes_part: bool, acting: Person | None, at: datetime
) -> Participation:
    """Let one more school into a running project, with its arenas and its plan if it takes part."""
    participation = join(project, unit, joined=joined, takes_part=takes_part, acting=acting, at=at)
    if takes_part:
        equip(project, unit, since=joined, acting=acting, at=at)
    return participation


def proposed(municipality: Municipality) -> list[Unit]:
    """The schools that one of the shipped methods would have take part."""
    newest = {slug: method for (slug, _revision), method in sorted(load.methods().items())}
    return next((found for method in newest.values() if (found := schools_for(method, municipality)[::2])), [])


def schools_for(method: Method, municipality: Municipality) -> list[Unit]:
    """The public schools, by name, that teach a grade the method has arenas for.

    Schools whose grades the register does not tell are asked for only where it tells of none.
    """
    grades = {grade for kind in method.arenas.values() for grade in kind.per_grade}
    schools = list(units_of(municipality, UnitKind.SCHOOL).exclude(ownership=PRIVATE))
    if not grades or not any(one.grades for one in schools):
        return schools
    return [one for one in schools if grades & set(one.grades)]


def find_municipality(name: str) -> Municipality:
    """By number, name or another official name (“Harstad” for “Harstad - Hárstták”); else the nearest are told."""
    rows = list(Municipality.objects.order_by("number"))
    found = [one for one in rows if plain(name) in _names(one)]
    if len(found) == 1:
        return found[0]
    if found:
        listed = get_text_list([f"{one.name} ({one.number})" for one in found], _("and"))
        raise ValidationError(
            _("Several municipalities are called “%(name)s”: %(found)s. Write the number instead."),
            params={"name": name, "found": listed},
        )
    raise _unknown(name, rows)


def _unknown(name: str, rows: Iterable[Municipality]) -> ValidationError:
    names = {plain(one.name): one.name for one in rows}
    if not names:
        return ValidationError(_("No municipality is imported yet. Import the register of schools first."))
    near = get_close_matches(plain(name), names, n=NEAREST, cutoff=0.5)
    nearest = [names[one] for one in near] or sorted(names.values())[:NEAREST]
    return ValidationError(
        _(
            "The register has no municipality “%(name)s”. The nearest are %(nearest)s. "
            "It may be part of another municipality now: give that one, and name the schools."
        ),
        params={"name": name, "nearest": get_text_list(nearest, _("and"))},
    )


def _names(municipality: Municipality) -> set[str]:
    written = [municipality.name, *municipality.name.split(" - "), *municipality.other_names.split(" - ")]
    return {plain(each) for each in (*written, municipality.number) if each}


def _named(names: Sequence[str], municipality: Municipality) -> list[Unit]:
    """Schools by their names; whoever writes one that is not there is told which are."""
    units = {plain(one.name): one for one in units_of(municipality, UnitKind.SCHOOL)}
    unknown = [name for name in names if plain(name) not in units]
    if unknown:
        near = [each for name in unknown for each in get_close_matches(plain(name), units, n=2, cutoff=0.5)]
        nearest = [units[each].name for each in near] or [one.name for one in units.values()][:NEAREST]
        raise ValidationError(
            _("%(municipality)s has no school %(unknown)s. The nearest are %(nearest)s."),
            params={
                "municipality": municipality.name,
                "unknown": get_text_list([quoted(name) for name in unknown], _("and")),
                "nearest": get_text_list(list(dict.fromkeys(nearest)), _("and")),
            },
        )
    return [units[plain(name)] for name in names]


def plain(name: str) -> str:
    """A name as it is compared: case, accents and spacing do not matter, but å, æ and ø are letters of their own."""
    kept = "".join(sign if sign in "åæøäö" else unicodedata.normalize("NFD", sign)[0] for sign in name.casefold())
    return " ".join(kept.split())
