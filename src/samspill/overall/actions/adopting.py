"""The plan is adopted at a meeting of the steering group, and taken up again when it must be changed (R96)."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from samspill.journal.actions import note
from samspill.meetings.models import Meeting
from samspill.overall.actions.drafting import hold
from samspill.overall.actions.keeping import keep
from samspill.overall.finding import draft_of
from samspill.overall.models import Answer, OverallPlan
from samspill.overall.queries import silent_on, sittings, talks_about
from samspill.people.models import Person
from samspill.people.versions import change
from samspill.search.actions import index
from samspill.wheel.activity_actions import add_activity, new_activity
from samspill.wheel.models import Activity, WheelRing


@transaction.atomic
def adopt(
    plan: OverallPlan,
    *,
    meeting: Meeting,
    version: int | None,
    acting: Person | None,
    at: datetime,
    reason: str = "",
) -> None:
    """Adopt the plan as it is worded now, at a meeting of the steering group.

    A team that had not discussed it by that day does not stop it: why it is adopted without is kept for good (L33).
    """
    hold(plan)
    today = timezone.localdate(at)
    if not plan.proposed_on:
        raise ValidationError(_("Put the plan forward first, so that the teams can discuss it."))
    if meeting not in sittings(plan, today):
        raise ValidationError({"meeting": _("Choose a meeting of the steering group since the plan was put forward.")})
    silent = silent_on(plan, meeting.on, talks_about([plan]))
    if silent and not reason.strip():
        raise ValidationError(
            {"reason": _("Not every team had discussed it on that day. Write why you adopt it all the same.")}
        )
    fields: dict[str, object] = {"adopted_on": meeting.on, "adopted_at": meeting, "adopted_by": acting}
    fields |= {"lacking": [str(one) for one in silent], "deviation": reason.strip() if silent else ""}
    change(plan, version=version, fields=fields)
    keep(plan, acting=acting, at=at, event="adopted")
    note(
        "overall.adopted", plan, acting=acting, at=at, why=str(fields["deviation"]), changes={"on": (None, meeting.on)}
    )
    _lay_review(plan, acting=acting, at=at)
    index(draft_of(plan), at=at)


def _lay_review(plan: OverallPlan, *, acting: Person | None, at: datetime) -> None:
    """The day it is looked at again lands in the school's year wheel by itself (R96)."""
    Activity.objects.filter(pk=plan.review_entry_id or 0).delete()
    if plan.review_on is None:
        return
    unit = plan.unit
    with override(unit.language or unit.municipality.language):
        title = _("The overall plan is looked at again")
    blank = new_activity(ring=WheelRing.SCHOOL, unit=unit)
    entry = add_activity(blank, title=title, starts=plan.review_on, until=None, acting=acting, at=at)
    change(plan, version=None, fields={"review_entry": entry})


@transaction.atomic
def take_up_again(plan: OverallPlan, *, reason: str, version: int | None, acting: Person | None, at: datetime) -> None:
    """Change an adopted plan: it goes back to being a draft, and the teams are asked again when it is put forward."""
    held = OverallPlan.objects.select_for_update().get(pk=plan.pk)
    if not held.adopted_on:
        raise ValidationError(_("The plan is not adopted, so it can be changed as it is."))
    if not reason.strip():
        raise ValidationError({"reason": _("Write why it is taken up again, so that others understand it later.")})
    fields: dict[str, object] = {"adopted_on": None, "adopted_at": None, "adopted_by": None, "proposed_on": None}
    change(plan, version=version, fields={**fields, "lacking": [], "deviation": ""})
    Answer.objects.filter(plan=plan).delete()
    note("overall.reopened", plan, acting=acting, at=at, why=reason, changes={"adopted_on": (held.adopted_on, None)})
    index(draft_of(plan), at=at)
