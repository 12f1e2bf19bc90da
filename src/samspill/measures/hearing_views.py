"""Asking the teams about proposals, and writing down what each of them thinks."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samspill.access.gate import demand, fetch_for
from samspill.arenas.queries import ARENAS
from samspill.measures import hearing_forms as forms
from samspill.measures import hearing_pages as pages
from samspill.measures import sitting_pages
from samspill.measures.actions import hearing as actions
from samspill.measures.analysis_pages import steered
from samspill.measures.hearing import ANSWERS, answering, sitting
from samspill.measures.models.measure import place_of
from samspill.measures.proposal_pages import SCHOOLS, steering_at
from samspill.people.answering import answer as answered
from samspill.people.asking import Asked, posted


def ask(request: Asked, pk: int) -> HttpResponse:
    found = steered(request, pk)
    form = forms.AskForm(posted(request), initial={"by": request.today + pages.USUAL})
    do = partial(actions.ask_teams, [found], acting=request.person, at=timezone.now())
    context, to = pages.ask_page(found), f"{found.get_absolute_url()}#hearing"
    said = _("Asked. It comes on each team's next agenda by itself.")
    return answered(request, form, do, template="people/form.html", context=context, to=to, said=said)


def ask_all(request: Asked, pk: int) -> HttpResponse:
    """Everything that is put forward and not asked about yet, after a sitting."""
    unit = fetch_for(request, SCHOOLS.all(), pk, "measure.read", place_of)
    demand(request, steering_at(unit, request.today), "measure.steer")
    found = pages.to_ask(unit)
    form = forms.AskForm(posted(request), initial={"by": request.today + pages.USUAL})
    do = partial(actions.ask_teams, found, acting=request.person, at=timezone.now())
    context, to = pages.ask_all_page(unit, len(found)), reverse("measures:proposals", args=[unit.pk])
    return answered(request, form, do, template="people/form.html", context=context, to=to)


def answer(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, ANSWERS.all(), pk, "measure.answer", answering(request.person))
    initial = {"version": found.version, "stance": found.stance, "reason": found.reason}
    form = forms.AnswerForm(posted(request), initial=initial)
    do = partial(actions.give_answer, found, acting=request.person, at=timezone.now())
    context, to = pages.answer_page(request, found), f"{found.measure.get_absolute_url()}#hearing"
    said = _("Kept. You can change it until the decision stands.")
    return answered(request, form, do, template="measures/hearing_answer.html", context=context, to=to, said=said)


def answer_all(request: Asked, pk: int) -> HttpResponse:
    """Everything one team has been asked about, in one go; what it leaves empty waits on."""
    arena = fetch_for(request, ARENAS, pk, "measure.answer", sitting(request.person))
    found = sitting_pages.sitting(request, arena)
    if request.method == "POST":
        kept = sitting_pages.keep(found.rows, acting=request.person, at=timezone.now())
        if kept or not found.errors:
            messages.success(request, sitting_pages.said(kept))
            return redirect("measures:answer_all", pk)
    status = 409 if found.stale else 422 if found.errors else 200
    return render(request, "measures/sitting.html", sitting_pages.page(request, found), status=status)
