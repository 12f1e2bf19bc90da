"""The programme of a conference, changed in its place: every answer is the whole programme as it stands."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.access.gate import fetch_for
from samspill.conferences import programme_forms as forms
from samspill.conferences import programme_pages as pages
from samspill.conferences.actions import programme as actions
from samspill.conferences.models import Conference, Session, SessionKind
from samspill.conferences.plan_pages import people_for
from samspill.conferences.queries import CONFERENCES
from samspill.conferences.rights import steer
from samspill.people.answering import STALE, add_errors
from samspill.people.asking import Asked, posted, posted_number
from samspill.people.versions import StaleError


def _conference(request: Asked, pk: int) -> Conference:
    return fetch_for(request, CONFERENCES.all(), pk, "conference.plan", steer(request.today))


def _session(request: Asked, pk: int) -> Session:
    """A part of a programme the reader may change."""
    found = Session.objects.select_related("responsible").filter(pk=pk).first()
    if found is None:
        raise Http404
    found.conference = _conference(request, found.conference_id)
    return found


def _shown(request: Asked, conference: Conference, status: int = 200, **state: Any) -> HttpResponse:
    fragment = bool(request.headers.get("HX-Request"))
    template = "conferences/_programme.html" if fragment else "conferences/programme.html"
    return render(request, template, pages.page(conference, **state), status=status)


def _done(request: Asked, conference: Conference, **state: Any) -> HttpResponse:
    if request.headers.get("HX-Request") or state:
        return _shown(request, conference, **state)
    return redirect(reverse("conferences:programme", args=[conference.pk]))


def programme(request: Asked, pk: int) -> HttpResponse:
    return _shown(request, _conference(request, pk))


def add_session(request: Asked, pk: int) -> HttpResponse:
    found = _conference(request, pk)
    kind = request.GET.get("kind", "")
    if kind not in SessionKind.values:
        raise Http404
    form = forms.form_for(kind, posted(request), people_for(found, request.today), takes_up=pages.takes_up(found))
    do = partial(actions.put_in, found, kind=kind, acting=request.person, at=timezone.now())
    return _answered(request, found, form, do, editing=pages.NEW, kind=kind)


def change_session(request: Asked, pk: int) -> HttpResponse:
    found = _session(request, pk)
    people, offered = people_for(found.conference, request.today), pages.takes_up(found.conference)
    form = forms.form_for(found.kind, posted(request), people, found, offered)
    do = partial(actions.change_session, found, acting=request.person, at=timezone.now())
    return _answered(request, found.conference, form, do, editing=found.pk)


def _answered(
    request: Asked,
    conference: Conference,
    form: forms.PartForm,
    do: Callable[..., Any],
    *,
    editing: int,
    kind: str = "",
) -> HttpResponse:
    """The form in its place until it counts; then the programme without it."""
    state: dict[str, Any] = {"editing": editing, "form": form, "kind": kind}
    if request.method != "POST":
        return _shown(request, conference, **state)
    if not form.is_valid():
        return _shown(request, conference, 422, **state)
    given = dict(form.cleaned_data)
    if editing == pages.NEW:
        given.pop("version")
    try:
        do(**given)
    except ValidationError as error:
        add_errors(form, error)
        return _shown(request, conference, 422, **state)
    except StaleError as stale:
        form.add_error(None, str(STALE))
        form.accept_current(stale.current.version)
        return _shown(request, conference, 409, **state)
    return _done(request, conference)


@require_POST
def remove_session(request: Asked, pk: int) -> HttpResponse:
    found = _session(request, pk)
    conference = found.conference
    try:
        was = actions.take_out(found, sure="sure" in request.POST, acting=request.person, at=timezone.now())
    except ValidationError as error:
        asks = hasattr(error, "error_dict")
        return _shown(request, conference, 422, refused=error.messages, asks=found.pk if asks else 0)
    was["how"] = was.pop("form")
    return _done(request, conference, removed=was)


@require_POST
def restore_session(request: Asked, pk: int) -> HttpResponse:
    """Put a part in again that was just taken out: the page carries what it was."""
    found = _conference(request, pk)
    kind = request.POST.get("kind", "")
    form = forms.form_for(kind, request.POST, people_for(found, request.today), takes_up=pages.takes_up(found))
    if kind not in SessionKind.values or not form.is_valid():
        return _shown(request, found, 422, refused=[_("This cannot be put back. Add it anew.")])
    given = {name: value for name, value in form.cleaned_data.items() if name != "version"}
    place = posted_number(request, "place") or 0
    actions.put_in(found, kind=kind, place=place, acting=request.person, at=timezone.now(), **given)
    return _done(request, found)


@require_POST
def arrange(request: Asked, pk: int) -> HttpResponse:
    """Save the order: dragged (`order`), or one part a place up or down (`move`)."""
    found = _conference(request, pk)
    order = forms.OrderForm(request.POST)
    try:
        actions.arrange(found, **order.wanted(), acting=request.person, at=timezone.now())
    except StaleError:
        return _shown(request, found, 409, stale=True)
    except ValidationError as error:
        return _shown(request, found, 422, refused=error.messages)
    if not request.headers.get("HX-Request"):
        return redirect(reverse("conferences:programme", args=[found.pk]))
    return _shown(request, found, moved=order.moved())
