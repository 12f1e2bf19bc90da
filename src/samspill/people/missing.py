"""What is still missing about a municipality, its schools and services, in words and with the way to mend it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspill.people.models import Municipality, Profession, Unit, UnitKind
from samspill.people.queries import positions_on

HEAD = {
    UnitKind.SCHOOL: (Profession.SCHOOL_LEADER, gettext_lazy("%(unit)s has no school leader yet.")),
    UnitKind.SERVICE: (Profession.SERVICE_HEAD, gettext_lazy("%(unit)s has no head yet.")),
    UnitKind.OFFICE: (Profession.SCHOOL_OWNER, gettext_lazy("%(unit)s has nobody as school owner yet.")),
}


@dataclass(frozen=True, slots=True)
class Missing:
    words: str
    url: str
    unit: int | None = None


@dataclass(frozen=True, slots=True)
class Staffing:
    """Who works where on a day, as (unit, profession, grades, has an e-mail)."""

    rows: tuple[tuple[int, str, tuple[int, ...], bool], ...]

    def has(self, unit: Unit, profession: str) -> bool:
        return any(row[0] == unit.pk and row[1] == profession for row in self.rows)

    def without_mail(self, unit: Unit) -> int:
        return sum(1 for row in self.rows if row[0] == unit.pk and not row[3])

    def grades(self, unit: Unit) -> set[int]:
        return {grade for row in self.rows if row[0] == unit.pk for grade in row[2]}


def staffing_of(units: Sequence[Unit], day: date) -> Staffing:
    """One query, however many units."""
    rows = positions_on(day).filter(unit__in=units).values_list("unit", "profession", "grades", "person__email")
    return Staffing(tuple((unit, work, tuple(grades), bool(mail)) for unit, work, grades, mail in rows))


def missing_in(units: Sequence[Unit], day: date) -> list[Missing]:
    staffing = staffing_of(units, day)
    return [missing for unit in units for missing in _in_unit(unit, staffing)]


def missing_in_municipality(municipality: Municipality, units: Sequence[Unit], day: date) -> list[Missing]:
    found = missing_in(units, day)
    for kind, words in (
        (UnitKind.SCHOOL, _("No school is added yet.")),
        (UnitKind.SERVICE, _("No service is added yet.")),
    ):
        if not any(unit.kind == kind for unit in units):
            step = "schools" if kind == UnitKind.SCHOOL else "services"
            found.append(Missing(words, reverse(f"people:set_up_{step}", args=[municipality.pk])))
    return found


def _in_unit(unit: Unit, staffing: Staffing) -> Iterable[Missing]:
    profession, words = HEAD[UnitKind(unit.kind)]
    add = reverse("people:add_person", args=[unit.pk])
    if not staffing.has(unit, profession):
        yield Missing(words % {"unit": unit.name}, f"{add}?profession={profession}", unit.pk)
    if unit.kind == UnitKind.SCHOOL:
        yield from _in_school(unit, staffing)
    without = staffing.without_mail(unit)
    if without:
        url = f"{reverse('people:unit_people', args=[unit.pk])}?without=email"
        words_ = _("%(count)s people at %(unit)s have no e-mail address and cannot be invited by mail.")
        yield Missing(words_ % {"count": without, "unit": unit.name}, url, unit.pk)


def _in_school(unit: Unit, staffing: Staffing) -> Iterable[Missing]:
    if not unit.grades:
        words = _("We do not know which grades %(unit)s has.") % {"unit": unit.name}
        yield Missing(words, reverse("people:school_grades", args=[unit.pk]), unit.pk)
        return
    empty = sorted(set(unit.grades) - staffing.grades(unit))
    if empty:
        grades = ", ".join(map(str, empty))
        words = _("No teacher is registered at %(unit)s for grade %(grades)s.") % {"unit": unit.name, "grades": grades}
        yield Missing(words, reverse("people:school_teachers", args=[unit.pk]), unit.pk)
