"""The groups as a table that can be filled in, and as a picture of who meets whom."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from samspill.conferences import compose_picture, compose_table
from samspill.conferences.actions import seating
from samspill.conferences.compose_views import address, found
from samspill.conferences.models import Conference
from samspill.people.asking import Asked, posted_number
from samspill.people.versions import StaleError


def mix(request: Asked, pk: int) -> HttpResponse:
    return render(request, "conferences/compose_mix.html", compose_picture.page(found(request, pk)))


def table(request: Asked, pk: int) -> HttpResponse:
    """People × rounds; what is chosen otherwise than it is counts."""
    conference = found(request, pk)
    if request.method != "POST":
        return _table(request, conference)
    wanted, seen = compose_table.wanted_of(request.POST), posted_number(request, "seen")
    try:
        seating.place_all(conference, wanted=wanted, seen=seen, acting=request.person, at=timezone.now())
    except StaleError:
        return _table(request, conference, 409, wanted=wanted, stale=True)
    except ValidationError as error:
        return _table(request, conference, 422, wanted=wanted, refused=error.messages)
    messages.success(request, _("The groups are as you chose."))
    return redirect(address(conference))


def _table(request: Asked, conference: Conference, status: int = 200, **state: object) -> HttpResponse:
    page = compose_table.page(conference, **state)  # type: ignore[arg-type]
    return render(request, "conferences/compose_table.html", page, status=status)
