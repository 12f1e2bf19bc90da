"""The leader's side of the day: one control view, the projector, and the buttons of both."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect

from samspill.access.gate import fetch_for
from samspill.conferences import stage_forms as forms
from samspill.conferences import stage_pages as pages
from samspill.conferences import stage_ready
from samspill.conferences.actions import running
from samspill.conferences.models import Conference, Group, Session, SessionKind
from samspill.conferences.projector_pages import ProjectorPage
from samspill.conferences.queries import CONFERENCES
from samspill.conferences.rights import steer
from samspill.conferences.shown import frame
from samspill.meetings.actions import attendance
from samspill.meetings.actions.running import write_minutes
from samspill.meetings.models import Here, Presence
from samspill.people.answering import answer
from samspill.people.asking import Asked, posted, posted_number

FORM = "people/form.html"


def _conference(request: Asked, pk: int) -> Conference:
    return fetch_for(request, CONFERENCES.all(), pk, "conference.run", steer(request.today))


def _session(request: Asked, pk: int) -> Session:
    found = get_object_or_404(Session, pk=pk)
    found.conference = _conference(request, found.conference_id)
    return found


def _group(request: Asked, pk: int) -> Group:
    found = get_object_or_404(Group.objects.select_related("session"), pk=pk)
    found.session.conference = _conference(request, found.session.conference_id)
    return found


def stage(request: Asked, pk: int) -> HttpResponse:
    page = pages.StagePage(request, _conference(request, pk), timezone.now())
    if request.GET.get("seen") == page.state:
        return HttpResponse(status=204)  # a poll that finds nothing new: htmx leaves the page as it is
    return render(request, "conferences/stage.html", {"page": page, "conference": page.conference})


def projector(request: Asked, pk: int) -> HttpResponse:
    page = ProjectorPage(request, _conference(request, pk), timezone.now())
    if request.GET.get("seen") == page.state:
        return HttpResponse(status=204)
    return render(request, "conferences/projector.html", {"page": page, "conference": page.conference})


def ready(request: Asked, pk: int) -> HttpResponse:
    found = _conference(request, pk)
    over = found.meeting.ended_at is not None
    title = _("What is missing") if over else _("Is everything ready?")
    checks = stage_ready.after(found) if over else stage_ready.before(found)
    context = frame(found, title) | {"checks": checks, "over": over, "open": sum(one.ok is False for one in checks)}
    return render(request, "conferences/stage_ready.html", context)


# Buttons


def _do(request: Asked, conference: Conference, do: Callable[[], object], *, anew: bool = False) -> HttpResponse:
    """One tap. `anew`: the whole page is another one afterwards, its minutes too."""
    to = reverse("conferences:stage", args=[conference.pk])
    try:
        do()
    except ValidationError as error:
        found = CONFERENCES.get(pk=conference.pk)
        page = pages.StagePage(request, found, timezone.now(), error.messages)
        return render(request, "conferences/stage.html", {"page": page, "conference": found}, status=422)
    if anew and request.htmx:  # type: ignore[attr-defined]
        return HttpResponseClientRedirect(to)
    return redirect(to)


@require_POST
def begin_day(request: Asked, pk: int) -> HttpResponse:
    found = _conference(request, pk)
    return _do(request, found, partial(running.begin_day, found, acting=request.person, at=timezone.now()), anew=True)


@require_POST
def reopen(request: Asked, pk: int) -> HttpResponse:
    found = _conference(request, pk)
    return _do(request, found, partial(running.reopen, found, acting=request.person, at=timezone.now()), anew=True)


@require_POST
def begin_session(request: Asked, pk: int) -> HttpResponse:
    found = _session(request, pk)
    do = partial(running.begin_session, found, acting=request.person, at=timezone.now())
    return _do(request, found.conference, do, anew=True)


@require_POST
def end_session(request: Asked, pk: int) -> HttpResponse:
    found = _session(request, pk)
    do = partial(running.end_session, found, acting=request.person, at=timezone.now())
    return _do(request, found.conference, do)


@require_POST
def give_minutes(request: Asked, pk: int) -> HttpResponse:
    found = _session(request, pk)
    wanted = request.POST.get("minutes", "")
    if wanted not in {str(one) for one in pages.GIVEN}:
        raise Http404
    do = partial(running.give_minutes, found, minutes=int(wanted), acting=request.person, at=timezone.now())
    return _do(request, found.conference, do)


@require_POST
def show(request: Asked, pk: int) -> HttpResponse:
    found, what = _conference(request, pk), request.POST.get("what", "")
    return _do(request, found, partial(running.show, found, what=what, acting=request.person, at=timezone.now()))


@require_POST
def answer_call(request: Asked, pk: int) -> HttpResponse:
    found = _group(request, pk)
    do = partial(running.answer_call, found, acting=request.person, at=timezone.now())
    return _do(request, found.session.conference, do)


@require_POST
def give_floor(request: Asked, pk: int) -> HttpResponse:
    found = _group(request, pk)
    do = partial(running.give_floor, found, acting=request.person, at=timezone.now())
    return _do(request, found.session.conference, do)


@require_POST
def group_heard(request: Asked, pk: int) -> HttpResponse:
    found = _group(request, pk)
    do = partial(running.group_heard, found, acting=request.person, at=timezone.now())
    return _do(request, found.session.conference, do)


# Forms


def close_day(request: Asked, pk: int) -> HttpResponse:
    found = _conference(request, pk)
    form = forms.CloseForm(posted(request))
    do = partial(running.close_day, found, acting=request.person, at=timezone.now())
    page = pages.StagePage(request, found, timezone.now())
    context = pages.stage_frame(found, _("Close the day")) | {"page": page}
    to = reverse("conferences:stage_ready", args=[pk])
    return answer(request, form, do, template="conferences/stage_close.html", context=context, to=to)


def complete(request: Asked, pk: int) -> HttpResponse:
    found = _conference(request, pk)
    form = forms.CompleteForm(posted(request))
    do = partial(running.complete_minutes, found, acting=request.person, at=timezone.now())
    context = frame(found, _("The groups' minutes are in")) | {"submit": _("The minutes are in")}
    context["back"] = reverse("conferences:stage_ready", args=[pk])
    return answer(request, form, do, template=FORM, context=context, to=found.get_absolute_url())


def minutes(request: Asked, pk: int) -> HttpResponse:
    """The minutes of one plenary on a page of their own; POST adds to them without a socket."""
    found = _session(request, pk)
    if found.kind != SessionKind.PLENARY:
        raise Http404
    page = pages.Minutes(request, found.conference, found)
    form = forms.MinutesForm(posted(request))
    context = pages.stage_frame(found.conference, found.theme) | {"minutes": page}

    def add(text: str) -> None:
        if page.item is None:
            raise ValidationError(_("The day has not begun, so there are no minutes yet. Begin the day first."))
        write_minutes(page.item, text=text, acting=request.person, at=timezone.now())

    to = reverse("conferences:stage_minutes", args=[pk])
    return answer(request, form, add, template="conferences/stage_minutes.html", context=context, to=to)


# Who is here


def here(request: Asked, pk: int) -> HttpResponse:
    found = _conference(request, pk)
    rows = found.meeting.presences.select_related("person").order_by("person__name", "pk")
    context = pages.stage_frame(found, _("Who is here")) | {"rows": rows, "meeting": found.meeting}
    return render(request, "conferences/stage_here.html", context)


@require_POST
def mark(request: Asked, pk: int) -> HttpResponse:
    """Somebody is there, or is not."""
    presence = get_object_or_404(Presence.objects.select_related("meeting"), pk=posted_number(request, "presence"))
    found = _conference(request, pk)
    if presence.meeting_id != found.meeting_id:
        raise Http404
    there = Here.PRESENT if request.POST.get("here") == Here.PRESENT else Here.ABSENT
    attendance.mark(presence, there, acting=request.person, at=timezone.now())
    return redirect("conferences:stage_here", pk)
