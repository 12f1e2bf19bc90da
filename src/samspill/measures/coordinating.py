"""Who coordinates, who could, and whether whoever does still works in the teams (R22, L25, L26).

Nothing of this is stored: a seat or a position that ends is seen the next time somebody looks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.arenas.models import Arena, Membership
from samspill.arenas.queries import arenas_of_project, memberships_on
from samspill.arenas.words import name_of
from samspill.measures.models import Measure
from samspill.measures.queries import LIVE, MEASURES
from samspill.methods.schema import Method
from samspill.people.models import Person, Position
from samspill.people.queries import running, staff_of
from samspill.people.written import Written
from samspill.projects.words import say

#: The stations at which somebody coordinates: from the plan to the decision about daily practice.
COORDINATED = ("planned", "decided", "trying", "evaluated")
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may coordinate, with what speaks against it in words; a warning never forbids."""

    person: Person
    teams: tuple[str, ...]
    leads: str  # the grade team somebody leads
    others: tuple[str, ...]  # what somebody coordinates besides
    takes_part: bool = False
    at_main: bool = False
    kinds: tuple[str, ...] = ()

    @property
    def where(self) -> str:
        return get_text_list(list(self.teams), _("and"))

    @property
    def warnings(self) -> tuple[str, ...]:
        return tuple(filter(None, (self._outside(), self._leads(), self._busy())))

    def _outside(self) -> str:
        if self.teams:
            return ""
        holes = {"name": self.person.name, "kinds": get_text_list(list(self.kinds), _("or"))}
        return _("%(name)s sits in none of the teams. The method wants somebody from %(kinds)s.") % holes

    def _leads(self) -> str:
        if not self.leads:
            return ""
        holes = {"name": self.person.name, "team": self.leads}
        return _("%(name)s leads %(team)s. The method advises to choose somebody who leads no team.") % holes

    def _busy(self) -> str:
        if not self.others:
            return ""
        holes = {"name": self.person.name, "count": len(self.others), "titles": ", ".join(self.others)}
        return (
            ngettext(
                "%(name)s coordinates %(count)s other measure already: %(titles)s.",
                "%(name)s coordinates %(count)s other measures already: %(titles)s.",
                len(self.others),
            )
            % holes
        )


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A measure that somebody should coordinate and nobody does: since when, and who it was."""

    since: date | None
    who: Person | None = None


def team_kinds(method: Method) -> tuple[str, ...]:
    """The kinds of arenas a measure is worked on in, and its coordinator comes from (R22, R24)."""
    form = method.forms.get("measure-plan")
    choices = next((field.choices for field in form.fields if field.id == "main-arena"), ()) if form else ()
    return tuple(kind for kind in choices if kind in method.arenas)


def teams_of(measure: Measure, method: Method, day: date) -> QuerySet[Arena]:
    """The teams of the school that run on a day."""
    rows = arenas_of_project(measure.project, day).filter(unit=measure.unit, kind__in=team_kinds(method))
    return rows.select_related("unit", "project").order_by("kind", "group", "pk")


def coordinated(method: Method) -> frozenset[str]:
    """The phases of a method in which somebody coordinates."""
    return frozenset(one.id for one in method.phases.values() if one.of == "measure" and one.stage in COORDINATED)


def candidates(measure: Measure, method: Method, day: date) -> list[Candidate]:
    """Everybody in the teams, by name. The same number of queries for a small school and a large one."""
    seats = memberships_on(day).filter(arena__in=teams_of(measure, method, day), guest=False)
    return look_at({seat.person_id: seat.person for seat in seats}.values(), measure, method, day)


def look_at(people: Iterable[Person], measure: Measure, method: Method, day: date) -> list[Candidate]:
    """What speaks for and against each of these people as coordinator."""
    known = {person.pk: person for person in people}
    seats: dict[int, list[Membership]] = {pk: [] for pk in known}
    rows = memberships_on(day).filter(arena__in=teams_of(measure, method, day), guest=False, person__in=known)
    for seat in rows.order_by("arena__kind", "arena__group"):
        seats[seat.person_id].append(seat)
    others = _others(measure, known, method)
    trying = set(measure.participants.filter(until=None).values_list("person", flat=True))
    plan = getattr(measure, "plan", None)
    main = plan.main_arena_id if plan else None
    kinds = tuple(say(method, f"arenas.{kind}.name") for kind in team_kinds(method))
    return [
        Candidate(
            person,
            tuple(dict.fromkeys(name_of(seat.arena, method) for seat in seats[pk])),
            next((name_of(seat.arena, method) for seat in seats[pk] if _leads_grade(seat, method)), ""),
            others.get(pk, ()),
            takes_part=pk in trying,
            at_main=main in {seat.arena_id for seat in seats[pk]},
            kinds=kinds,
        )
        for pk, person in sorted(known.items(), key=lambda one: one[1].name)
    ]


def _leads_grade(seat: Membership, method: Method) -> bool:
    """Whether a seat makes somebody the leader of a team that there is one of for each grade (L26)."""
    kind = method.arenas[seat.arena.kind]
    return bool(kind.per_grade) and (seat.leads or seat.role == kind.lead)


def _others(measure: Measure, people: Iterable[int], method: Method) -> dict[int, tuple[str, ...]]:
    """What these people coordinate besides this measure."""
    rows = Measure.objects.filter(LIVE, coordinator__in=people, phase__in=coordinated(method)).exclude(pk=measure.pk)
    found: dict[int, tuple[str, ...]] = {}
    for who, title in rows.order_by("title").values_list("coordinator", "title"):
        found[who] = (*found.get(who, ()), title)
    return found


def successors(measure: Measure, method: Method, day: date, most: int = 4) -> list[Candidate]:
    """Who may follow: those who take part first, then the main arena, then the other teams; no leader of a grade team.

    Among those who stand alike, whoever coordinates least comes first.
    """
    rows = [
        one for one in candidates(measure, method, day) if not one.leads and one.person.pk != measure.coordinator_id
    ]
    rows.sort(key=lambda one: (not one.takes_part, not one.at_main, len(one.others), one.person.name))
    return rows[:most]


def with_coordinators(rows: QuerySet[Measure], methods: Iterable[Method], day: date) -> QuerySet[Measure]:
    """The rows with what there is left of their coordinators' seats and positions, in the same query."""
    return _with_coordinators(rows, {kind for method in methods for kind in team_kinds(method)}, day)


def _with_coordinators(rows: QuerySet[Measure], kinds: Iterable[str], day: date) -> QuerySet[Measure]:
    seats = Membership.objects.filter(
        person=OuterRef("coordinator"), arena__unit=OuterRef("unit"), arena__kind__in=kinds, guest=False
    )
    work = Position.objects.filter(person=OuterRef("coordinator"), unit__municipality=OuterRef("unit__municipality"))
    ended = seats.filter(until__lt=day, until__gte=OuterRef("coordinator_since"))
    return rows.annotate(
        seated=Exists(seats.filter(running(day))),
        seat_ended=Subquery(ended.order_by("-until").values("until")[:1]),
        works=Exists(work.filter(running(day))),
        work_ended=Subquery(work.filter(until__lt=day).order_by("-until").values("until")[:1]),
    )


# Somebody who was named from outside the teams has no seat that could end.
GONE = Q(works=False, work_ended__isnull=False) | Q(seated=False, seat_ended__isnull=False)


def vacant(rows: QuerySet[Measure], methods: Mapping[int, Method], day: date) -> QuerySet[Measure]:
    """Measures that run without a coordinator who still works in the teams. `methods` are those of their projects."""
    stands = Q(pk__in=[])
    for project, method in methods.items():
        stands |= Q(project=project, phase__in=coordinated(method))
    return with_coordinators(rows, methods.values(), day).filter(LIVE & stands, Q(coordinator=None) | GONE)


def vacancy(row: Measure, method: Method) -> Vacancy | None:
    """Whether a row of `with_coordinators` lacks its coordinator."""
    if not row.live or row.phase not in coordinated(method):
        return None
    if row.coordinator is None:
        return Vacancy(row.coordinator_since)
    gone: date | None = row.work_ended if not row.works else None  # type: ignore[attr-defined]
    gone = gone or (row.seat_ended if not row.seated else None)  # type: ignore[attr-defined]
    return Vacancy(gone + DAY, row.coordinator) if gone else None


def vacancy_of(measure: Measure, method: Method, day: date) -> Vacancy | None:
    """The same for one measure in hand."""
    if not measure.live or measure.phase not in coordinated(method):
        return None
    row = with_coordinators(MEASURES.filter(pk=measure.pk), [method], day).first()
    return vacancy(row, method) if row else None


def gone(measure: Measure, method: Method, day: date) -> bool:
    """Whether whoever is named as coordinator has left the teams or the municipality."""
    if measure.coordinator_id is None:
        return False
    return bool(_gone_on(team_kinds(method), day).among([measure.pk]))


@lru_cache(maxsize=8)
def _gone_on(kinds: tuple[str, ...], day: date) -> Written[Measure]:
    """Four subqueries, which every page of a measure asks: their SQL is written once a day."""
    return Written(_with_coordinators(Measure.objects.only("pk").order_by(), kinds, day).filter(GONE), "pk")


def eligible(measure: Measure, day: date) -> QuerySet[Person]:
    """Whoever works at the school or sits in one of its arenas: services' people belong to both worlds."""
    seated = memberships_on(day).filter(arena__unit=measure.unit, guest=False).values("person")
    here = staff_of(measure.unit, day).values("pk")
    return Person.objects.filter(Q(pk__in=here) | Q(pk__in=seated))
