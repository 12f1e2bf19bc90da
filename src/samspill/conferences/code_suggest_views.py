"""Asking for suggestions, and saying yes or no to each. Nothing counts before a person has said so."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.access.gate import demand
from samspill.conferences import code_suggest_pages as pages
from samspill.conferences.actions import code, suggesting
from samspill.conferences.code_bridge import suggested
from samspill.conferences.code_forms import SuggestionForm
from samspill.conferences.code_jobs import look_for_themes
from samspill.conferences.code_queries import THEMES
from samspill.conferences.code_views import analysed
from samspill.conferences.models import Conference, Point
from samspill.conferences.queries import CONFERENCES, points_of
from samspill.conferences.rights import steer
from samspill.people.asking import Asked, whole

PAGE, PART = "conferences/code_suggestions.html", "conferences/_code_offers.html"


def suggestions(request: Asked, pk: int) -> HttpResponse:
    return _shown(request, analysed(request, pk))


@require_POST
def ask(request: Asked, pk: int) -> HttpResponse:
    """Look anew: at once where that is quick, else by the queue."""
    found, now = analysed(request, pk), timezone.now()
    asked = suggesting.ask(found, acting=request.person, at=now)
    if points_of(found).order_by().count() <= pages.AT_ONCE:
        suggesting.keep(asked, suggested(found), at=now)
    else:
        look_for_themes.enqueue(conference=found.pk, at=now, municipality_id=found.unit.municipality_id)
    return redirect("conferences:suggestions", pk)


@require_POST
def accept(request: Asked, pk: int) -> HttpResponse:
    found = analysed(request, pk)
    return _answered(request, found, _accept)


@require_POST
def refuse(request: Asked, pk: int) -> HttpResponse:
    found = analysed(request, pk)
    return _answered(request, found, _refuse)


@require_POST
def apart(request: Asked, pk: int) -> HttpResponse:
    """Take back that a statement says the same as another."""
    point = Point.objects.select_related("group__session").filter(pk=pk).first()
    if point is None:
        raise Http404
    found = CONFERENCES.get(pk=point.group.session.conference_id)
    demand(request, steer(request.today)(found), "conference.analyse")
    code.say_apart(point, acting=request.person, at=timezone.now())
    return redirect("conferences:coding", found.pk)


def _shown(request: Asked, conference: Conference, status: int = 200, **more: Any) -> HttpResponse:
    template = PART if request.headers.get("HX-Request") else PAGE
    return render(request, template, pages.page(conference, **more), status=status)


def _answered(request: Asked, conference: Conference, do: Any) -> HttpResponse:
    form = SuggestionForm(request.POST)
    if not form.is_valid():
        return _shown(request, conference, 422, refused=[_("This suggestion is not there any more. Ask anew.")])
    try:
        said = do(conference, form.cleaned_data, {"acting": request.person, "at": timezone.now()})
    except ValidationError as error:
        return _shown(request, conference, 422, refused=error.messages)
    if request.headers.get("HX-Request"):
        return _shown(request, conference, said=said)
    return redirect("conferences:suggestions", conference.pk)


def _accept(conference: Conference, given: dict[str, Any], who: dict[str, Any]) -> str:
    if given["kind"] == "new":
        theme = suggesting.accept_new(conference, name=given["name"], points=given["points"], **who)
        return _("“%(name)s” is a theme now.") % {"name": theme.name}
    if given["kind"] == "same":
        suggesting.accept_same(conference, points=given["points"], **who)
        return _("They count as one statement that was said several times. Each of them is kept.")
    chosen = THEMES.filter(conference=conference, pk=whole(given["key"].removeprefix("theme:")) or 0).first()
    if chosen is None:
        raise ValidationError(_("Somebody has removed this theme meanwhile. Choose another one."))
    suggesting.accept_into(chosen, points=given["points"], **who)
    return _("They are in “%(name)s” now.") % {"name": chosen.name}


def _refuse(conference: Conference, given: dict[str, Any], who: dict[str, Any]) -> str:
    if given["kind"] == "same":
        suggesting.refuse_same(conference, points=given["points"], shown=given["shown"], **who)
    else:
        suggesting.refuse(conference, points=given["points"], key=given["key"], **who)
    return _("Thank you. This does not come again.")
