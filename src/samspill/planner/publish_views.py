"""The last step: what is new, moved and left out since people were last told; published as one."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from samspill.people.asking import Asked
from samspill.planner import publish_pages as pages
from samspill.planner.actions import publishing
from samspill.planner.frame import plan_for, reader
from samspill.planner.models import YearPlan


def publish(request: Asked, pk: int) -> HttpResponse:
    plan = plan_for(request, pk)
    if request.method != "POST":
        return render(request, "planner/publish.html", pages.page(request, plan))
    return _published(request, plan)


def _published(request: Asked, plan: YearPlan) -> HttpResponse:
    """Publish what was looked at. If that is not the difference any more, nothing is done, and the rest is shown."""
    seen = request.POST.get("seen", "")
    try:
        done = publishing.publish(plan, seen=seen, acting=reader(request), at=timezone.now())
    except ValidationError as error:
        context = pages.page(request, plan, refused=error.messages)
        return render(request, "planner/publish.html", context, status=422 if seen == context["seen"] else 409)
    messages.success(request, pages.said(done))
    return redirect(plan)
