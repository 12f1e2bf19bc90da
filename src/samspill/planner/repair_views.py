"""The plan is mended after somebody's absence or a move: proposed, looked at, accepted."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.access.gate import fetch_for
from samspill.people.asking import Asked
from samspill.people.versions import StaleError
from samspill.planner import repair_pages as pages
from samspill.planner.actions import repairing
from samspill.planner.frame import plan_for, reader
from samspill.planner.models import Planning, PlanningKind, YearPlan
from samspill.planner.views import STALE


def repair(request: Asked, pk: int) -> HttpResponse:
    return shown(request, plan_for(request, pk))


def shown(request: Asked, plan: YearPlan, status: int = 200, refused: Sequence[object] = ()) -> HttpResponse:
    """The whole page, or for the page that asks again every second only what is under its head."""
    template = "planner/_repair.html" if request.headers.get("HX-Request") else "planner/repair.html"
    return render(request, template, pages.page(request, plan, refused), status=status)


@require_POST
def propose(request: Asked, pk: int) -> HttpResponse:
    plan = plan_for(request, pk)
    try:
        repairing.propose_repair(plan, acting=reader(request), at=timezone.now())
    except ValidationError as error:
        return shown(request, plan, 422, refused=error.messages)
    return redirect("planner:repair", pk)


@require_POST
def accept(request: Asked, pk: int, run: int) -> HttpResponse:
    plan = plan_for(request, pk)
    rows = Planning.objects.select_related("plan__municipality", "plan__unit").filter(
        plan=plan, kind=PlanningKind.REPAIR
    )
    found = fetch_for(request, rows, run, "yearplan.change")
    try:
        repairing.accept_repair(found, acting=reader(request), at=timezone.now())
    except StaleError:
        return shown(request, plan, 409, refused=[STALE])
    except ValidationError as error:
        return shown(request, plan, 422, refused=error.messages)
    messages.success(request, _("The plan is mended. Now publish the difference: until then nobody knows."))
    return redirect("planner:publish", pk)
