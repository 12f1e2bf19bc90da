from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from samspill.access.gate import fetch_for
from samspill.delivery import actions, pages
from samspill.delivery.models import Message, Received
from samspill.queue.models import Job


def _acting(request: HttpRequest) -> Any:
    return request.person  # type: ignore[attr-defined]


def operations(request: HttpRequest) -> HttpResponse:
    return render(request, "delivery/operations.html", pages.operations(request, timezone.now()))


@require_POST
def send_again(request: HttpRequest, pk: int) -> HttpResponse:
    message = fetch_for(request, Message, pk, "operations.retry")
    actions.send_again(message, acting=_acting(request), at=timezone.now())
    return redirect("delivery:operations")


@require_POST
def send_all_again(request: HttpRequest) -> HttpResponse:
    messages = pages.to_send_again(request)
    actions.send_all_again(messages, acting=_acting(request), at=timezone.now())
    return redirect("delivery:operations")


@require_POST
def lay_aside(request: HttpRequest, pk: int) -> HttpResponse:
    message = fetch_for(request, Message, pk, "operations.retry")
    actions.lay_aside(message, acting=_acting(request), at=timezone.now())
    return redirect("delivery:operations")


@require_POST
def mark_seen(request: HttpRequest, pk: int) -> HttpResponse:
    received = fetch_for(request, Received, pk, "operations.retry", partial(pages.scope_of, request))
    actions.mark_seen(received, acting=_acting(request), at=timezone.now())
    return redirect("delivery:operations")


@require_POST
def retry_work(request: HttpRequest, pk: int) -> HttpResponse:
    job = fetch_for(request, Job, pk, "operations.retry", partial(pages.scope_of, request))
    actions.retry_work(job, acting=_acting(request), at=timezone.now())
    return redirect("delivery:operations")


@require_POST
def discard_work(request: HttpRequest, pk: int) -> HttpResponse:
    job = fetch_for(request, Job, pk, "operations.retry", partial(pages.scope_of, request))
    actions.discard_work(job, acting=_acting(request), at=timezone.now())
    return redirect("delivery:operations")
