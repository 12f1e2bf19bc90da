from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render

from samspill.access.gate import fetch_for, may
from samspill.access.rules import Scope
from samspill.measures import funnel_pages
from samspill.measures.funnel_queries import SCHOOLS, own_schools
from samspill.measures.models.measure import place_of
from samspill.people.asking import Asked


def start(request: Asked) -> HttpResponse:
    """The school owner sees the whole municipality; everybody else the schools where they work."""
    home = request.municipality
    if home is not None and may(request, Scope.of(home.pk), "board.overview"):
        return render(request, "measures/funnel.html", funnel_pages.municipal_page(request, home))
    schools = own_schools(request)
    if len(schools) == 1:
        return redirect("measures:school_funnel", schools[0].pk)
    return render(request, "measures/funnel_start.html", {"schools": schools})


def school(request: Asked, unit: int) -> HttpResponse:
    found = fetch_for(request, SCHOOLS, unit, "measure.read", scope=place_of)
    return render(request, "measures/funnel.html", funnel_pages.school_page(request, found))
