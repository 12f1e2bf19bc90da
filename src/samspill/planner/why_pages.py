"""What collides, and what would help: each way out with the page where it is done."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from samspill.people.asking import Asked
from samspill.planner.frame import frame
from samspill.planner.models import YearPlan
from samspill.planner.reading import why_not


def page(request: Asked, plan: YearPlan, *, look: bool) -> dict[str, Any]:
    explained = why_not(plan, request.today) if look else None
    return {**frame(request, plan, _("Why it does not fit")), "explained": explained}
