"""Writing in the log and reading it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.access.gate import demand, fetch_for
from samspill.access.rules import Scope
from samspill.measures import log_forms as forms
from samspill.measures import log_pages as pages
from samspill.measures.actions import log as actions
from samspill.measures.log_queries import SHOWN, entry_scope, log_scope
from samspill.measures.models import LogEntry, LogReminder, Measure
from samspill.measures.queries import MEASURES
from samspill.people.answering import answer
from samspill.people.asking import Asked, posted, sent_files
from samspill.people.models import Unit
from samspill.projects.models import Participation, Project
from samspill.projects.queries import adapted, participation_of


def choose(request: Asked) -> HttpResponse:
    """One tap from anywhere: straight to the form of the one try-out that is one's own, else a choice."""
    own, rest = pages.choices(request)
    only = own or rest
    if len(only) == 1 and "choose" not in request.GET:
        return redirect(only[0].url)
    return render(request, "measures/log_choose.html", {"own": own, "rest": rest})


def log(request: Asked, pk: int) -> HttpResponse:
    measure = _measure(request, pk, "log.read")
    return render(request, "measures/log.html", pages.log_page(request, measure))


def new(request: Asked, pk: int) -> HttpResponse:
    measure = _measure(request, pk, "log.write")
    do = partial(actions.write, measure, acting=request.person, at=timezone.now())
    context = pages.new_frame(request, measure.title, measure.get_absolute_url())
    return _new(request, do, measure.project, context, to=f"{measure.get_absolute_url()}#log")


def project_log(request: Asked, pk: int) -> HttpResponse:
    part = _part(request, pk, "project_log.read")
    return render(request, "measures/log.html", pages.project_page(request, part))


def new_of_project(request: Asked, pk: int) -> HttpResponse:
    part = _part(request, pk, "project_log.write")
    do = partial(actions.write, (part.unit, part.project), acting=request.person, at=timezone.now())
    to = reverse("measures:project_log", args=[pk])
    return _new(request, do, part.project, pages.new_frame(request, _("The leader’s log of the project"), to), to=to)


def _new(request: Asked, do: Callable[..., Any], project: Project, context: dict[str, Any], *, to: str) -> HttpResponse:
    assert request.person
    form = forms.EntryForm(
        posted(request),
        sent_files(request),
        initial={"on": request.today},
        method=adapted(project).method,
        today=request.today,
        person=request.person.pk,
    )
    said = _("Saved in the log.")
    return by_phone(
        request, answer(request, form, do, template="measures/log_new.html", context=context, to=to, said=said)
    )


def by_phone(request: Asked, response: HttpResponse) -> HttpResponse:
    """What a phone sends by itself is answered in a word it understands: 204 and where it leads, or 401: not yours."""
    if "X-Later" not in request.headers:
        return response
    if isinstance(response, HttpResponseRedirect):
        return HttpResponse(status=204, headers={"X-Leads-To": response.url})
    if request.person and request.POST.get("by") != str(request.person.pk):
        response.status_code = 401
    return response


def entry(request: Asked, pk: int) -> HttpResponse:
    found = _entry(request, pk, "read_word")
    return render(request, "measures/log_entry.html", pages.entry_page(request, found, timezone.now()))


def change_entry(request: Asked, pk: int) -> HttpResponse:
    found = _entry(request, pk, "write_word", own=True)
    form = forms.ChangeEntryForm(
        posted(request),
        sent_files(request),
        initial={name: getattr(found, name) for name in (*forms.FIELDS, "version")},
        method=adapted(found.project).method,
        today=request.today,
    )
    do = partial(actions.change_entry, found, acting=request.person, at=timezone.now())
    context = pages.form_frame(found, _("Change the entry"))
    to = found.get_absolute_url()
    return answer(request, form, do, template="measures/log_change.html", context=context, to=to)


def withdraw_entry(request: Asked, pk: int) -> HttpResponse:
    found = _entry(request, pk, "write_word", own=True)
    form = forms.WithdrawForm(posted(request), initial={"version": found.version})
    do = partial(actions.withdraw, found, acting=request.person, at=timezone.now())
    context = pages.form_frame(found, _("Take the entry back"), str(found))
    to = found.get_absolute_url()
    return answer(request, form, do, template="people/form.html", context=context, to=to)


def add_to_entry(request: Asked, pk: int) -> HttpResponse:
    found = _entry(request, pk, "write_word")
    form = forms.AdditionForm(posted(request))
    do = partial(actions.add_below, found, acting=request.person, at=timezone.now())
    context = pages.form_frame(found, _("Add below"), str(found))
    to = found.get_absolute_url()
    return answer(request, form, do, template="people/form.html", context=context, to=to)


def answer_entry(request: Asked, pk: int) -> HttpResponse:
    found = _entry(request, pk, "write_word")
    form = forms.AnswerForm(posted(request), initial={"version": found.version, "answer": found.answer})
    do = partial(actions.answer_question, found, acting=request.person, at=timezone.now())
    context = pages.form_frame(found, _("Answer the question"), found.question)
    to = found.get_absolute_url()
    return answer(request, form, do, template="people/form.html", context=context, to=to)


def reminder(request: Asked) -> HttpResponse:
    """Whether a mail comes when a log has stood empty for long."""
    off = LogReminder.objects.filter(person=request.person, wanted=False).exists()
    return render(request, "measures/log_reminder.html", {"wanted": not off, "person": request.person})


@require_POST
def choose_reminder(request: Asked) -> HttpResponse:
    assert request.person
    wanted = request.POST.get("wanted") == "1"
    actions.choose_reminder(request.person, wanted=wanted, acting=request.person, at=timezone.now())
    messages.success(request, _("Done. This holds from now on."))
    return redirect("measures:log_reminder")


def _measure(request: Asked, pk: int, word: str) -> Measure:
    reader = request.person.pk if request.person else None
    return fetch_for(request, MEASURES.all(), pk, word, lambda one: log_scope(one, reader))


def _entry(request: Asked, pk: int, word: str, *, own: bool = False) -> LogEntry:
    """Each entry says itself which word opens it. `own`: only to its author."""
    found = SHOWN.filter(pk=pk).first()
    if found is None:
        raise Http404
    scope = entry_scope(found, request.person.pk if request.person else None)
    demand(request, scope, getattr(found, word))
    if own:
        demand(request, Scope(scope.municipalities, person=found.author_id), "log.write")
    return found


def _part(request: Asked, unit_pk: int, word: str) -> Participation:
    unit = fetch_for(request, Unit.objects.select_related("municipality"), unit_pk, word, pages.unit_scope)
    part = participation_of(unit)
    if part is None:
        raise Http404
    return part
