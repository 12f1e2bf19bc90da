"""The matrix of who is where on which weekday, and what stands against it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import gettext as _

from samspill.people.asking import Asked
from samspill.people.models import Position, UnitKind
from samspill.people.queries import positions_on
from samspill.planner.frame import frame
from samspill.planner.models import Absence, YearPlan
from samspill.planner.people_forms import DaysForm, Tick
from samspill.planner.reading import people_of
from samspill.planner.seat_days import Place


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the matrix: somebody at one school."""

    place: Place
    first: bool  # of this person's lines
    profession: str
    ticks: tuple[Tick, ...]
    error: str
    absences: tuple[Absence, ...]


def wants_everybody(request: Asked) -> bool:
    return request.GET.get("all") == "1"


def shown(places: Sequence[Place], *, everybody: bool) -> Sequence[Place]:
    """Those whose days decide most: whoever sits at several schools, works in a service, or has named days."""
    if everybody:
        return places
    schools = Counter(place.person.pk for place in places)
    served = _in_services(places)
    return [one for one in places if schools[one.person.pk] > 1 or one.person.pk in served or one.weekdays]


def _in_services(places: Iterable[Place]) -> set[int]:
    people = {place.person.pk for place in places}
    rows = Position.objects.filter(person__in=people, unit__kind=UnitKind.SERVICE, until=None)
    return set(rows.values_list("person", flat=True))


def page(request: Asked, plan: YearPlan, form: DaysForm, places: Sequence[Place]) -> dict[str, Any]:
    return {
        **frame(request, plan, _("Who can when"), step="people"),
        "rows": _rows(form, places, plan, request.today),
        "everybody": wants_everybody(request),
        "warnings": [one for person in people_of(plan, request.today) for one in person.warnings],
        "weekday_names": [WEEKDAYS[day] for day in range(5)],
        "weekday_short": [WEEKDAYS_ABBR[day] for day in range(5)],
    }


def _rows(form: DaysForm, places: Sequence[Place], plan: YearPlan, today: date) -> Sequence[Row]:
    people = {place.person.pk for place in places}
    professions = _professions(people, today)
    absences = _absences(people, plan)
    found, before = [], 0
    for place in places:
        pk = place.person.pk
        ticks = tuple(form.ticks(place)) if place.may_change else ()
        error = " ".join(map(str, form[place.name].errors)) if place.may_change else ""
        found.append(Row(place, pk != before, professions.get(pk, ""), ticks, error, absences.get(pk, ())))
        before = pk
    return found


def _professions(people: Iterable[int], today: date) -> Mapping[int, str]:
    rows = positions_on(today).filter(person__in=people)
    return {one.person_id: str(one.get_profession_display()) for one in rows}


def _absences(people: Iterable[int], plan: YearPlan) -> Mapping[int, tuple[Absence, ...]]:
    span = plan.year.period
    found: dict[int, tuple[Absence, ...]] = defaultdict(tuple)
    for one in Absence.objects.filter(person__in=people, last__gte=span.start, first__lte=span.end):
        found[one.person_id] += (one,)
    return found
