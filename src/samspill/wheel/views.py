from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from samspill.access.gate import fetch_for, may, visible_to
from samspill.arenas.models import Arena
from samspill.arenas.queries import passing
from samspill.arenas.words import name_of
from samspill.documents.answers import download
from samspill.journal.history import history_of
from samspill.people.answering import answer
from samspill.people.asking import Asked, posted
from samspill.people.forms import CallOffForm
from samspill.projects.models import Participation, Project
from samspill.projects.queries import adapted
from samspill.projects.words import language
from samspill.wheel import actions, forms, pages
from samspill.wheel.bridge import with_meetings
from samspill.wheel.lines import Around
from samspill.wheel.models import Occasion
from samspill.wheel.plan_paper import paper_of
from samspill.wheel.queries import plans_near

FORM = "people/form.html"


def _participations() -> QuerySet[Participation]:
    return Participation.objects.select_related("unit__municipality", "project__municipality")


def _occasion(request: Asked, pk: int, word: str) -> Occasion:
    rows = Occasion.objects.select_related("project__municipality", "unit__municipality", "arena", "responsible")
    return fetch_for(request, rows, pk, word)


def start(request: Asked) -> HttpResponse:
    """The plan of where the reader works; where there are several or none, those of where she sits."""
    plans = list(plans_near(request.actor, _participations(), request.today))
    units = {hat.unit for hat in request.actor.hats}
    own = [one for one in plans if one.unit_id in units]
    if len(own) == 1:
        return redirect("wheel:plan", own[0].pk)
    projects = list(visible_to(request.actor, Project.objects.select_related("municipality"), "plan.read"))
    home = request.municipality
    begin = home if home and may(request, home, "project.set_up") else None
    return render(request, "wheel/start.html", {"plans": plans, "projects": projects, "begin": begin})


def plan(request: Asked, pk: int) -> HttpResponse:
    participation = fetch_for(request, _participations(), pk, "plan.read")
    return render(request, "wheel/plan.html", pages.unit_plan(request, participation))


def plan_paper(request: Asked, pk: int, kind: str) -> HttpResponse:
    """The lines that the page would show: the same filter, all pages of it."""
    participation = fetch_for(request, _participations(), pk, "plan.read")
    found = pages.unit_plan(request, participation, lines=pages.ON_PAPER)
    paper = paper_of(participation, found["method"], found["halves"], language())
    return download(paper, kind, at=timezone.now(), on=request.today)


def municipality_plan(request: Asked, pk: int) -> HttpResponse:
    project = fetch_for(request, Project.objects.select_related("municipality"), pk, "plan.read")
    return render(request, "wheel/municipality_plan.html", pages.municipality_plan(request, project))


@require_POST
def lay(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, _participations(), pk, "plan.change")
    try:
        added = len(actions.lay_plan(found.project, found.unit, acting=request.person, at=timezone.now()))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("wheel:plan", pk)
    said = ngettext("One activity was laid.", "%(count)s activities were laid.", added) % {"count": added}
    messages.success(request, said if added else _("Everything the method asks for is in the plan already."))
    return redirect("wheel:plan", pk)


def add(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, _participations(), pk, "plan.change")
    arenas = Arena.objects.filter(~passing(), project=found.project, unit=found.unit, until=None)
    method, people = adapted(found.project).method, pages.people_for(found.unit)
    form = forms.OwnActivityForm(posted(request), people=people, arenas=arenas, method=method)
    do = partial(actions.add_own_activity, found.project, found.unit, acting=request.person, at=timezone.now())
    back = pages.plan_url(found)
    context = {"title": _("Add an own activity"), "back": back, "crumbs": pages.home(found)}
    return answer(request, form, do, template=FORM, context=context, to=back)


def arena_occasions(request: Asked, pk: int) -> HttpResponse:
    arena = fetch_for(request, Arena.objects.select_related("unit__municipality", "project"), pk, "arena.read")
    method = adapted(arena.project).method if arena.project else None
    context = {"arena": arena, "title": name_of(arena, method), "method": method}
    context |= pages.coming_in(request, arena)
    template = "wheel/_coming.html" if request.headers.get("HX-Request") else "wheel/arena.html"
    return render(request, template, context)


def occasion(request: Asked, pk: int) -> HttpResponse:
    found = _occasion(request, pk, "plan.read")
    with_meetings([found])
    method = adapted(found.project).method
    context = {
        "line": Around.of(request, found.project, [found]).line(found),
        "occasion": found,
        "method": method,
        "title": pages.title_of(found, method),
        "crumbs": pages.crumbs_of(found),
        "may_change": may(request, found, "plan.change"),
        "may_record": may(request, found, "plan.record_held"),
        "plan_url": pages.conference_url(request, found, method),
        "may_call": found.arena is not None and may(request, found.arena, "meeting.prepare"),
        "may_read": pages.may_open(request, found),
        "history": history_of(found),
    }
    return render(request, "wheel/occasion.html", context)


def held(request: Asked, pk: int) -> HttpResponse:
    found = _occasion(request, pk, "plan.record_held")
    form = forms.HeldForm(posted(request), initial=pages.as_planned(found, request.today))
    do = partial(actions.record_held, found, acting=request.person, at=timezone.now())
    context = {**pages.frame(found, _("Tick off as held")), "submit": _("Held")}
    return answer(request, form, do, template=FORM, context=context, to=found.get_absolute_url())


@require_POST
def undo_held(request: Asked, pk: int) -> HttpResponse:
    found = _occasion(request, pk, "plan.record_held")
    actions.undo_held(found, version=None, acting=request.person, at=timezone.now())
    return redirect(found)


def move(request: Asked, pk: int) -> HttpResponse:
    found = _occasion(request, pk, "plan.change")
    form = forms.MoveForm(posted(request), initial={"version": found.version, "on": found.on})
    do = partial(actions.move_occasion, found, acting=request.person, at=timezone.now())
    context = {**pages.frame(found, _("Move to another day")), "submit": _("Move")}
    return answer(request, form, do, template=FORM, context=context, to=found.get_absolute_url())


def call_off(request: Asked, pk: int) -> HttpResponse:
    found = _occasion(request, pk, "plan.change")
    form = CallOffForm(posted(request), initial={"version": found.version})
    do = partial(actions.call_off, found, acting=request.person, at=timezone.now())
    context = {**pages.frame(found, _("Call off")), "submit": _("Call off")}
    return answer(request, form, do, template=FORM, context=context, to=found.get_absolute_url())


def responsible(request: Asked, pk: int) -> HttpResponse:
    found = _occasion(request, pk, "plan.change")
    start = {"version": found.version, "responsible": found.responsible}
    form = forms.ResponsibleForm(posted(request), initial=start, people=pages.people_for(found.unit))
    do = partial(actions.set_responsible, found, acting=request.person, at=timezone.now())
    context = pages.frame(found, _("Who is responsible"))
    return answer(request, form, do, template=FORM, context=context, to=found.get_absolute_url())
