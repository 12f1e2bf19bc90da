"""Two taps on the day: the person, “is not here”; then what moves, as sentences, to accept or not."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.conferences import compose_absence as pages
from samspill.conferences.actions import absence
from samspill.conferences.compose_forms import ArrivalForm
from samspill.conferences.compose_views import address, found
from samspill.conferences.models import Conference, Participant
from samspill.conferences.shown import frame
from samspill.core import grouping as core
from samspill.people.answering import answer
from samspill.people.asking import Asked, posted, whole
from samspill.people.versions import StaleError


def _participant(conference: Conference, pk: int) -> Participant:
    one = conference.participants.select_related("person").filter(pk=pk).first()
    if one is None:
        raise Http404
    return one


def absent(request: Asked, pk: int, participant: int) -> HttpResponse:
    conference = found(request, pk, "conference.run")
    one = _participant(conference, participant)
    if request.POST.get("do") == "nothing":
        return _accepted(request, conference, one, absence.nothing(conference, one.pk), known=True)
    return _answered(request, conference, one, away=(one.pk,))


def here(request: Asked, pk: int, participant: int) -> HttpResponse:
    """Somebody came after all, or unexpectedly: a seat in every round that is ahead."""
    conference = found(request, pk, "conference.run")
    one = _participant(conference, participant)
    return _answered(request, conference, one, here=(one.pk,))


def _answered(request: Asked, conference: Conference, one: Participant, **who: tuple[int, ...]) -> HttpResponse:
    given = request.POST if request.method == "POST" else request.GET
    stay = {int(part) for part in given.get("stay", "").split(",") if whole(part) is not None}
    try:
        proposal = absence.propose(conference, stay=stay, **who)
    except core.Impossible as impossible:
        return _shown(request, conference, one, impossible=impossible, stay=stay)
    if request.method == "POST":
        return _accepted(request, conference, one, proposal)
    return _shown(request, conference, one, proposal=proposal)


def _accepted(
    request: Asked, conference: Conference, one: Participant, proposal: absence.Proposal, *, known: bool = False
) -> HttpResponse:
    key = proposal.key if known else request.POST.get("key", "")
    try:
        absence.accept(conference, proposal, key=key, acting=request.person, at=timezone.now())
    except StaleError:
        return _shown(request, conference, one, 409, proposal=proposal, stale=True)
    except ValidationError as error:
        return _shown(request, conference, one, 422, proposal=proposal, refused=error.messages)
    messages.success(request, pages.accepted_in_words(one, proposal))
    return redirect(address(conference))


def _shown(request: Asked, conference: Conference, one: Participant, status: int = 200, **state: Any) -> HttpResponse:
    return render(request, "conferences/compose_absence.html", pages.page(conference, one, **state), status=status)


def arrived(request: Asked, pk: int) -> HttpResponse:
    """Who came: somebody who was not expected, chosen or new."""
    conference = found(request, pk, "conference.run")
    form = ArrivalForm(conference, posted(request), day=request.today)
    do = partial(absence.arrive, conference, acting=request.person, at=timezone.now())
    context = frame(conference, _("Somebody came unexpectedly"))
    return answer(
        request,
        form,
        do,
        template="conferences/compose_arrival.html",
        context={**context, "back": reverse("conferences:groups", args=[conference.pk])},
        to=lambda made: reverse("conferences:is_here", args=[conference.pk, made.pk]),
    )


@require_POST
def seat_all(request: Asked, pk: int) -> HttpResponse:
    """Everybody who has no seat yet gets one, with the fewest moves of the others."""
    conference = found(request, pk, "conference.run")
    try:
        proposal = absence.propose(conference)
        absence.accept(conference, proposal, key=proposal.key, acting=request.person, at=timezone.now())
    except core.Impossible as impossible:
        messages.warning(request, pages.impossible_in_words(conference, impossible))
    return redirect(address(conference))
