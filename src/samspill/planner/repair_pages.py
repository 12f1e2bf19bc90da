"""What a repair proposes, in words, before it is accepted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.people.asking import Asked
from samspill.people.models import Person
from samspill.planner.clashing import by_hand_of, clashes_of
from samspill.planner.frame import frame
from samspill.planner.models import Planning, PlanningKind, PlanningState, YearPlan
from samspill.planner.reading import Board, board_of


@dataclass(frozen=True, slots=True)
class Move:
    """One meeting as it is proposed: where it was, where it would be, and what follows for people."""

    title: str
    unit: str
    was_on: date | None
    was_begins: time | None
    was_place: str
    on: date
    begins: time
    place: str
    said: tuple[str, ...]

    @property
    def moved(self) -> bool:
        return (self.was_on, self.was_begins, self.was_place) != (self.on, self.begins, self.place)


def page(request: Asked, plan: YearPlan, refused: Sequence[object] = ()) -> dict[str, Any]:
    board = board_of(plan, request.today)
    last = plan.runs.filter(kind=PlanningKind.REPAIR).first()
    busy = last if last and last.under_way else None
    clashes, beside = clashes_of(board), by_hand_of(board)
    fits = not clashes and all(one.state != "unplaced" for one in board.meetings)
    found = last if last and not fits and _is_open(last) else None
    return {
        **frame(request, plan, _("Mend the plan"), step="plan"),
        "violations": clashes,
        "by_hand": beside,
        "fits": fits,
        "run": last,
        "busy": busy,
        "share": round(100 * busy.progress.get("share", 0)) if busy else 0,
        "moves": list(_moves(found, board)) if found else (),
        "fewest": _fewest(found) if found else "",
        "left": _left(found) if found else "",
        "in_vain": last is not None and not fits and _found_nothing(last),
        "refused": refused,
    }


def _is_open(run: Planning) -> bool:
    """Looked for, found, and not accepted yet."""
    return run.state == PlanningState.DONE and not run.before


def _found_nothing(run: Planning) -> bool:
    return run.state == PlanningState.FAILED or (_is_open(run) and not run.result.get("moves"))


def _moves(run: Planning, board: Board) -> Iterator[Move]:
    known = {one.row.key: one for one in board.meetings}
    raw = [one for one in run.result.get("moves", ()) if one["key"] in known]
    names = _names(pk for one in raw for pk in one["deputies"])
    for one in raw:
        laid = known[one["key"]]
        was = one["from"] or (None, None)
        yield Move(laid.title, laid.unit.name, *_place(*was), *_sure(*one["to"]), tuple(_said(one, names)))


def _place(on: str | None, begins: str | None, room: str = "") -> tuple[date | None, time | None, str]:
    return (date.fromisoformat(on) if on else None, time.fromisoformat(begins) if begins else None, room)


def _sure(on: str, begins: str, room: str = "") -> tuple[date, time, str]:
    return date.fromisoformat(on), time.fromisoformat(begins), room


def _names(people: Iterator[int]) -> Mapping[int, str]:
    return dict(Person.objects.filter(pk__in=list(people)).values_list("pk", "name"))


def _said(move: Mapping[str, Any], names: Mapping[int, str]) -> Iterator[str]:
    for pk in move["deputies"]:
        yield _("Somebody else comes for %(name)s.") % {"name": names.get(pk, "")}
    if move["slipped"]:
        said = ngettext(
            "%(count)s day outside the days it was to be held on.",
            "%(count)s days outside the days it was to be held on.",
            move["slipped"],
        )
        yield said % {"count": move["slipped"]}


def _fewest(run: Planning) -> str:
    """How many change, and whether fewer would do."""
    count, least = len(run.result.get("moves", ())), run.result.get("least", 0)
    said = ngettext("%(count)s meeting changes.", "%(count)s meetings change.", count) % {"count": count}
    if run.result.get("proven") or count <= least:
        milder = _("There is no milder way.")
        return f"{said} {milder}"
    return said


def _left(run: Planning) -> str:
    """What even the repair could not mend."""
    count = len(run.result.get("unmended", ()))
    said = ngettext("%(count)s meeting still does not fit.", "%(count)s meetings still do not fit.", count)
    return said % {"count": count} if count else ""
