from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from samspill.access.gate import fetch_for
from samspill.conferences import page
from samspill.conferences.queries import CONFERENCES
from samspill.conferences.rights import reader
from samspill.people.asking import Asked


def conference(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, CONFERENCES.all(), pk, "conference.read", reader(request.person))
    return render(request, "conferences/conference.html", page.page(request, found))
