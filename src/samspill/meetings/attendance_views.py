"""Who is there, in one tap each; substitutes and guests."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from samspill.access.gate import fetch_for
from samspill.meetings import run_pages
from samspill.meetings.actions import attendance
from samspill.meetings.models import Here, Item, Meeting, Presence
from samspill.meetings.queries import agenda_of
from samspill.meetings.run_queries import PRESENCES
from samspill.meetings.run_views import tapped, to_write
from samspill.meetings.saying import tell
from samspill.meetings.taking_part import writer
from samspill.people.asking import Asked, number, posted_number
from samspill.people.models import Person
from samspill.people.queries import named, people_in

SHOWN = 20


def sheet(request: Asked, pk: int) -> HttpResponse:
    """The list on a page of its own, for whoever ticks off at the door."""
    meeting = to_write(request, pk)
    page = run_pages.RunPage(request, meeting, timezone.now())
    page.apart = True
    return render(request, "meetings/attendance.html", {"page": page})


@require_POST
def mark(request: Asked, pk: int) -> HttpResponse:
    presence = _presence(request, pk)
    here = Here.PRESENT if request.POST.get("here") == Here.PRESENT else Here.ABSENT
    do = partial(attendance.mark, presence, here, acting=request.person, at=timezone.now())
    return _ticked(request, presence.meeting, do)


@require_POST
def all_present(request: Asked, pk: int) -> HttpResponse:
    meeting = to_write(request, pk)
    do = partial(attendance.mark_rest_present, meeting, acting=request.person, at=timezone.now())
    return _ticked(request, meeting, do)


@require_POST
def stand_in(request: Asked, pk: int) -> HttpResponse:
    presence = _presence(request, pk)
    person = get_object_or_404(_candidates(request, presence.meeting), pk=posted_number(request, "person"))
    do = partial(attendance.stand_in, presence, person, acting=request.person, at=timezone.now())
    return _ticked(request, presence.meeting, do)


@require_POST
def away(request: Asked, pk: int, item: int) -> HttpResponse:
    presence = _presence(request, pk)
    there = get_object_or_404(Item, pk=item, meeting=presence.meeting)
    verb = attendance.step_out if request.POST.get("out") else attendance.come_back
    do = partial(verb, presence, there, acting=request.person, at=timezone.now())
    return _ticked(request, presence.meeting, do)


def join(request: Asked, pk: int) -> HttpResponse:
    """Search for somebody who came without an invitation; POST takes the person in."""
    meeting = to_write(request, pk)
    if request.method == "POST":
        return _take_in(request, meeting)
    words = request.GET.get("q", "").replace("\x00", "").strip()
    rows = list(named(_candidates(request, meeting), words).order_by("name")[: SHOWN + 1]) if words else []
    back = _back(request, meeting)
    context = run_pages.frame(meeting, "", back) | {"meeting": meeting, "people": rows[:SHOWN], "words": words}
    stand_in_for = PRESENCES.filter(meeting=meeting, pk=number(request, "for") or 0).first()
    context |= {"more": len(rows) > SHOWN, "stand_in_for": stand_in_for, "item": _item(request, meeting)}
    return render(request, "meetings/join.html", context)


def _take_in(request: Asked, meeting: Meeting) -> HttpResponse:
    person = get_object_or_404(_candidates(request, meeting), pk=posted_number(request, "person"))
    only = _item(request, meeting) if request.POST.get("only") else None
    do = partial(attendance.join, meeting, person, only=only, acting=request.person, at=timezone.now())
    return tapped(request, do, _back(request, meeting))


def _ticked(request: Asked, meeting: Meeting, do: Callable[[], object]) -> HttpResponse:
    """Like `tapped`, but htmx follows the way back itself and takes the list out of the page it finds there."""
    tell(request, do)
    return redirect(_back(request, meeting))


def _presence(request: Asked, pk: int) -> Presence:
    return fetch_for(request, PRESENCES, pk, "minutes.write", writer(request.person))


def _candidates(request: Asked, meeting: Meeting) -> QuerySet[Person]:
    return people_in(meeting.arena.unit.municipality, request.today)


def _item(request: Asked, meeting: Meeting) -> Item | None:
    return agenda_of(meeting).filter(pk=number(request, "item") or 0).first()


def _back(request: Asked, meeting: Meeting) -> str:
    """The screen of the meeting where one came from there, else the list of who is there."""
    item = _item(request, meeting)
    return run_pages.run_url(meeting, item) if item else reverse("meetings:attendance", args=[meeting.pk])
