from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspill.access.gate import actor_of, fetch_for
from samspill.arenas.models import Arena
from samspill.arenas.queries import ARENAS
from samspill.meetings import rhythm_forms as forms
from samspill.meetings import rhythm_pages as pages
from samspill.meetings.actions import calling, moving, replying, series
from samspill.meetings.choosing import said_of, unless_warned
from samspill.meetings.models import Meeting, Presence
from samspill.meetings.queries import MEETINGS
from samspill.people.answering import answer
from samspill.people.asking import Asked, posted
from samspill.people.forms import CallOffForm

FORM = "people/form.html"
MOMENT = "meetings/moment.html"
SERIES = "meetings/call_series.html"
REST = "meetings/rest.html"


def _arena(request: Asked, pk: int) -> Arena:
    return fetch_for(request, ARENAS.all(), pk, "meeting.prepare")


def _meeting(request: Asked, pk: int, word: str = "meeting.prepare") -> Meeting:
    return fetch_for(request, MEETINGS.select_related("series"), pk, word)


def _rest(request: Asked, pk: int) -> Meeting:
    """A meeting of a series; a single one has no rest."""
    found = _meeting(request, pk)
    if found.series is None:
        raise Http404
    return found


def call(request: Asked, pk: int) -> HttpResponse:
    arena = _arena(request, pk)
    form = forms.CallForm(posted(request), initial=pages.usual(arena, request.today, request.GET))
    do = partial(calling.call_meeting, arena, acting=request.person, at=timezone.now())
    wary = unless_warned(actor_of(request), Meeting(arena=arena), form, do)
    context = pages.arena_frame(arena, _("Call a meeting")) | {"submit": _("Call the meeting")}
    return answer(request, form, wary, template=MOMENT, context=context, to=Meeting.get_absolute_url)


def call_series(request: Asked, pk: int) -> HttpResponse:
    arena = _arena(request, pk)
    form = forms.SeriesForm(posted(request), arena=arena, initial=pages.usual_series(arena, request.today))
    shown = pages.preview(actor_of(request), form)
    if "make" in request.POST and form.as_seen:
        return _make(request, arena, form)
    context = pages.arena_frame(arena, _("Call a series of meetings")) | {"form": form, "preview": shown}
    return render(request, SERIES, context, status=422 if form.is_bound and not shown else 200)


def _make(request: Asked, arena: Arena, form: forms.SeriesForm) -> HttpResponse:
    assert form.series, "what was seen could be read"
    instead = form.cleaned_data["instead"]
    made = series.call_series(form.series, instead=instead, acting=request.person, at=timezone.now())
    said = ngettext("One meeting is called.", "%(count)s meetings are called.", len(made)) % {"count": len(made)}
    messages.success(request, said)
    return redirect(arena)


def day(request: Asked, pk: int) -> HttpResponse:
    """What there is to say about a day while somebody chooses it."""
    wanted = pages.asked_meeting(_arena(request, pk), forms.MomentAsked(request.GET))
    said = said_of(actor_of(request), wanted) if wanted else None
    return render(request, "meetings/_day.html", {"said": said})


def clashes(request: Asked, pk: int) -> HttpResponse:
    found = _meeting(request, pk, "meeting.read")
    return render(request, "meetings/_clashes.html", {"said": said_of(actor_of(request), found), "meeting": found})


def change(request: Asked, pk: int) -> HttpResponse:
    found = _meeting(request, pk)
    start = pages.as_it_is(found, "title", "minutes", "part_minutes", "place", "inbox_closes", "minute_taker")
    form = forms.ChangeForm(posted(request), initial=start, people=pages.people_of(found))
    do = partial(moving.change_meeting, found, acting=request.person, at=timezone.now())
    context = pages.frame(found, _("Change the meeting"))
    return answer(request, form, do, template=FORM, context=context, to=found.get_absolute_url())


def move(request: Asked, pk: int) -> HttpResponse:
    found = _meeting(request, pk)
    form = forms.MoveForm(posted(request), initial=pages.as_it_is(found, "on", "begins"))
    do = partial(moving.move_meeting, found, acting=request.person, at=timezone.now())
    wary = unless_warned(actor_of(request), found, form, do)
    context = pages.frame(found, _("Move to another day")) | {"submit": _("Move")}
    return answer(request, form, wary, template=MOMENT, context=context, to=found.get_absolute_url())


def call_off(request: Asked, pk: int) -> HttpResponse:
    found = _meeting(request, pk)
    form = CallOffForm(posted(request), initial={"version": found.version})
    do = partial(moving.call_off_meeting, found, acting=request.person, at=timezone.now())
    context = pages.frame(found, _("Call off")) | {"submit": _("Call off")}
    return answer(request, form, do, template=FORM, context=context, to=found.get_absolute_url())


def duplicate(request: Asked, pk: int) -> HttpResponse:
    found = _meeting(request, pk)
    start = pages.usual(found.arena, request.today, request.GET) | {"begins": found.begins}
    form = forms.DuplicateForm(posted(request), initial=start)
    do = partial(moving.duplicate_meeting, found, acting=request.person, at=timezone.now())
    wary = unless_warned(actor_of(request), Meeting(arena=found.arena, minutes=found.minutes), form, do)
    context = pages.frame(found, _("Call another meeting like this one")) | {"submit": _("Call the meeting")}
    context["day_url"] = pages.day_url(found.arena, minutes=found.minutes)
    return answer(request, form, wary, template=MOMENT, context=context, to=Meeting.get_absolute_url)


def change_rest(request: Asked, pk: int) -> HttpResponse:
    found = _rest(request, pk)
    form = forms.RestForm(posted(request), initial=pages.as_it_stands(found))
    do = partial(series.change_rest, found, acting=request.person, at=timezone.now())
    context, to = pages.rest_frame(found, _("Change this meeting and all later ones")), pages.after_rest(request, found)
    return answer(request, form, do, template=REST, context=context, to=to)


def end_rest(request: Asked, pk: int) -> HttpResponse:
    found = _rest(request, pk)
    assert found.series, "checked"
    form = CallOffForm(posted(request), initial={"version": found.series.version})
    do = partial(series.end_rest, found, acting=request.person, at=timezone.now())
    context = pages.rest_frame(found, _("Call off this meeting and all later ones")) | {"submit": _("Call them off")}
    return answer(request, form, do, template=REST, context=context, to=found.get_absolute_url())


def reply(request: Asked, pk: int) -> HttpResponse:
    """The reader's own answer, whoever else is invited."""
    rows = Presence.objects.select_related("meeting__arena__unit__municipality", "meeting__arena__project", "person")
    own = rows.filter(meeting=pk, person=request.person).first()
    found = fetch_for(request, rows, own.pk if own else 0, "meeting.reply")
    form = forms.ReplyForm(posted(request), deputy=replying.deputy_of(found), initial=pages.answer_so_far(found))
    do = partial(replying.reply, found, acting=request.person, at=timezone.now())
    context = pages.frame(found.meeting, _("Do you come?")) | {"submit": _("Answer")}
    said = _("Thank you. Your answer is noted.")
    return answer(request, form, do, template=FORM, context=context, to=found.meeting.get_absolute_url(), said=said)
