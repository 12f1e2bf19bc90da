"""Which language a page is in: the person's choice, the one chosen here, the school's, the municipality's."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import get_supported_language_variant, parse_accept_lang_header

KNOWN = dict(settings.LANGUAGES)


class LanguageMiddleware:
    """Set the language for one request, and say it in the answer's header."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = next(code for code in wishes(request) if code in KNOWN)
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        if request.person is None:  # type: ignore[attr-defined]
            patch_vary_headers(response, ("Accept-Language",))
        return response


def wishes(request: HttpRequest) -> Iterator[str]:
    """Every wish about the language, the strongest first; bokmål at last."""
    person = request.person  # type: ignore[attr-defined]
    yield person.language if person else ""
    yield request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if person is None:
        yield from _of_browser(request)
    for position in request.positions[:1]:  # type: ignore[attr-defined]
        yield position.unit.language
    if request.municipality:  # type: ignore[attr-defined]
        yield request.municipality.language  # type: ignore[attr-defined]
    yield settings.LANGUAGE_CODE


def _of_browser(request: HttpRequest) -> Iterator[str]:
    """What the browser asks for, as far as we speak it; plain Norwegian is bokmål."""
    for code, _weight in parse_accept_lang_header(request.META.get("HTTP_ACCEPT_LANGUAGE", "")):
        if code.split("-")[0] == "no":
            yield "nb"
            continue
        try:
            yield get_supported_language_variant(code)
        except LookupError:
            continue
