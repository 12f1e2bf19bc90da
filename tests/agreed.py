"""Overall plans for the walk through all pages."""

from __future__ import annotations

from collections.abc import Iterator

from samspill.core.schoolyear import SchoolYear
from samspill.meetings.actions.calling import call_meeting
from samspill.overall.actions.drafting import begin_plan, take_in, write
from samspill.overall.actions.hearing import give_answer, propose
from samspill.overall.models import OverallPlan
from tests.cast import AT, BEGAN, Cast


def overall_pages(cast: Cast, occasion: int) -> Iterator[tuple[str, int]]:
    """An overall plan that one team has answered and that was worded anew since, and the draft of next year's."""
    year = SchoolYear.of(BEGAN).begins
    plan = begin_plan(cast.project, cast.school, begins=year, like=None, acting=cast.leader, at=AT)
    (line,) = take_in(plan, things=[("occasion", occasion)], acting=cast.leader, at=AT)
    write(plan, aims="- Alle elever kjenner to voksne.", version=None, acting=cast.leader, at=AT)
    propose(plan, version=None, acting=cast.leader, at=AT)
    answer = plan.answers.order_by("pk")[0]
    give_answer(answer, stance="changes", reason="Ikke på mandager.", version=None, acting=cast.leader, at=AT)
    write(plan, aims="- Alle elever kjenner tre voksne.", version=None, acting=cast.leader, at=AT)
    for name in ("plan", "write", "offers", "propose", "adopt", "versions"):
        yield f"overall:{name}", plan.pk
    for name, thing in (
        ("note", line.pk),
        ("answer", answer.pk),
        ("school", cast.school.pk),
        ("begin", cast.school.pk),
    ):
        yield f"overall:{name}", thing
    # Adopted without a meeting that was held, since the walk has none of the steering group's on a fixed day.
    following = begin_plan(cast.project, cast.school, begins=year + 1, like=plan, acting=cast.leader, at=AT)
    meeting = call_meeting(cast.arenas["steering-group"], on=BEGAN, minutes=60, acting=cast.leader, at=AT)
    days = {"proposed_on": BEGAN, "adopted_on": BEGAN, "adopted_at": meeting, "adopted_by": cast.leader}
    OverallPlan.objects.filter(pk=following.pk).update(**days, lacking=["Trinnteam 5"], deviation="Høsten var kort.")
    for name in ("plan", "again"):
        yield f"overall:{name}", following.pk
