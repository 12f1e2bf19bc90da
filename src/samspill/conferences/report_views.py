"""The answer to those who took part: read, printed, written."""

from __future__ import annotations

from functools import partial

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspill.access.gate import fetch_for
from samspill.conferences import report_pages as pages
from samspill.conferences.actions import report as reporting
from samspill.conferences.models import Conference
from samspill.conferences.queries import CONFERENCES
from samspill.conferences.report_forms import ReportForm
from samspill.conferences.report_paper import report_paper
from samspill.conferences.rights import reader, steer
from samspill.documents.answers import download
from samspill.people.answering import answer
from samspill.people.asking import Asked, posted


def _read(request: Asked, pk: int) -> Conference:
    return fetch_for(request, CONFERENCES.all(), pk, "conference.read", reader(request.person))


def every(request: Asked) -> HttpResponse:
    """The conferences of everywhere the reader may follow them; those without a municipality have none."""
    return render(request, "conferences/every.html", pages.every(request))


def report(request: Asked, pk: int) -> HttpResponse:
    return render(request, "conferences/report.html", pages.page(request, _read(request, pk)))


def report_file(request: Asked, pk: int, kind: str) -> HttpResponse:
    found = _read(request, pk)
    shown = pages.page(request, found)["report"]
    if shown is None:
        raise Http404
    paper = report_paper(shown, get_language() or settings.LANGUAGE_CODE)
    return download(paper, kind, at=timezone.now(), on=found.meeting.on)


def report_back(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, CONFERENCES.all(), pk, "conference.analyse", steer(request.today))
    start = {"version": found.version, "opening": found.report_opening, "coming": found.report_next}
    form = ReportForm(posted(request), initial=start)
    do = partial(reporting.report_back, found, acting=request.person, at=timezone.now())
    said, to = _("The answer stands on its page."), reverse("conferences:report", args=[found.pk])
    context = pages.write_frame(found)
    return answer(request, form, do, template="people/form.html", context=context, to=to, said=said)
