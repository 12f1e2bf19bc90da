"""What the pages about overall plans show, apart from the document itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.access.gate import demand, fetch_for, may
from samspill.access.rules import Actor, decide
from samspill.arenas.models import Arena
from samspill.arenas.words import name_of
from samspill.core.schoolyear import SchoolYear
from samspill.journal.history import history_of
from samspill.measures.models.measure import place_of
from samspill.meetings.beside import Beside, Said
from samspill.meetings.models import Item
from samspill.methods.schema import Method
from samspill.overall.actions.drafting import begin_plan
from samspill.overall.content import Difference, differences, same
from samspill.overall.forms import BeginForm, CompareForm
from samspill.overall.models import Answer, Edition, Line, OverallPlan, Stance
from samspill.overall.offering import Offer, offered
from samspill.overall.queries import (
    ANSWERS,
    LINES,
    PLANS,
    SOURCE,
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
from samspill.overall.reading import TITLES, read
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


@dataclass(frozen=True, slots=True)
class Same:
    """Offers of one name, such as the meetings of one team: taken in together."""

    offers: Sequence[Offer]

    @property
    def first(self) -> Offer:
        return self.offers[0]

    @property
    def last(self) -> Offer:
        return self.offers[-1]


@dataclass(frozen=True, slots=True)
class Offers:
    """What is offered of one kind."""

    kind: str
    title: str
    rows: Sequence[Offer]

    @property
    def same(self) -> list[Same]:
        found: dict[str, list[Offer]] = {}
        for one in self.rows:
            found.setdefault(one.title if one.kind == "occasion" else str(one.thing), []).append(one)
        return [Same(own) for own in found.values()]


def offers_page(request: Asked, plan: OverallPlan) -> dict[str, Any]:
    found = offered(plan, today=request.today)
    titles = {
        "measure": _("Measures that go their way"),
        "occasion": _("Main activities of the plan"),
        "entry": _("Own activities of the year wheel"),
    }
    groups = [Offers(kind, title, [one for one in found if one.kind == kind]) for kind, title in titles.items()]
    return {
        **frame(plan, _("Take in what stands already")),
        "plan": plan,
        "groups": [one for one in groups if one.rows],
    }


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


@dataclass(frozen=True, slots=True)
class Change:
    label: str
    before: str
    after: str


def versions_page(request: Asked, plan: OverallPlan) -> dict[str, Any]:
    """Every edition, and two of them beside each other: the last two where nobody chose."""
    editions = list(plan.editions.select_related("by"))
    numbers = [(one.number, edition_name(one)) for one in editions]
    last = [number for number, _name in numbers][-2:]
    given = request.GET if "before" in request.GET else {"before": last[0], "after": last[-1]}
    form = CompareForm(given, numbers=numbers)
    chosen = form.cleaned_data if form.is_valid() else {}
    by_number = {one.number: one for one in editions}
    before, after = (by_number.get(chosen.get(name) or 0) for name in ("before", "after"))
    changes = [_change(one) for one in differences(before.content, after.content)] if before and after else []
    answers = after.content.get("answers", []) if after else []
    return {
        **frame(plan, _("Versions")),
        "plan": plan,
        "filter": form,
        "editions": [(one, edition_name(one)) for one in reversed(editions)],
        "changes": changes,
        "answers": [(one["arena"], Stance(one["stance"]).label, one["reason"]) for one in answers],
        "inside": may(request, place_of(plan.unit), "measure.propose"),
        "compared": before is not None and after is not None and before != after,
    }


def edition_name(one: Edition) -> str:
    events = {"proposed": _("put forward"), "adopted": _("adopted")}
    words = _("Version %(number)s, %(day)s") % {"number": one.number, "day": date_format(one.at, "SHORT_DATE_FORMAT")}
    return f"{words} ({events[one.event]})" if one.event in events else words


def _change(one: Difference) -> Change:
    if one.section == "review_on":
        return Change(_("Looked at again on"), _day(one.before), _day(one.after))
    return Change(one.title or str(TITLES[one.section]), one.before, one.after)


def _day(written: str) -> str:
    day = parse_date(written) if written else None
    return date_format(day) if day else ""


def beside(items: Sequence[Item], actor: Actor) -> Iterator[tuple[int, Beside]]:
    """At a matter about a plan: what the teams think, and the way to write down what this one thinks."""
    about = {item.pk: item for item in items if item.source == SOURCE and item.source_id}
    if not about:
        return
    plans = {one.pk: one for one in PLANS.filter(pk__in={item.source_id for item in about.values()})}
    for pk, item in about.items():
        plan = plans.get(item.source_id or 0)
        if plan and decide(actor, "overall.read", plan.scope()).allowed:
            yield pk, _beside(item, plan)


def _beside(item: Item, plan: OverallPlan) -> Beside:
    answers = [one for one in plan.answers.all() if one.stance]
    lines = tuple(_said(one, method_of(plan)) for one in answers) if answers else ()
    own = next((one for one in plan.answers.all() if one.arena_id == item.arena_id), None)
    if own is None or plan.state != "proposed":
        return Beside(_("What the teams think"), lines, plan.get_absolute_url(), _("Open the plan"))
    label = _("Change what we think") if own.stance else _("Write down what we think")
    return Beside(_("What the teams think"), lines, own.get_absolute_url(), label)


def _said(answer: Answer, method: Method) -> Said:
    words = _("%(arena)s: %(stance)s") % {
        "arena": name_of(answer.arena, method),
        "stance": str(Stance(answer.stance).label),
    }
    return Said(words, answer.answered_on, ((str(_("Why")), answer.reason),) if answer.reason else ())


def read_answer(request: Asked, pk: int) -> Answer:
    def place(answer: Answer) -> Any:
        return answer_scope(answer, request.person)

    return fetch_for(request, ANSWERS.prefetch_related("plan__unit__arenas"), pk, "overall.answer", place)
