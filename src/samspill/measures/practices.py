"""Practices of a school: who answers for them, when they were looked at last, and which of them fade."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from samspill.core.schoolyear.periods import add_months
from samspill.measures.bridge import phase_at
from samspill.measures.models import Measure, Practice, Recheck
from samspill.measures.queries import LIVE, MEASURES
from samspill.people.models import Person, Unit
from samspill.people.queries import running
from samspill.projects.models import Project
from samspill.projects.queries import adapted

#: The share of those concerned below which a practice fades. Our default, after NIRN's bar for full implementation:
#: half of those meant to use it do so (https://implementation.fpg.unc.edu).
BAR = 0.5
YEAR = 12  # months; alive after a year is what maintenance means here (RE-AIM)
SOON = timedelta(days=30)
#: How long a re-check may wait for an answer before the body that decides hears of it. Ours.
LATE = timedelta(weeks=4)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a practice stands: who answers for it, its last answer and the next one that is due."""

    measure: Measure
    practice: Practice | None
    owner: Person | None  # only while still at the school
    left: Person | None  # whoever answered for it and has left
    last: Recheck | None
    next: Recheck | None
    today: date

    @property
    def since(self) -> date:
        return self.measure.phase_on

    @property
    def fades(self) -> bool:
        share = self.last.share if self.last else None
        return share is not None and share < BAR

    @property
    def asks(self) -> bool:
        """Whether the next re-check can be answered: from a month before it is due."""
        return self.next is not None and self.next.due - SOON <= self.today

    @property
    def state(self) -> str:
        """One of the states the design knows."""
        if self.next and self.next.due < self.today:
            return "overdue"
        if self.asks:
            return "due_soon"
        if self.fades:
            return "partly"
        return "met" if self.last else "nothing_yet"


def first_after(since: date, day: date) -> int:
    """Months from the day it became practice to the first whole year after `day`, never before the second."""
    months = 2 * YEAR
    while add_months(since, months) <= day:
        months += YEAR
    return months


def in_practice(rows: QuerySet[Measure]) -> list[Measure]:
    """Those of the measures that are daily practice now, by each one's own method."""
    found = list(rows.select_related("practice__owner", "unit__municipality", "project__municipality").distinct())
    phases = {project.pk: _phase(project) for project in {one.project for one in found}}
    return [one for one in found if one.phase == phases[one.project_id]]


def _phase(project: Project) -> str:
    phase = phase_at(adapted(project).method, "practice")
    return phase.id if phase else ""


def standings(measures: Collection[Measure], today: date) -> list[Standing]:
    rows: dict[int, list[Recheck]] = {}
    for one in Recheck.objects.filter(measure__in=[measure.pk for measure in measures]).order_by("due", "pk"):
        rows.setdefault(one.measure_id, []).append(one)
    there = still_there({measure.unit_id for measure in measures}, _owners(measures), today)
    return [_standing(measure, rows.get(measure.pk, []), there, today) for measure in measures]


def standing(measure: Measure, today: date) -> Standing:
    there = still_there({measure.unit_id}, _owners([measure]), today)
    return _standing(measure, list(measure.rechecks.all()), there, today)


def _owners(measures: Iterable[Measure]) -> set[int]:
    owners = (practice.owner_id for one in measures if (practice := practice_of(one)))
    return {owner for owner in owners if owner is not None}


def practice_of(measure: Measure) -> Practice | None:
    return getattr(measure, "practice", None)


def _standing(measure: Measure, rows: list[Recheck], there: Collection[tuple[int, int]], today: date) -> Standing:
    practice = practice_of(measure)
    owner = practice.owner if practice else None
    here = owner is not None and (measure.unit_id, owner.pk) in there
    # What was answered before it went back to be tried says nothing about it now.
    answered = [one for one in rows if one.checked_on and one.checked_on >= measure.phase_on]
    waiting = [one for one in rows if one.checked_on is None]
    return Standing(
        measure,
        practice,
        owner if here else None,
        None if here else owner,
        answered[-1] if answered else None,
        waiting[0] if waiting else None,
        today,
    )


def still_there(units: Collection[int], people: Collection[int], today: date) -> set[tuple[int, int]]:
    """Of these people, who works at or sits in an arena of which of these units today: (unit, person)."""
    works = Person.objects.filter(running(today, "positions__"), pk__in=people, positions__unit__in=units)
    sits = Person.objects.filter(running(today, "memberships__"), pk__in=people, memberships__arena__unit__in=units)
    return set(
        works.order_by()
        .values_list("positions__unit", "pk")
        .union(sits.order_by().values_list("memberships__arena__unit", "pk"))
    )


def at_school(unit: Unit, today: date) -> QuerySet[Person]:
    """Who can answer for a practice: everybody who works at the school or sits in one of its arenas."""
    works = Person.objects.filter(running(today, "positions__"), positions__unit=unit).values("pk")
    sits = Person.objects.filter(running(today, "memberships__"), memberships__arena__unit=unit).values("pk")
    return Person.objects.filter(Q(pk__in=works) | Q(pk__in=sits), is_active=True)


def may_follow(measure: Measure, today: date) -> list[Person]:
    """Who is likely to take a practice over: whoever coordinated it or tried it and is still at the school."""
    people = at_school(measure.unit, today)
    knows = Q(coordinates=measure) | Q(tries__measure=measure)
    return list(people.filter(knows).distinct())


def due_for(person: Person, today: date) -> list[Recheck]:
    """Re-checks that wait for whoever answers for the practice."""
    rows = Recheck.objects.filter(
        measure__practice__owner=person, checked_on=None, due__lte=today, measure__fate="", measure__ended_on=None
    )
    return list(rows.select_related("measure__unit__municipality"))


def ownerless(units: Collection[int | None], today: date) -> list[Measure]:
    """Practices of the schools that nobody answers for, or somebody who has left."""
    if not units:
        return []
    rows = MEASURES.filter(LIVE, unit__in=units, practice_on__isnull=False)
    return [one.measure for one in standings(in_practice(rows), today) if one.owner is None]
