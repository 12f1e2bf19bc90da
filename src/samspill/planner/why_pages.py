"""What collides, and what would help: each way out with the page where it is done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from samspill.people.asking import Asked
from samspill.planner.actions.explaining import read
from samspill.planner.actions.holding import stamp
from samspill.planner.bridge import load
from samspill.planner.explaining import counted, explained
from samspill.planner.frame import frame
from samspill.planner.models import PlanningKind, PlanningState, YearPlan


def page(request: Asked, plan: YearPlan, refused: Sequence[object] = ()) -> dict[str, Any]:
    """What can be counted is said at once; what was found by search as long as nothing has changed since."""
    loaded, run = load(plan, request.today), plan.runs.filter(kind=PlanningKind.WHY).first()
    busy, reasons, asked, easy = bool(run and run.under_way), [], False, counted(loaded)
    if run and run.state == PlanningState.DONE and run.result.get("stamp") == stamp(loaded):
        asked, reasons = True, [explained(loaded, read(raw)) for raw in run.result["reasons"]]
    return {
        **frame(request, plan, _("Why it does not fit")),
        "reasons": [easy] if easy.core else reasons,
        "busy": busy,
        "asked": asked,
        "failed": bool(run and run.state == PlanningState.FAILED),
        "refused": refused,
    }
