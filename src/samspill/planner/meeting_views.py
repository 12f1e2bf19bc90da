"""One meeting of the plan: where it lies and why, other places for it; moved, held fast, left out."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.access.gate import fetch_for
from samspill.people.answering import answer
from samspill.people.asking import Asked, posted, posted_number
from samspill.planner import meeting_pages as pages
from samspill.planner.actions import changing
from samspill.planner.forms import MoveForm
from samspill.planner.frame import reader
from samspill.planner.models import PlannedMeeting
from samspill.planner.rooming import rooms_for
from samspill.planner.views import tried

MEETINGS = PlannedMeeting.objects.select_related(
    "plan__municipality", "plan__unit__municipality", "unit__municipality", "arena__project", "meeting"
)


def found_in(request: Asked, pk: int, meeting: int, word: str = "yearplan.change") -> PlannedMeeting:
    return fetch_for(request, MEETINGS.filter(plan=pk), meeting, word)


def meeting(request: Asked, pk: int, meeting: int) -> HttpResponse:
    """Its page; what is sent here moves it."""
    found = found_in(request, pk, meeting, "yearplan.change" if request.method == "POST" else "yearplan.read")
    form = MoveForm(posted(request), rooms=rooms_for(found), initial=pages.asked(found))
    do = partial(changing.move, found, acting=reader(request), at=timezone.now())
    said = _("Moved. Nobody has been told of it: publish the change when you are done.")
    context = pages.page(request, found)

    def onward(_moved: object) -> str:
        return pages.onward(request, found.plan, form.cleaned_data["on"])

    return answer(request, form, do, template="planner/meeting.html", context=context, to=onward, said=said)


@require_POST
def pin(request: Asked, pk: int, meeting: int) -> HttpResponse:
    found = found_in(request, pk, meeting)
    pinned = request.POST.get("on") == "1"
    said = _("It stays where it is, whatever is planned.") if pinned else _("It may be moved again.")
    version = posted_number(request, "version")
    do = partial(changing.pin, found, pinned=pinned, version=version, acting=reader(request), at=timezone.now())
    return tried(request, found.plan, do, said)


@require_POST
def leave_out(request: Asked, pk: int, meeting: int) -> HttpResponse:
    """Do without it this year, or put it back."""
    found = found_in(request, pk, meeting)
    out, version = request.POST.get("back") != "1", posted_number(request, "version")
    said = _("It is left out. If people were told of it, publishing calls it off.") if out else _("It is back.")
    who = reader(request)
    do = partial(changing.leave_out, found, left_out=out, version=version, acting=who, at=timezone.now())
    return tried(request, found.plan, do, said)
