"""A school's measures side by side, those of all schools for their owner, and the way to one's own."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render

from samspill.access.gate import fetch_for, visible_to
from samspill.measures import overview_pages as pages
from samspill.measures.overview_project import project_page
from samspill.measures.proposal_pages import schools_of
from samspill.measures.side import school_place
from samspill.people.asking import Asked
from samspill.people.models import Unit
from samspill.projects.models import Project


def start(request: Asked) -> HttpResponse:
    """The measures of the reader's school; where there are several or none, those she may follow."""
    own = list(pages.near(request))
    projects = list(visible_to(request.actor, Project.objects.select_related("municipality"), "measure.read"))
    if len(own) == 1 and not projects:
        return redirect("measures:school", own[0].unit_id)
    if len(projects) == 1 and not own:
        return redirect("measures:of_project", projects[0].pk)
    context = {"schools": own, "projects": projects, "proposes": bool(schools_of(request))}
    return render(request, "measures/overview_start.html", context)


def school(request: Asked, pk: int) -> HttpResponse:
    rows = Unit.objects.select_related("municipality").prefetch_related("arenas")
    found = fetch_for(request, rows, pk, "measure.read", scope=school_place)
    return render(request, "measures/overview_school.html", pages.school_page(request, found))


def of_project(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, Project.objects.select_related("municipality"), pk, "measure.read")
    return render(request, "measures/overview_project.html", project_page(request, found))
