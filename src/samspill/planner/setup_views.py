"""The first step: what shall be held, and in which rooms it can be."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samspill.people.answering import answer
from samspill.people.asking import Asked, posted
from samspill.planner.actions.making import change_setup
from samspill.planner.actions.rooms import set_rooms
from samspill.planner.frame import frame, plan_for, reader
from samspill.planner.kinds import rooms_in
from samspill.planner.loading import alone, units_of
from samspill.planner.reading import kinds_of
from samspill.planner.room_forms import RoomsForm
from samspill.planner.setup_forms import SetupForm


def rooms(request: Asked, pk: int) -> HttpResponse:
    """The rooms of every school of the plan, beside what shall be held: the next year's plan knows them too."""
    plan = plan_for(request, pk)
    form = RoomsForm(posted(request), units=units_of(plan))
    do = partial(set_rooms, acting=reader(request), at=timezone.now())
    onward = reverse("planner:setup", args=[plan.pk])
    context = {**frame(request, plan, _("Rooms"), step="setup"), "setup_url": onward}
    said = _("The rooms are kept. Now say which meetings need one of them.")
    return answer(request, form, do, template="planner/rooms.html", context=context, to=onward, said=said)


def setup(request: Asked, pk: int) -> HttpResponse:
    plan = plan_for(request, pk)
    kinds = kinds_of(plan, request.today)
    form = SetupForm(posted(request), kinds=kinds, setup=plan.setup, version=plan.version)
    do = partial(change_setup, plan, acting=reader(request), at=timezone.now())
    context = {**frame(request, plan, _("What shall be held"), step="setup"), "kinds": kinds, "rooms": rooms_in(kinds)}
    context["alone"] = alone(plan) if plan.unit is None else ()
    onward = reverse("planner:people", args=[plan.pk])
    return answer(request, form, do, template="planner/setup.html", context=context, to=onward)
