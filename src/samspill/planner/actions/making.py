"""A plan is begun, from nothing or from an earlier year's, and told what it shall plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samspill.journal.actions import note
from samspill.people.models import Municipality, Person, Unit, UnitKind
from samspill.people.versions import change, save_new
from samspill.planner.models import YearPlan
from samspill.planner.setup import require_sound

#: School years that can be planned, as the year they begin in.
FIRST_YEAR, LAST_YEAR = 2000, 2099


@transaction.atomic
def make_plan(
    municipality: Municipality, *, unit: Unit | None, begins: int, like: YearPlan | None, acting: Person, at: datetime
) -> YearPlan:
    """Begin the plan of a school year, of all the municipality's units or of one school alone.

    From `like` come what was planned of each kind, and the weekday and hour at which each arena met.
    """
    if not FIRST_YEAR <= begins <= LAST_YEAR:
        raise ValidationError({"begins": _("Choose a school year between 2000 and 2099.")})
    if unit is not None and (unit.kind != UnitKind.SCHOOL or unit.municipality_id != municipality.pk):
        raise ValidationError(_("A plan is for all of a municipality or for one of its schools. Choose one of those."))
    if unit is not None:
        _require_alone(municipality, begins)
    made = YearPlan(municipality=municipality, unit=unit, begins=begins, made_by=acting, made_at=at, seed=begins)
    if like is not None:
        _take_along(made, like)
    save_new(made)
    note("yearplan.made", made, acting=acting, at=at)
    return made


def _require_alone(municipality: Municipality, begins: int) -> None:
    """Two plans of one school's year would call every meeting twice."""
    if YearPlan.objects.filter(municipality=municipality, unit=None, begins=begins).exists():
        said = _(
            "This school year is planned for all schools in %(place)s together, yours with them. "
            "Tell whoever plans it what you need, or choose another year."
        )
        raise ValidationError({"begins": said % {"place": municipality.name}})


def _take_along(made: YearPlan, like: YearPlan) -> None:
    made.copied_from, made.setup, made.seed = like, like.setup, like.seed
    made.liked = {**like.liked, **liked_of(like)}


def liked_of(plan: YearPlan) -> dict[str, dict[str, Any]]:
    """The weekday and hour most of each arena's meetings lie at."""
    found: dict[int, list[tuple[int, str]]] = {}
    for one in plan.meetings.filter(arena__isnull=False, dropped=False).order_by("on"):
        if one.arena_id and one.on and one.begins:
            found.setdefault(one.arena_id, []).append((one.on.isoweekday(), one.begins.isoformat("minutes")))
    for weekly in plan.weeklies.all():
        if weekly.weekday and weekly.begins:
            found[weekly.arena_id] = [(weekly.weekday, weekly.begins.isoformat("minutes"))]
    return {str(arena): _usual(places) for arena, places in found.items()}


def _usual(places: Iterable[tuple[int, str]]) -> dict[str, Any]:
    rows = list(places)
    weekday = Counter(weekday for weekday, _begins in rows).most_common(1)[0][0]
    begins = Counter(begins for _weekday, begins in rows).most_common(1)[0][0]
    return {"weekday": weekday, "begins": begins}


@transaction.atomic
def change_setup(
    plan: YearPlan, *, setup: Mapping[str, Any], version: int | None, acting: Person, at: datetime
) -> YearPlan:
    """Say what shall be planned. Where meetings lie already stays until the year is planned again."""
    sound = require_sound(setup)
    if change(plan, version=version, fields={"setup": sound}):
        note("yearplan.setup_changed", plan, acting=acting, at=at)
    return plan
