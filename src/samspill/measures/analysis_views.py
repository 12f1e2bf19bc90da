"""The deciding body goes through proposals: one page for each, one verb for each button."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.measures import analysis_forms as forms
from samspill.measures import analysis_pages as pages
from samspill.measures.actions import analysing
from samspill.measures.models import Measure
from samspill.measures.queries import MEASURES
from samspill.people.answering import VersionForm, answer
from samspill.people.asking import Asked, posted
from samspill.people.models import Person

FORM = "people/form.html"


def analyse(request: Asked, pk: int) -> HttpResponse:
    found = pages.steered(request, pk)
    form = forms.WordForm(initial={"version": found.version})
    return render(request, "measures/analysis.html", {**pages.sitting(request, found), "form": form})


@require_POST
def put_forward(request: Asked, pk: int) -> HttpResponse:
    return _said(request, pk, analysing.put_forward, _("Put forward."))


@require_POST
def park(request: Asked, pk: int) -> HttpResponse:
    return _said(request, pk, analysing.park, _("Parked. Take it up again whenever you like."))


@require_POST
def decline(request: Asked, pk: int) -> HttpResponse:
    return _said(request, pk, analysing.decline, _("Declined. It stays in the list, with the reason."))


@require_POST
def to_forum(request: Asked, pk: int) -> HttpResponse:
    return _said(request, pk, analysing.to_forum, _("Sent to be clarified. It comes back when the answer is there."))


def _said(request: Asked, pk: int, verb: Callable[..., object], said: str) -> HttpResponse:
    """One verb with one word, and on to the next proposal."""
    found = pages.steered(request, pk)
    form, context = forms.WordForm(request.POST), pages.sitting(request, found)
    do = partial(verb, found, acting=request.person, at=timezone.now())
    to = str(context["onward"])
    return answer(request, form, do, template="measures/analysis.html", context=context, to=to, said=said)


@require_POST
def resume(request: Asked, pk: int) -> HttpResponse:
    return _undone(request, pk, analysing.resume, _("Taken up again."))


@require_POST
def unmerge(request: Asked, pk: int) -> HttpResponse:
    return _undone(request, pk, analysing.unmerge, _("They are apart again."))


def _undone(request: Asked, pk: int, verb: Callable[..., object], said: str) -> HttpResponse:
    found = pages.steered(request, pk)
    form = VersionForm(request.POST)
    do = partial(verb, found, acting=request.person, at=timezone.now())
    context, to = pages.form_page(found, said, _("Try again")), found.get_absolute_url()
    return answer(request, form, do, template=FORM, context=context, to=to, said=said)


def merge(request: Asked, pk: int) -> HttpResponse:
    found = pages.steered(request, pk)
    others = pages.others_for(request.actor, found)
    form = forms.MergeForm(posted(request), others=others, initial={"version": found.version})
    do = partial(_merge, found, acting=request.person, at=timezone.now())
    context = pages.form_page(found, _("Merge with others"), _("Merge"))
    said = _("Merged. All they grew from has come along.")
    return answer(request, form, do, template=FORM, context=context, to=Measure.get_absolute_url, said=said)


def _merge(
    measure: Measure, *, acting: Person | None, at: datetime, into: str, title: str, others: Sequence[str], **rest: Any
) -> Measure:
    """An existing one stays, or a new one is made of them all."""
    analysing.unchanged(measure, rest["version"])
    sources = [measure, *MEASURES.filter(pk__in=others, unit=measure.unit).exclude(pk=into or 0)]
    if into:
        target = MEASURES.get(pk=into, unit=measure.unit)
        return analysing.merge(target, sources, reason=rest["reason"], acting=acting, at=at)
    return analysing.gather(sources, title=title, reason=rest["reason"], acting=acting, at=at)


def split(request: Asked, pk: int) -> HttpResponse:
    found = pages.steered(request, pk)
    form = forms.SplitForm(posted(request), statements=found.statements.all(), initial={"version": found.version})
    do = partial(_split, found, acting=request.person, at=timezone.now())
    context = pages.form_page(found, _("Split into several"), _("Split"))
    to = reverse("measures:proposals", args=[found.unit_id])
    said = _("Split. Each part goes its own way now.")
    return answer(request, form, do, template=FORM, context=context, to=to, said=said)


def _split(measure: Measure, *, titles: list[str], dealt: dict[int, list[int]], **rest: Any) -> list[Measure]:
    return analysing.split(measure, pages.parts_of(titles, dealt), **rest)
