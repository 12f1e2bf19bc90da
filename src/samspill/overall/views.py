from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.access.gate import demand, fetch_for
from samspill.documents.answers import download
from samspill.measures.models.measure import place_of
from samspill.measures.proposal_pages import SCHOOLS
from samspill.overall import forms, pages
from samspill.overall.actions import adopting, drafting, hearing
from samspill.overall.models import SECTIONS
from samspill.overall.offer_pages import offers_page
from samspill.overall.paper import paper_of
from samspill.overall.queries import PLANS, sittings, steering
from samspill.overall.reading import read
from samspill.overall.versions import versions_page
from samspill.people.answering import answer as answered
from samspill.people.asking import Asked, posted, whole
from samspill.projects.words import language

FORM = "people/form.html"


def school(request: Asked, pk: int) -> HttpResponse:
    unit = fetch_for(request, SCHOOLS.all(), pk, "overall.read", place_of)
    return render(request, "overall/school.html", pages.school_page(request, unit))


def begin(request: Asked, pk: int) -> HttpResponse:
    unit = fetch_for(request, SCHOOLS.all(), pk, "overall.read", place_of)
    part = pages.taking_part(unit)
    demand(request, steering(part.project, unit, request.today), "overall.write")
    form, do = pages.begin_form(request, part)
    page = pages.school_page(request, unit)
    context = {**page, "title": _("Begin an overall plan"), "back": reverse("overall:school", args=[pk])}
    context |= {"submit": _("Begin the plan")}
    return answered(request, form, do, template=FORM, context=context, to=lambda plan: plan.get_absolute_url())


def plan(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, PLANS.all(), pk, "overall.read")
    return render(request, "overall/plan.html", pages.plan_page(request, found))


def paper(request: Asked, pk: int, kind: str) -> HttpResponse:
    found = fetch_for(request, PLANS.all(), pk, "overall.read")
    made = paper_of(read(request, found), language())
    return download(made, kind, at=timezone.now(), on=request.today)


def write(request: Asked, pk: int) -> HttpResponse:
    found = pages.steered(request, pk)
    initial = {name: getattr(found, name) for name in (*SECTIONS, "review_on", "version")}
    form = forms.WriteForm(posted(request), initial=initial)
    do = partial(drafting.write, found, acting=request.person, at=timezone.now())
    context = {**pages.frame(found, _("Write the plan")), "draft": f"overall-{found.pk}"}
    return answered(request, form, do, template=FORM, context=context, to=found.get_absolute_url(), said=_("Kept."))


def offers(request: Asked, pk: int) -> HttpResponse:
    found = pages.steered(request, pk)
    return render(request, "overall/offers.html", offers_page(request, found))


@require_POST
def take(request: Asked, pk: int) -> HttpResponse:
    """One thing, or all of one kind; each is named “kind-number”."""
    found = pages.steered(request, pk)
    named = [one.partition("-")[::2] for one in request.POST.getlist("thing")]
    things = [(kind, number) for kind, written in named if (number := whole(written)) is not None]
    try:
        drafting.take_in(found, things=things, acting=request.person, at=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("overall:offers", pk)


def note(request: Asked, pk: int) -> HttpResponse:
    line = pages.steered_line(request, pk)
    form = forms.NoteForm(posted(request), initial={"note_": line.note, "version": line.version})
    do = partial(drafting.set_note, line, acting=request.person, at=timezone.now())
    context = {**pages.frame(line.plan, str(line)), "out": line}
    return answered(request, form, do, template="overall/note.html", context=context, to=line.get_absolute_url())


@require_POST
def take_out(request: Asked, pk: int) -> HttpResponse:
    line = pages.steered_line(request, pk)
    try:
        drafting.take_out(line, acting=request.person, at=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(line.plan)


def propose(request: Asked, pk: int) -> HttpResponse:
    found = pages.steered(request, pk)
    initial = {"by": request.today + pages.USUAL, "version": found.version}
    form = forms.ProposeForm(posted(request), initial=initial)
    do = partial(hearing.propose, found, acting=request.person, at=timezone.now())
    context = {**pages.frame(found, _("Put the plan forward")), "submit": _("Put it forward")}
    said = _("It comes on each team's next agenda by itself.")
    return answered(request, form, do, template=FORM, context=context, to=found.get_absolute_url(), said=said)


def answer(request: Asked, pk: int) -> HttpResponse:
    found = pages.read_answer(request, pk)
    initial = {"version": found.version, "stance": found.stance, "reason": found.reason}
    form = forms.AnswerForm(posted(request), initial=initial)
    do = partial(hearing.give_answer, found, acting=request.person, at=timezone.now())
    context, to = pages.answer_page(request, found), f"{found.plan.get_absolute_url()}#teams"
    said = _("Kept. You can change it until the plan is adopted.")
    return answered(request, form, do, template="overall/answer.html", context=context, to=to, said=said)


def adopt(request: Asked, pk: int) -> HttpResponse:
    found = pages.decided(request, pk)
    page, meetings = pages.adopt_page(request, found), sittings(found, request.today)
    first = {"version": found.version, "meeting": meetings.first()}
    form = forms.AdoptForm(posted(request), initial=first, meetings=meetings)
    do = partial(adopting.adopt, found, acting=request.person, at=timezone.now())
    to, said = found.get_absolute_url(), _("Adopted.")
    return answered(request, form, do, template="overall/adopt.html", context=page, to=to, said=said)


def again(request: Asked, pk: int) -> HttpResponse:
    found = pages.decided(request, pk)
    form = forms.AgainForm(posted(request), initial={"version": found.version})
    do = partial(adopting.take_up_again, found, acting=request.person, at=timezone.now())
    context = {**pages.frame(found, _("Take the plan up again")), "submit": _("Take it up again")}
    return answered(request, form, do, template=FORM, context=context, to=found.get_absolute_url())


def versions(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, PLANS.all(), pk, "overall.read")
    return render(request, "overall/versions.html", versions_page(request, found))
