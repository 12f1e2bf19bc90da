"""The papers of the day, each as a PDF."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from samspill.access.gate import demand, fetch_for
from samspill.conferences import print_pages as pages
from samspill.conferences.print_papers import handout
from samspill.conferences.print_queries import laid_out
from samspill.conferences.queries import CONFERENCES
from samspill.conferences.rights import reader, steer
from samspill.documents.answers import TYPES, file_answer, tame
from samspill.documents.handouts import handout_pdf
from samspill.people.asking import Asked


def papers(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, CONFERENCES.all(), pk, "conference.read", reader(request.person))
    return render(request, "conferences/print.html", pages.page(request, found))


def paper_file(request: Asked, pk: int, key: str) -> HttpResponse:
    found = fetch_for(request, CONFERENCES.all(), pk, "conference.read", reader(request.person))
    paper = pages.printable(key)
    if not paper.open:
        demand(request, steer(request.today)(found), "conference.run")
    one = laid_out(found)
    if pages.missing_for(paper, one):
        return redirect("conferences:print", pk)  # where it says what is missing
    made = handout(found, paper.title, paper.make, one)
    name = tame(f"{made.title} {found.meeting.on.isoformat()}")
    return file_answer(handout_pdf(made, at=timezone.now()), TYPES["pdf"], f"{name}.pdf")
