"""What every answer carries against misuse, and the rule that a page is for people who have signed in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django_htmx.http import HttpResponseClientRedirect

# Nothing from other hosts, nothing inline. `data:` is for the square code of an authenticator app, drawn by ourselves.
POLICY = "; ".join(
    [
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "frame-ancestors 'none'",
        "form-action 'self'",
    ]
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Permissions-Policy": (
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), "
        "publickey-credentials-get=(self), publickey-credentials-create=(self)"
    ),
}


class HeadersMiddleware:
    """Put the headers on; also keep pages about people out of shared caches."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response


class SignInFirstMiddleware(LoginRequiredMiddleware):
    """Every view is for people who have signed in, unless it is marked `@login_not_required`.

    So nobody who is not signed in learns whether an address leads anywhere; afterwards an outsider gets 404.
    """

    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Any
    ) -> HttpResponse:
        back = _page(request)
        response = redirect_to_login(back, self.get_login_url(view_func))
        return HttpResponseClientRedirect(response.url) if request.htmx else response  # type: ignore[attr-defined]


def _page(request: HttpRequest) -> str:
    """The page to return to: the one asked for, or the one the form stood on."""
    if request.method == "GET" and not request.htmx:  # type: ignore[attr-defined]
        return request.get_full_path()
    came = urlsplit(request.META.get("HTTP_REFERER", ""))
    return came.path if came.netloc == request.get_host() and came.path else settings.LOGIN_REDIRECT_URL
