"""One conversation: read, answered, settled, and one's own words put right."""

from __future__ import annotations

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from samspill.access.gate import demand, fetch_for
from samspill.guidance import actions, forms, leading, pages
from samspill.guidance.conferences import conferences_of
from samspill.guidance.models import ConferenceLead
from samspill.guidance.queries import CONVERSATIONS, REMARKS
from samspill.people.answering import answer
from samspill.people.asking import Asked, posted
from samspill.projects.models import Project

FORM = "people/form.html"
PAGE = "guidance/conversation.html"
PROJECTS = Project.objects.select_related("municipality")


def conversation(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, CONVERSATIONS.all(), pk, "guidance.read")
    context = pages.conversation(request, found, timezone.now())
    return render(request, PAGE, {**context, "form": forms.ReplyForm()})


def reply(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, CONVERSATIONS.all(), pk, "guidance.read")
    side = pages.side_of(request, found)
    demand(request, found, "guidance.ask" if side == "school" else "guidance.comment")
    form, at = forms.ReplyForm(posted(request)), timezone.now()
    do = partial(actions.reply, found, side=side, acting=request.person, at=at)
    context = pages.conversation(request, found, at)
    return answer(request, form, do, template=PAGE, context=context, to=found.get_absolute_url())


def settle(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, CONVERSATIONS.all(), pk, "guidance.ask")
    form = forms.SettleForm(posted(request), initial={"version": found.version})
    do = partial(actions.settle, found, acting=request.person, at=timezone.now())
    context = pages.frame(found.unit, _("What became of it?"), lead=str(found), back=found.get_absolute_url())
    return answer(request, form, do, template=FORM, context=context, to=found.get_absolute_url())


def rewrite(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, REMARKS.all(), pk, "guidance.read")
    demand(request, found.own(), "guidance.rewrite")
    form = forms.RewriteForm(posted(request), initial={"version": found.version, "text": found.text})
    do = partial(actions.rewrite, found, acting=request.person, at=timezone.now())
    talk = found.conversation
    context = pages.frame(talk.unit, _("Change what you wrote"), lead=str(talk), back=talk.get_absolute_url())
    return answer(request, form, do, template=FORM, context=context, to=found.get_absolute_url())


def handing_over(request: Asked, pk: int) -> HttpResponse:
    project = fetch_for(request, PROJECTS.all(), pk, "project.read")
    return render(request, "guidance/handing_over.html", leading.page(request, project))


def note_lead(request: Asked, pk: int, key: str) -> HttpResponse:
    project = fetch_for(request, PROJECTS.all(), pk, "project.read")
    one = next((it for it in conferences_of(project) if it.key == key), None)
    if one is None:
        raise Http404
    demand(request, one.unit, "guidance.note_lead")
    row = ConferenceLead.objects.filter(project=project, key=key).first()
    form = forms.LeadForm(posted(request), initial=leading.held(row))
    do = partial(leading.keep, project, one, acting=request.person, at=timezone.now())
    context = leading.form_frame(project, one)
    return answer(request, form, do, template=FORM, context=context, to=context["back"])
