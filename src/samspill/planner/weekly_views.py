"""What meets every week: moved to another weekday or hour, held fast there, left out."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samspill.access.gate import fetch_for
from samspill.people.answering import answer
from samspill.people.asking import Asked, posted, posted_number
from samspill.planner import weekly_pages as pages
from samspill.planner.actions import changing
from samspill.planner.bridge import load
from samspill.planner.frame import frame, reader
from samspill.planner.models import WeeklyPlace
from samspill.planner.views import tried
from samspill.planner.weekly_forms import WeeklyForm
from samspill.planner.weekly_judging import judge_weekly

WEEKLIES = WeeklyPlace.objects.select_related(
    "plan__municipality", "plan__unit__municipality", "arena__unit", "arena__project__municipality", "series"
)


def found_in(request: Asked, pk: int, weekly: int) -> WeeklyPlace:
    return fetch_for(request, WEEKLIES.filter(plan=pk), weekly, "yearplan.change")


def weekly(request: Asked, pk: int, weekly: int) -> HttpResponse:
    """Its page; what is sent here moves it."""
    row = found_in(request, pk, weekly)
    shown, places = pages.weekly_lines([row])[0], load(row.plan, request.today).weekly_places(row)
    form = WeeklyForm(posted(request), row=row, places=places)
    do = partial(changing.move_weekly, row, acting=reader(request), at=timezone.now())
    context = {**frame(request, row.plan, shown.title), "weekly": shown, "row": row}
    said = _("Moved. Nobody has been told of it: publish the change when you are done.")
    onward = row.plan.get_absolute_url()
    return answer(request, form, do, template="planner/weekly.html", context=context, to=onward, said=said)


@require_GET
def judge(request: Asked, pk: int, weekly: int) -> HttpResponse:
    """What another weekday or hour would break. Nothing is changed."""
    row = found_in(request, pk, weekly)
    form = WeeklyForm(request.GET, row=row, places=load(row.plan, request.today).weekly_places(row))
    if not form.is_valid():
        return render(request, "planner/_weekly_idle.html", status=422)
    asked = form.cleaned_data
    judged = judge_weekly(row.plan, row, asked["weekday"], asked["begins"], request.today)
    return render(request, "planner/_judged.html", {"judged": judged, "gained": -judged.points})


@require_POST
def pin(request: Asked, pk: int, weekly: int) -> HttpResponse:
    row = found_in(request, pk, weekly)
    pinned, version = request.POST.get("on") == "1", posted_number(request, "version")
    said = _("It stays where it is, whatever is planned.") if pinned else _("It may be moved again.")
    do = partial(changing.pin, row, pinned=pinned, version=version, acting=reader(request), at=timezone.now())
    return tried(request, row.plan, do, said)


@require_POST
def leave_out(request: Asked, pk: int, weekly: int) -> HttpResponse:
    """Do without these weekly meetings this year, or put them back."""
    row = found_in(request, pk, weekly)
    out, version, who = request.POST.get("back") != "1", posted_number(request, "version"), reader(request)
    gone = _("They are left out. If people were told of them, publishing calls them off.")
    do = partial(changing.leave_out_weekly, row, left_out=out, version=version, acting=who, at=timezone.now())
    return tried(request, row.plan, do, gone if out else _("They are back."))
