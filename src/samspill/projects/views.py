from __future__ import annotations

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.access.gate import fetch_for
from samspill.people.answering import answer
from samspill.people.asking import Asked, posted
from samspill.people.models import UnitKind
from samspill.people.queries import units_of
from samspill.projects import actions, forms, pages
from samspill.projects.adapting import form_for
from samspill.projects.models import Adaptation, Participation, Project
from samspill.projects.queries import adapted

FORM = "people/form.html"


def _project(request: Asked, pk: int, word: str) -> Project:
    return fetch_for(request, Project.objects.select_related("municipality"), pk, word)


def project(request: Asked, pk: int) -> HttpResponse:
    found = _project(request, pk, "project.read")
    return render(request, "projects/project.html", pages.project_page(request, found))


def contact(request: Asked, pk: int) -> HttpResponse:
    found = _project(request, pk, "project.set_up")
    services = units_of(found.municipality, UnitKind.SERVICE)
    start = {"service": request.GET.get("service"), "on": request.today}
    form = forms.ContactForm(posted(request), services=services, initial=start)
    do = partial(actions.record_service_contact, found, acting=request.person, at=timezone.now())
    context = pages.frame(found, _("Record that a service has been contacted"))
    return answer(request, form, do, template=FORM, context=context, to=found.get_absolute_url())


def leave(request: Asked, pk: int) -> HttpResponse:
    rows = Participation.objects.select_related("unit", "project__municipality")
    found = fetch_for(request, rows, pk, "project.set_up")
    form = forms.LeaveForm(posted(request), initial={"left": request.today})
    do = partial(actions.leave, found, acting=request.person, at=timezone.now())
    context = {**pages.frame(found.project, _("Leave the project")), "lead": found.unit.name}
    return answer(request, form, do, template=FORM, context=context, to=found.project.get_absolute_url())


def adaptation(request: Asked, pk: int) -> HttpResponse:
    found = _project(request, pk, "project.adapt")
    return render(request, "projects/adaptation.html", pages.adaptation_page(found))


def adapt(request: Asked, pk: int, what: str) -> HttpResponse:
    found = _project(request, pk, "project.adapt")
    method = adapted(found).method
    form = form_for(method, what, posted(request))
    if form is None:
        raise Http404

    def do(reason: str, **_fields: Any) -> Adaptation:
        path, value = form.overlay()
        return actions.adapt(found, path=path, value=value, reason=reason, acting=request.person, at=timezone.now())

    context = {**pages.frame(found, form.title, method), "lead": form.lead}
    return answer(request, form, do, template=FORM, context=context, to=reverse("projects:adaptation", args=[pk]))


@require_POST
def withdraw(request: Asked, pk: int) -> HttpResponse:
    rows = Adaptation.objects.select_related("project").filter(withdrawn_at=None)
    found = fetch_for(request, rows, pk, "project.adapt")
    actions.withdraw_adaptation(found, acting=request.person, at=timezone.now())
    return redirect("projects:adaptation", found.project_id)
