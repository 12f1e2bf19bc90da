"""What a repair proposes, in words, before it is accepted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from samspill.people.asking import Asked
from samspill.planner.frame import frame
from samspill.planner.models import PlanningKind, YearPlan
from samspill.planner.reading import board_of


def page(request: Asked, plan: YearPlan, refused: Sequence[object] = ()) -> dict[str, Any]:
    board = board_of(plan, request.today)
    last = plan.runs.filter(kind=PlanningKind.REPAIR).first()
    busy = last if last and last.under_way else None
    return {
        **frame(request, plan, _("Mend the plan"), step="plan"),
        "violations": board.violations,
        "run": last,
        "busy": busy,
        "share": round(100 * busy.progress.get("share", 0)) if busy else 0,
        "refused": refused,
    }
