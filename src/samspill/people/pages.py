"""What the pages about municipalities, units and people show, gathered with a fixed number of queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from samspill.access.gate import may, visible_to
from samspill.people.asking import Asked
from samspill.people.forms import PeopleFilter
from samspill.people.missing import HEAD, Missing, missing_in, missing_in_municipality
from samspill.people.models import Municipality, Person, Position, Profession, Unit, UnitKind
from samspill.people.panels import Crumb, Panel, panels_for
from samspill.people.queries import named, positions_on, staff_of, units_of

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class UnitRow:
    unit: Unit
    heads: str
    missing: int
    note: str


def municipality_page(request: Asked, municipality: Municipality) -> dict[str, object]:
    units = list(units_of(municipality))
    panels = panels_for("municipality", request, municipality)
    missing = missing_of(missing_in_municipality(municipality, units, request.today), panels)
    rows = unit_rows(units, request, missing, panels)
    return {
        "municipality": municipality,
        "schools": [row for row in rows if row.unit.kind == UnitKind.SCHOOL],
        "services": [row for row in rows if row.unit.kind == UnitKind.SERVICE],
        "offices": [row for row in rows if row.unit.kind == UnitKind.OFFICE],
        "people": positions_on(request.today).filter(unit__in=units).values("person").distinct().count(),
        "missing": missing,
        "panels": panels,
        "may_set_up": may(request, municipality, "municipality.set_up"),
        "may_import": may(request, municipality, "import.run"),
        "may_read_journal": may(request, municipality, "journal.read"),
    }


def unit_rows(
    units: Sequence[Unit], request: Asked, missing: Sequence[Missing] = (), panels: Sequence[Panel] = ()
) -> list[UnitRow]:
    """The units with who leads each, how much it lacks and what the rooms above say about it."""
    heads = _heads(units, request)
    notes = {unit: note for panel in panels for unit, note in panel.notes.items()}
    lacks = Counter(one.unit for one in missing)
    return [UnitRow(unit, ", ".join(heads.get(unit.pk, ())), lacks[unit.pk], notes.get(unit.pk, "")) for unit in units]


def _heads(units: Sequence[Unit], request: Asked) -> dict[int, list[str]]:
    heads = [profession for profession, _words in HEAD.values()]
    rows = positions_on(request.today).filter(unit__in=units, profession__in=heads).order_by("person__name")
    found: dict[int, list[str]] = {}
    for unit, profession, kind, name in rows.values_list("unit", "profession", "unit__kind", "person__name"):
        if profession == HEAD[UnitKind(kind)][0]:
            found.setdefault(unit, []).append(name)
    return found


def unit_page(request: Asked, unit: Unit) -> dict[str, object]:
    heads = positions_on(request.today).filter(unit=unit, profession=HEAD[UnitKind(unit.kind)][0])
    shows_people = may(request, unit, "unit.read_people")
    panels = panels_for("unit", request, unit)
    return {
        "unit": unit,
        "crumbs": municipality_crumbs(unit.municipality),
        "heads": heads,
        "groups": staff_groups(unit, request) if shows_people else (),
        "shows_people": shows_people,
        "panels": panels,
        "missing": missing_of(missing_in([unit], request.today), panels),
        "may_set_up": may(request, unit, "unit.set_up"),
        "may_read_journal": may(request, unit, "journal.read"),
    }


def staff_groups(unit: Unit, request: Asked) -> list[tuple[str, list[Person]]]:
    """The staff by grade where there is one, else by profession; grades first."""

    def where(person: Person) -> tuple[int, str]:
        position: Position = person.here[0]  # type: ignore[attr-defined]
        if position.grades:
            return min(position.grades), _("Grade %(grade)s") % {"grade": min(position.grades)}
        return 99, str(capfirst(Profession(position.profession).label))

    staff = sorted(staff_of(unit, request.today), key=lambda person: (where(person), person.name))
    return [(label, list(people)) for (_order, label), people in groupby(staff, key=where)]


def municipality_crumbs(municipality: Municipality) -> tuple[Crumb, ...]:
    return (Crumb(municipality.name, municipality.get_absolute_url()),)


def unit_crumbs(unit: Unit) -> tuple[Crumb, ...]:
    return (*municipality_crumbs(unit.municipality), Crumb(unit.name, unit.get_absolute_url()))


def people_page(request: Asked, people: QuerySet[Person]) -> dict[str, object]:
    """The part of a list of people that the reader may see and asks for, fifty at a time."""
    form = PeopleFilter(request.GET)
    given = form.cleaned_data if form.is_valid() else {}
    rows = named(visible_to(request.actor, people, "person.read"), given.get("q", ""))
    if given.get("profession"):
        rows = rows.filter(positions__in=positions_on(request.today).filter(profession=given["profession"]))
    if given.get("without") == "email":
        rows = rows.filter(email__isnull=True)
    page: Page[Person] = Paginator(rows.order_by("name", "pk").distinct(), PER_PAGE).get_page(request.GET.get("page"))
    return {"page": page, "filter": form, "clear": request.path if any(given.values()) else ""}


def person_page(request: Asked, person: Person) -> dict[str, object]:
    positions = list(person.positions.select_related("unit__municipality"))
    day = request.today
    running = [one for one in positions if one.since <= day and (one.until is None or one.until >= day)]
    units = {one.unit_id: one.unit for one in running}
    set_up = {pk for pk, unit in units.items() if may(request, unit, "unit.set_up")}
    return {
        "person": person,
        "now": [(one, one.unit_id in set_up) for one in running],
        "before": [one for one in positions if one not in running],
        "crumbs": unit_crumbs(running[0].unit) if running else (),
        "panels": panels_for("person", request, person),
        "may_change": may(request, person, "person.change"),
        "may_invite": may(request, person, "person.invite"),
        "may_add_position": bool(set_up),
        "may_read_journal": may(request, person, "journal.read"),
    }


def person_frame(person: Person, title: str) -> dict[str, object]:
    crumbs = (Crumb(person.name, person.get_absolute_url()),)
    return {"title": title, "back": person.get_absolute_url(), "crumbs": crumbs}


def unit_frame(unit: Unit, title: str) -> dict[str, object]:
    return {"title": title, "back": unit.get_absolute_url(), "crumbs": unit_crumbs(unit)}


def municipality_frame(municipality: Municipality, title: str) -> dict[str, object]:
    back = municipality.get_absolute_url()
    return {"title": title, "back": back, "crumbs": municipality_crumbs(municipality)}


def missing_of(found: Iterable[Missing], panels: Iterable[Panel]) -> list[Missing]:
    return [*found, *(one for panel in panels for one in panel.missing)]
