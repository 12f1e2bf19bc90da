from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samspill.access.gate import actor_of, demand, visible_to
from samspill.access.rules import Scope
from samspill.journal.forms import JournalFilter
from samspill.journal.history import lines_of
from samspill.journal.models import Entry
from samspill.journal.places import places_named

PER_PAGE = 50


def journal(request: HttpRequest) -> HttpResponse:
    """Everything the reader may read about, newest first; one must hold the word somewhere to open the page."""
    actor = actor_of(request)
    units = frozenset(hat.unit for hat in actor.hats if hat.unit is not None)
    demand(request, Scope(actor.municipalities, units), "journal.read")
    rows = visible_to(actor, Entry.objects.all(), "journal.read")
    form = JournalFilter(request.GET, places=places_named(rows))
    page = Paginator(form.narrow(rows), PER_PAGE).get_page(request.GET.get("page"))
    clear = request.path if request.GET else ""
    context = {"page": page, "lines": lines_of(page.object_list), "filter": form, "clear": clear}
    return render(request, "journal/journal.html", context)
