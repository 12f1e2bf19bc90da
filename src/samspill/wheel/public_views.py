"""The wheel that everybody can see, inside a page of the school's own: made, revoked, and shown."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db.models import Count, Max, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_POST, require_safe

from samspill.access.gate import fetch_for
from samspill.core.schoolyear import SchoolYear
from samspill.delivery import addresses
from samspill.people.asking import Asked
from samspill.people.models import Unit, UnitKind
from samspill.wheel import activity_actions as actions
from samspill.wheel import year_pages as pages
from samspill.wheel.feed_actions import digest_of
from samspill.wheel.models import Activity, PublicWheel
from samspill.wheel.year import PUBLIC, Reading, Whose
from samspill.wheel.year_reading import read

KEPT = 300  # seconds that a drawn page serves everybody who looks
# The one page that others may frame. Nothing runs in it, and it loads only our own style sheet and letters.
POLICY = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors *"
)


HEADERS = {"Content-Security-Policy": POLICY, "Cache-Control": "no-cache", "X-Robots-Tag": "noindex"}


def _unit(request: Asked, pk: int) -> Unit:
    return fetch_for(request, Unit.objects.select_related("municipality"), pk, "wheel.show")


def public(request: Asked, pk: int) -> HttpResponse:
    """Whether the unit's wheel is shown to everybody, since when, and what stands on it."""
    return render(request, "wheel/public.html", _context(_unit(request, pk)))


def _context(unit: Unit) -> dict[str, object]:
    running = PublicWheel.objects.filter(unit=unit, revoked_at=None).select_related("made_by").first()
    whose = _whose(unit)
    return {"unit": unit, "running": running, "crumbs": pages.crumbs(whose), "back": pages.address(whose)}


@require_POST
def show(request: Asked, pk: int) -> HttpResponse:
    """Make the address and give it, this once: it is not kept in a readable form."""
    unit = _unit(request, pk)
    token = actions.show_wheel(unit, acting=request.person, at=timezone.now())
    made = addresses.page(reverse("wheel:embed", args=[token]))
    return render(request, "wheel/public.html", {**_context(unit), "made": made})


@require_POST
def hide(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, PublicWheel.objects.select_related("unit"), pk, "wheel.show")
    actions.hide_wheel(found, acting=request.person, at=timezone.now())
    return redirect("wheel:public", found.unit_id)


@login_not_required
@xframe_options_exempt
@require_safe
def embed(request: HttpRequest, token: str) -> HttpResponse:
    """The wheel without names. The address is the key: unknown and revoked give 404 alike."""
    digest = digest_of(token)
    found = PublicWheel.objects.filter(digest=digest, revoked_at=None).select_related("unit__municipality").first()
    if found is None:
        raise Http404
    language, year, part = _language(request, found.unit), _year(request), _part(request)
    key = f"public-wheel-{digest}-{_written(found.unit)}-{language}-{year.begins}-{part}"
    body = cache.get(key) or _drawn(found.unit, language, year, part)
    cache.set(key, body, KEPT)
    return HttpResponse(body, headers=HEADERS)


def _written(unit: Unit) -> str:
    """Changes with what people wrote: whatever somebody takes back is gone at once."""
    open_ones = Activity.objects.filter(open=True, unit__municipality=unit.municipality_id)
    told = open_ones.aggregate(many=Count("pk"), last=Max("pk"), versions=Sum("version"))
    return f"{told['many']}-{told['last']}-{told['versions']}"


def _drawn(unit: Unit, language: str, year: SchoolYear, part: int) -> str:
    """The same for everybody: no reader, no session, no rights."""
    whose, today = _whose(unit), timezone.localdate()
    with translation.override(language):
        found = read(Reading(whose, year, None, today, PUBLIC))
        context = pages.shown(found, whose, year, part, today, links=False)
        title = unit.municipality.name if whose.municipality else unit.name
        return render_to_string("wheel/embed.html", {**context, "title": title, "language": language})


def _whose(unit: Unit) -> Whose:
    return Whose(municipality=unit.municipality) if unit.kind == UnitKind.OFFICE else Whose(unit=unit)


def _language(request: HttpRequest, unit: Unit) -> str:
    asked = request.GET.get("lang", "")
    return asked if asked in dict(settings.LANGUAGES) else unit.language or settings.LANGUAGE_CODE


def _year(request: HttpRequest) -> SchoolYear:
    """This school year, or the one before or after: what is kept for all who look has an end."""
    running = SchoolYear.of(timezone.localdate())
    near = {str(running.begins + step): SchoolYear(running.begins + step) for step in (-1, 0, 1)}
    return near.get(request.GET.get("year", ""), running)


def _part(request: HttpRequest) -> int:
    asked = request.GET.get("part", "")
    return int(asked) if asked in ("1", "2", "3", "4") else 0
