"""Every statement of a conference beside its themes: sorted by hand, by keyboard, in bulk, by several at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from samspill.access.gate import fetch_for
from samspill.conferences import code_pages as pages
from samspill.conferences.actions import code
from samspill.conferences.code_forms import SortForm
from samspill.conferences.code_queries import mark_of
from samspill.conferences.models import Conference, Theme
from samspill.conferences.queries import CONFERENCES
from samspill.conferences.rights import steer
from samspill.people.asking import Asked

SIDE = "conferences/_code_side.html"


def analysed(request: Asked, pk: int) -> Conference:
    """A conference whose statements the reader may work with."""
    return fetch_for(request, CONFERENCES.all(), pk, "conference.analyse", steer(request.today))


def coding(request: Asked, pk: int) -> HttpResponse:
    found = analysed(request, pk)
    return render(request, "conferences/code_page.html", pages.page(request, found))


def now(request: Asked, pk: int) -> HttpResponse:
    """What others have sorted since; nothing (204) when it stands as the reader saw it."""
    found = analysed(request, pk)
    if request.GET.get("seen") == mark_of(found):
        return HttpResponse(status=204)
    return render(request, SIDE, pages.side_now(request, found))


@require_POST
def sort(request: Asked, pk: int) -> HttpResponse:
    """Put the chosen statements into a theme, take them out, or begin a theme with them."""
    found = analysed(request, pk)
    form = SortForm(request.POST, themes=found.themes.all())
    if not form.is_valid():
        return _refused(request, found, [str(word) for words in form.errors.values() for word in words])
    try:
        theme, changed = _do(request, found, **form.cleaned_data)
    except ValidationError as error:
        return _refused(request, found, error.messages)
    do = "out" if form.cleaned_data["do"] == "out" else "in"
    said = pages.sorted_words(do, theme, len(changed))
    back = {"do": "in" if do == "out" else "out", "theme": theme.pk, "points": ",".join(map(str, changed))}
    if not request.headers.get("HX-Request"):
        messages.success(request, said)
        return redirect(pages.coding_url(found))
    return render(request, SIDE, pages.side_now(request, found, said=said, undo=back if changed else None, done=True))


def _do(
    request: Asked, conference: Conference, *, do: str, points: list[int], theme: Theme | None, name: str
) -> tuple[Theme, list[int]]:
    assert request.person, "the gate lets nobody else in"
    who: dict[str, Any] = {"acting": request.person, "at": timezone.now()}
    if do == "new":
        theme = code.make_theme(conference, name=name, **who)
    assert theme, "the form has asked for it"
    theme.conference = conference
    verb = code.take_out if do == "out" else code.put_into
    return theme, verb(theme, points, **who)


def _refused(request: Asked, conference: Conference, words: Sequence[str]) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return render(request, SIDE, pages.side_now(request, conference, refused=words), status=422)
    context = pages.page(request, conference) | {"refused": words}
    return render(request, "conferences/code_page.html", context, status=422)
