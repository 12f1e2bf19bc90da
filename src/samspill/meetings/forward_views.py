from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samspill.access.gate import fetch_for
from samspill.meetings import minutes_forms as forms
from samspill.meetings import minutes_pages as pages
from samspill.meetings.actions import forwarding
from samspill.meetings.models import Forward
from samspill.meetings.queries import MEETINGS
from samspill.meetings.sharing import can_get
from samspill.people.answering import answer
from samspill.people.asking import Asked, posted


def forward(request: Asked, pk: int) -> HttpResponse:
    meeting = fetch_for(request, MEETINGS.all(), pk, "minutes.share")
    form = forms.ForwardForm(posted(request), arenas=can_get(meeting, request.today))
    do = partial(forwarding.forward, meeting, acting=request.person, at=timezone.now())
    context, to = pages.forward_page(request, meeting), f"{reverse('meetings:minutes', args=[pk])}#went"
    return answer(request, form, do, template="meetings/minutes_forward.html", context=context, to=to)


def take_back(request: Asked, pk: int) -> HttpResponse:
    rows = Forward.objects.select_related(
        "meeting__arena__unit__municipality", "meeting__arena__project", "to__project"
    )
    sent = fetch_for(request, rows, pk, "minutes.share", lambda one: one.meeting.scope())
    form = forms.TakeBackForm(posted(request))
    do = partial(forwarding.take_back, sent, acting=request.person, at=timezone.now())
    title = _("Take the minutes back from %(arena)s") % {"arena": sent.to}
    context = {**pages.frame(request, sent.meeting, title), "submit": _("Take them back")}
    return answer(request, form, do, template="people/form.html", context=context, to=str(context["back"]))
