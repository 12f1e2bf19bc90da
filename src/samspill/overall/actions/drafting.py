"""Writing an overall plan: begun, worded, and filled with what stands in measures and plan already (R93)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samspill.journal.actions import note, wordless
from samspill.measures.models import Measure
from samspill.overall.actions.keeping import keep
from samspill.overall.finding import draft_of
from samspill.overall.models import SECTIONS, Line, OverallPlan
from samspill.overall.offering import offered
from samspill.overall.queries import method_of, steering_kind
from samspill.people.models import Person, Unit
from samspill.people.versions import change, save_new
from samspill.projects.models import Project
from samspill.search.actions import index

COPIED = ("aims", "activities", "measures", "division", "review")


@transaction.atomic
def begin_plan(
    project: Project, unit: Unit, *, begins: int, like: OverallPlan | None, acting: Person | None, at: datetime
) -> OverallPlan:
    """Begin a draft; from last year's, its words and the measures that still go their way come along."""
    words = {name: getattr(like, name) for name in COPIED} if like else {}
    today = timezone.localdate(at)
    plan = OverallPlan(project=project, unit=unit, begins=begins, copied_from=like, drafted_on=today, **words)
    plan.drafted_by = acting
    if not steering_kind(method_of(plan)):
        raise ValidationError(_("The method of this school knows no overall plan."))
    save_new(plan)
    if like:
        going = Measure.objects.filter(pk__in=like.lines.values("measure"), fate="", ended_on=None)
        notes = dict(like.lines.exclude(measure=None).values_list("measure", "note"))
        Line.objects.bulk_create(Line(plan=plan, measure=one, note=notes[one.pk]) for one in going.order_by("pk"))
    keep(plan, acting=acting, at=at)
    note("overall.begun", plan, acting=acting, at=at)
    index(draft_of(plan), at=at)
    return plan


def hold(plan: OverallPlan) -> None:
    """Nothing else touches the plan meanwhile; once it is adopted its words stand."""
    held = OverallPlan.objects.select_for_update().get(pk=plan.pk)
    if held.adopted_on:
        raise ValidationError(_("The plan is adopted, so its words stand. Take it up again to change it, and say why."))


@transaction.atomic
def write(
    plan: OverallPlan,
    *,
    version: int | None,
    acting: Person | None,
    at: datetime,
    review_on: date | None = None,
    **texts: str,
) -> None:
    """Word the plan anew."""
    hold(plan)
    fields: Mapping[str, object] = {**{name: texts.get(name, "") for name in SECTIONS}, "review_on": review_on}
    differences = change(plan, version=version, fields=fields)
    if differences:
        keep(plan, acting=acting, at=at)
        note("overall.written", plan, acting=acting, at=at, changes=wordless(differences))
        index(draft_of(plan), at=at)


@transaction.atomic
def take_in(plan: OverallPlan, *, things: Iterable[tuple[str, int]], acting: Person | None, at: datetime) -> list[Line]:
    """Take in what is offered, as (kind, id); what is in already stays as it is."""
    hold(plan)
    known = {(one.kind, one.thing): one for one in offered(plan, today=timezone.localdate(at))}
    there = {(one.kind, one.thing) for one in plan.lines.all()}
    wanted = [one for one in dict.fromkeys(things) if one not in there]
    if any(one not in known for one in wanted):
        raise ValidationError(_("This is not offered for the plan any more. Look at what is offered now."))
    made = [save_new(Line(plan=plan, **{f"{kind}_id": thing})) for kind, thing in wanted]
    if made:
        keep(plan, acting=acting, at=at)
        titles = "; ".join(known[one.kind, one.thing].title for one in made)
        note("overall.taken_in", plan, acting=acting, at=at, changes={"taken_in": ("", titles)})
    return made


@transaction.atomic
def take_out(line: Line, *, acting: Person | None, at: datetime) -> None:
    """Leave it out of the plan; where it lives it stays as it is."""
    plan, title = line.plan, str(line)
    hold(plan)
    line.delete()
    keep(plan, acting=acting, at=at)
    note("overall.taken_out", plan, acting=acting, at=at, changes={"taken_out": (title, "")})


@transaction.atomic
def set_note(line: Line, *, note_: str, version: int | None, acting: Person | None, at: datetime) -> None:
    """What the plan says about a thing, beside what is read where it lives."""
    hold(line.plan)
    differences = change(line, version=version, fields={"note": note_})
    if differences:
        keep(line.plan, acting=acting, at=at)
        note("overall.line_noted", line.plan, acting=acting, at=at, changes=wordless(differences))
