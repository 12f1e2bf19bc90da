from __future__ import annotations

from importlib.metadata import version

from allauth.account.views import password_reset
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from samspill.access.phrases import who_may as table
from samspill.people.actions import change_person
from samspill.people.models import CountryCode, Municipality


@login_not_required
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Choose a language, for this browser and, when signed in, wherever the person signs in."""
    chosen = request.POST.get("language", "")
    if chosen not in dict(settings.LANGUAGES):
        raise Http404
    person = request.person  # type: ignore[attr-defined]
    if person:
        change_person(person, version=None, acting=person, at=timezone.now(), language=chosen)
    response = redirect(_back(request))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        chosen,
        max_age=365 * 24 * 60 * 60,
        samesite="Lax",
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=True,
    )
    return response


def _back(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else settings.LOGIN_REDIRECT_URL


@login_not_required
def forgotten(request: HttpRequest) -> HttpResponseBase:
    """A link to a new password by mail; where no mail can be sent, the way over the school."""
    answer: HttpResponseBase = password_reset(request) if settings.MAIL else render(request, "door/no_mail.html")
    return answer


def who_may(request: HttpRequest) -> HttpResponse:
    """The whole table of who may do what, read aloud."""
    return render(request, "door/who_may.html", {"rows": table()})


@login_not_required
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "door/about.html", {"version": version("samspill")})


@login_not_required
def accessibility(request: HttpRequest) -> HttpResponse:
    """How usable the pages are for everybody, whom to tell, and each municipality's own statement."""
    statements = Municipality.objects.exclude(accessibility_statement="").only("name", "accessibility_statement")
    return render(request, "door/accessibility.html", {"statements": statements})


@login_not_required
def danish_accessibility(request: HttpRequest) -> HttpResponse:
    """Danish authorities keep their statement at /was; with one Danish municipality we lead straight there."""
    danish = Municipality.objects.filter(country=CountryCode.DENMARK).exclude(accessibility_statement="")
    found = list(danish.values_list("accessibility_statement", flat=True)[:2])
    return redirect(found[0]) if len(found) == 1 else redirect("door:accessibility")
