"""What the page of a plan shows: how good it is, how the planner gets on, the year in the way that was asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samspill.access.gate import may
from samspill.calendars.bridge import year_of
from samspill.core.schoolyear import SchoolDays
from samspill.people.asking import Asked, number
from samspill.people.queries import office_of
from samspill.planner.clashing import by_hand_of, clashes_of
from samspill.planner.frame import frame, name_of
from samspill.planner.load_pages import bars_of, month_names
from samspill.planner.models import Planning, PlanningKind, PlanningState, YearPlan
from samspill.planner.months import months_of
from samspill.planner.reading import Board, Laid, board_of
from samspill.planner.undo_pages import last_change
from samspill.planner.weekly_pages import weeklies_of, weekly_work
from samspill.planner.wheel_picture import wheel_of

#: The ways to look at the year; the first is shown unless another is asked for.
VIEWS = {
    "months": gettext_lazy("Months"),
    "wheel": gettext_lazy("Wheel"),
    "list": gettext_lazy("List"),
    "people": gettext_lazy("Per person"),
    "ideal": gettext_lazy("What is not ideal"),
}
UNTOLD = ("new", "moved")  # states of meetings that people have not heard of
QUARTERS = range(1, 5)
MANY = 200  # points: from here on a share says more than their number
SHOWN = 3  # meetings beside what is not ideal about them


@dataclass(frozen=True, slots=True)
class View:
    """One way to look, as a tab."""

    name: str
    label: str
    current: bool
    count: int | None


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not ideal, and the meetings it is about."""

    points: int
    sentence: str
    laid: tuple[Laid, ...]


def page(request: Asked, plan: YearPlan, **more: Any) -> dict[str, Any]:
    view = request.GET.get("view", "")
    view = view if view in VIEWS else "months"
    board, days = board_of(plan, request.today), days_of(plan)
    return {
        **frame(request, plan, name_of(plan), step="plan"),
        **run_of(plan),
        **weekly_work(plan),
        "board": board,
        "last_change": last_change(plan, board, request.today),
        "view": view,
        "views": [View(key, str(label), key == view, _count(key, board)) for key, label in VIEWS.items()],
        "good": good_words(board),
        "laid_any": any(one.row.on for one in board.meetings),
        "told": plan.published_at is not None and all(one.state not in UNTOLD for one in board.meetings),
        "ended": ended(days, request.today),
        **_shown(request, plan, board, view, days),
        **more,
    }


def changes(request: Asked, plan: YearPlan) -> bool:
    return may(request, plan, "yearplan.change")


def _count(view: str, board: Board) -> int | None:
    return len(board.not_ideal) if view == "ideal" else None


def good_words(board: Board) -> str:
    """What is not ideal, in points, and how much of that a better plan could save. No plan is better than the bound."""
    points = board.cost.total
    if not points:
        return _("Everything lies where it is best.")
    said = _points_over(points, sum(one.row.on is not None for one in board.meetings))
    if board.bound is None:
        return said
    left = points - board.bound
    return f"{said} {_to_save(left, board.bound) if left > 0 else _no_better()}"


def _points_over(points: int, meetings: int) -> str:
    text = ngettext(
        "What is not ideal adds up to %(points)s point, over %(meetings)s meetings.",
        "What is not ideal adds up to %(points)s points, over %(meetings)s meetings.",
        points,
    )
    return text % {"points": points, "meetings": meetings}


def _no_better() -> str:
    return _("No better plan is possible.")


def _to_save(points: int, bound: int) -> str:
    """Where few points are left, they say more than their share of few."""
    if bound >= MANY:
        percent = max(1, round(100 * points / bound))
        return _("It is at most %(percent)s %% from the best plan there can be.") % {"percent": percent}
    text = ngettext(
        "Another plan could save at most %(points)s of them.",
        "Another plan could save at most %(points)s of them.",
        points,
    )
    return text % {"points": points}


def run_of(plan: YearPlan) -> dict[str, Any]:
    """What the planner is doing, and how its last run ended."""
    last = plan.runs.filter(kind=PlanningKind.PLAN).first()
    busy = last if last and last.under_way else None
    return {
        "busy": busy,
        "share": round(100 * busy.progress.get("share", 0)) if busy else 0,
        "so_far": _so_far(busy) if busy else "",
        "kept": busy.result.get("digest", "") if busy else "",
        "failed": last is not None and last.state == PlanningState.FAILED,
        "overtaken": last is not None and bool(last.result.get("changed")),
        "undo": last and not busy and not last.undone and last.state in (PlanningState.DONE, PlanningState.CANCELLED),
    }


def _so_far(run: Planning) -> str:
    """What there is already, so that whoever watches knows when to stop."""
    if run.progress.get("cost") is None and not run.result.get("digest"):
        return _("Looking for a first plan.")
    left = run.progress.get("unplaced", 0)
    if left:
        said = ngettext("%(count)s meeting has no day yet.", "%(count)s meetings have no day yet.", left)
        return said % {"count": left}
    return _("There is a plan in which everything has its day. It is being made better.")


def _shown(request: Asked, plan: YearPlan, board: Board, view: str, days: SchoolDays) -> dict[str, Any]:
    unit, person = number(request, "school"), number(request, "person")
    laid = filtered(board.meetings, unit, person)
    part = number(request, "part") or 0
    found: dict[str, Any] = {
        "laid": sorted(laid, key=lambda one: one.row.dropped),
        "schools": _schools(board.meetings),
        "school": unit,
        "person": person,
        "several": len(_schools(laid)) > 1,
        "broken": {key for one in board.violations for key in one.meetings},
        "clashes": clashes_of(board),
        "by_hand": by_hand_of(board),
        "weekday_names": [WEEKDAYS[day] for day in range(5)],
        "weeklies": weeklies_of(plan, unit),
        "unplaced": [one for one in laid if one.state == "unplaced"],
    }
    if view == "ideal":
        return found | {"faults": list(_faults(board, laid, everything=unit is None and person is None))}
    if view == "people":
        return found | {"loads": list(bars_of(board.loads, plan.year)), "month_names": month_names(plan.year)}
    if view == "wheel":
        return found | wheel_of(plan, laid, days, part if part in QUARTERS else 0, request.today)
    months = months_of(laid, days)
    return found | {
        "months": months,
        "over": [one for one in months if one.last < request.today],
        "ahead": [one for one in months if one.last >= request.today],
    }


def _faults(board: Board, laid: Iterable[Laid], *, everything: bool) -> Iterator[Fault]:
    """What is not ideal, with the meetings it is about; for one school or person only theirs."""
    known = {one.row.key: one for one in laid}
    for said in board.not_ideal:
        about = tuple(known[key] for key in said.meetings if key in known)
        if about or everything:
            yield Fault(said.points, said.sentence, about[:SHOWN])


def filtered(meetings: Iterable[Laid], unit: int | None, person: int | None) -> Sequence[Laid]:
    return [one for one in meetings if unit in (None, one.unit.pk) and (person is None or person in one.people_ids)]


def _schools(meetings: Iterable[Laid]) -> Sequence[Any]:
    return sorted(
        {one.unit.pk: one.unit for one in meetings}.values(), key=lambda unit: (unit.kind != "office", unit.name)
    )


def days_of(plan: YearPlan) -> SchoolDays:
    """The school days of the place: of its office, or of the school alone."""
    span = plan.year.period
    return year_of(plan.unit or office_of(plan.municipality), span.start, span.end).days


def ended(days: SchoolDays, today: date) -> bool:
    """Whether the last school day of the year lies behind us: then nothing of it can be planned any more."""
    return bool(days.school_days) and days.school_days[-1] < today
