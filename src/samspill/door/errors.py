"""Pages for what could not be done: each says what happened and what to do."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from samspill.access.gate import Refused
from samspill.access.phrases import WORDS, shortest, spoken


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 400, _("We did not understand the request"), _("Go back and try again, or start over."))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say which action it was and who may do it."""
    if not isinstance(exception, Refused):
        return _page(request, 403, _("You may not do this"), _("Go back, or ask at your school who may."))
    decision = exception.decision
    page = {
        "may": WORDS[decision.word],
        "who": [spoken(line) for line in shortest(decision.because)],
        "refused": decision,
    }
    return render(request, "door/forbidden.html", page, status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    lead = _(
        "The form had been open for too long, or the browser keeps no cookies. "
        "Go back, load the page anew and send the form again. What you wrote is often still in the form."
    )
    return _page(request, 403, _("We could not be sure that the form came from you"), lead)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    lead = _(
        "There is no page at this address, or it is not for you. "
        "See that the address is right, or start from the front page."
    )
    return _page(request, 404, _("We do not find this page"), lead)


def only_a_button(request: HttpRequest, refusal: HttpResponse) -> HttpResponse:
    """An address that only takes what a button sends was opened by hand, or from the history."""
    lead = _("Go back to the page you came from and press the button there.")
    page = _page(request, 405, _("This address is not a page"), lead)
    page["Allow"] = refusal["Allow"]
    return page


def too_many(request: HttpRequest) -> HttpResponse:
    lead = _("Wait a few minutes, then try again. We do this so that nobody can guess passwords and codes.")
    return _page(request, 429, _("Too many attempts in a short time"), lead)


def server_error(request: HttpRequest) -> HttpResponse:
    """Our fault. Nothing here asks the database or draws the frame, since that may be what failed."""
    return HttpResponse(render_to_string("door/broken.html"), status=500)


def _page(request: HttpRequest, status: int, title: str, lead: str) -> HttpResponse:
    return render(request, "door/error.html", {"title": title, "lead": lead, "status": status}, status=status)
