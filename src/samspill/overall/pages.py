"""What the pages about overall plans show, apart from the document itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.access.gate import demand, fetch_for, may
from samspill.access.rules import decide
from samspill.arenas.models import Arena
from samspill.arenas.words import name_of
from samspill.core.schoolyear import SchoolYear
from samspill.journal.history import history_of
from samspill.measures.models.measure import place_of
from samspill.methods.schema import Method
from samspill.overall.actions.drafting import begin_plan
from samspill.overall.content import same
from samspill.overall.forms import BeginForm
from samspill.overall.models import Answer, Edition, Line, OverallPlan, Stance
from samspill.overall.queries import (
    ANSWERS,
    LINES,
    PLANS,
    Talks,
    answer_scope,
    arenas_minuted_by,
    method_of,
    silent_on,
    sittings,
    steering,
    steering_kind,
    talks_about,
)
from samspill.overall.reading import read
from samspill.people.asking import Asked, posted
from samspill.people.models import Unit
from samspill.people.panels import Crumb
from samspill.projects.models import Participation
from samspill.projects.queries import adapted, participation_of

COLOURS = {Stance.AGREES: "success", Stance.CHANGES: "warning"}
USUAL = timedelta(weeks=3)  # every team has met once by then


@dataclass(frozen=True, slots=True)
class Voice:
    """One arena that was asked, and what it thinks; `behind`: the plan was changed after it had answered."""

    answer: Answer
    name: str
    colour: str
    reason: str
    late: bool
    behind: bool
    url: str


@dataclass(frozen=True, slots=True)
class Discussed:
    """Where the plan was talked about: an arena, the day, and the meeting for who may open it."""

    name: str
    on: date
    url: str


def steered(request: Asked, pk: int) -> OverallPlan:
    """The plan, for those who write it; others hear who may."""
    plan = fetch_for(request, PLANS.all(), pk, "overall.read")
    demand(request, steering(plan.project, plan.unit, request.today), "overall.write")
    return plan


def steered_line(request: Asked, pk: int) -> Line:
    line = fetch_for(request, LINES.all(), pk, "overall.read")
    demand(request, steering(line.plan.project, line.plan.unit, request.today), "overall.write")
    return line


def decided(request: Asked, pk: int) -> OverallPlan:
    """The plan, for whoever leads the group that adopts it."""
    plan = fetch_for(request, PLANS.all(), pk, "overall.read")
    demand(request, steering(plan.project, plan.unit, request.today), "overall.adopt")
    return plan


def taking_part(unit: Unit) -> Participation:
    """The school's part in a project whose method has an overall plan; else there is no such page."""
    found = participation_of(unit)
    if found is None or not steering_kind(adapted(found.project).method):
        raise Http404
    return found


def school_page(request: Asked, unit: Unit) -> dict[str, Any]:
    part = taking_part(unit)
    plans = list(PLANS.filter(unit=unit, project=part.project))
    writes = may(request, steering(part.project, unit, request.today), "overall.write")
    years = years_open(plans, request.today)
    return {
        "unit": unit,
        "title": _("Overall plans"),
        "plans": plans,
        "may_begin": writes and bool(years),
        "crumbs": (Crumb(unit.name, unit.get_absolute_url()),),
    }


def begin_form(request: Asked, part: Participation) -> tuple[BeginForm, Callable[..., OverallPlan]]:
    """The form for a new plan, and what it does: with `copy`, the latest plan comes along."""
    plans = list(PLANS.filter(unit=part.unit, project=part.project))
    last = plans[0] if plans else None
    form = BeginForm(
        posted(request), years=years_open(plans, request.today), last=last, initial={"copy": last is not None}
    )

    def do(begins: int, *, copy: bool = False) -> OverallPlan:
        like = last if copy else None
        return begin_plan(part.project, part.unit, begins=begins, like=like, acting=request.person, at=timezone.now())

    return form, do


def years_open(plans: Sequence[OverallPlan], today: date) -> list[int]:
    """The school year that runs and the next, where there is no plan for them yet."""
    now, there = SchoolYear.of(today).begins, {one.begins for one in plans}
    return [year for year in (now, now + 1) if year not in there]


def plan_page(request: Asked, plan: OverallPlan) -> dict[str, Any]:
    """The document with what the teams think of it, and what can be done next."""
    found = read(request, plan)
    scope = steering(plan.project, plan.unit, request.today)
    writes, adopts = may(request, scope, "overall.write"), may(request, scope, "overall.adopt")
    voices = list(voices_of(request, plan, found.method))
    talks = talks_about([plan])
    return {
        "plan": plan,
        "found": found,
        "voices": voices,
        "counted": counted(voices),
        "discussed": list(_discussed(request, talks, found.method)),
        "all_answered": bool(voices) and all(voice.answer.stance for voice in voices),
        "wants_changes": any(voice.answer.stance == Stance.CHANGES for voice in voices),
        "may_write": writes and not plan.adopted_on,
        "may_propose": writes and not plan.adopted_on,
        "may_adopt": adopts and plan.state == "proposed",
        "may_reopen": adopts and plan.state == "adopted",
        "opens_meeting": plan.adopted_at is not None and may(request, plan.adopted_at, "meeting.read"),
        "editions": plan.editions.count(),
        "history": history_of(plan),
        **frame(plan),
    }


def frame(plan: OverallPlan, title: str = "") -> dict[str, Any]:
    """What every page about one plan shows round itself."""
    unit = plan.unit
    crumbs = [Crumb(unit.name, unit.get_absolute_url())]
    crumbs += [Crumb(_("Overall plans"), reverse("overall:school", args=[unit.pk]))]
    if title:
        crumbs += [Crumb(str(plan), plan.get_absolute_url())]
    return {"title": title or str(plan), "back": plan.get_absolute_url(), "crumbs": tuple(crumbs)}


def voices_of(request: Asked, plan: OverallPlan, method: Method) -> Iterator[Voice]:
    last = plan.editions.order_by("-number").first()
    taking = arenas_minuted_by(request.person, plan)
    inside = may(request, place_of(plan.unit), "measure.propose")  # the owner learns what a team thinks, not why
    for answer in plan.answers.all():
        answer.plan = plan
        may_answer = answer.arena_id in taking or decide(request.actor, "overall.answer", answer.scope()).allowed
        yield Voice(
            answer,
            name_of(answer.arena, method),
            COLOURS[Stance(answer.stance)] if answer.stance else "neutral",
            answer.reason if inside else "",
            late=not answer.stance and answer.by is not None and answer.by < request.today,
            behind=bool(answer.stance) and _changed(answer, last),
            url=answer.get_absolute_url() if may_answer and plan.state == "proposed" else "",
        )


def _changed(answer: Answer, last: Edition | None) -> bool:
    """Whether the plan was worded anew after an answer; that it was adopted or put forward again is no new wording."""
    return last is not None and answer.edition is not None and not same(answer.edition.content, last.content)


def counted(voices: Sequence[Voice]) -> str:
    heard = sum(bool(voice.answer.stance) for voice in voices)
    words = ngettext(
        "%(heard)s of %(asked)s team has answered", "%(heard)s of %(asked)s teams have answered", len(voices)
    )
    return words % {"heard": heard, "asked": len(voices)} if voices else ""


def _discussed(request: Asked, talks: Talks, method: Method) -> Iterator[Discussed]:
    for (_plan, _arena), talk in sorted(talks.items(), key=lambda one: one[1].on):
        if talk.meeting:
            url = talk.meeting.get_absolute_url() if may(request, talk.meeting, "meeting.read") else ""
            yield Discussed(name_of(talk.meeting.arena, method), talk.meeting.on, url)


def adopt_page(request: Asked, plan: OverallPlan) -> dict[str, Any]:
    """The form, with who had not discussed the plan at the latest meeting that can be chosen."""
    method, meetings = method_of(plan), list(sittings(plan, request.today)[:20])
    day = meetings[0].on if meetings else request.today
    silent = [name_of(one, method) for one in silent_on(plan, day, talks_about([plan]))]
    group = Arena.objects.filter(project=plan.project, unit=plan.unit, kind=steering_kind(method), until=None).first()
    call = reverse("meetings:call", args=[group.pk]) if group and may(request, group, "meeting.prepare") else ""
    return {
        **frame(plan, _("Adopt the plan")),
        "submit": _("Adopt the plan"),
        "silent": silent,
        "meetings": meetings,
        "call_url": call,
    }


def answer_page(request: Asked, answer: Answer) -> dict[str, Any]:
    name = name_of(answer.arena, method_of(answer.plan))
    title = _("What %(arena)s thinks") % {"arena": name}
    return {**frame(answer.plan, title), "plan": answer.plan, "found": read(request, answer.plan)}


def read_answer(request: Asked, pk: int) -> Answer:
    def place(answer: Answer) -> Any:
        return answer_scope(answer, request.person)

    return fetch_for(request, ANSWERS.prefetch_related("plan__unit__arenas"), pk, "overall.answer", place)
