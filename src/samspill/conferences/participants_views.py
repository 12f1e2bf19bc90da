"""Who comes: put on the list in one act or one by one, ticked in one table, taken off and put back, invited."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from samspill.access.gate import fetch_for
from samspill.conferences import participants_forms as forms
from samspill.conferences import participants_pages as pages
from samspill.conferences.actions import conferring, inviting
from samspill.conferences.actions import participants as actions
from samspill.conferences.models import Conference, Participant, SessionKind
from samspill.conferences.queries import CONFERENCES
from samspill.conferences.rights import steer
from samspill.conferences.shown import frame
from samspill.conferences.sources import Source, sources_for
from samspill.meetings.agenda_forms import ids_in
from samspill.meetings.saying import tell
from samspill.people.answering import STALE, answer
from samspill.people.asking import Asked, posted, posted_number
from samspill.people.models import Person
from samspill.people.queries import people_in
from samspill.people.versions import StaleError

TABLE = "conferences/participants.html"
ROW = "conferences/_participant_row.html"
GONE = "conferences/_participant_gone.html"


def _conference(request: Asked, pk: int) -> Conference:
    return fetch_for(request, CONFERENCES.all(), pk, "conference.plan", steer(request.today))


def _list(conference: Conference) -> str:
    return reverse("conferences:participants", args=[conference.pk])


def participants(request: Asked, pk: int) -> HttpResponse:
    """The table; saved as a whole, so that keys alone are enough."""
    found = _conference(request, pk)
    if request.method != "POST":
        return render(request, TABLE, pages.table_page(request, found))
    wanted = forms.wanted_of(request.POST)
    try:
        count = actions.change_list(found, wanted=wanted, acting=request.person, at=timezone.now())
    except StaleError:
        context = pages.table_page(request, found, wanted) | {"stale": STALE}
        return render(request, TABLE, context, status=409)
    said = ngettext("%(count)s person is changed.", "%(count)s people are changed.", count) % {"count": count}
    messages.success(request, said)
    return redirect(f"{_list(found)}?{request.GET.urlencode()}")


def add(request: Asked, pk: int) -> HttpResponse:
    """Whole arenas, schools, services and professions in one act."""
    found = _conference(request, pk)
    form = forms.SourcesForm(posted(request), sources=sources_for(found))
    do = partial(_add_from, request, found)
    context = {**frame(found, _("Put people on the list")), "found": form.found(_there(found))}
    return answer(request, form, do, template="conferences/participants_add.html", context=context, to=_list(found))


def _add_from(request: Asked, conference: Conference, sources: list[Source]) -> None:
    ids = {pk for one in sources for pk in one.people}
    people = list(Person.objects.filter(pk__in=ids).order_by("name", "pk"))
    made = conferring.add_participants(conference, people, acting=request.person, at=timezone.now())
    messages.success(request, forms.added_in_words(len(made)))


def count(request: Asked, pk: int) -> HttpResponse:
    """What the ticks come to, while somebody ticks."""
    found = _conference(request, pk)
    form = forms.SourcesForm(request.GET, sources=sources_for(found))
    return render(request, "conferences/_participants_found.html", {"found": form.found(_there(found))})


def _there(conference: Conference) -> list[int]:
    return list(conference.participants.values_list("person", flat=True))


def choose(request: Asked, pk: int) -> HttpResponse:
    """One person at a time, by name."""
    found = _conference(request, pk)
    if request.method == "POST":
        people = people_in(found.unit.municipality, found.meeting.on)
        person = people.filter(pk=posted_number(request, "person") or 0).first()
        if person is None:
            raise Http404
        made = conferring.add_participants(found, [person], acting=request.person, at=timezone.now())
        said = _("%(name)s is put on the list.") if made else _("Found: %(name)s is on the list already.")
        messages.success(request, said % {"name": person.name})
        return redirect(f"{request.path}?{request.GET.urlencode()}")
    words = request.GET.get("q", "").replace("\x00", "").strip()
    people_found, more = pages.candidates(found, words) if words else ([], False)
    context = {**frame(found, _("Put one person on the list")), "people": people_found, "more": more, "words": words}
    return render(request, "conferences/participants_choose.html", context)


def guest(request: Asked, pk: int) -> HttpResponse:
    found = _conference(request, pk)
    form = forms.GuestForm(posted(request))
    do = partial(actions.add_guest, found, acting=request.person, at=timezone.now())
    context = frame(found, _("A guest from outside")) | {"submit": _("Put on the list"), "back": _list(found)}
    said = _("The guest is on the list.")
    return answer(request, form, do, template="people/form.html", context=context, to=_list(found), said=said)


@require_POST
def remove(request: Asked, pk: int) -> HttpResponse:
    """Off the list, with a way back in the same place."""
    row = Participant.objects.select_related("person", "unit").filter(pk=pk).first()
    if row is None:
        raise Http404
    row.conference = _conference(request, row.conference_id)
    away = list(row.away_from.values_list("pk", flat=True))
    try:
        actions.take_off(row, acting=request.person, at=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(_list(row.conference))
    context = {"conference": row.conference, "gone": row, "away": ",".join(map(str, away))}
    if request.headers.get("HX-Request"):
        return render(request, GONE, context)
    return render(request, TABLE, pages.table_page(request, row.conference) | context)


@require_POST
def restore(request: Asked, pk: int) -> HttpResponse:
    found = _conference(request, pk)
    person = Person.objects.filter(pk=posted_number(request, "person") or 0).first()
    if person is None:
        raise Http404
    ticks = {name: name in request.POST for name in ("guest", "may_lead", "may_note")}
    away = ids_in(request.POST.get("away", ""))
    row = actions.put_back(found, person, away=away, acting=request.person, at=timezone.now(), **ticks)
    if row is None or not request.headers.get("HX-Request"):
        return redirect(_list(found))
    sessions = list(found.sessions.filter(kind=SessionKind.GROUPS))
    shown = pages.rows_of(found, [row], sessions)[0]
    return render(request, ROW, {"row": shown, "conference": found, "fresh": f"{row.pk}:{row.version}"})


@require_POST
def mark_declined(request: Asked, pk: int) -> HttpResponse:
    found = _conference(request, pk)
    tell(request, partial(actions.mark_declined, found, acting=request.person, at=timezone.now()))
    return redirect(_list(found))


def invite(request: Asked, pk: int) -> HttpResponse:
    found = _conference(request, pk)
    form = forms.InviteForm(posted(request), initial={"version": found.meeting.version})
    do = partial(inviting.invite, found, acting=request.person, at=timezone.now())
    context, to, said = pages.invite_page(found), found.get_absolute_url(), _("The invitation is on its way.")
    return answer(request, form, do, template="conferences/participants_invite.html", context=context, to=to, said=said)
