from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from samspill.access.gate import fetch_for
from samspill.documents.answers import download
from samspill.measures import thread_pages
from samspill.measures.queries import MEASURES, STATEMENTS
from samspill.measures.thread_paper import thread_paper
from samspill.measures.thread_why import why_page
from samspill.measures.whole import BARE
from samspill.people.asking import Asked
from samspill.people.panels import panels_for


def thread(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, BARE.all(), pk, "measure.read")
    return render(request, "measures/thread.html", thread_pages.thread_page(request, found))


def paper(request: Asked, pk: int, kind: str) -> HttpResponse:
    found = fetch_for(request, MEASURES.all(), pk, "measure.read")
    _way, stations = thread_pages.chain(request, found)
    return download(thread_paper(found, stations), kind, at=timezone.now())


def why(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, BARE.all(), pk, "measure.read")
    return render(request, "measures/thread_why.html", why_page(request, found))


def statement(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, STATEMENTS.all(), pk, "measure.read")
    context = thread_pages.statement_page(request, found) | {"panels": panels_for("statement", request, found)}
    return render(request, "measures/thread_statement.html", context)
