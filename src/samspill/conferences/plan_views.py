"""Conferences of a unit: listed, begun, changed, moved, called off."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from samspill.access.gate import actor_of, demand, fetch_for
from samspill.conferences import plan_forms as forms
from samspill.conferences import plan_pages as pages
from samspill.conferences.actions import checklist, planning
from samspill.conferences.models import Conference
from samspill.conferences.queries import CONFERENCES
from samspill.conferences.rights import planner, steer
from samspill.conferences.shown import frame
from samspill.measures.models.measure import place_of
from samspill.meetings.choosing import said_of, unless_warned
from samspill.meetings.rhythm_forms import MomentAsked
from samspill.people.answering import answer
from samspill.people.asking import Asked, posted
from samspill.people.forms import CallOffForm
from samspill.people.models import Unit
from samspill.projects.models import Project

FORM = "people/form.html"
DAY = "meetings/moment.html"


def _unit(request: Asked, pk: int, word: str = "conference.plan") -> tuple[Unit, Project]:
    """A unit that holds conferences, if the reader may."""
    unit = get_object_or_404(Unit.objects.select_related("municipality").prefetch_related("arenas"), pk=pk)
    if word == "conference.read":
        demand(request, place_of(unit), word)
        return unit, pages.project_of(unit)
    demand(request, place_of(unit), "conference.read")
    project = pages.project_of(unit)
    demand(request, planner(project, unit, request.today), word)
    return unit, project


def _conference(request: Asked, pk: int) -> Conference:
    return fetch_for(request, CONFERENCES.all(), pk, "conference.plan", steer(request.today))


def of_unit(request: Asked, pk: int) -> HttpResponse:
    unit, project = _unit(request, pk, "conference.read")
    return render(request, "conferences/plan_list.html", pages.list_page(request, unit, project))


def new(request: Asked, pk: int) -> HttpResponse:
    """First what to begin from, then day and purpose."""
    unit, project = _unit(request, pk)
    start = pages.start_of(unit, project, request.GET.get("from", ""))
    if start is None:
        return render(request, "conferences/plan_starts.html", pages.starts_page(request, unit, project))
    form = pages.new_form(request, unit, project, start)
    do = pages.beginner(request, unit, project, start, at=timezone.now())
    wary = unless_warned(actor_of(request), pages.thought_of(unit, project), form, do)
    return answer(
        request, form, wary, template=DAY, context=pages.new_frame(unit, start), to=Conference.get_absolute_url
    )


def day(request: Asked, pk: int) -> HttpResponse:
    """What there is to say about a day while somebody chooses it."""
    unit, project = _unit(request, pk)
    wanted = pages.asked_day(unit, project, MomentAsked(request.GET))
    said = said_of(actor_of(request), wanted) if wanted else None
    return render(request, "meetings/_day.html", {"said": said})


def change(request: Asked, pk: int) -> HttpResponse:
    found = _conference(request, pk)
    form = pages.change_form(request, found)
    do = partial(planning.change_conference, found, acting=request.person, at=timezone.now())
    context = frame(found, _("Change the conference"))
    return answer(request, form, do, template=FORM, context=context, to=found.get_absolute_url())


def move(request: Asked, pk: int) -> HttpResponse:
    found = _conference(request, pk)
    form = pages.move_form(request, found)
    do = partial(planning.move, found, acting=request.person, at=timezone.now())
    wary = unless_warned(actor_of(request), found.meeting, form, do)
    context = pages.move_frame(found)
    return answer(request, form, wary, template=DAY, context=context, to=found.get_absolute_url())


def call_off(request: Asked, pk: int) -> HttpResponse:
    found = _conference(request, pk)
    form = CallOffForm(posted(request), initial={"version": found.meeting.version})
    do = partial(planning.call_off, found, acting=request.person, at=timezone.now())
    context = frame(found, _("Call off the conference")) | {"submit": _("Call off")}
    return answer(request, form, do, template=FORM, context=context, to=found.get_absolute_url())


def prepared(request: Asked, pk: int) -> HttpResponse:
    found = _conference(request, pk)
    form = forms.PreparedForm(posted(request), initial=pages.as_it_is(found, "prepared_on"))
    do = partial(planning.change_conference, found, acting=request.person, at=timezone.now())
    context = frame(found, _("Planned together with the guidance team"))
    return answer(request, form, do, template=FORM, context=context, to=found.get_absolute_url())


def add_task(request: Asked, pk: int) -> HttpResponse:
    found = _conference(request, pk)
    form = forms.TaskForm(posted(request), people=pages.people_for(found, request.today))
    do = partial(checklist.add_task, found, acting=request.person, at=timezone.now())
    context = frame(found, _("Something to do"))
    return answer(request, form, do, template=FORM, context=context, to=found.get_absolute_url())
