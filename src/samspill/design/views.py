from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from samspill.design import catalogue as examples
from samspill.design import theme as themes


@login_not_required
@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """Every component in every state, for developers and for the axe test; not there in a municipality's own use."""
    if not (settings.DEMO or settings.DEBUG):
        raise Http404
    return render(request, "design/catalogue.html", {"groups": examples.drawn(request)})


@login_not_required
@require_safe
@cache_control(public=True, max_age=31_536_000, immutable=True)
def theme(request: HttpRequest, colour: str) -> HttpResponse:  # noqa: ARG001 - the address says it all
    try:
        return HttpResponse(themes.css(colour), content_type="text/css; charset=utf-8")
    except themes.ColourError as error:
        raise Http404(str(error)) from error
