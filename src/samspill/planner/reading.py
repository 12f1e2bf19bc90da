"""What pages read of a plan: where everything lies, what that costs and breaks, and what would be otherwise elsewhere.

`today` is the reader's day; without it the year is read as if it had not begun.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time

from samspill.arenas.models import Membership
from samspill.core import scheduling as core
from samspill.people.models import Unit
from samspill.planner.bearing import Load, loads_of
from samspill.planner.bridge import Loaded, as_of
from samspill.planner.differences import lies_elsewhere, untold
from samspill.planner.judging import judge as judge
from samspill.planner.judging import suggestions as suggestions
from samspill.planner.kinds import kinds_of as kinds_of
from samspill.planner.models import PlannedMeeting, PlanningKind, PlanningState, WeeklyPlace, YearPlan
from samspill.planner.naming import Names
from samspill.planner.peopling import people_of as people_of
from samspill.planner.words import Words

KEPT = (PlanningState.DONE, PlanningState.CANCELLED)


@dataclass(frozen=True, slots=True)
class Laid:
    """One meeting of the plan. `state`: new, same, moved, called-off, unplaced, fixed (called by hand) or past."""

    row: PlannedMeeting
    title: str
    unit: Unit
    people: tuple[str, ...]
    people_ids: tuple[int, ...]
    state: str


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence about meetings (keys), and the points it costs."""

    sentence: str
    meetings: tuple[str, ...] = ()
    points: int = 0


@dataclass(frozen=True, slots=True)
class Board:
    """A plan as it lies. `bound` and `gap` are those of the planning that laid it so; None once it lies otherwise."""

    meetings: tuple[Laid, ...]
    cost: core.CostBreakdown
    bound: int | None
    gap: float | None
    violations: tuple[Said, ...]
    not_ideal: tuple[Said, ...]
    loads: tuple[Load, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What people have not been told yet; `digest` names it."""

    new: tuple[Laid, ...]
    moved: tuple[Laid, ...]
    off: tuple[Laid, ...]
    digest: str
    weekly_new: tuple[WeeklyPlace, ...] = ()
    weekly_moved: tuple[WeeklyPlace, ...] = ()
    weekly_off: tuple[WeeklyPlace, ...] = ()
    sent: tuple[tuple[Laid, tuple[Membership, ...]], ...] = ()  # with the seats for which somebody else comes


def board_of(plan: YearPlan, today: date | None = None) -> Board:
    """Everything the page of a plan shows. The number of queries does not grow with the plan."""
    loaded = as_of(plan, today)
    words, cost = Words(loaded, loaded.wheel), core.cost_wheel(loaded.instance, loaded.wheel)
    bound, gap = _proven(plan, loaded, cost.total)
    faults = sorted(cost.items, key=lambda one: (-one.points, one.part, one.of, one.meetings))
    return Board(
        tuple(_laid(loaded, words.names)),
        cost,
        bound,
        gap,
        _violations(words, core.check_wheel(loaded.instance, loaded.wheel)),
        tuple(Said(words.item(one), one.meetings, one.points) for one in faults),
        tuple(loads_of(loaded)),
    )


def _violations(words: Words, found: Sequence[core.Violation]) -> tuple[Said, ...]:
    """Everything but rooms for what somebody called to a place of its own: it needs none of them."""
    rows, rooms = words.loaded.rows, words.loaded.rooms
    some = (one for one in found if one.rule.code != "rooms" or rooms.lacks(rows[one.meetings[0]]))
    return tuple(Said(words.violation(one), one.meetings) for one in some)


def _proven(plan: YearPlan, loaded: Loaded, cost: int) -> tuple[int | None, float | None]:
    """The bound of the last planning, as long as everything lies as it laid it."""
    run = plan.runs.filter(kind=PlanningKind.PLAN, state__in=(*KEPT, PlanningState.RUNNING), undone=False).first()
    if run is None or run.result.get("digest") != core.digest(loaded.wheel) or run.result.get("gap") is None:
        return None, None
    bound = min(int(run.result["bound"]), cost)
    return bound, (cost - bound) / bound if bound else float(cost)


def _laid(loaded: Loaded, names: Names) -> Iterator[Laid]:
    for row in sorted(loaded.ground.meetings, key=_in_time):
        yield _one_laid(loaded, names, row)


def _one_laid(loaded: Loaded, names: Names, row: PlannedMeeting) -> Laid:
    people, company = loaded.ground.people, loaded.company_of(row)
    coming = [people[pk] for pk in (*company.must, *company.wished) if pk in people]
    return Laid(
        row,
        names.title(row),
        row.unit,
        tuple(person.name for person in coming),
        tuple(person.pk for person in coming),
        state_of(loaded, row),
    )


def laid_of(loaded: Loaded, key: str) -> Laid | None:
    """One meeting of a plan that is read already; None where there is none of that key."""
    rows = (row for row in loaded.ground.meetings if row.key == key)
    return next((_one_laid(loaded, Names(loaded), row) for row in rows), None)


def _in_time(row: PlannedMeeting) -> tuple[date, time, str]:
    return row.on or row.earliest, row.begins or time.min, row.key


def state_of(loaded: Loaded, row: PlannedMeeting) -> str:
    """How a meeting stands to what people were told."""
    if row.dropped:
        return "called-off"
    if loaded.is_past(row) or loaded.is_held(row):
        return "past"
    if row.on is None:
        return "unplaced"
    if row.meeting is None:
        return "new"
    if lies_elsewhere(row, row.meeting):
        return "moved"
    return "fixed" if row.by_hand else "same"


def difference(plan: YearPlan, today: date | None = None) -> Difference:
    """What publishing would do now."""
    loaded = as_of(plan, today)
    found = untold(loaded.ground.meetings, loaded.ground.weeklies, loaded.ground.today)
    laid = {one.row.key: one for one in _laid(loaded, Names(loaded))}
    new, moved, off = (tuple(laid[row.key] for row in rows) for rows in (found.new, found.moved, found.off))
    sent = tuple((laid[row.key], tuple(loaded.ground.stood_in_for(row))) for row in found.sent)
    return Difference(new, moved, off, found.digest, found.weekly_new, found.weekly_moved, found.weekly_off, sent)
