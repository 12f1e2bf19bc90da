"""Verbs about the plan: laid, moved, held, called off."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samspill.arenas.models import Arena
from samspill.calendars.bridge import year_of
from samspill.calendars.words import no_school
from samspill.journal.actions import note
from samspill.people.models import Person, Unit, UnitKind
from samspill.people.versions import change, save_new
from samspill.projects.models import Participation, Project
from samspill.projects.queries import adapted
from samspill.wheel.bridge import bodies_of, end_of
from samspill.wheel.laying import Laid, lay, missing
from samspill.wheel.models import Occasion


@transaction.atomic
def lay_plan(project: Project, unit: Unit, *, acting: Person | None, at: datetime) -> list[Occasion]:
    """Lay the method's activities of this unit's level on its school days. Adds what is missing and moves nothing."""
    # Two who press at once would each lay a whole plan.
    Project.objects.select_for_update().get(pk=project.pk)
    participation = Participation.objects.get(project=project, unit=unit)
    if not participation.takes_part:
        raise ValidationError(_("A comparison school has no plan. Let it take part first."))
    there = Occasion.objects.filter(project=project, unit=unit).exclude(activity="")
    wanted = missing(_laid(participation), there.values_list("activity", "arena_id", "earliest", "latest"))
    added = Occasion.objects.bulk_create(_row(project, unit, one) for one in wanted)
    if added:
        note("plan.laid", participation, acting=acting, at=at, changes={"occasions": (0, len(added))})
    return added


def _laid(participation: Participation) -> tuple[Laid, ...]:
    project, unit, starts = participation.project, participation.unit, participation.joined
    method = adapted(project).method
    ends = end_of(project, method)
    level = "municipality" if unit.kind == UnitKind.OFFICE else "school"
    arenas = project.arenas.filter(unit=unit, until__isnull=True).prefetch_related("memberships")
    rhythms = {kind.id: kind.rhythm for kind in method.arenas.values() if kind.rhythm}
    own = [activity for activity in method.plan if activity.level == level]
    return lay(own, bodies_of(arenas), rhythms, year_of(unit, starts, ends).days, starts=starts, ends=ends)


def _row(project: Project, unit: Unit, one: Laid) -> Occasion:
    return Occasion(
        project=project,
        unit=unit,
        arena_id=one.arena,
        activity=one.activity,
        earliest=one.earliest,
        latest=one.latest,
        on=one.on,
    )


@transaction.atomic
def add_own_activity(
    project: Project,
    unit: Unit,
    *,
    title: str,
    on: date,
    acting: Person | None,
    at: datetime,
    arena: Arena | None = None,
    responsible: Person | None = None,
) -> Occasion:
    """Put something of one's own into the plan, beside what the method asks."""
    _demand_open_day(unit, on)
    occasion = Occasion(project=project, unit=unit, arena=arena, title=title, on=on, responsible=responsible)
    occasion.earliest = occasion.latest = on
    save_new(occasion)
    note("plan.activity_added", occasion, acting=acting, at=at)
    return occasion


@transaction.atomic
def move_occasion(
    occasion: Occasion, *, on: date, version: int | None, acting: Person | None, at: datetime, reason: str = ""
) -> None:
    """Plan it for another day. A day without school is refused; one outside the window needs a reason.

    What was called off is planned anew by this.
    """
    if occasion.held_on:
        raise ValidationError(_("This has been held. Undo that first if the day is wrong."))
    _demand_open_day(occasion.unit, on)
    if occasion.activity and not occasion.earliest <= on <= occasion.latest and not reason.strip():
        raise ValidationError({"reason": _outside(occasion)})
    fields: dict[str, object] = {"on": on, "called_off": ""}
    if not occasion.activity:
        fields |= {"earliest": on, "latest": on}
    differences = change(occasion, version=version, fields=fields)
    if differences:
        note("plan.moved", occasion, acting=acting, at=at, why=reason, changes=differences)


def _outside(occasion: Occasion) -> str:
    return _(
        "The method places this between %(earliest)s and %(latest)s. "
        "You may choose another day: write why it suits you better."
    ) % {"earliest": date_format(occasion.earliest), "latest": date_format(occasion.latest)}


def _demand_open_day(unit: Unit, on: date) -> None:
    """Refuse a day when nobody is at school, and name the nearest ones when somebody is."""
    days = year_of(unit, date(on.year - 1, on.month, 1), date(on.year + 1, on.month, 28)).days
    if not days.is_teacher_day(on):
        raise ValidationError({"on": no_school(days, on)})


@transaction.atomic
def record_held(
    occasion: Occasion,
    *,
    on: date,
    version: int | None,
    acting: Person | None,
    at: datetime,
    minutes: int | None = None,
) -> None:
    """Say that it took place, and on which day; its length where somebody knows it."""
    if on > timezone.localdate(at):
        raise ValidationError({"on": _("This day has not come yet. Tick it off when it has been held.")})
    if on < occasion.project.starts:
        raise ValidationError({"on": _("This is before the project began. Check the year.")})
    fields = {"held_on": on, "minutes": minutes, "called_off": ""}
    differences = change(occasion, version=version, fields=fields)
    if differences:
        note("plan.held", occasion, acting=acting, at=at, changes=differences)


@transaction.atomic
def undo_held(occasion: Occasion, *, version: int | None, acting: Person | None, at: datetime) -> None:
    """Take back that it was held: it was ticked by mistake."""
    differences = change(occasion, version=version, fields={"held_on": None, "minutes": None})
    if differences:
        note("plan.held_undone", occasion, acting=acting, at=at, changes=differences)


@transaction.atomic
def call_off(occasion: Occasion, *, reason: str, version: int | None, acting: Person | None, at: datetime) -> None:
    """Call it off and say why. It stays in the plan; moving it to a new day plans it again."""
    if occasion.held_on:
        raise ValidationError(_("This has been held and cannot be called off."))
    if not reason.strip():
        raise ValidationError({"reason": _("Write why it is called off, so that others understand it later.")})
    differences = change(occasion, version=version, fields={"called_off": reason})
    if differences:
        note("plan.called_off", occasion, acting=acting, at=at, why=reason, changes=differences)


@transaction.atomic
def set_responsible(
    occasion: Occasion, *, responsible: Person | None, version: int | None, acting: Person | None, at: datetime
) -> None:
    """Name who sees to it that this happens."""
    differences = change(occasion, version=version, fields={"responsible": responsible})
    if differences:
        note("plan.responsible_set", occasion, acting=acting, at=at, changes=differences)
