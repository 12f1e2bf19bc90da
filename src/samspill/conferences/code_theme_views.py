"""Themes: made, named, ordered, merged, taken apart, removed; proposals from them; the end of the analysis."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.access.gate import demand, fetch_for
from samspill.conferences import code_forms as forms
from samspill.conferences import code_theme_pages as pages
from samspill.conferences.actions import code, code_handing
from samspill.conferences.actions.code import Merge
from samspill.conferences.code_pages import merge_words
from samspill.conferences.code_queries import THEMES
from samspill.conferences.code_views import analysed
from samspill.conferences.models import Conference, Theme
from samspill.conferences.queries import CONFERENCES
from samspill.conferences.rights import reader, steer
from samspill.conferences.shown import frame
from samspill.meetings.agenda_forms import OrderForm
from samspill.people.answering import VersionForm, answer
from samspill.people.asking import Asked, posted
from samspill.people.versions import StaleError

FORM, LIST = "people/form.html", "conferences/code_themes.html"


def _readable(request: Asked, conference: Conference) -> None:
    """Those who work with the themes read them at once, everybody else when the analysis stands."""
    if conference.analysed_at is None:
        demand(request, steer(request.today)(conference), "conference.analyse")


def _theme(request: Asked, pk: int) -> Theme:
    """A theme the reader may work with."""
    return fetch_for(request, THEMES, pk, "conference.analyse", lambda theme: steer(request.today)(theme.conference))


def themes(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, CONFERENCES.all(), pk, "conference.read", reader(request.person))
    _readable(request, found)
    return render(request, LIST, pages.list_page(request, found))


def theme(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, THEMES, pk, "conference.read", lambda one: reader(request.person)(one.conference))
    _readable(request, found.conference)
    if found.into_id:
        messages.info(request, _("“%(name)s” was merged, and is read here.") % {"name": found.name})
        return redirect("conferences:theme", found.into_id)
    return render(request, "conferences/code_theme.html", pages.theme_page(request, found))


def add_theme(request: Asked, pk: int) -> HttpResponse:
    found = analysed(request, pk)
    form = forms.NewThemeForm(posted(request))
    do = partial(code.make_theme, found, acting=request.person, at=timezone.now())
    to = reverse("conferences:themes", args=[found.pk])
    context = frame(found, _("A new theme")) | {"back": to}
    return answer(request, form, do, template=FORM, context=context, to=to)


@require_POST
def arrange_themes(request: Asked, pk: int) -> HttpResponse:
    found, order, status = analysed(request, pk), OrderForm(request.POST), 200
    try:
        code.arrange_themes(found, **order.wanted(), acting=request.person, at=timezone.now())
    except StaleError:
        status = 409
    fragment = bool(request.headers.get("HX-Request"))
    if status == 200 and not fragment:
        return redirect("conferences:themes", found.pk)
    context = pages.list_page(request, found, stale=status == 409, moved=order.moved())
    return render(request, "conferences/_code_shelves.html" if fragment else LIST, context, status=status)


def change_theme(request: Asked, pk: int) -> HttpResponse:
    found = _theme(request, pk)
    start = {name: getattr(found, name) for name in ("version", "name", "remark")}
    form = forms.ThemeForm(posted(request), initial=start)
    do = partial(code.change_theme, found, acting=request.person, at=timezone.now())
    context = pages.theme_frame(found, _("Change the theme"))
    return answer(request, form, do, template=FORM, context=context, to=context["back"])


def merge_theme(request: Asked, pk: int) -> HttpResponse:
    found = _theme(request, pk)
    form = forms.MergeForm(posted(request), others=pages.others_than(found, everyone=request.method == "POST"))
    do = partial(code.merge, found, acting=request.person, at=timezone.now())

    def to(done: Merge) -> str:
        messages.success(request, merge_words(done))
        return reverse("conferences:theme", args=[done.stays.pk])

    context = pages.theme_frame(found, _("Merge the theme")) | {"submit": _("Merge")}
    return answer(request, form, do, template=FORM, context=context, to=to)


@require_POST
def unmerge_theme(request: Asked, pk: int) -> HttpResponse:
    found = _theme(request, pk)
    try:
        code.unmerge(found, acting=request.person, at=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("conferences:theme", found.pk)


@require_POST
def remove_theme(request: Asked, pk: int) -> HttpResponse:
    found = _theme(request, pk)
    try:
        code.remove_theme(found, acting=request.person, at=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("conferences:theme", pk)
    return redirect("conferences:themes", found.conference_id)


def propose(request: Asked, pk: int) -> HttpResponse:
    """A proposal from a theme; what says the same already is shown first, and stands in nobody's way."""
    found = _theme(request, pk)
    form, context = pages.propose_page(request, found)
    template = "conferences/code_propose.html"
    if form.is_bound and form.is_valid() and pages.not_seen(request, context["alike"]):
        return render(request, template, {**context, "form": form, "asks": True})
    do = partial(code_handing.propose_from, found, acting=request.person, at=timezone.now())
    return answer(request, form, do, template=template, context=context, to=context["back"])


def finish(request: Asked, pk: int) -> HttpResponse:
    found = analysed(request, pk)
    context = pages.finish_page(found)
    lacks = bool(context["uncoded"] or context["silent"])
    form = forms.FinishForm(posted(request), lacks=lacks, initial={"version": found.version})
    do = partial(code_handing.finish_analysis, found, acting=request.person, at=timezone.now())
    to = found.get_absolute_url()
    return answer(request, form, do, template="conferences/code_finish.html", context=context, to=to)


def hand_on(request: Asked, pk: int) -> HttpResponse:
    found = analysed(request, pk)
    form = VersionForm(posted(request), initial={"version": found.version})
    do = partial(code_handing.hand_on, found, acting=request.person, at=timezone.now())
    context = pages.hand_page(request, found)
    to = found.get_absolute_url()
    return answer(request, form, do, template="conferences/code_hand_on.html", context=context, to=to)
