"""Planning a school year in the queue, with how far it is for those who wait."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samspill.core import scheduling as core
from samspill.meetings.models import Series
from samspill.people.models import Person
from samspill.planner.models import Planning, PlanningState, WeeklyPlace
from samspill.planner.models.runs import UNDER_WAY
from samspill.queue.jobs import GiveUp, job

TIED = "The meetings of one unit are tied to too many others. Give up some orders."


def work(planning: int, at: datetime, do: Callable[[Planning], None]) -> None:
    """Do a run that nobody has stopped. What cannot be searched through ends it, so that it can be asked for again."""
    from samspill.planner.actions.planning import fail

    rows = Planning.objects.filter(pk=planning)
    if not rows.filter(state__in=UNDER_WAY).update(state=PlanningState.RUNNING):
        return
    run = rows.select_related("plan__municipality", "plan__unit", "by").get()
    try:
        do(run)
    except ValueError:
        # Orders of an adapted method may tie more meetings together than can be planned at once.
        fail(run, at=at)
        raise GiveUp(TIED) from None


@job(title=_("Plan the meetings of a school year"), retries=1)
def plan_in_queue(*, planning: int, at: datetime) -> None:
    """Search outside any transaction. The first whole plan is kept at once, a better one when it is found."""
    work(planning, at, partial(_plan, at=at))


def _plan(run: Planning, *, at: datetime) -> None:
    from samspill.planner.actions import planning as verbs
    from samspill.planner.actions.holding import stamp
    from samspill.planner.bridge import load

    loaded = load(run.plan, timezone.localdate(at))
    first, longer = verbs.budgets(loaded)
    warm = None if run.result.get("again") else loaded.wheel
    for budget, part in ((first, 0.0), (longer, 0.1)):
        found = verbs.look_for(loaded, run, budget, warm, _teller(run, part))
        kept = verbs.keep(run, stamp(loaded), found, at=at)
        if kept is None or found.stopped == "proven":
            break
        loaded, warm = kept, kept.wheel
    verbs.finish(run, at=at)


@job(title=_("Find out how to mend the plan of a school year"), retries=1)
def repair_in_queue(*, planning: int, at: datetime) -> None:
    """Look for the fewest changes. Only the proposal is written down."""
    from samspill.planner.actions import repairing as verbs
    from samspill.planner.bridge import load

    def mend(run: Planning) -> None:
        loaded = load(run.plan, timezone.localdate(at))
        verbs.propose(run, loaded, verbs.look_for(loaded), at=at)

    work(planning, at, mend)


@job(title=_("Find out why the meetings of a school year do not fit"), retries=1)
def explain_in_queue(*, planning: int, at: datetime) -> None:
    """Look for what collides. Nothing is changed; what was found is written down."""
    from samspill.planner.actions import explaining as verbs
    from samspill.planner.bridge import load

    def find_out(run: Planning) -> None:
        loaded = load(run.plan, timezone.localdate(at))
        verbs.keep(run, loaded, list(verbs.look_for(loaded)), at=at)

    work(planning, at, find_out)


@job(title=_("Invite to the meetings of a school year"), retries=5)
def invite_in_queue(*, meetings: list[int], by: int | None, at: datetime) -> None:
    """Each meeting by itself; whoever was invited already is not invited again when this runs twice."""
    from samspill.meetings import inviting
    from samspill.meetings.queries import MEETINGS

    acting = Person.objects.filter(pk=by or 0).first()
    for meeting in MEETINGS.filter(pk__in=meetings).order_by("on", "begins", "pk"):
        inviting.invite(meeting, acting=acting, at=at)


def weekly_lock(plan: int) -> str:
    """One series of a plan after the other, so that a change never overtakes the call."""
    return f"weekly meetings of plan {plan}"


@job(title=_("Call what meets every week"), retries=5)
def weekly_in_queue(*, series: int, was: int, reason: str, by: int | None, at: datetime) -> None:
    """Bring the meetings of a series to what was published last: called, on the new weekday, or called off.

    It looks at what holds now and not at what was asked for, so it may run twice and after a later publishing.
    """
    from samspill.meetings.actions import series as verbs

    acting, today = Person.objects.filter(pk=by or 0).first(), timezone.localdate(at)
    held = Series.objects.select_related(*verbs.ROUND).filter(pk=series).first()
    if held is None:
        return
    if not WeeklyPlace.objects.filter(series=held).exclude(told_weekday=None).exists():
        words = reason or _("It is left out of the year's plan.")
        verbs.call_off_rest(held, since=today, reason=str(words), acting=acting, at=at)
    elif not verbs.call_days(held, acting=acting, at=at):
        verbs.bring_rest(held, since=today, was=was, acting=acting, at=at)


def _teller(run: Planning, part: float) -> Callable[[core.Progress], bool]:
    """Tells those who wait how far it is, and the search whether to go on."""
    rows = Planning.objects.filter(pk=run.pk, state=PlanningState.RUNNING)

    def report(progress: core.Progress) -> bool:
        share = part + (0.1 if part == 0 else 0.9) * progress.pricings / progress.budget
        told = {
            "share": min(share, 1),
            "cost": progress.cost,
            "bound": progress.bound,
            "unplaced": progress.unplaced,
            "stage": progress.stage,
        }
        return bool(rows.update(progress=told))

    return report
