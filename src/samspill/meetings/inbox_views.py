"""The inbox: handing in, and what its leader answers."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.access.gate import demand, fetch_for
from samspill.arenas.queries import ARENAS
from samspill.documents.actions import take_in
from samspill.documents.forms import FileForm
from samspill.meetings import agenda_forms as forms
from samspill.meetings import agenda_pages as pages
from samspill.meetings import inbox_pages, item_pages
from samspill.meetings.actions import inbox as actions
from samspill.meetings.models import Item
from samspill.meetings.queries import ITEMS, coming, open_meetings
from samspill.meetings.readers import matter_scope
from samspill.people.answering import VersionForm, answer
from samspill.people.asking import Asked, posted


def inbox(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, ARENAS.all(), pk, "item.read")
    return render(request, "meetings/inbox.html", inbox_pages.inbox_page(request, found))


def submit(request: Asked, pk: int) -> HttpResponse:
    found, now = fetch_for(request, ARENAS.all(), pk, "item.submit"), timezone.now()
    form = forms.MatterForm(posted(request), people=pages.people_of(found, request.today))
    do = partial(actions.submit, found, acting=request.person, at=now)
    context = inbox_pages.submit_frame(found, request.today, now)
    to = Item.get_absolute_url
    return answer(request, form, do, template="meetings/submit.html", context=context, to=to, said=_("Handed in."))


def item(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, ITEMS.all(), pk, "item.read", matter_scope(request.person))
    return render(request, "meetings/item.html", item_pages.item_page(request, found))


@require_POST
def attach(request: Asked, pk: int) -> HttpResponse:
    """Put a paper to a matter: whoever may hand in and may read it."""
    found = fetch_for(request, ITEMS.all(), pk, "item.read", matter_scope(request.person))
    demand(request, found.arena, "item.submit")
    form = FileForm(request.POST, request.FILES)
    place = item_pages.place_of(found)
    do = partial(take_in, place=place, acting=request.person, at=timezone.now())
    context = inbox_pages.verb_frame(found, _("Files"), found.get_absolute_url(), _("Hand in the file"))
    return answer(request, form, do, template="people/form.html", context=context, to=found.get_absolute_url())


@require_POST
def accept(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, ITEMS.all(), pk, "item.sort")
    form = forms.AcceptForm(request.POST, meetings=open_meetings(found.arena))
    do = partial(actions.accept, found, acting=request.person, at=timezone.now())
    back = inbox_pages.back_to(request, found)
    context = pages.form_frame(found.arena, _("Take the matter on the agenda"), back)
    return answer(request, form, do, template="people/form.html", context=context, to=back)


def postpone(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, ITEMS.all(), pk, "item.sort")
    meetings = coming(found.arena, request.today).filter(begun_at=None)
    start = {"version": found.version, "meeting": found.meeting_id}
    form = forms.PostponeForm(posted(request), meetings=meetings, initial=start)
    do = partial(actions.postpone, found, acting=request.person, at=timezone.now())
    back = inbox_pages.back_to(request, found)
    context = inbox_pages.verb_frame(found, _("Postpone the matter"), back, _("Postpone"))
    return answer(request, form, do, template="people/form.html", context=context, to=back)


def give_back(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, ITEMS.all(), pk, "item.sort")
    form = forms.GiveBackForm(posted(request), initial={"version": found.version})
    do = partial(actions.give_back, found, acting=request.person, at=timezone.now())
    back = inbox_pages.back_to(request, found)
    context = inbox_pages.verb_frame(found, _("Return the matter"), back, _("Return it"))
    return answer(request, form, do, template="people/form.html", context=context, to=back)


def send_on(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, ITEMS.all(), pk, "item.sort")
    arenas, names = pages.arenas_to_send_to(found.arena, request.today)
    form = forms.SendOnForm(posted(request), arenas=arenas, names=names, initial={"version": found.version})
    do = partial(actions.send_on, found, acting=request.person, at=timezone.now())
    back = inbox_pages.back_to(request, found)
    context = inbox_pages.verb_frame(found, _("Send the matter to another arena"), back, _("Send it on"))
    return answer(request, form, do, template="people/form.html", context=context, to=back)


@require_POST
def withdraw(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, ITEMS.all(), pk, "item.withdraw")
    form = VersionForm(request.POST)
    do = partial(actions.withdraw, found, acting=request.person, at=timezone.now())
    context = inbox_pages.verb_frame(found, _("Take the matter back"), found.get_absolute_url(), _("Take it back"))
    return answer(request, form, do, template="people/form.html", context=context, to=found.get_absolute_url())
