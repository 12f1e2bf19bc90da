from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.access.gate import fetch_for
from samspill.documents.answers import download
from samspill.meetings import minutes_forms as forms
from samspill.meetings import minutes_pages as pages
from samspill.meetings.actions import approving, carrying
from samspill.meetings.actions import sharing as actions
from samspill.meetings.paper import minutes_paper
from samspill.meetings.queries import MEETINGS, agenda_of, coming
from samspill.meetings.readers import readers_scope
from samspill.meetings.record import record_of
from samspill.meetings.saying import tell
from samspill.meetings.sharing import sisters_of
from samspill.people.answering import answer
from samspill.people.asking import Asked, number, posted

FORM = "people/form.html"


def minutes(request: Asked, pk: int) -> HttpResponse:
    meeting = fetch_for(request, MEETINGS.all(), pk, "minutes.read", readers_scope(request.actor))
    context = pages.minutes_page(request, meeting)
    actions.open_minutes(meeting, acting=request.person, at=timezone.now())
    return render(request, "meetings/minutes.html", context)


def minutes_file(request: Asked, pk: int, fmt: str) -> HttpResponse:
    """PDF, Word or ODT. Whoever has it has the minutes: that counts as opened."""
    meeting = fetch_for(request, MEETINGS.all(), pk, "minutes.read", readers_scope(request.actor))
    at = timezone.now()
    made = download(minutes_paper(record_of(meeting, request.person, request.today)), fmt, at=at)
    actions.open_minutes(meeting, acting=request.person, at=at)
    return made


def share(request: Asked, pk: int) -> HttpResponse:
    meeting = fetch_for(request, MEETINGS.all(), pk, "minutes.share")
    sisters = sisters_of(meeting, request.today)
    form = forms.ShareForm(posted(request), sisters=sisters, initial={"version": meeting.version})
    do = partial(actions.share, meeting, acting=request.person, at=timezone.now())
    context, to = pages.share_page(request, meeting), reverse("meetings:minutes", args=[pk])
    return answer(request, form, do, template="meetings/minutes_share.html", context=context, to=to)


@require_POST
def approve(request: Asked, pk: int) -> HttpResponse:
    meeting = fetch_for(request, MEETINGS.all(), pk, "minutes.read", readers_scope(request.actor))
    tell(request, partial(approving.approve, meeting, acting=request.person, at=timezone.now()))
    return redirect("meetings:minutes", pk)


def remark(request: Asked, pk: int) -> HttpResponse:
    meeting = fetch_for(request, MEETINGS.all(), pk, "minutes.read", readers_scope(request.actor))
    form = forms.RemarkForm(posted(request))
    do = partial(approving.approve, meeting, acting=request.person, at=timezone.now())
    context = {**pages.frame(request, meeting, _("Say what is not right")), "submit": _("Send the remark")}
    return answer(request, form, do, template=FORM, context=context, to=str(context["back"]))


@require_POST
def settle(request: Asked, pk: int) -> HttpResponse:
    meeting = fetch_for(request, MEETINGS.all(), pk, "minutes.share")
    tell(request, partial(approving.settle, meeting, acting=request.person, at=timezone.now()))
    return redirect("meetings:minutes", pk)


def put_to(request: Asked, pk: int) -> HttpResponse:
    meeting = fetch_for(request, MEETINGS.all(), pk, "minutes.share")
    form = forms.PutToForm(posted(request), meetings=coming(meeting.arena, request.today).exclude(pk=pk))
    do = partial(approving.put_to, meeting, acting=request.person, at=timezone.now())
    context = {
        **pages.frame(request, meeting, _("Let a coming meeting approve them")),
        "submit": _("Put it on the agenda"),
    }
    return answer(request, form, do, template=FORM, context=context, to=str(context["back"]))


@require_POST
def approve_together(request: Asked, pk: int) -> HttpResponse:
    meeting = fetch_for(request, MEETINGS.select_related("approved_in"), pk, "minutes.share")
    tell(request, partial(approving.approve_together, meeting, acting=request.person, at=timezone.now()))
    return redirect("meetings:minutes", pk)


def correct(request: Asked, pk: int) -> HttpResponse:
    meeting = fetch_for(request, MEETINGS.all(), pk, "minutes.write")
    form = forms.CorrectForm(posted(request), initial={"text": request.GET.get("text", "")})
    do = partial(approving.correct, meeting, acting=request.person, at=timezone.now())
    context = {**pages.frame(request, meeting, _("Write a correction")), "submit": _("Add the correction")}
    return answer(request, form, do, template=FORM, context=context, to=f"{context['back']}#corrections")


def carry_over(request: Asked, pk: int) -> HttpResponse:
    meeting = fetch_for(request, MEETINGS.all(), pk, "item.sort")
    later = coming(meeting.arena, request.today).exclude(pk=pk)
    # The method's own points are on the next agenda anyway.
    items, one = agenda_of(meeting).filter(point=""), number(request, "item")
    start = {"to": later.first(), "how": carrying.COPIED if meeting.shared_at else carrying.MOVED}
    form = forms.CarryForm(posted(request), items=items, meetings=later, chosen=[one] if one else (), initial=start)
    do = partial(carrying.carry_over, acting=request.person, at=timezone.now())
    context = {**pages.frame(request, meeting, _("Carry matters over")), "submit": _("Carry over")}
    return answer(request, form, do, template=FORM, context=context, to=str(context["back"]))
