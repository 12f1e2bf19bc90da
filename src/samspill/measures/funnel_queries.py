"""The rows behind the funnel: one line of columns for each measure, no texts."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.cache import cache
from django.db.models import Case, Count, F, Max, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Coalesce
from django.http import HttpRequest

from samspill.access.gate import actor_of, may
from samspill.core.redthread.funnel import Key, Life, Tally, tally
from samspill.core.schoolyear.periods import Period
from samspill.measures.bridge import pack_phases
from samspill.measures.models import Fate, Measure
from samspill.measures.models.measure import place_of
from samspill.methods.schema import Method
from samspill.methods.schema import Phase as PackPhase
from samspill.people.models import Municipality, Unit, UnitKind
from samspill.projects.models import Project

SCHOOLS = Unit.objects.filter(kind=UnitKind.SCHOOL).select_related("municipality").prefetch_related("arenas")
#: Whom something waits for that is no arena and no role of the method.
CLARIFICATION, RECHECK, HEARING = "clarification", "re-check", "hearing"
_COLUMNS = (
    *("pk", "unit_id", "level", "proposed_on", "heard_on", "decided_on", "tried_on", "evaluated_on"),
    *("practice_on", "alive_on", "ended", "ending", "waits_for", "since"),
)
NOTHING = Value("")
#: How long a count that nobody has made untrue is kept, in seconds; it is asked by day anyway.
KEPT = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Which measures are counted: those proposed in a half-year, on a level, at a school; None or "" is all."""

    half: Period | None = None
    level: str = ""
    unit: int | None = None


def projects_with(home: Municipality) -> QuerySet[Project]:
    return Project.objects.filter(municipality=home).select_related("municipality").order_by("-starts", "-pk")


def projects_at(unit: Unit) -> QuerySet[Project]:
    rows = Project.objects.filter(participations__unit=unit, participations__takes_part=True)
    return rows.select_related("municipality").order_by("-starts", "-pk")


def schools_in(project: Project, today: date) -> QuerySet[Unit]:
    """The schools that take part, by their names; what is only compared with has no measures to count."""
    rows = Unit.objects.filter(kind=UnitKind.SCHOOL, participations__project=project)
    return rows.filter(participations__takes_part=True, participations__joined__lte=today)


def own_schools(request: HttpRequest) -> list[Unit]:
    """The schools where the reader works or sits in an arena, if their measures are open to her."""
    units = {hat.unit for hat in actor_of(request).hats if hat.unit is not None}
    return [unit for unit in SCHOOLS.filter(pk__in=units) if may(request, place_of(unit), "measure.read")]


def lives(project: Project, method: Method, narrowed: Narrowed, units: Sequence[int]) -> list[Life]:
    """The days of every measure of these schools in a project, in one query."""
    rows = Measure.objects.filter(project=project, unit__in=units)
    if narrowed.level:
        rows = rows.filter(level=narrowed.level)
    if narrowed.half is not None:
        rows = rows.filter(proposed_on__range=(narrowed.half.start, narrowed.half.end))
    return _lives(rows, pack_phases(method))


def counted(
    project: Project, method: Method, narrowed: Narrowed, schools: Sequence[Unit], today: date
) -> Mapping[int, Tally]:
    """What each of these schools comes to; a school is counted anew when one of its measures has changed.

    A measure never changes without its version, so their count, newest and sum of versions tell of any change.
    """
    known = {unit.pk for unit in schools if narrowed.unit in (None, unit.pk)}
    own = Measure.objects.filter(project=project, unit__in=known).order_by().values_list("unit")
    stands = {unit: state for unit, *state in own.annotate(Count("pk"), Max("pk"), Sum("version"))}
    asked = repr((project.pk, narrowed, today, _waiting(method)))
    key = f"funnel-{hashlib.sha256(asked.encode()).hexdigest()}"
    kept: dict[int, tuple[list[int], Tally]] = cache.get(key, {})
    changed = [unit for unit, state in stands.items() if unit not in kept or kept[unit][0] != state]
    if changed:
        rows: defaultdict[Key, list[Life]] = defaultdict(list)
        for one in lives(project, method, narrowed, changed):
            rows[one.unit].append(one)
        kept |= {unit: (stands[unit], tally(rows[unit], today)) for unit in changed}
        cache.set(key, kept, KEPT)
    return {unit: kept[unit][1] for unit in stands}


def _waiting(method: Method) -> list[tuple[str, str, str]]:
    return [(phase.id, phase.stage, _waits_for(phase)) for phase in pack_phases(method).values()]


def _lives(rows: QuerySet[Measure], phases: Mapping[str, PackPhase]) -> list[Life]:
    """One for each row, as the database makes it: thousands of rows take as long to turn over as to read."""
    aside = ~Q(fate__in=("", Fate.FORUM))  # parked, merged and split are off the way; to be clarified is waiting
    stages = [When(phase=phase.id, then=Value(phase.stage)) for phase in phases.values()]
    whose = [When(phase=phase.id, then=Value(_waits_for(phase))) for phase in phases.values()]
    rows = rows.annotate(
        since=Coalesce("fate_on", "phase_on"),
        ended=Case(When(aside, then=Coalesce("fate_on", "phase_on")), default=F("ended_on")),
        ending=Case(When(aside, then=F("fate")), When(ended_on=None, then=NOTHING), *stages, default=NOTHING),
        waits_for=Case(When(fate=Fate.FORUM, then=Value(CLARIFICATION)), *whose, default=NOTHING),
    )
    return list(map(Life._make, rows.order_by("pk").values_list(*_COLUMNS)))


def _waits_for(phase: PackPhase) -> str:
    """A hearing waits for several teams, and for fewer of them with each answer: above the proposal it is one thing."""
    own = {"practice": RECHECK, "analysed": HEARING}
    return own.get(phase.stage) or phase.waits_for or ""
