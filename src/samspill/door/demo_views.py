from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from samspill.door import demo


@login_not_required
def cast(request: HttpRequest) -> HttpResponse:
    """Everybody who can be played."""
    if not demo.may_play(request.get_host()):
        raise Http404
    day = request.today  # type: ignore[attr-defined]
    return render(request, "door/cast.html", {"stars": demo.stars(day), "troupes": demo.troupes(day)})


@login_not_required
@require_POST
def play(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign in as somebody of the cast."""
    if not demo.may_play(request.get_host()):
        raise Http404
    day = request.today  # type: ignore[attr-defined]
    position = get_object_or_404(demo.players(day).filter(person=pk)[:1])
    get_adapter(request).login(request, position.person)
    record_authentication(request, position.person, method="demo", reauthenticated=True)
    return redirect(settings.LOGIN_REDIRECT_URL)
