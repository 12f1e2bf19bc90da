"""A planned meeting is changed by hand: moved, held fast, left out. Nobody hears of it before it is published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samspill.journal.actions import note
from samspill.people.models import Person
from samspill.people.versions import StaleError, change
from samspill.planner.actions.holding import hold
from samspill.planner.actions.laying import catch_up
from samspill.planner.actions.undoing import before, remember
from samspill.planner.bridge import load
from samspill.planner.models import PlannedMeeting, WeeklyPlace, YearPlan


@dataclass(frozen=True, slots=True)
class Along:
    """Another meeting that moves with the first, as it was proposed."""

    key: str
    on: date
    begins: time
    place: str | None = None


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
    place: str | None = None,
) -> None:
    """Lay it on another day, hour or in another room, and `also` others with it.

    It is held fast there: somebody wanted it so. Any place in the school year is taken: what it breaks is said before.
    """
    plan, today = hold(meeting.plan), timezone.localdate(at)
    rows = [meeting, *(_along(plan, meeting, one) for one in also)]
    for row in rows:
        _require_free(row, today)
        catch_up(row)
    was = before(rows)
    for row, spot in zip(rows, [Along(meeting.key, on, begins, place), *also], strict=True):
        _lay(plan, row, spot, version=version if row is meeting else None, acting=acting, at=at)
    remember(plan, "yearplan.moved", rows, was, acting=acting, at=at)


def _along(plan: YearPlan, first: PlannedMeeting, one: Along) -> PlannedMeeting:
    other = plan.meetings.select_related("meeting").filter(key=one.key).first()
    if other is None:
        raise StaleError(first)
    return other


def _lay(
    plan: YearPlan, row: PlannedMeeting, spot: Along, *, version: int | None, acting: Person, at: datetime
) -> None:
    if spot.on not in plan.year.period:
        raise ValidationError({"on": _("This day is not in the school year of the plan. Choose another day.")})
    if spot.on < timezone.localdate(at):
        raise ValidationError({"on": _("This day is past. Choose a day that comes.")})
    where = {"on": spot.on, "begins": spot.begins, "place": row.place if spot.place is None else spot.place}
    differences = change(row, version=version, fields={**where, "pinned": True, "dropped": False, "deputies": []})
    if differences:
        note("yearplan.moved", row, acting=acting, at=at, changes=differences)


@transaction.atomic
def pin(row: PlannedMeeting | WeeklyPlace, *, pinned: bool, version: int | None, acting: Person, at: datetime) -> None:
    """Hold it where it lies, whatever is planned or mended; or let it go again."""
    plan, was = hold(row.plan), before([row])
    weekly = isinstance(row, WeeklyPlace)
    if pinned and (row.weekday if isinstance(row, WeeklyPlace) else row.on) is None:
        raise ValidationError(_("This meeting lies nowhere yet. Move it to a day first."))
    if change(row, version=version, fields={"pinned": pinned}):
        verb = "yearplan.pinned" if pinned else "yearplan.unpinned"
        note(f"{verb}_weekly" if weekly else verb, row, acting=acting, at=at)
        remember(plan, verb, [row], was, acting=acting, at=at)


@transaction.atomic
def leave_out(
    meeting: PlannedMeeting, *, version: int | None, acting: Person, at: datetime, left_out: bool = True
) -> None:
    """Do without it this year, or put it back. What people were told of is called off with the next publishing."""
    plan = hold(meeting.plan)
    _require_free(meeting, timezone.localdate(at))
    catch_up(meeting)
    was = before([meeting])
    if change(meeting, version=version, fields={"dropped": left_out}):
        verb = "yearplan.left_out" if left_out else "yearplan.put_back"
        note(verb, meeting, acting=acting, at=at)
        remember(plan, verb, [meeting], was, acting=acting, at=at)


@transaction.atomic
def move_weekly(
    row: WeeklyPlace, *, weekday: int, begins: time, version: int | None, acting: Person, at: datetime
) -> None:
    """Let an arena meet on another weekday or hour of those its kind may have. It is held fast there."""
    plan, was = hold(row.plan), before([row])
    loaded = load(plan, timezone.localdate(at))
    if (weekday, begins) != (row.weekday, row.begins) and (weekday, begins) not in loaded.weekly_places(row):
        raise ValidationError({"begins": _("These meetings are not held then. Choose one of those that are offered.")})
    differences = change(row, version=version, fields={"weekday": weekday, "begins": begins, "pinned": True})
    if differences:
        note("yearplan.moved_weekly", row, acting=acting, at=at, changes=differences)
        remember(plan, "yearplan.moved", [row], was, acting=acting, at=at)


def _require_free(meeting: PlannedMeeting, today: date) -> None:
    real = meeting.meeting
    if real is not None and (real.begun_at or real.ended_at):
        raise ValidationError(_("This meeting has been held, so it stays as it was."))
    if real is not None and real.on < today:
        raise ValidationError(_("This meeting lies behind us, and stays where it was."))
