from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.access.gate import fetch_for, may
from samspill.arenas import actions, forms, pages
from samspill.arenas.models import Arena
from samspill.arenas.queries import ARENAS, past_seats
from samspill.journal.actions import note_reading
from samspill.journal.history import history_of
from samspill.people.answering import answer
from samspill.people.asking import Asked, posted
from samspill.people.models import Unit
from samspill.people.panels import panels_for


def arena(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, ARENAS.all(), pk, "arena.read")
    context = {"page": pages.arena_page(request, found), "panels": panels_for("arena", request, found)}
    return render(request, "arenas/arena.html" if found.standing else "arenas/passing.html", context)


def history(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, ARENAS.all(), pk, "arena.read")
    past = pages.past_rows(request, past_seats(found, request.today))
    lines = history_of(found, below="arena") if may(request, found, "journal.read") else None
    context = {"page": pages.arena_page(request, found), "past": past, "lines": lines}
    return render(request, "arenas/history.html", context)


def contacts(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, ARENAS.all(), pk, "contacts.read")
    note_reading("arena.contacts_read", found, acting=request.person, at=timezone.now())
    context = pages.contacts_page(request, found)
    return render(request, "arenas/contacts.html", context)


@require_POST
def review_contacts(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, ARENAS.all(), pk, "contacts.review")
    actions.review_contacts(found, on=request.today, acting=request.person, at=timezone.now())
    return redirect("arenas:contacts", pk)


def change(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, ARENAS.all(), pk, "arena.change")
    start = {"version": found.version, "name": found.name, "mandate": found.mandate}
    form = forms.ArenaForm(posted(request), initial=start)
    do = partial(actions.change_arena, found, acting=request.person, at=timezone.now())
    context = pages.frame(found, _("Name and mandate"))
    return answer(request, form, do, template="people/form.html", context=context, to=found.get_absolute_url())


def open_arena(request: Asked, pk: int) -> HttpResponse:
    unit = fetch_for(request, Unit.objects.select_related("municipality"), pk, "unit.set_up")
    project, kinds = pages.kinds_to_open(unit, request.today)
    form = forms.OpenArenaForm(posted(request), kinds=kinds, initial={"since": request.today})
    do = partial(actions.open_chosen, unit, project=project, acting=request.person, at=timezone.now())
    context = {"title": _("Open an arena"), "unit": unit, "back": unit.get_absolute_url(), "kinds": kinds}
    return answer(request, form, do, template="arenas/open.html", context=context, to=Arena.get_absolute_url)
