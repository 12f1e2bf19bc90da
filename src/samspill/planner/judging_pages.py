"""What a move of one meeting would break, said before anything is changed."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from django.http import Http404

from samspill.people.asking import Asked
from samspill.planner.bridge import as_of
from samspill.planner.forms import MoveForm
from samspill.planner.judging import judged_in
from samspill.planner.models import YearPlan
from samspill.planner.reading import Board, Laid, laid_of
from samspill.planner.rooming import rooms_for


def page(
    request: Asked,
    plan: YearPlan,
    *,
    key: str,
    on: date,
    begins: time,
    place: str | None,
    dropped: bool,
    school: int | None,
) -> dict[str, Any]:
    loaded = as_of(plan, request.today)
    laid = laid_of(loaded, key)
    if laid is None:
        raise Http404
    judged = judged_in(loaded, {key: (on, begins, place)})
    asked = {"version": laid.row.version, "on": on, "begins": begins, "place": laid.row.place}
    return {
        "plan": plan,
        "laid": laid,
        "on": on,
        "begins": begins,
        "dropped": dropped,
        "school": school,
        "judged": judged,
        "gained": -judged.points,
        "form": MoveForm(rooms=rooms_for(laid.row), initial=asked, auto_id="to_%s"),
    }


def laid_in(board: Board, key: str) -> Laid:
    """The meeting of that key, or 404: it may have been planned away meanwhile."""
    for one in board.meetings:
        if one.row.key == key:
            return one
    raise Http404
