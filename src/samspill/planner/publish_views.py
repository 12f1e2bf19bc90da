"""The last step: what is new, moved and left out since people were last told; published as one."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from samspill.people.asking import Asked
from samspill.people.versions import StaleError
from samspill.planner import publish_pages as pages
from samspill.planner.actions import publishing
from samspill.planner.frame import plan_for
from samspill.planner.models import YearPlan


def publish(request: Asked, pk: int) -> HttpResponse:
    plan = plan_for(request, pk)
    if request.method != "POST":
        return render(request, "planner/publish.html", pages.page(request, plan))
    return _published(request, plan)


def _published(request: Asked, plan: YearPlan) -> HttpResponse:
    seen = request.POST.get("seen", "")
    try:
        done = publishing.publish(plan, seen=seen, acting=request.person, at=timezone.now())
    except StaleError:
        return render(request, "planner/publish.html", pages.page(request, plan, refused=[pages.STALE]), status=409)
    except ValidationError as error:
        return render(request, "planner/publish.html", pages.page(request, plan, refused=error.messages), status=422)
    messages.success(request, pages.said(done))
    return redirect(plan)
