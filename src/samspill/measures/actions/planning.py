"""A plan is made and kept up: its fields, who coordinates, who takes part, its milestones (R22 to R25)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samspill.journal.actions import note, wordless
from samspill.measures.coordinating import eligible
from samspill.measures.models import Measure, Milestone, Participant, Plan
from samspill.measures.plan_letters import tell_coordinator
from samspill.people.models import Person
from samspill.people.versions import change, save_new


@transaction.atomic
def keep_plan(
    measure: Measure, *, version: int | None, acting: Person | None, at: datetime, level: str, **fields: object
) -> Plan:
    """Keep what there is of the plan; a half one is fine. `version` 0 means that there was no plan yet."""
    held = _going(measure)
    plan = Plan.objects.filter(measure=held).first()
    begun = plan is None
    if plan is None:
        plan, version = save_new(Plan(measure=held)), None
    _within(plan.measure, fields)
    differences = change(plan, version=version, fields=fields)
    differences |= change(held, version=None, fields={"level": level})
    if differences or begun:
        note("measure.planned", held, acting=acting, at=at, changes=wordless(differences))
    return plan


def _going(measure: Measure) -> Measure:
    """The measure, held while it is changed; refused where it has come to an end or was laid aside."""
    held = Measure.objects.select_for_update().get(pk=measure.pk)
    if not held.live:
        raise ValidationError(
            _("This has come to an end or was laid aside. Take it up again before you change its plan.")
        )
    return held


def _within(measure: Measure, fields: dict[str, object]) -> None:
    """Milestones that are still to come keep their place between the first day and the last."""
    first, last = fields.get("starts"), fields.get("ends")
    rows = measure.milestones.filter(done_on=None)
    early = rows.filter(by__lt=first).first() if isinstance(first, date) else None
    late = rows.filter(by__gt=last).last() if isinstance(last, date) else None
    words = _("The milestone “%(text)s” is on %(day)s. Move it first, or choose another day here.")
    if early:
        raise ValidationError({"starts": words % {"text": early.text, "day": date_format(early.by)}})
    if late:
        raise ValidationError({"ends": words % {"text": late.text, "day": date_format(late.by)}})


@transaction.atomic
def appoint(
    measure: Measure, person: Person, *, since: date, version: int | None, acting: Person | None, at: datetime
) -> None:
    """Name who coordinates from a day on (R22)."""
    held = _going(measure)
    if not eligible(held, timezone.localdate(at)).filter(pk=person.pk).exists():
        raise ValidationError({"person": elsewhere(held, [person])})
    fields = {"coordinator": person, "coordinator_since": since}
    before = held.coordinator
    if change(held, version=version, fields=fields):
        note("measure.coordinator_named", held, acting=acting, at=at, changes={"coordinator": (before, person)})
    if before != person:
        tell_coordinator(held, person, acting, at)


@transaction.atomic
def step_down(
    measure: Measure, *, on: date, version: int | None, acting: Person | None, at: datetime, why: str = ""
) -> None:
    """Stop coordinating; `coordinator_since` then says since when nobody does."""
    held, before = _going(measure), measure.coordinator
    if before is None:
        raise ValidationError(_("Nobody coordinates it now. Name somebody instead."))
    if on > timezone.localdate(at):
        raise ValidationError({"on": _("This day is still to come. Give today or an earlier day.")})
    change(held, version=version, fields={"coordinator": None, "coordinator_since": on})
    note("measure.coordinator_left", held, acting=acting, at=at, why=why, changes={"coordinator": (before, None)})


@transaction.atomic
def take_part(
    measure: Measure, people: Sequence[Person], *, chosen: str, since: date, acting: Person | None, at: datetime
) -> list[Participant]:
    """Let several people take part in the try-out at once: all of them, or none where one cannot."""
    held = _going(measure)
    here = set(
        eligible(held, timezone.localdate(at)).filter(pk__in=[one.pk for one in people]).values_list("pk", flat=True)
    )
    strangers = [one for one in people if one.pk not in here]
    if strangers:
        raise ValidationError({"people": elsewhere(held, strangers)})
    there = set(held.participants.filter(until=None).values_list("person", flat=True))
    new = [one for one in people if one.pk not in there]
    made = [Participant(measure=held, person=one, chosen=chosen, since=since) for one in new]
    for one in made:
        one.full_clean()
        one.save()
    if made:
        names = ", ".join(one.name for one in new)
        note("measure.joined", held, acting=acting, at=at, changes={"participants": ("", names)})
    return made


def elsewhere(measure: Measure, people: Sequence[Person]) -> str:
    """Why somebody of another school cannot be chosen, and who can."""
    holes = {"names": ", ".join(one.name for one in people), "school": measure.unit.name}
    return (
        _(
            "%(names)s: not at %(school)s. Choose people who work there or sit in one of its arenas. "
            "Give them a seat there first."
        )
        % holes
    )


@transaction.atomic
def change_part(
    part: Participant, *, chosen: str, represents: bool, until: date | None, acting: Person | None, at: datetime
) -> None:
    """Say how somebody came to take part, whether those who try it elected them (R26), and when they left."""
    _going(part.measure)
    if until and until < part.since:
        raise ValidationError({"until": _("The last day is before the first day.")})
    if until and until > timezone.localdate(at):
        raise ValidationError({"until": _("This day is still to come. Give today or an earlier day.")})
    before = (part.chosen, part.represents, part.until)
    part.chosen, part.represents, part.until = chosen, represents, until
    part.full_clean()
    part.save()
    if before != (chosen, represents, until):
        verb = "measure.left" if until else "measure.part_changed"
        changes = {
            "chosen": (before[0], chosen),
            "represents": (before[1], represents),
            "until": (before[2], until),
        }
        changed = {name: pair for name, pair in changes.items() if pair[0] != pair[1]}
        note(verb, part.measure, acting=acting, at=at, why=part.person.name, changes=changed)


@transaction.atomic
def add_milestone(measure: Measure, *, text: str, by: date, acting: Person | None, at: datetime) -> Milestone:
    """Add a step of the plan with its day."""
    held = _going(measure)
    _inside(held, by)
    made = save_new(Milestone(measure=held, text=text, by=by))
    note("measure.milestone_added", held, acting=acting, at=at, changes={"milestone": ("", text), "by": ("", by)})
    return made


@transaction.atomic
def move_milestone(
    milestone: Milestone, *, version: int | None, acting: Person | None, at: datetime, text: str, by: date
) -> None:
    """Give a milestone another day or other words."""
    _going(milestone.measure)
    _inside(milestone.measure, by)
    differences = change(milestone, version=version, fields={"text": text, "by": by})
    if differences:
        note("measure.milestone_moved", milestone.measure, acting=acting, at=at, changes=differences)


def _inside(measure: Measure, by: date) -> None:
    """A milestone lies between the first and the last day of its plan."""
    plan = getattr(measure, "plan", None)
    if plan and plan.starts and by < plan.starts:
        words = _("The try-out begins on %(day)s. Choose that day or a later one, or let the plan begin earlier.")
        raise ValidationError({"by": words % {"day": date_format(plan.starts)}})
    if plan and plan.ends and by > plan.ends:
        words = _("The try-out ends on %(day)s. Choose that day or an earlier one, or let the plan end later.")
        raise ValidationError({"by": words % {"day": date_format(plan.ends)}})


@transaction.atomic
def tick_milestone(milestone: Milestone, *, on: date | None, acting: Person | None, at: datetime) -> None:
    """Say that a milestone is reached, or (`on` None) that it was ticked off by mistake; said again, nothing more."""
    _going(milestone.measure)
    milestone.refresh_from_db(fields=["done_on", "version"])  # two may say it at once
    if (milestone.done_on is None) != (on is None):
        change(milestone, version=None, fields={"done_on": on})
        verb = "measure.milestone_reached" if on else "measure.milestone_reopened"
        note(verb, milestone.measure, acting=acting, at=at, changes={"milestone": ("", milestone.text)})


@transaction.atomic
def remove_milestone(milestone: Milestone, *, acting: Person | None, at: datetime) -> None:
    """Take out a milestone that is no longer part of the plan; the journal keeps what it was."""
    measure, text = _going(milestone.measure), milestone.text
    milestone.delete()
    note("measure.milestone_removed", measure, acting=acting, at=at, changes={"milestone": (text, "")})
