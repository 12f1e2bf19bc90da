from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from samspill.access.rules import Scope
from samspill.arenas.models import Arena
from samspill.core.schoolyear import SchoolYear
from samspill.meetings.models import Item, ItemState, ItemTime, Meeting
from samspill.meetings.queries import MEETINGS
from samspill.methods.schema import Method
from samspill.overall.models import Answer, Line, OverallPlan
from samspill.people.models import Person, Unit
from samspill.people.queries import running
from samspill.projects.models import Project
from samspill.projects.queries import adapted

#: What the method calls it as a subject, and by which a matter on an agenda is known to be about it.
SUBJECT = SOURCE = "overall-plan"
PROPOSED, ADOPTED = "proposed", "adopted"

ANSWERS = Answer.objects.select_related(
    "arena__unit",
    "arena__project",
    "plan__unit__municipality",
    "plan__project__municipality",
    "answered_by",
    "edition",
)
PLANS = OverallPlan.objects.select_related(
    "unit__municipality", "project__municipality", "adopted_at__arena__unit", "adopted_by", "copied_from"
).prefetch_related("unit__arenas", Prefetch("answers", ANSWERS))
LINES = Line.objects.select_related(
    "plan__unit__municipality", "plan__project__municipality", "measure", "occasion", "entry"
).prefetch_related("plan__unit__arenas")


def speaks_of(plan: OverallPlan, first: date, last: date) -> bool:
    """Whether the plan is the one that an activity between these days is about: its year's, or one begun early."""
    ahead = plan.begins - SchoolYear.of(first).begins
    return ahead == 0 or (ahead == 1 and plan.drafted_on <= last)


def method_of(plan: OverallPlan) -> Method:
    """The method as it runs here."""
    return adapted(plan.project).method


def parts_of(method: Method) -> Mapping[str, str]:
    """The parts the method's own plan gives an overall plan, and the kind of arena each comes to be in."""
    return {one.brings[1]: one.arena or "" for one in method.plan if one.brings and one.brings[0] == SUBJECT}


def hearing_parts(method: Method) -> Mapping[str, str]:
    """The parts that are discussions: before it is adopted, each arena of these kinds has talked about it (R94)."""
    return {part: kind for part, kind in parts_of(method).items() if part not in (PROPOSED, ADOPTED) and kind}


def steering_kind(method: Method) -> str:
    """The kind of arena that drafts and adopts it (R93, R96); empty where the method knows no overall plan."""
    return parts_of(method).get(ADOPTED, "")


def arenas_of(project: Project, unit: Unit, kinds: Iterable[str], day: date) -> list[Arena]:
    wanted = set(kinds)
    rows = Arena.objects.filter(running(day), project=project, unit=unit, kind__in=wanted)
    return list(rows.select_related("unit__municipality", "project").order_by("kind", "group", "pk"))


def hearers_of(plan: OverallPlan, day: date) -> list[Arena]:
    return arenas_of(plan.project, plan.unit, hearing_parts(method_of(plan)).values(), day)


def steering(project: Project, unit: Unit, day: date) -> Scope:
    """Where overall plans belong for those who write and adopt them: only the steering group counts as their arena."""
    groups = arenas_of(project, unit, [steering_kind(adapted(project).method)], day)
    return Scope(frozenset({unit.municipality_id}), frozenset({unit.pk}), frozenset(one.pk for one in groups))


def unanswered_in(arenas: Iterable[int] | QuerySet[Any, Any]) -> QuerySet[Answer]:
    """What these arenas have been asked and have not answered, while their answer still counts."""
    rows = ANSWERS.filter(arena__in=arenas, stance="", plan__proposed_on__isnull=False, plan__adopted_on=None)
    return rows.order_by("asked_on", "pk")


def matters_of(answer: Answer) -> QuerySet[Item]:
    """The matters at which the arena has talked about the plan, the latest first."""
    rows = Item.objects.filter(arena=answer.arena_id, source=SOURCE, source_id=answer.plan_id)
    return rows.filter(state=ItemState.AGENDA, meeting__isnull=False).order_by("-meeting__on", "-pk")


def answer_scope(answer: Answer, person: Person | None) -> Scope:
    """The arena that was asked, and whoever takes its minutes."""
    takes = person and matters_of(answer).filter(meeting__minute_taker=person, meeting__approved_at=None).exists()
    own = answer.scope()
    return Scope(own.municipalities, own.units, own.arenas, person=person.pk if person and takes else None)


def arenas_minuted_by(person: Person | None, plan: OverallPlan) -> set[int]:
    """The arenas for which somebody may answer a plan by taking the minutes of the meeting that is about it."""
    rows = Item.objects.filter(source=SOURCE, source_id=plan.pk, state=ItemState.AGENDA)
    taken = rows.filter(meeting__minute_taker=person, meeting__approved_at=None) if person else rows.none()
    return set(taken.values_list("arena", flat=True))


@dataclass(frozen=True, slots=True)
class Talk:
    """That an arena discussed a plan: the first day it did, and the meeting where there was one."""

    on: date
    meeting: Meeting | None = None


Talks = Mapping[tuple[int, int], Talk]


def talks_about(plans: Iterable[OverallPlan]) -> Talks:
    """By plan and arena. Two queries, however many plans; their answers are at hand.

    A meeting counts once it came to the matter; where nobody went through its agenda in Samspill, all of it counts.
    """
    rows = list(plans)
    reached = Exists(ItemTime.objects.filter(item=OuterRef("pk")))
    kept = Exists(ItemTime.objects.filter(item__meeting=OuterRef("meeting")))
    items = Item.objects.filter(source=SOURCE, source_id__in=[one.pk for one in rows], state=ItemState.AGENDA)
    items = items.filter(meeting__ended_at__isnull=False, meeting__called_off="").annotate(reached=reached, kept=kept)
    held = [one for one in items if one.reached or not one.kept]
    meetings = {one.pk: one for one in MEETINGS.filter(pk__in={item.meeting_id for item in held})}
    found: dict[tuple[int, int], Talk] = {}
    for item in sorted(held, key=lambda one: meetings[one.meeting_id or 0].on):
        meeting = meetings[item.meeting_id or 0]
        found.setdefault((item.source_id or 0, item.arena_id), Talk(meeting.on, meeting))
    for plan in rows:
        for answer in plan.answers.all():
            if answer.stance and answer.answered_on:
                met = found.get((plan.pk, answer.arena_id))
                first = min(answer.answered_on, met.on) if met else answer.answered_on
                found[plan.pk, answer.arena_id] = Talk(first, met.meeting if met else None)
    return found


def silent_on(plan: OverallPlan, day: date, talks: Talks) -> list[Arena]:
    """The arenas that were to discuss the plan and had not on this day."""
    arenas = hearers_of(plan, day)
    return [one for one in arenas if (talk := talks.get((plan.pk, one.pk))) is None or talk.on > day]


def sittings(plan: OverallPlan, today: date) -> QuerySet[Meeting]:
    """The meetings of the steering group at which it can have been adopted, the latest first."""
    rows = MEETINGS.filter(arena__project=plan.project_id, arena__unit=plan.unit_id, called_off="", on__lte=today)
    rows = rows.filter(arena__kind=steering_kind(method_of(plan)))
    return rows.filter(on__gte=plan.proposed_on or today).order_by("-on", "-pk")
