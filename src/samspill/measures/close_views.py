from __future__ import annotations

from functools import partial

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samspill.access.gate import demand, fetch_for
from samspill.documents.answers import download
from samspill.measures import close_forms, close_pages, closing, decision_pages
from samspill.measures.actions import deciding, evaluating
from samspill.measures.decision_paper import decision_paper
from samspill.measures.hearing_pages import reads_reasons
from samspill.measures.models import Judge
from samspill.measures.queries import MEASURES, matters_about, method_of, steering
from samspill.people.answering import answer
from samspill.people.asking import Asked, posted

SAVED = _("The evaluation is kept. It can be changed until the decision.")
DECIDED = _("The decision is kept, and those you named are told.")


def evaluate(request: Asked, pk: int) -> HttpResponse:
    measure = fetch_for(request, MEASURES, pk, "measure.evaluate")
    method = method_of(measure)
    form = close_forms.TeamForm(
        posted(request),
        method=method,
        initial=close_pages.first_words(request, measure, method),
        **close_pages.team_choices(measure, method, request.today),
    )
    do = partial(evaluating.evaluate, measure, judge=Judge.TEAM, acting=request.person, at=timezone.now())
    context = close_pages.evaluate_page(request, measure, method)
    to = measure.get_absolute_url()
    return answer(request, form, do, template="measures/close_evaluate.html", context=context, to=to, said=str(SAVED))


def evaluate_with_coordinator(request: Asked, pk: int) -> HttpResponse:
    measure = fetch_for(request, MEASURES, pk, "measure.read")
    demand(request, closing.leading(measure), "measure.evaluate")
    method = method_of(measure)
    initial = {"on": request.today}
    form = close_forms.LeaderForm(posted(request), method=method, items=matters_about(measure), initial=initial)
    do = partial(evaluating.evaluate, measure, judge=Judge.LEADER, acting=request.person, at=timezone.now())
    context = close_pages.leader_page(request, measure, method)
    to = measure.get_absolute_url()
    return answer(request, form, do, template="measures/close_evaluate.html", context=context, to=to, said=str(SAVED))


def change_evaluation(request: Asked, pk: int) -> HttpResponse:
    row = fetch_for(request, closing.EVALUATIONS, pk, "measure.evaluate", close_pages.place_of)
    method = method_of(row.measure)
    form = close_pages.change_form(request, row, method)
    do = partial(evaluating.change_evaluation, row, acting=request.person, at=timezone.now())
    context = close_pages.change_page(request, row, method)
    to = row.measure.get_absolute_url()
    return answer(request, form, do, template="measures/close_evaluate.html", context=context, to=to, said=str(SAVED))


def decide(request: Asked, pk: int) -> HttpResponse:
    measure = fetch_for(request, MEASURES, pk, "measure.read")
    method = method_of(measure)
    demand(request, steering(measure, method, request.today), "measure.steer")
    table = decision_pages.table(request, measure, method)
    form = decision_pages.decision_form(request, table)
    do = partial(deciding.decide, measure, acting=request.person, at=timezone.now())
    context = decision_pages.decide_page(request, table)
    to = decision_pages.back_to(table)
    return answer(request, form, do, template="measures/close_decide.html", context=context, to=to, said=str(DECIDED))


def decision_file(request: Asked, pk: int, kind: str) -> HttpResponse:
    made = fetch_for(request, closing.DECISIONS, pk, "measure.read")
    inside, language = reads_reasons(request, made.measure), get_language() or settings.LANGUAGE_CODE
    paper = decision_paper(made, method_of(made.measure), language, inside=inside)
    return download(paper, kind, at=timezone.now(), on=made.on)
