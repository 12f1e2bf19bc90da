from __future__ import annotations

from functools import partial

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samspill.access.gate import fetch_for
from samspill.arenas.queries import ARENAS
from samspill.delivery import addresses
from samspill.people.answering import answer
from samspill.people.asking import Asked, whole
from samspill.wheel import feed_actions, feed_pages
from samspill.wheel.feed_forms import reminder_form
from samspill.wheel.feeds import feed_of
from samspill.wheel.models import FeedToken

OFTEN, MINUTE = 30, 60  # a calendar asks a few times an hour, several servers of one company at once


def feeds(request: Asked) -> HttpResponse:
    """The reader's own calendar addresses, and how one is put into a calendar."""
    return render(request, "wheel/feeds.html", feed_pages.context(request, timezone.now()))


@require_POST
def make(request: Asked) -> HttpResponse:
    """Make an address and show it, this once: it is not kept in a readable form."""
    assert request.person, "only who has signed in comes here"
    given = request.POST.get("arena", "")
    arena = fetch_for(request, ARENAS.all(), whole(given) or 0, "meeting.read") if given else None
    at = timezone.now()
    token = feed_actions.make_feed(request.person, arena, acting=request.person, at=at)
    made = addresses.page(reverse("wheel:feed", args=[token]))
    context = {**feed_pages.context(request, at), "made": made, "webcal": subscribing(made), "arena": arena}
    return render(request, "wheel/feeds.html", context)


def subscribing(address: str) -> str:
    """The same address by the name under which phones and Outlook know that it is a calendar to be followed."""
    return f"webcal:{address.partition(':')[2]}"


@require_POST
def revoke(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, FeedToken, pk, "feed.keep")
    feed_actions.revoke_feed(found, acting=request.person, at=timezone.now())
    return redirect("wheel:feeds")


@require_POST
def remind(request: Asked, pk: int) -> HttpResponse:
    found, at = fetch_for(request, FeedToken, pk, "feed.keep"), timezone.now()
    do = partial(feed_actions.remind, found, acting=request.person, at=at)
    form = reminder_form(pk, request.POST)
    context = feed_pages.context(request, at)
    done = _("The reminder is set. Calendars take it over the next time they ask.")
    return answer(request, form, do, template="wheel/feeds.html", context=context, to=reverse("wheel:feeds"), said=done)


@login_not_required
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponseBase:
    """A calendar for the program that fetches it. The address is the key: unknown, revoked or left gives 404 alike."""
    digest = feed_actions.digest_of(token)
    rows = FeedToken.objects.filter(digest=digest, revoked_at=None, person__is_active=True)
    found = rows.select_related("person", "arena__unit__municipality", "arena__project").first()
    if found is None:
        raise Http404
    if _too_often(digest):
        return HttpResponse(status=429, headers={"Retry-After": str(MINUTE)})
    built = feed_of(found, timezone.now())
    response = HttpResponse(built.body, content_type="text/calendar; charset=utf-8")
    response.headers["Cache-Control"] = "private, max-age=900"
    response.headers["Last-Modified"] = http_date(built.changed.timestamp())
    response.headers["ETag"] = etag = f'"{built.etag}"'
    return get_conditional_response(request, etag, int(built.changed.timestamp()), response) or response


def _too_often(digest: str) -> bool:
    key = f"feed-{digest}"
    cache.add(key, 0, MINUTE)
    return cache.incr(key) > OFTEN
