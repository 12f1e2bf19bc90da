"""The plan of a measure: its form, who coordinates, who takes part, its milestones."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.access.gate import fetch_for
from samspill.measures import plan_forms as forms
from samspill.measures import plan_pages as pages
from samspill.measures.actions import planning
from samspill.measures.coordinating import teams_of
from samspill.measures.models import Measure, Milestone, Participant
from samspill.measures.queries import MEASURES, method_of
from samspill.people.answering import answer
from samspill.people.asking import Asked, posted
from samspill.people.queries import people_in

FORM = "people/form.html"


def _measure(request: Asked, pk: int) -> Measure:
    return fetch_for(request, MEASURES.all(), pk, "measure.plan")


def plan(request: Asked, pk: int) -> HttpResponse:
    found = _measure(request, pk)
    method, held = method_of(found), pages.plan_of(found)
    form = forms.PlanForm(
        posted(request),
        initial=forms.PlanForm.held(held, found.level),
        arenas=teams_of(found, method, request.today),
        method=method,
    )
    do = partial(planning.keep_plan, found, acting=request.person, at=timezone.now())
    context = pages.plan_page(found, held)
    to = context["back"]
    return answer(request, form, do, template="measures/plan_form.html", context=context, to=to, said=_("Kept."))


def coordinator(request: Asked, pk: int) -> HttpResponse:
    """Choose somebody; with a person in the address, what speaks against it, and the day."""
    found = _measure(request, pk)
    method = method_of(found)
    if "person" not in request.GET:
        return render(request, "measures/plan_coordinator.html", pages.coordinator_page(request, found, method))
    one = pages.chosen_candidate(request, found, method)
    if one is None:
        raise Http404
    initial = {"version": found.version, "since": request.today}
    form = forms.CoordinatorForm(posted(request), initial=initial, warnings=one.warnings)
    do = partial(planning.appoint, found, one.person, acting=request.person, at=timezone.now())
    context = {**pages.frame(found, _("%(name)s coordinates") % {"name": one.person.name}), "one": one}
    return answer(request, form, do, template="measures/plan_appoint.html", context=context, to=context["back"])


def step_down(request: Asked, pk: int) -> HttpResponse:
    found = _measure(request, pk)
    form = forms.StepDownForm(posted(request), initial={"version": found.version, "on": request.today})
    do = partial(planning.step_down, found, acting=request.person, at=timezone.now())
    context = {**pages.frame(found, _("Stop coordinating")), "submit": _("Stop")}
    return answer(request, form, do, template=FORM, context=context, to=found.get_absolute_url())


def participants(request: Asked, pk: int) -> HttpResponse:
    found = _measure(request, pk)
    initial = {"since": request.today, "chosen": "named"}
    everybody = people_in(found.unit.municipality, request.today)
    form = forms.PeopleForm(posted(request), initial=initial, people=everybody)
    do = partial(planning.take_part, found, acting=request.person, at=timezone.now())
    context = pages.participants_page(request, found, request.POST.getlist("people"))
    to = reverse("measures:participants", args=[pk])
    return answer(request, form, do, template="measures/plan_participants.html", context=context, to=to)


def part(request: Asked, pk: int) -> HttpResponse:
    rows = Participant.objects.select_related("person", "measure__unit__municipality", "measure__project")
    found = fetch_for(request, rows, pk, "measure.plan")
    initial = {name: getattr(found, name) for name in ("chosen", "represents", "until")}
    form = forms.PartForm(posted(request), initial=initial)
    do = partial(planning.change_part, found, acting=request.person, at=timezone.now())
    to = reverse("measures:participants", args=[found.measure_id])
    context = {**pages.frame(found.measure, found.person.name), "back": to}
    return answer(request, form, do, template=FORM, context=context, to=to)


def add_milestone(request: Asked, pk: int) -> HttpResponse:
    found = _measure(request, pk)
    form = forms.MilestoneForm(posted(request))
    do = partial(planning.add_milestone, found, acting=request.person, at=timezone.now())
    context = pages.frame(found, _("Add a milestone"))
    return answer(request, form, do, template=FORM, context=context, to=pages.milestone_place)


def _milestone(request: Asked, pk: int) -> Milestone:
    rows = Milestone.objects.select_related("measure__unit__municipality", "measure__project")
    return fetch_for(request, rows, pk, "measure.plan")


def milestone(request: Asked, pk: int) -> HttpResponse:
    found = _milestone(request, pk)
    initial = {name: getattr(found, name) for name in ("version", "text", "by")}
    form = forms.MoveMilestoneForm(posted(request), initial=initial)
    do = partial(planning.move_milestone, found, acting=request.person, at=timezone.now())
    context = {**pages.frame(found.measure, _("Change the milestone")), "milestone": found}
    to = pages.milestone_place(found)
    return answer(request, form, do, template="measures/plan_milestone.html", context=context, to=to)


@require_POST
def tick_milestone(request: Asked, pk: int) -> HttpResponse:
    found = _milestone(request, pk)
    on = None if request.POST.get("reached") == "0" else request.today
    return _at_once(request, partial(planning.tick_milestone, found, on=on), pages.milestone_place(found))


@require_POST
def remove_milestone(request: Asked, pk: int) -> HttpResponse:
    found = _milestone(request, pk)
    return _at_once(request, partial(planning.remove_milestone, found), pages.milestone_place(found))


def _at_once(request: Asked, do: Callable[..., object], to: str) -> HttpResponse:
    """A verb behind a single button: done, or a sentence that says why not."""
    try:
        do(acting=request.person, at=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(to)
