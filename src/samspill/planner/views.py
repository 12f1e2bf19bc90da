"""The plan itself: the year as months, list, wheel and by people, how the planner gets on, what a move would break."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_GET, require_POST

from samspill.people.asking import Asked
from samspill.people.versions import StaleError
from samspill.planner import judging_pages, plan_pages, why_pages
from samspill.planner.actions import explaining, planning, undoing
from samspill.planner.forms import AskedMove
from samspill.planner.frame import plan_for, reader
from samspill.planner.models import YearPlan

STALE = lazy("Somebody else changed the plan meanwhile, so nothing was done. This is how it stands now.")


def plan(request: Asked, pk: int) -> HttpResponse:
    found = plan_for(request, pk, "yearplan.read")
    if request.headers.get("HX-Request"):
        return _asked_again(request, found)
    return render(request, "planner/plan.html", plan_pages.page(request, found))


def _asked_again(request: Asked, found: YearPlan) -> HttpResponse:
    """How far the planner is; whenever it has kept a plan, the page is loaded anew: it stands in every part of it."""
    context = {**plan_pages.run_of(found), "plan": found, "may_change": plan_pages.changes(request, found)}
    answer = render(request, "planner/_run.html", context)
    if not context["busy"] or context["kept"] != request.GET.get("kept", ""):
        answer["HX-Refresh"] = "true"
    return answer


def tried(request: Asked, found: YearPlan, do: Callable[[], Any], said: str = "") -> HttpResponse:
    """Do it and go to the plan; whatever stands against it is said on top of it."""
    try:
        do()
    except StaleError:
        return render(request, "planner/plan.html", plan_pages.page(request, found, refused=[STALE]), status=409)
    except ValidationError as error:
        return render(request, "planner/plan.html", plan_pages.page(request, found, refused=error.messages), status=422)
    if said:
        messages.success(request, said)
    return redirect(found)


@require_POST
def make(request: Asked, pk: int) -> HttpResponse:
    found = plan_for(request, pk)
    again = request.POST.get("again") == "1"
    return tried(request, found, partial(planning.start, found, again=again, acting=reader(request), at=timezone.now()))


@require_POST
def stop(request: Asked, pk: int) -> HttpResponse:
    found = plan_for(request, pk)
    do = partial(planning.stop, found, acting=reader(request), at=timezone.now())
    return tried(request, found, do, _("Stopped. The best plan so far stays."))


@require_POST
def undo(request: Asked, pk: int) -> HttpResponse:
    found = plan_for(request, pk)
    do = partial(planning.undo, found, acting=reader(request), at=timezone.now())
    return tried(request, found, do, _("The last planning is taken back."))


@require_POST
def take_back(request: Asked, pk: int) -> HttpResponse:
    """The last change by hand, unless something newer has happened."""
    found = plan_for(request, pk)
    token = request.POST.get("token", "")
    do = partial(undoing.take_back, found, token=token, acting=reader(request), at=timezone.now())
    return tried(request, found, do, _("Undone: it is as it was before."))


@require_GET
def judge(request: Asked, pk: int) -> HttpResponse:
    """What a meeting would break on another day. Nothing is changed."""
    found = plan_for(request, pk)
    if not request.GET:
        return render(request, "planner/_breaks_idle.html")
    form = AskedMove(request.GET)
    if not form.is_valid():
        return render(request, "planner/_breaks_idle.html", status=422)
    return render(request, "planner/_breaks.html", judging_pages.page(request, found, **form.cleaned_data))


def why(request: Asked, pk: int) -> HttpResponse:
    """What collides. To find it out takes some seconds in the queue; the page asks every second until it is there."""
    found, refused = plan_for(request, pk), list[str]()
    if request.method == "POST":
        try:
            explaining.ask_why(found, acting=reader(request), at=timezone.now())
        except ValidationError as error:
            refused = error.messages
        else:
            return redirect("planner:why", pk)
    template = "planner/_why.html" if request.headers.get("HX-Request") else "planner/why.html"
    return render(request, template, why_pages.page(request, found, refused), status=422 if refused else 200)
