"""The first step: what shall be held."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samspill.people.answering import answer
from samspill.people.asking import Asked, posted
from samspill.planner.actions.making import change_setup
from samspill.planner.frame import frame, plan_for, reader
from samspill.planner.reading import kinds_of
from samspill.planner.setup_forms import SetupForm


def setup(request: Asked, pk: int) -> HttpResponse:
    plan = plan_for(request, pk)
    kinds = kinds_of(plan, request.today)
    form = SetupForm(posted(request), kinds=kinds, setup=plan.setup, version=plan.version)
    do = partial(change_setup, plan, acting=reader(request), at=timezone.now())
    context = {**frame(request, plan, _("What shall be held"), step="setup"), "kinds": kinds}
    onward = reverse("planner:people", args=[plan.pk])
    return answer(request, form, do, template="planner/setup.html", context=context, to=onward)
