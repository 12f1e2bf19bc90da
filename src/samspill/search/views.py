from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from samspill.access.gate import actor_of
from samspill.search.pages import search_page


def search(request: HttpRequest) -> HttpResponse:
    """Everything the reader may find. What was typed is written down nowhere: it would tell of the one who asked."""
    page = search_page(actor_of(request), request.GET.dict(), timezone.localdate())
    return render(request, "search/search.html", {"search": page})
