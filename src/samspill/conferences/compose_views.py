"""The board of groups. Every answer is the whole board as it stands, so that a tap shows what it did."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from samspill.access.gate import fetch_for
from samspill.conferences import compose_pages as pages
from samspill.conferences.actions import announcing, composing, seating
from samspill.conferences.compose_forms import MoveForm, PinForm
from samspill.conferences.models import Conference
from samspill.conferences.queries import CONFERENCES
from samspill.conferences.rights import steer
from samspill.people.asking import Asked, number, posted_number
from samspill.people.versions import StaleError


def found(request: Asked, pk: int, word: str = "conference.plan") -> Conference:
    return fetch_for(request, CONFERENCES.all(), pk, word, steer(request.today))


def shown(request: Asked, conference: Conference, status: int = 200, **state: Any) -> HttpResponse:
    fragment = bool(request.headers.get("HX-Request"))
    template = "conferences/_compose_board.html" if fragment else "conferences/compose_board.html"
    asked = number if request.method == "GET" else posted_number
    where: dict[str, Any] = {"round_": asked(request, "round"), "person": asked(request, "person")}
    return render(request, template, pages.page(conference, **{**where, **state}), status=status)


def tried(
    request: Asked,
    conference: Conference,
    do: Callable[[], Any],
    said: Callable[[Any], str] | None = None,
    **state: Any,
) -> HttpResponse:
    """Do it, and show the board; refused or overtaken, the board says so on top."""
    try:
        result = do()
    except StaleError:
        return shown(request, conference, 409, stale=True)
    except ValidationError as error:
        return shown(request, conference, 422, refused=error.messages)
    if request.headers.get("HX-Request"):
        conference.refresh_from_db()
        return shown(request, conference, said=said(result) if said else "", **state)
    if said:
        messages.success(request, said(result))
    return redirect(address(conference, posted_number(request, "round")))


def address(conference: Conference, round_: int | None = None) -> str:
    base = reverse("conferences:groups", args=[conference.pk])
    return f"{base}?round={round_}" if round_ else base


def groups(request: Asked, pk: int) -> HttpResponse:
    return shown(request, found(request, pk))


@require_POST
def compose(request: Asked, pk: int) -> HttpResponse:
    """Another seed each time: whoever asks again wants to see other groups."""
    one = found(request, pk)
    seed, seen = secrets.randbelow(2**31), posted_number(request, "seen")
    do = partial(composing.compose, one, seed=seed, seen=seen, acting=request.person, at=timezone.now())
    return tried(request, one, do)


@require_POST
def stop(request: Asked, pk: int) -> HttpResponse:
    one = found(request, pk)
    return tried(request, one, partial(composing.cancel, one, acting=request.person, at=timezone.now()))


@require_POST
def undo(request: Asked, pk: int) -> HttpResponse:
    one = found(request, pk)
    seen = posted_number(request, "seen")
    do = partial(composing.undo, one, seen=seen, acting=request.person, at=timezone.now())
    return tried(request, one, do, lambda _last: _("The last change is taken back."))


@require_POST
def announce(request: Asked, pk: int) -> HttpResponse:
    one = found(request, pk)
    do = partial(announcing.announce, one, acting=request.person, at=timezone.now())
    return tried(request, one, do, _written)


def _written(count: int) -> str:
    said = ngettext(
        "The groups are announced. %(count)s person is written to.",
        "The groups are announced. %(count)s people are written to.",
        count,
    )
    return said % {"count": count}


@require_POST
def hide(request: Asked, pk: int) -> HttpResponse:
    one = found(request, pk)
    do = partial(announcing.take_back, one, acting=request.person, at=timezone.now())
    return tried(request, one, do, lambda _done: _("The participants see no groups any more."))


@require_POST
def move(request: Asked, pk: int) -> HttpResponse:
    """Dragged, or chosen in the list: to another group, or to change places with somebody."""
    one = found(request, pk)
    form = MoveForm(one, request.POST)
    if not form.is_valid():
        return shown(request, one, 422, refused=form.sentences())
    do = partial(seating.seat, one, **form.cleaned_data, acting=request.person, at=timezone.now())
    return tried(request, one, do, seating.told)


@require_POST
def pin(request: Asked, pk: int) -> HttpResponse:
    one = found(request, pk)
    form = PinForm(one, request.POST)
    if not form.is_valid():
        return shown(request, one, 422, refused=form.sentences())
    return tried(request, one, partial(seating.pin, one, **form.cleaned_data, acting=request.person, at=timezone.now()))
