"""What the plan shows: on the page of its measure, and on the pages where it is made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspill.access.gate import may
from samspill.arenas.queries import memberships_on
from samspill.arenas.words import name_of
from samspill.measures.coordinating import (
    COORDINATED,
    Candidate,
    Vacancy,
    candidates,
    eligible,
    look_at,
    successors,
    team_kinds,
)
from samspill.measures.models import Measure, Milestone, Participant, Plan
from samspill.measures.queries import method_of
from samspill.measures.reader import Reader
from samspill.measures.shown import Shown, crumbs
from samspill.methods.schema import Method
from samspill.people.asking import Asked, number
from samspill.people.models import Person
from samspill.people.panels import Crumb, Panel
from samspill.people.queries import named
from samspill.projects.words import say

#: The stations at which a plan is made and kept up; later it is what was tried.
PLANNED = ("proposed", "analysed", "heard", *COORDINATED)
MANY = 8  # beyond this one types a name instead of reading a list
SHOWN = 30


@dataclass(frozen=True, slots=True)
class Lack:
    """One of the six points that is still empty, and where it is filled in."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A milestone with how it stands."""

    milestone: Milestone
    late: bool


@dataclass(frozen=True, slots=True)
class Team:
    """A team with those of its people who may be ticked."""

    name: str
    people: tuple[tuple[Person, bool], ...]


# The points of R24 that are words; in the order of the form.
POINTS = {
    "goal": gettext_lazy("goal"),
    "content": gettext_lazy("content"),
    "coordinator": gettext_lazy("coordinator"),
    "main_arena": gettext_lazy("main arena"),
    "participants": gettext_lazy("who takes part"),
    "time_frame": gettext_lazy("time frame and progress"),
}


def lacks_of(measure: Measure, plan: Plan | None, parts: Sequence[object]) -> tuple[Lack, ...]:
    """What the plan still lacks for the decision (R24)."""
    there = {
        "coordinator": measure.coordinator_id,
        "participants": parts,
        "main_arena": plan and plan.main_arena_id,
        **{name: plan and getattr(plan, name) for name in ("goal", "content", "time_frame")},
    }
    return tuple(Lack(str(words), _place_of(measure, name)) for name, words in POINTS.items() if not there[name])


def _place_of(measure: Measure, name: str) -> str:
    if name in ("coordinator", "participants"):
        return reverse(f"measures:{name}", args=[measure.pk])
    return f"{reverse('measures:plan', args=[measure.pk])}#id_{name}"


def plan_of(measure: Measure) -> Plan | None:
    return Plan.objects.filter(measure=measure).select_related("main_arena__project", "main_arena__unit").first()


def parts_of(measure: Measure) -> list[Participant]:
    return list(measure.participants.filter(until=None).select_related("person"))


def marks_of(measure: Measure, today: date) -> list[Mark]:
    return [Mark(one, one.done_on is None and one.by < today) for one in measure.milestones.all()]


def plan_section(one: Shown) -> Panel | None:
    """The plan on the page of its measure; nothing before anybody has begun one, unless it is time to."""
    measure, plan = one.measure, getattr(one.measure, "plan", None)
    parts = [part for part in measure.participants.all() if part.until is None]
    planned = one.stage in PLANNED
    plans = measure.live and planned and may(one.request, measure, "measure.plan")
    begun = plan or parts or measure.coordinator_id
    if not begun and (one.stage == "proposed" or not plans):
        return None
    context = {
        "measure": measure,
        "plan": plan,
        "arena": name_of(plan.main_arena, one.method) if plan and plan.main_arena else "",
        "parts": parts,
        "former": [one for one in measure.participants.all() if one.until is not None],
        "named": Reader(one.request).names(measure),
        "marks": marks_of(measure, one.today),
        "lacks": lacks_of(measure, plan, parts) if measure.live and planned else (),
        "plans": plans,
        "over": not planned,
        "steps_down": plans and measure.coordinator_id is not None,
        **coordinator_context(one),
    }
    return Panel("measures/_plan.html", context)


def coordinator_context(one: Shown) -> dict[str, Any]:
    """Who coordinates; where nobody does any more, since when and who may follow."""
    vacancy = one.vacancy
    offers = bool(vacancy) and may(one.request, one.measure, "measure.plan")
    return {
        "vacancy": vacancy,
        "vacant_words": vacancy_words(vacancy),
        "followers": successors(one.measure, one.method, one.today) if offers else (),
    }


def vacancy_words(vacancy: Vacancy | None) -> str:
    """That nobody coordinates a measure, and why."""
    if vacancy is None:
        return ""
    day = date_format(vacancy.since) if vacancy.since else ""
    if vacancy.who:
        words = _("%(name)s coordinated this and has not worked in the teams since %(day)s.")
        return words % {"name": vacancy.who.name, "day": day}
    return _("Nobody has coordinated this since %(day)s.") % {"day": day} if day else _("Nobody coordinates this yet.")


def frame(measure: Measure, title: str) -> dict[str, Any]:
    """What every page below a measure has."""
    return {
        "measure": measure,
        "title": title,
        "lead": measure.title,
        "back": f"{measure.get_absolute_url()}#plan",
        "crumbs": (*crumbs(measure), Crumb(measure.title, measure.get_absolute_url())),
    }


def plan_page(measure: Measure, plan: Plan | None) -> dict[str, Any]:
    """The form of the plan, with what it grew from and what it still lacks."""
    parts = parts_of(measure)
    return {
        **frame(measure, _("Plan of the measure")),
        "parts": parts,
        "lacks": lacks_of(measure, plan, parts),
        "statements": list(measure.statements.all()),
        "parents": [row.parent for row in measure.ancestry.select_related("parent")],
        "draft": f"plan-{measure.pk}",
    }


def coordinator_page(request: Asked, measure: Measure, method: Method) -> dict[str, Any]:
    """The people to choose from: the teams first; by a name, anybody at the school or in its arenas."""
    words = request.GET.get("q", "").replace("\x00", "").strip()
    inside = candidates(measure, method, request.today)
    found = [one for one in inside if all(word in one.person.name.lower() for word in words.lower().split())]
    if words:
        known = {one.person.pk for one in inside}
        others = named(eligible(measure, request.today), words).exclude(pk__in=known).order_by("name")[:SHOWN]
        found += look_at(others, measure, method, request.today)
    return {
        **frame(measure, _("Who coordinates?")),
        "lead": _coordinator_lead(method),
        "people": found[:SHOWN],
        "words": words,
        "many": len(inside) > MANY or bool(words),
        "more": len(found) > SHOWN,
    }


def _coordinator_lead(method: Method) -> str:
    form = method.forms.get("measure-plan")
    known = form and any(field.id == "coordinator" for field in form.fields)
    return say(method, "forms.measure-plan.coordinator.help") if known else ""


def chosen_candidate(request: Asked, measure: Measure, method: Method) -> Candidate | None:
    """The person the address names, if it is somebody of the school or its arenas."""
    person = eligible(measure, request.today).filter(pk=number(request, "person") or 0).first()
    return look_at([person], measure, method, request.today)[0] if person else None


def participants_page(request: Asked, measure: Measure, ticked: Iterable[str]) -> dict[str, Any]:
    """Who takes part, and who may be ticked, team by team; each person once."""
    method, parts = method_of(measure), parts_of(measure)
    taken = {part.person_id for part in parts}
    ticks = set(ticked)
    teams: list[Team] = []
    for name, people in _by_team(measure, method, request.today):
        rows = tuple((one, str(one.pk) in ticks) for one in people if one.pk not in taken)
        taken |= {one.pk for one, _ticked in rows}
        if rows:
            teams.append(Team(name, rows))
    return {**frame(measure, _("Who takes part?")), "parts": parts, "teams": teams}


def _by_team(measure: Measure, method: Method, day: date) -> list[tuple[str, list[Person]]]:
    kinds = team_kinds(method)
    seats = memberships_on(day).filter(arena__unit=measure.unit, arena__project=measure.project, guest=False)
    found: dict[str, list[Person]] = {}
    # Those who meet every day come first: the teams of the grades, then what meets for the whole school.
    rows = sorted(seats, key=lambda seat: (not seat.arena.group, seat.arena.kind not in kinds, seat.arena.group))
    for seat in rows:
        found.setdefault(name_of(seat.arena, method), []).append(seat.person)
    everybody: QuerySet[Person] = eligible(measure, day).order_by("name")
    return [*found.items(), (_("Others at the school"), list(everybody))]


def milestone_place(milestone: Milestone) -> str:
    return f"{milestone.measure.get_absolute_url()}#milestones"
