from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.access.gate import fetch_for, may
from samspill.clarifications import actions, forms, pages
from samspill.clarifications.models import Clarification
from samspill.clarifications.phases import ANSWERED, CALLED, CLARIFIED, REPORTED
from samspill.clarifications.queries import CASES, asked_by, cases_of, project_for, written_about
from samspill.meetings.queries import coming
from samspill.people.answering import VersionForm, answer
from samspill.people.asking import Asked, posted
from samspill.people.models import Municipality, Unit

FORM = "people/form.html"
UNITS = Unit.objects.select_related("municipality")


def of_municipality(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, Municipality, pk, "municipality.read")
    context = pages.municipality_frame(request, found) | pages.listed(request, cases_of(found))
    return render(request, "clarifications/list.html", context)


def of_unit(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, UNITS, pk, "unit.read")
    context = pages.unit_frame(request, found) | pages.listed(request, asked_by(found))
    return render(request, "clarifications/list.html", context)


def raise_one(request: Asked, pk: int) -> HttpResponse:
    unit = fetch_for(request, UNITS, pk, "clarification.raise")
    reports = may(request, unit, "clarification.report")
    form = forms.RaiseForm(posted(request), services=pages.services_in(unit.municipality), may_report=reports)
    project = project_for(unit)
    do = partial(actions.raise_case, project, unit=unit, acting=request.person, at=timezone.now())
    crumbs = pages.crumbs_of(unit)
    context = {"title": _("Ask for a clarification"), "back": crumbs[-1].url, "crumbs": crumbs, "submit": _("Ask")}
    return answer(request, form, do, template=FORM, context=context, to=Clarification.get_absolute_url)


def case(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, CASES, pk, "clarification.read")
    return render(request, "clarifications/case.html", pages.case_page(request, found))


def report(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, CASES, pk, "clarification.report")
    form = forms.ReportForm(posted(request), case=found, missing=pages.missing_for(found, REPORTED))
    context = pages.frame(found, _("Report it to the school owner"), submit=_("Report it"))
    return _step(request, found, form, actions.report, context, _("It is reported. The school owner has got a mail."))


def put_on_agenda(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, CASES, pk, "clarification.settle")
    meetings, missing = coming(found.item.arena, request.today), pages.missing_for(found, CALLED)
    form = forms.AgendaForm(posted(request), case=found, meetings=meetings, missing=missing)
    context = pages.frame(found, _("Put it on an agenda"), submit=_("Put it on the agenda"))
    return _step(request, found, form, actions.put_on_agenda, context)


def call_services(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, CASES, pk, "clarification.settle")
    services, missing = pages.services_in(found.unit.municipality), pages.missing_for(found, CALLED)
    form = forms.ServicesForm(posted(request), case=found, services=services, missing=missing)
    context = pages.frame(found, _("Call those whom it concerns"), submit=_("Call the meeting"))
    told = _("The meeting is called. Send its agenda, so that those who are invited hear of it.")
    return _step(request, found, form, actions.call_services, context, told)


def clarify(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, CASES, pk, "clarification.settle")
    written = "\n\n".join(one.text for one in reversed(written_about(found)))
    missing = pages.missing_for(found, CLARIFIED)
    form = forms.ClarifyForm(posted(request), case=found, missing=missing, initial={"answer": written})
    return _step(request, found, form, actions.clarify, pages.frame(found, _("Write down the answer")))


@require_POST
def take_answer(request: Asked, pk: int, outcome: int) -> HttpResponse:
    found = fetch_for(request, CASES, pk, "clarification.settle")
    line = get_object_or_404(written_about(found), pk=outcome)
    form = VersionForm(request.POST)
    do = partial(actions.clarify_with, found, line, acting=request.person, at=timezone.now())
    context = pages.frame(found, _("Let this be the answer"), lead=line.text)
    return answer(request, form, do, template=FORM, context=context, to=found.get_absolute_url())


def answer_back(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, CASES, pk, "clarification.settle")
    form = forms.AnswerForm(posted(request), case=found, missing=pages.missing_for(found, ANSWERED))
    context = pages.frame(found, _("Answer those who asked"), submit=_("Send the answer"))
    return _step(request, found, form, actions.answer_back, context, _("The answer is on its way."))


def change_due(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, CASES, pk, "clarification.settle")
    form = forms.DueForm(posted(request), case=found)
    return _step(request, found, form, actions.change_due, pages.frame(found, _("Change when the answer is due")))


def withdraw(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, CASES, pk, "clarification.withdraw")
    form = forms.WithdrawForm(posted(request), case=found)
    context = pages.frame(found, _("Withdraw the clarification"), submit=_("Withdraw it"))
    return _step(request, found, form, actions.withdraw, context)


def _step(
    request: Asked, found: Clarification, form: Any, verb: Any, context: dict[str, object], said: str = ""
) -> HttpResponse:
    """The fate of every form about a case: the verb, and back to the case."""
    do = partial(verb, found, acting=request.person, at=timezone.now())
    return answer(request, form, do, template=FORM, context=context, to=found.get_absolute_url(), said=said)
