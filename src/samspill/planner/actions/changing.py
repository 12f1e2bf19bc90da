"""A planned meeting is changed by hand: moved, held fast, left out. Nobody hears of it before it is published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samspill.journal.actions import note
from samspill.people.models import Person
from samspill.people.versions import StaleError, change
from samspill.planner.actions.holding import hold
from samspill.planner.models import PlannedMeeting


@dataclass(frozen=True, slots=True)
class Along:
    """Another meeting that moves with the first, as it was proposed."""

    key: str
    on: date
    begins: time


@transaction.atomic
def move(
    meeting: PlannedMeeting,
    *,
    on: date,
    begins: time,
    version: int | None,
    acting: Person,
    at: datetime,
    also: Sequence[Along] = (),
) -> None:
    """Lay it on another day or hour, and `also` others with it. It is held fast there: somebody wanted it so.

    Any place in the school year is taken: what it breaks is said before.
    """
    plan = hold(meeting.plan)
    _require_free(meeting)
    if on not in plan.year.period:
        raise ValidationError({"on": _("This day is not in the school year of the plan. Choose another day.")})
    fields = {"on": on, "begins": begins, "pinned": True, "dropped": False, "deputies": []}
    differences = change(meeting, version=version, fields=fields)
    if differences:
        note("yearplan.moved", meeting, acting=acting, at=at, changes=differences)
    for one in also:
        other = plan.meetings.filter(key=one.key).first()
        if other is None:
            raise StaleError(meeting)
        move(other, on=one.on, begins=one.begins, version=None, acting=acting, at=at)


@transaction.atomic
def pin(meeting: PlannedMeeting, *, pinned: bool, version: int | None, acting: Person, at: datetime) -> None:
    """Hold it where it lies, whatever is planned or mended; or let it go again."""
    hold(meeting.plan)
    if pinned and meeting.on is None:
        raise ValidationError(_("This meeting lies nowhere yet. Move it to a day first."))
    differences = change(meeting, version=version, fields={"pinned": pinned})
    if differences:
        note("yearplan.pinned" if pinned else "yearplan.unpinned", meeting, acting=acting, at=at)


@transaction.atomic
def leave_out(
    meeting: PlannedMeeting, *, version: int | None, acting: Person, at: datetime, left_out: bool = True
) -> None:
    """Do without it this year, or put it back. What people were told of is called off with the next publishing."""
    hold(meeting.plan)
    _require_free(meeting)
    differences = change(meeting, version=version, fields={"dropped": left_out})
    if differences:
        note("yearplan.left_out" if left_out else "yearplan.put_back", meeting, acting=acting, at=at)


def _require_free(meeting: PlannedMeeting) -> None:
    real = meeting.meeting
    if real is not None and (real.begun_at or real.ended_at):
        raise ValidationError(_("This meeting has been held, so it stays as it was."))
