"""How far the coding has come, and taking statements and themes out for other programs."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from samspill.conferences import code_more_pages as pages
from samspill.conferences.code_views import analysed
from samspill.documents.answers import file_answer, tame
from samspill.journal.actions import note
from samspill.people.asking import Asked


def coverage(request: Asked, pk: int) -> HttpResponse:
    return render(request, "conferences/code_coverage.html", pages.coverage_page(analysed(request, pk)))


def export(request: Asked, pk: int) -> HttpResponse:
    return render(request, "conferences/code_export.html", pages.export_page(analysed(request, pk)))


@require_POST
def export_file(request: Asked, pk: int, kind: str) -> HttpResponse:
    """The file; that it was taken out, and by whom, stands in the journal."""
    found, now = analysed(request, pk), timezone.now()
    if kind not in pages.KINDS:
        raise Http404
    if kind == "qdc" and not found.themes.exists():
        context = pages.export_page(found) | {"refused": True}
        return render(request, "conferences/code_export.html", context, status=422)
    data = pages.made(found, kind, at=now)
    note("conference.taken_out", found, acting=request.person, at=now, changes={"kind": ("", kind)})
    name = f"{tame(f'{found.title} {found.meeting.on.isoformat()}')}.{kind}"
    return file_answer(data, pages.KINDS[kind][1], name)
