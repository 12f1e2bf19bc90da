"""A page with two fields of one note, for the browser tests of live text; every other address is the house's."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from samspill.access.gate import fetch_for
from samspill.config.urls import urlpatterns as house
from samspill.notes.queries import NOTES, lines

PAGE = """{% extends "design/base.html" %}{% load samspill %}
{% block page_title %}Minutes{% endblock %}
{% block main %}<h1>Minutes</h1>
{% component "live_note" address=note.address field="item-1" label="First item" person=person.pk %}
{% include "notes/_lines.html" %}
{% endcomponent %}
{% component "live_note" address=note.address field="item-2" label="Second item" person=person.pk %}{% endcomponent %}
{% endblock %}"""


def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    note = fetch_for(request, NOTES, pk, "arena.read")
    context = {"note": note, "lines": lines(note, "item-1"), "person": request.person}
    return HttpResponse(engines["django"].from_string(PAGE).render(context, request))


urlpatterns = [*house, path("minutes/<int:pk>/", minutes)]
handler404 = "samspill.door.errors.not_found"
