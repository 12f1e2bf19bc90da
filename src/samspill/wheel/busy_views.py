"""One's own work calendar, so that whoever plans knows when one is busy. Only the reader's own, always."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samspill.access.gate import demand, fetch_for
from samspill.calendars import busy_actions
from samspill.calendars.models import BusySource
from samspill.people.answering import answer
from samspill.people.asking import Asked, posted, sent_files
from samspill.people.models import Person
from samspill.people.panels import Crumb
from samspill.wheel import feed_pages
from samspill.wheel.feed_forms import BusyAddressForm, CalendarFileForm

FORM = "wheel/busy_form.html"


@require_safe
def state(request: Asked) -> HttpResponse:
    """How it stands with the calendar, for a page that waits."""
    return render(request, "wheel/_busy.html", {"busy": feed_pages.busy_state(request, timezone.now())})


def give_address(request: Asked) -> HttpResponse:
    do = partial(busy_actions.give_address, _own(request), acting=request.person, at=timezone.now())
    context = _frame(_("Give the address of your calendar"), _("Read this calendar"), way="address")
    return answer(request, BusyAddressForm(posted(request)), do, template=FORM, context=context, to=_back())


def give_file(request: Asked) -> HttpResponse:
    person = _own(request)

    def do(file: Any) -> BusySource:
        return busy_actions.give_file(person, data=file.read(), acting=request.person, at=timezone.now())

    form = CalendarFileForm(posted(request), sent_files(request))
    context = _frame(_("Hand in a file of your calendar"), _("Read this file"), way="file")
    return answer(request, form, do, template=FORM, context=context, to=_back())


@require_POST
def ask_again(request: Asked, pk: int) -> HttpResponse:
    source = fetch_for(request, BusySource, pk, "busy.keep")
    busy_actions.ask_again(source, acting=request.person, at=timezone.now())
    return redirect(_back())


@require_POST
def take_away(request: Asked, pk: int) -> HttpResponse:
    source = fetch_for(request, BusySource, pk, "busy.keep")
    busy_actions.take_away(source, acting=request.person, at=timezone.now())
    return redirect(_back())


def _own(request: Asked) -> Person:
    assert request.person, "only who has signed in comes here"
    demand(request, BusySource(person=request.person), "busy.keep")
    return request.person


def _back() -> str:
    return f"{reverse('wheel:feeds')}#busy"


def _frame(title: str, submit: str, *, way: str) -> dict[str, Any]:
    above = Crumb(_("Meetings in your own calendar"), reverse("wheel:feeds"))
    return {"title": title, "submit": submit, "way": way, "back": _back(), "crumbs": (above,)}
