"""Meetings of an arena, the agenda of one, and what its leader does with it."""

from __future__ import annotations

from functools import partial

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.access.gate import fetch_for, may
from samspill.arenas.queries import ARENAS
from samspill.documents.answers import download
from samspill.meetings import agenda_forms as forms
from samspill.meetings import agenda_pages as pages
from samspill.meetings import inbox_pages
from samspill.meetings.actions import agenda as actions
from samspill.meetings.actions import sending
from samspill.meetings.actions.collecting import collect, wants_collecting
from samspill.meetings.agenda_paper import agenda_paper
from samspill.meetings.queries import ITEMS, MEETINGS, agenda_of, readable_items
from samspill.people.answering import VersionForm, answer
from samspill.people.asking import Asked, posted
from samspill.people.versions import StaleError


def arena(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, ARENAS.all(), pk, "meeting.read")
    return render(request, "meetings/arena.html", inbox_pages.arena_meetings(request, found))


def meeting(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, MEETINGS.all(), pk, "meeting.read")
    if wants_collecting(found, request.today) and may(request, found, "item.sort"):
        collect(found, acting=request.person, at=timezone.now())
    return render(request, "meetings/meeting.html", {"page": pages.meeting_page(request, found)})


def add_item(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, MEETINGS.all(), pk, "item.sort")
    form = forms.MatterForm(posted(request), people=pages.people_of(found.arena, request.today))
    do = partial(actions.add_item, found, acting=request.person, at=timezone.now())
    context = pages.form_frame(found.arena, _("Put a matter on the agenda"), found.get_absolute_url())
    return answer(request, form, do, template="people/form.html", context=context, to=found.get_absolute_url())


@require_POST
def add_point(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, MEETINGS.all(), pk, "item.sort")
    form = forms.PointForm(request.POST)
    do = partial(actions.add_point, found, acting=request.person, at=timezone.now())
    context = pages.form_frame(found.arena, _("Put a point of the method on the agenda"), found.get_absolute_url())
    return answer(request, form, do, template="people/form.html", context=context, to=found.get_absolute_url())


@require_POST
def arrange(request: Asked, pk: int) -> HttpResponse:
    """Save the order: dragged (`order`), or one item a place up or down (`move`). Without htmx the page comes back."""
    found = fetch_for(request, MEETINGS.all(), pk, "item.sort")
    order = forms.OrderForm(request.POST)
    status = 200
    try:
        actions.arrange(found, **order.wanted(), acting=request.person, at=timezone.now())
    except StaleError:
        status = 409
    if status == 200 and not request.headers.get("HX-Request"):
        return redirect(found)
    template = "meetings/_agenda.html" if request.headers.get("HX-Request") else "meetings/meeting.html"
    context = {"page": pages.meeting_page(request, found), "stale": status == 409, "moved": order.moved()}
    return render(request, template, context, status=status)


def send_agenda(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, MEETINGS.all(), pk, "meeting.prepare")
    form = forms.SendForm(posted(request), initial={"version": found.version})
    do = partial(sending.send_agenda, found, acting=request.person, at=timezone.now())
    context = pages.send_frame(found)
    said, to = _("The agenda is on its way."), found.get_absolute_url()
    return answer(request, form, do, template="meetings/send.html", context=context, to=to, said=said)


def agenda_file(request: Asked, pk: int, kind: str) -> HttpResponse:
    found = fetch_for(request, MEETINGS.all(), pk, "meeting.read")
    items = list(readable_items(found, request.person))
    paper = agenda_paper(found, items, get_language() or settings.LANGUAGE_CODE, request.actor)
    return download(paper, kind, at=timezone.now())


def plan(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, MEETINGS.all(), pk, "item.sort")
    people = pages.people_of(found.arena, request.today)
    form = forms.PlanForm(posted(request), items=agenda_of(found), people=people)
    do = partial(actions.plan_items, found, acting=request.person, at=timezone.now())
    context = pages.plan_frame(found, form)
    return answer(request, form, do, template="meetings/plan.html", context=context, to=found.get_absolute_url())


def change_item(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, ITEMS.all(), pk, "item.sort")
    people, kinds = pages.people_of(found.arena, request.today), pages.kinds_for(found)
    form = forms.ItemForm(posted(request), item=found, people=people, kinds=kinds)
    do = partial(actions.change_item, found, acting=request.person, at=timezone.now())
    back = pages.back_of(found)
    context = pages.form_frame(found.arena, _("Change the matter"), back)
    return answer(request, form, do, template="people/form.html", context=context, to=back)


@require_POST
def take_off(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, ITEMS.all(), pk, "item.sort")
    do = partial(actions.take_off, found, acting=request.person, at=timezone.now())
    context = pages.form_frame(found.arena, _("Take it off the agenda"), pages.back_of(found))
    form = VersionForm(request.POST)
    return answer(request, form, do, template="people/form.html", context=context, to=pages.back_of(found))


@require_POST
def restore(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, ITEMS.all(), pk, "item.sort")
    do = partial(actions.restore, found, acting=request.person, at=timezone.now())
    context = pages.form_frame(found.arena, _("Put it on the agenda again"), pages.back_of(found))
    form = VersionForm(request.POST)
    return answer(request, form, do, template="people/form.html", context=context, to=pages.back_of(found))
