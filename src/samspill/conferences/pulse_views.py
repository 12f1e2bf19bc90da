"""The exit pulse: on a phone without an account, or on one's own page."""

from __future__ import annotations

import secrets
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.access.gate import fetch_for, may
from samspill.conferences import keys, live_pages, pulse
from samspill.conferences.actions.pulse import FEWEST, answer_pulse, close_pulse
from samspill.conferences.models import Conference
from samspill.conferences.queries import CONFERENCES
from samspill.conferences.rights import reader, steer
from samspill.design.navigation import Navigation
from samspill.meetings.run_forms import DynamicsForm
from samspill.meetings.saying import tell
from samspill.people.answering import answer
from samspill.people.asking import Asked, posted


@login_not_required
def questions(request: Asked, pk: int) -> HttpResponse:
    found = get_object_or_404(CONFERENCES, pk=pk)
    here = pulse.takes_part(request, found)
    if not here and request.person is None:
        return redirect("conferences:live_enter")
    if not here:
        found = fetch_for(request, CONFERENCES.all(), pk, "conference.read", reader(request.person))
    _frame(request, found)
    mark = request.COOKIES.get(pulse.COOKIE, "") or secrets.token_urlsafe(24)
    form = DynamicsForm(posted(request), questions=pulse.questions_of(found))
    do = partial(_count, found, mark, here and pulse.is_open(found, request.today))
    response = answer(
        request,
        form,
        do,
        template="conferences/pulse.html",
        context=_page(request, found, mark, here),
        to=reverse("conferences:pulse", args=[pk]),
    )
    response.set_cookie(
        pulse.COOKIE,
        mark,
        max_age=keys.HOURS * 3600,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def _count(conference: Conference, mark: str, is_open: bool, /, **answers: int) -> None:
    if not is_open:
        raise ValidationError(_("The questions are not open, so nothing was counted."))
    answer_pulse(conference, mark=mark, answers=answers)


def _page(request: Asked, conference: Conference, mark: str, here: bool) -> dict[str, Any]:
    leads = may(request, steer(request.today)(conference), "conference.run")
    return {
        "conference": conference,
        "may_answer": here and pulse.is_open(conference, request.today) and not pulse.has_answered(conference, mark),
        "thanks": pulse.has_answered(conference, mark),
        "answered": conference.pulse_ballots.count(),
        "fewest": FEWEST,
        "result": pulse.result_of(conference),
        "may_close": leads and not conference.pulse_closed_at,
        "back": conference.get_absolute_url() if request.person else "",
    }


def _frame(request: Asked, conference: Conference) -> None:
    """A phone without an account has no menu, as at its group's note."""
    if request.person is None:
        request.navigation = Navigation(  # type: ignore[attr-defined]
            home_url=reverse("conferences:live_enter"),
            language_url=reverse("door:language"),
            **live_pages.look(conference.unit.municipality),
        )


@require_POST
def close(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, CONFERENCES.all(), pk, "conference.run", steer(request.today))
    tell(request, partial(close_pulse, found, acting=request.person, at=timezone.now()))
    return redirect("conferences:pulse", pk)
