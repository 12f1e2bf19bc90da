from __future__ import annotations

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.access.gate import demand, fetch_for, visible_to
from samspill.insight import actions, forms, judging_pages, pages
from samspill.insight.extent_pages import extent_page
from samspill.insight.models import Departure, SupportNeed
from samspill.insight.otherwise import otherwise_page
from samspill.insight.queries import RELEASED, board_scope, schools_of, with_board
from samspill.people.answering import answer
from samspill.people.asking import Asked, posted
from samspill.people.models import UnitKind
from samspill.projects.models import Participation, Project
from samspill.projects.queries import adapted


def _board(request: Asked, pk: int, word: str, requirement: str | None = None) -> Participation:
    """The participation whose board this is, if the reader may; its requirement must be one of the method's."""
    found = fetch_for(request, with_board(), pk, word, scope=board_scope)
    if requirement is not None and pages.wish_of(found, requirement) is None:
        raise Http404
    return found


def _school(request: Asked, pk: int) -> Participation:
    """A school's participation, on the pages that a municipality's own board does not have."""
    found = _board(request, pk, "board.read")
    if found.unit.kind == UnitKind.OFFICE:
        raise Http404
    return found


def start(request: Asked) -> HttpResponse:
    """The board of where the reader works; where there are several or none, those that are open to her."""
    boards = list(visible_to(request.actor, with_board(), "board.read", RELEASED).order_by("-project__starts", "unit"))
    units = {hat.unit for hat in request.actor.hats}
    own = [one for one in boards if one.unit_id in units and one.takes_part]
    if len(own) == 1:
        return redirect("insight:board", own[0].pk)
    mine = Project.objects.select_related("municipality")
    overviews = list(visible_to(request.actor, mine, "board.overview"))
    return render(request, "insight/start.html", {"boards": boards, "overviews": overviews})


def board(request: Asked, pk: int) -> HttpResponse:
    found = _board(request, pk, "board.read")
    return render(request, "insight/board.html", pages.board_page(request, found))


def extent(request: Asked, pk: int) -> HttpResponse:
    found = _school(request, pk)
    return render(request, "insight/extent.html", extent_page(request, found))


def otherwise(request: Asked, pk: int) -> HttpResponse:
    found = _school(request, pk)
    return render(request, "insight/otherwise.html", otherwise_page(request, found))


@require_POST
def release(request: Asked, pk: int) -> HttpResponse:
    found = _board(request, pk, "board.release")
    actions.release_board(found, acting=request.person, at=timezone.now())
    return redirect("insight:board", pk)


@require_POST
def take_back(request: Asked, pk: int) -> HttpResponse:
    found = _board(request, pk, "board.release")
    actions.take_back_board(found, acting=request.person, at=timezone.now())
    return redirect("insight:board", pk)


def depart(request: Asked, pk: int, requirement: str) -> HttpResponse:
    found = _board(request, pk, "board.depart", requirement)
    form = forms.DepartureForm(posted(request), initial={"since": request.today})
    do = partial(actions.depart, found, requirement=requirement, acting=request.person, at=timezone.now())
    context = pages.frame(found, requirement, _("We do this otherwise"))
    return answer(request, form, do, template="people/form.html", context=context, to=_at(found, requirement))


def ask_support(request: Asked, pk: int, requirement: str) -> HttpResponse:
    found = _board(request, pk, "board.depart", requirement)
    form = forms.SupportForm(posted(request))
    do = partial(actions.ask_support, found, requirement=requirement, acting=request.person, at=timezone.now())
    context = pages.frame(found, requirement, _("Ask the school owner for support"))
    return answer(request, form, do, template="people/form.html", context=context, to=_at(found, requirement))


def judge(request: Asked, pk: int, requirement: str) -> HttpResponse:
    found = _board(request, pk, "board.read")
    demand(request, judging_pages.judging_scope(found), "board.judge")
    if not judging_pages.is_known(found, requirement):
        raise Http404
    form = forms.JudgementForm(
        posted(request), initial={"on": request.today}, teams=judging_pages.teams_of(found, request.today)
    )
    do = partial(actions.judge, found, requirement=requirement, acting=request.person, at=timezone.now())
    context = judging_pages.judge_page(found, requirement)
    return answer(request, form, do, template="insight/judge.html", context=context, to=_at(found, requirement))


def end_departure(request: Asked, pk: int) -> HttpResponse:
    rows = Departure.objects.select_related("participation__project__municipality", "participation__unit")
    found = fetch_for(request, rows, pk, "board.depart", scope=lambda row: board_scope(row.participation))
    form = forms.EndForm(posted(request), initial={"until": request.today})
    do = partial(actions.end_departure, found, acting=request.person, at=timezone.now())
    context = pages.frame(found.participation, found.requirement, _("Follow the requirement again"))
    to = _at(found.participation, found.requirement)
    return answer(request, form, do, template="people/form.html", context=context, to=to)


def answer_support(request: Asked, pk: int) -> HttpResponse:
    rows = SupportNeed.objects.select_related("participation__project__municipality", "participation__unit")
    found = fetch_for(request, rows, pk, "board.answer", scope=lambda row: board_scope(row.participation))
    form = forms.AnswerForm(posted(request), initial={"answer": found.answer})
    do = partial(actions.answer_support, found, acting=request.person, at=timezone.now())
    context = {**pages.frame(found.participation, found.requirement, _("Answer the school")), "need": found}
    to = reverse("insight:overview", args=[found.participation.project_id])
    return answer(request, form, do, template="insight/answer.html", context=context, to=to)


def overview(request: Asked, pk: int) -> HttpResponse:
    project = fetch_for(request, Project.objects.select_related("municipality"), pk, "board.overview")
    schools = list(schools_of(project, request.today))
    context = {"project": project, "method": adapted(project).method, **pages.split(schools)}
    return render(request, "insight/overview.html", context)


def _at(participation: Participation, requirement: str) -> str:
    return f"{reverse('insight:board', args=[participation.pk])}#{requirement}"
