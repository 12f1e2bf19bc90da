from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.access.gate import fetch_for
from samspill.arenas.pages import under
from samspill.arenas.queries import ARENAS
from samspill.followups import actions, forms, pages
from samspill.followups.queries import FOLLOWUPS, colleagues_in
from samspill.people.answering import answer
from samspill.people.asking import Asked, posted

FORM = "people/form.html"


def mine(request: Asked) -> HttpResponse:
    if request.person is None:
        return redirect("account_login")
    return render(request, "followups/mine.html", pages.my_list(request, request.person))


def of_arena(request: Asked, pk: int) -> HttpResponse:
    arena = fetch_for(request, ARENAS.all(), pk, "followup.read")
    return render(request, "followups/of_arena.html", pages.arena_list(request, arena))


def followup(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, FOLLOWUPS.all(), pk, "followup.read")
    return render(request, "followups/followup.html", pages.one_page(request, found))


def done(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, FOLLOWUPS.all(), pk, "followup.change")
    form = forms.FinishForm(posted(request), initial={"version": found.version, "word": found.word})
    do = partial(actions.finish, found, on=found.done_on or request.today, acting=request.person, at=timezone.now())
    context = {**pages.frame(request, found, _("Tick it off")), "submit": _("Done")}
    to, said = pages.way_back(request, found), _("Ticked off. You find it under “Done lately” for two weeks.")
    return answer(request, form, do, template=FORM, context=context, to=to, said=said)


def change(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, FOLLOWUPS.all(), pk, "followup.change")
    people = colleagues_in(found.arena, request.today) | type(found.who).objects.filter(pk=found.who_id)
    form = forms.ChangeForm(posted(request), followup=found, people=people)
    do = partial(actions.change_followup, found, acting=request.person, at=timezone.now())
    context = pages.frame(request, found, _("Change the follow-up"))
    return answer(request, form, do, template=FORM, context=context, to=found.get_absolute_url())


def drop(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, FOLLOWUPS.all(), pk, "followup.change")
    form = forms.DropForm(posted(request), initial={"version": found.version})
    do = partial(actions.drop, found, acting=request.person, at=timezone.now())
    context = {**pages.frame(request, found, _("Drop the follow-up")), "submit": _("Drop it")}
    return answer(request, form, do, template=FORM, context=context, to=found.get_absolute_url())


@require_POST
def reopen(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, FOLLOWUPS.all(), pk, "followup.change")
    actions.reopen(found, version=None, acting=request.person, at=timezone.now())
    messages.success(request, _("It is open again."))
    return redirect(pages.way_back(request, found))


def add(request: Asked) -> HttpResponse:
    if request.person is None:
        return redirect("account_login")
    form = forms.AddForm(posted(request), arenas=pages.my_arenas(request, request.person))
    do = partial(actions.promise, who=request.person, acting=request.person, at=timezone.now())
    context = {"title": _("Add a follow-up"), "back": reverse("followups:mine"), "crumbs": ()}
    return answer(request, form, do, template=FORM, context=context, to=reverse("followups:mine"))


def ask(request: Asked, pk: int) -> HttpResponse:
    arena = fetch_for(request, ARENAS.all(), pk, "followup.change")
    people = colleagues_in(arena, request.today)
    form = forms.AskForm(posted(request), people=people, initial={"who": request.person})
    do = partial(actions.promise, arena, acting=request.person, at=timezone.now())
    back = reverse("followups:of_arena", args=[arena.pk])
    context = {"title": _("Add a follow-up"), "back": back, "crumbs": under(arena, str(arena))}
    return answer(request, form, do, template=FORM, context=context, to=back)
