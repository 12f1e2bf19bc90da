"""Keeping how a plan was worded."""

from __future__ import annotations

from datetime import datetime

from samspill.overall.content import content_of, same
from samspill.overall.models import Answer, Edition, Line, OverallPlan
from samspill.people.models import Person


def keep(plan: OverallPlan, *, acting: Person | None, at: datetime, event: str = "") -> Edition:
    """The wording of this moment as an edition. One that nobody else can have read yet is written over.

    Read by others it is once it was put forward or adopted, somebody answered it, or another person goes on writing.
    """
    rows = Line.objects.filter(plan=plan).select_related("measure", "occasion__arena", "occasion__project", "entry")
    content = content_of(plan, rows)
    if event == "adopted":
        content["answers"] = [_answer(one) for one in plan.answers.select_related("arena__project").exclude(stance="")]
    last = plan.editions.order_by("-number").first()
    if last and same(last.content, content) and not event:
        return last
    fresh = last is not None and not last.event and last.by_id == getattr(acting, "pk", None)
    if last and fresh and not last.answers.exists():
        last.content, last.at, last.event = content, at, event
        last.save()
        return last
    number = last.number + 1 if last else 1
    return Edition.objects.create(plan=plan, number=number, at=at, by=acting, event=event, content=content)


def _answer(one: Answer) -> dict[str, str]:
    """As it was given: when the plan is taken up again, the teams are asked anew."""
    day = one.answered_on.isoformat() if one.answered_on else ""
    return {"arena": str(one.arena), "stance": one.stance, "reason": one.reason, "on": day}
