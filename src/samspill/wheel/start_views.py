"""Starting a project and letting a school join: here because both open arenas and lay plans."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from samspill.access.gate import fetch_for
from samspill.people.answering import answer
from samspill.people.asking import Asked, posted
from samspill.people.models import Municipality, Unit, UnitKind
from samspill.people.panels import Crumb
from samspill.people.queries import units_of
from samspill.projects.models import Project
from samspill.projects.pages import frame
from samspill.wheel import adopt
from samspill.wheel.forms import offer
from samspill.wheel.start_forms import JoinForm, StartForm

FORM = "people/form.html"


def begin(request: Asked, pk: int) -> HttpResponse:
    municipality = fetch_for(request, Municipality, pk, "project.set_up")
    schools = list(units_of(municipality, UnitKind.SCHOOL))
    form = StartForm(posted(request), schools=schools, proposed=adopt.proposed(municipality))

    def do(method: str, start: Any, **_schools: str) -> adopt.Adopted:
        chosen = {"schools": form.chosen("in"), "compared": form.chosen("compared")}
        return adopt.begin(municipality, method=method, start=start, **chosen, acting=request.person, at=timezone.now())

    crumbs = (Crumb(municipality.name, municipality.get_absolute_url()),)
    context = {"title": _("Start a project"), "back": crumbs[0].url, "crumbs": crumbs, "submit": _("Start")}
    return answer(request, form, do, template=FORM, context=context, to=lambda done: done.project.get_absolute_url())


def join(request: Asked, pk: int) -> HttpResponse:
    project = fetch_for(request, Project.objects.select_related("municipality"), pk, "project.set_up")
    form = JoinForm(posted(request), initial={"joined": request.today, "takes_part": True})
    offer(form, "unit", _outside(project))
    do = partial(adopt.let_join, project, acting=request.person, at=timezone.now())
    context = frame(project, _("Let a school join"))
    return answer(request, form, do, template=FORM, context=context, to=project.get_absolute_url())


def _outside(project: Project) -> QuerySet[Unit]:
    schools = units_of(project.municipality, UnitKind.SCHOOL)
    return schools.exclude(participations__project=project)
