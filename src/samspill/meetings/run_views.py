"""The one screen of a running meeting, the wall, and the buttons everybody holds."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect, HttpResponseClientRefresh

from samspill.access.gate import fetch_for
from samspill.meetings import run_forms, run_pages
from samspill.meetings.actions import running
from samspill.meetings.models import Item, Meeting
from samspill.meetings.queries import ITEMS
from samspill.meetings.run_queries import RUNNING
from samspill.meetings.saying import tell
from samspill.meetings.taking_part import reader, writer
from samspill.people.answering import answer
from samspill.people.asking import Asked, posted, posted_number
from samspill.people.models import Person


def run(request: Asked, pk: int) -> HttpResponse:
    return _screen(request, pk, "meetings/run.html")


def wall(request: Asked, pk: int) -> HttpResponse:
    return _screen(request, pk, "meetings/wall.html")


def _screen(request: Asked, pk: int, template: str) -> HttpResponse:
    meeting = fetch_for(request, RUNNING, pk, "meeting.read", reader(request.person))
    if "waits" in request.GET and meeting.begun_at:
        return HttpResponseClientRefresh()  # who sat ready gets the text to write in, which a poll leaves alone
    page = run_pages.RunPage(request, meeting, timezone.now())
    if request.GET.get("seen") == page.state:
        return HttpResponse(status=204)  # a poll that finds nothing new: htmx leaves the page as it is
    return render(request, template, {"page": page})


@require_POST
def begin(request: Asked, pk: int) -> HttpResponse:
    meeting = to_write(request, pk)
    do = partial(running.begin_meeting, meeting, acting=request.person, at=timezone.now())
    return tapped(request, do, run_pages.run_url(meeting))


@require_POST
def go(request: Asked, pk: int) -> HttpResponse:
    meeting = to_write(request, pk)
    item = get_object_or_404(Item, meeting=meeting, pk=posted_number(request, "item"))
    do = partial(running.go_to, meeting, item, acting=request.person, at=timezone.now())
    to = reverse("meetings:wall", args=[pk]) if "wall" in request.GET else run_pages.run_url(meeting, item)
    return tapped(request, do, to)


@require_POST
def end(request: Asked, pk: int) -> HttpResponse:
    meeting = to_write(request, pk)
    do = partial(running.end_meeting, meeting, acting=request.person, at=timezone.now())
    return tapped(request, do, run_pages.run_url(meeting))


@require_POST
def resume(request: Asked, pk: int) -> HttpResponse:
    meeting = to_write(request, pk)
    do = partial(running.resume_meeting, meeting, acting=request.person, at=timezone.now())
    return tapped(request, do, run_pages.run_url(meeting))


def append(request: Asked, pk: int) -> HttpResponse:
    """Add to the minutes of an item without JavaScript, or without a seat in the arena."""
    item = fetch_for(request, ITEMS.select_related("meeting__note"), pk, "minutes.write", writer(request.person))
    meeting = get_object_or_404(RUNNING, pk=item.meeting_id)
    form = run_forms.MinutesForm(posted(request))
    do = partial(running.write_minutes, item, acting=request.person, at=timezone.now())
    context = {"page": run_pages.RunPage(request, meeting, timezone.now(), item)}
    return answer(request, form, do, template="meetings/run.html", context=context, to=run_pages.run_url(meeting, item))


def length(request: Asked, pk: int) -> HttpResponse:
    meeting = to_write(request, pk)
    start = {"version": meeting.version, "lasted": meeting.lasted}
    form = run_forms.LengthForm(posted(request), initial=start)
    do = partial(running.correct_length, meeting, acting=request.person, at=timezone.now())
    back = run_pages.run_url(meeting)
    context = run_pages.frame(meeting, _("How long did it last?"), back)
    return answer(request, form, do, template="people/form.html", context=context, to=back)


def minute_taker(request: Asked, pk: int) -> HttpResponse:
    meeting = to_write(request, pk)
    invited = Person.objects.filter(pk__in=meeting.presences.values("person"))
    form = run_forms.MinuteTakerForm(posted(request), people=invited, initial={"person": meeting.minute_taker})
    do = partial(running.name_minute_taker, meeting, acting=request.person, at=timezone.now())
    back = run_pages.run_url(meeting)
    context = run_pages.frame(meeting, _("Who takes the minutes?"), back)
    return answer(request, form, do, template="people/form.html", context=context, to=back)


def to_write(request: Asked, pk: int) -> Meeting:
    return fetch_for(request, RUNNING, pk, "minutes.write", writer(request.person))


def tapped(request: Asked, do: Callable[[], object], to: str) -> HttpResponse:
    """One tap, done, and on."""
    tell(request, do)
    # By htmx the browser moves on only when an answer came: without network the page stays, with what is typed in it.
    return HttpResponseClientRedirect(to) if request.htmx else redirect(to)  # type: ignore[attr-defined]
