"""Several measures side by side: the rows that board, list, timeline and pyramid are made from.

The number of queries is the same for one measure and for sixty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from samspill.access.gate import may
from samspill.access.rules import Scope
from samspill.core.redthread.phases import STAGES
from samspill.measures.bridge import pack_phases
from samspill.measures.coordinating import Vacancy, vacancy, with_coordinators
from samspill.measures.hearing import WITH_ANSWERS, turn_in_hearing
from samspill.measures.models import Measure, Recheck
from samspill.measures.practices import practice_of
from samspill.measures.queries import LIVE, MEASURES, steering
from samspill.measures.words import level_name, levels_of, turn_name
from samspill.methods.schema import Method
from samspill.people.asking import Asked
from samspill.people.models import Unit
from samspill.projects.models import Project
from samspill.projects.queries import adapted
from samspill.projects.words import say

#: Where a measure stands while it is tried or lived: what the pyramid counts (R6).
AT_WORK = ("trying", "evaluated", "practice")
ENDED = ("stopped", "declined")


@dataclass(frozen=True, slots=True)
class Move:
    """A step a measure can take from here; `skips` where the method leads elsewhere."""

    to: str
    stage: str
    name: str
    skips: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One measure among others: where it stands, since how many days, whose turn it is, what comes next."""

    measure: Measure
    method: Method
    stage: str
    phase: str
    level: str
    waits: str  # the pack's id of whose turn it is
    turn: str
    days: int
    next_on: date | None
    next_what: str
    vacancy: Vacancy | None
    moves: tuple[Move, ...] = ()
    late: bool = False


@dataclass(frozen=True, slots=True)
class Chosen:
    """What of all the measures is shown."""

    mine: bool = False
    level: str = ""
    arena: int | None = None
    waits: str = ""
    past: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """One station with the measures that stand there."""

    stage: str
    name: str
    rows: tuple[Row, ...]


def school_place(unit: Unit) -> Scope:
    """Where a school's measures belong: to it and to every arena there."""
    arenas = frozenset(arena.pk for arena in unit.arenas.all())
    return Scope(frozenset({unit.municipality_id}), frozenset({unit.pk}), arenas)


def methods_in(rows: QuerySet[Measure]) -> dict[int, Method]:
    """The methods of these measures' projects, each as it runs here."""
    projects = Project.objects.filter(pk__in=rows.order_by().values("project")).order_by("starts")
    return {project.pk: adapted(project).method for project in projects}


def of_unit(unit: Unit, chosen: Chosen, request: Asked) -> QuerySet[Measure]:
    rows = MEASURES.filter(unit=unit)
    if not chosen.past:
        rows = rows.filter(LIVE)
    if chosen.mine:
        me = request.person
        mine = Q(coordinator=me) | Q(proposed_by=me) | Q(participants__person=me, participants__until=None)
        rows = rows.filter(pk__in=Measure.objects.filter(mine).values("pk"))
    if chosen.level:
        rows = rows.filter(level=chosen.level)
    if chosen.arena:
        rows = rows.filter(plan__main_arena=chosen.arena)
    return rows


def rows_of(rows: QuerySet[Measure], methods: Mapping[int, Method], request: Asked, waits: str = "") -> list[Row]:
    """The rows in the order they have waited, the longest first."""
    day = request.today
    asked = Prefetch("rechecks", Recheck.objects.filter(checked_on=None), to_attr="asked")
    found = with_coordinators(rows, methods.values(), day).select_related(
        "unit__municipality", "project", "coordinator", "plan__main_arena", "practice__owner"
    )
    steers: dict[int, bool] = {}
    made = []
    for one in found.prefetch_related("milestones", asked, WITH_ANSWERS).order_by("phase_on", "pk"):
        method = methods[one.project_id]
        if one.project_id not in steers:
            steers[one.project_id] = may(request, steering(one, method, day), "measure.steer")
        made.append(_row(one, method, day, moves=steers[one.project_id]))
    return [row for row in made if not waits or row.waits == waits]


def _row(measure: Measure, method: Method, day: date, *, moves: bool) -> Row:
    phases = pack_phases(method)
    phase = phases.get(measure.phase)
    waits = phase.waits_for if phase and phase.waits_for and measure.live else ""
    next_on, next_what = next_due(measure, measure.asked)  # type: ignore[attr-defined]
    nobody = vacancy(measure, method)
    return Row(
        measure,
        method,
        phase.stage if phase else "",
        say(method, f"phases.measure.{measure.phase}") if phase else measure.phase,
        level_name(method, measure.level) if measure.level in levels_of(method) else "",
        waits,
        turn_of(measure, method, waits, vacant=nobody is not None),
        (day - measure.phase_on).days,
        next_on,
        next_what,
        nobody,
        tuple(_moves(measure, method)) if moves and measure.live else (),
        late=next_on is not None and next_on < day,
    )


def turn_of(measure: Measure, method: Method, waits: str, *, vacant: bool) -> str:
    """Whose turn it is: whoever coordinates or answers for it by name, the silent teams, else an arena or a role."""
    if not waits:
        kept = practice_of(measure) if measure.live and measure.practice_on else None
        return kept.owner.name if kept and kept.owner else ""
    phase = pack_phases(method).get(measure.phase)
    if phase and phase.stage == "analysed":
        return turn_in_hearing(measure, method, phase)
    role = method.roles.get(waits)
    # The one role that belongs to a measure is its coordinator's (R22).
    if role and role.level == "measure" and measure.coordinator and not vacant:
        return measure.coordinator.name
    return turn_name(method, waits)


def next_due(measure: Measure, asked: Iterable[Recheck]) -> tuple[date | None, str]:
    """The next day something is due: a milestone, the end of the try-out, a re-check that is asked for."""
    days = [(one.by, one.text) for one in measure.milestones.all() if one.done_on is None]
    days += [(one.due, _("Is it still done?")) for one in asked]
    plan = getattr(measure, "plan", None)
    if plan and plan.ends and measure.tried_on and not measure.evaluated_on:
        days.append((plan.ends, _("The try-out ends")))
    return min(days) if days and measure.live else (None, "")


def _moves(measure: Measure, method: Method) -> Iterator[Move]:
    """Every phase it can come to: those the method leads to first, the others by a reason."""
    phases = pack_phases(method)
    led = phases[measure.phase].next if measure.phase in phases else ()
    for to in (*led, *(other for other in phases if other not in led)):
        if to != measure.phase or to in led:
            yield Move(to, phases[to].stage, say(method, f"phases.measure.{to}"), to not in led)


def columns_of(rows: Sequence[Row], methods: Iterable[Method]) -> list[Column]:
    """The stations in the order of the way, named by the newest method that has them; ends only where one stands."""
    names: dict[str, str] = {}
    for method in methods:
        for phase in pack_phases(method).values():
            names[phase.stage] = say(method, f"phases.measure.{phase.id}")
    by_stage: dict[str, list[Row]] = {}
    for row in rows:
        by_stage.setdefault(row.stage, []).append(row)
    shown = [one for one in STAGES if one in names and (one not in ENDED or one in by_stage)]
    return [Column(one, names[one], tuple(by_stage.get(one, ()))) for one in shown]


def preferred(method: Method, levels: Sequence[str]) -> str:
    """The level the method wants the weight on (R6); the lowest where no requirement says."""
    asked = (wish.params.get("prefer") for wish in method.requirements.values() if wish.rule == "several_levels")
    return next((str(one) for one in asked if one in levels), levels[0])
