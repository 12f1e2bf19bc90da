"""A group's note on a phone: joined by code, written in by many, without an account."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.db import connection
from django.http import HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from samspill.access.rules import Actor, Hat
from samspill.conferences import keys, live_pages
from samspill.conferences.actions.handing_in import call_facilitator, hand_in, take_back
from samspill.conferences.actions.joining import Joined, join
from samspill.conferences.actions.saying import keep_points, stored
from samspill.conferences.codes import plain
from samspill.conferences.live_forms import CodeForm, PressForm, SayForm
from samspill.conferences.live_words import refusal
from samspill.conferences.models import Group
from samspill.conferences.opening import shut, state_of
from samspill.conferences.queries import levels_of
from samspill.conferences.statements import UnreadableError, answers_json, as_json, read_ops
from samspill.people.asking import Asked, posted
from samspill.people.guarding import nudge


@login_not_required
def enter(request: Asked) -> HttpResponse:
    live_pages.frame(request)
    form = CodeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        return _join(request, form, form.cleaned_data["code"])
    return render(request, "conferences/live_enter.html", {"form": form}, status=422 if form.errors else 200)


@login_not_required
def code(request: Asked, code: str) -> HttpResponse:
    """What a square code leads to."""
    live_pages.frame(request)
    return _join(request, CodeForm({"code": code}), code)


def _join(request: Asked, form: CodeForm, code: str) -> HttpResponse:
    at = timezone.now()
    joined = join(code, address=get_adapter(request).get_client_ip(request), at=at)
    said = refusal(joined, at)
    if said or joined.group is None:
        form.add_error("code", said)
        return render(request, "conferences/live_enter.html", {"form": form}, status=_status(joined))
    response = redirect("conferences:live_note", joined.group.pk)
    known = (one for one in keys.read(request.COOKIES.get(keys.COOKIE, "")) if one != plain(code))
    response.set_cookie(
        keys.COOKIE,
        keys.written([*known, plain(code)]),
        max_age=keys.HOURS * 3600,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def _status(joined: Joined) -> int:
    return 429 if joined.until else 422


@login_not_required
def note(request: Asked, pk: int) -> HttpResponse:
    group = live_pages.note_for(request, pk)
    at = timezone.now()
    if shut(group.session.conference.meeting, at):
        return render(request, "conferences/live_shut.html", live_pages.shut_page(group, at))
    return render(request, "conferences/live_note.html", live_pages.page(request, group, at))


@login_not_required
@require_POST
def say(request: Asked, pk: int) -> HttpResponse:
    """The same ops as through the socket, for phones whose sockets are blocked and for forms without a script."""
    group = live_pages.note_for(request, pk)
    if request.content_type == "application/json":
        return _say_json(request, group)
    if "do" in request.POST:
        return _press(request, group)
    at, words = timezone.now(), live_pages.levels(group.session.conference)
    form = SayForm(request.POST, levels=words.items())
    if form.is_valid():
        answer = keep_points(group, [form.op()], at=at)[0]
        if answer.state != "refused":
            return redirect("conferences:live_note", pk)
        form.add_error("text", live_pages.refused_in_words(group, answer.why))
    return render(request, "conferences/live_note.html", live_pages.page(request, group, at, form), status=422)


def _say_json(request: Asked, group: Group) -> HttpResponse:
    at = timezone.now()
    try:
        ops = read_ops(json.loads(request.body).get("ops"), levels_of(group.session.conference))
    except (UnreadableError, ValueError, AttributeError):
        return HttpResponseBadRequest()
    answers = keep_points(group, ops, at=at)
    with connection.cursor() as cursor:
        points = [as_json(one) for _group, one in stored(cursor, groups=[group.pk])]
    state = state_of(group, at)
    shown = [] if state["why"] else points
    return JsonResponse({"answers": answers_json(answers), "points": shown, "state": state})


def _press(request: Asked, group: Group) -> HttpResponse:
    form = PressForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    order = [line.point.uid for line in live_pages.lines(group.points.order_by("place", "id"), {})]
    keep_points(group, [form.op(order)], at=timezone.now())
    return redirect("conferences:live_note", group.pk)


@login_not_required
@require_POST
def hand_in_points(request: Asked, pk: int) -> HttpResponse:
    group = live_pages.note_for(request, pk)
    try:
        chosen = [UUID(one) for one in request.POST.getlist("point")]
    except ValueError:
        return HttpResponseBadRequest()
    return _do(request, group, partial(hand_in, chosen=chosen), chosen=chosen)


@login_not_required
@require_POST
def take_points_back(request: Asked, pk: int) -> HttpResponse:
    return _do(request, live_pages.note_for(request, pk), take_back)


@login_not_required
@require_POST
def call(request: Asked, pk: int) -> HttpResponse:
    group = live_pages.note_for(request, pk)
    return _do(request, group, partial(call_facilitator, on=request.POST.get("on") == "yes"))


def _do(request: Asked, group: Group, verb: Callable[..., Any], **more: Any) -> HttpResponse:
    at = timezone.now()
    try:
        verb(group, at=at)
    except ValidationError as error:
        page = live_pages.page(request, group, at, problem=error.messages[0], picked=more.get("chosen", ()))
        return render(request, "conferences/live_note.html", page, status=422)
    return redirect("conferences:live_note", group.pk)


@login_not_required
def next_door(request: Asked, pk: int) -> HttpResponse:
    group = live_pages.note_for(request, pk)
    return render(request, "conferences/live_door.html", live_pages.door_page(group))


@login_not_required
@require_POST
def guard(request: Asked, pk: int) -> HttpResponse:
    """The name guard for those without an account; colleagues of the conference's own school may be named."""
    place = live_pages.note_for(request, pk).session.conference.unit
    return nudge(request, Actor(0, (Hat("staff", place.municipality_id, place.pk),)))
