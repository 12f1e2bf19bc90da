"""What the page about one person's days shows."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from samspill.arenas.queries import seats_of
from samspill.arenas.words import days_of
from samspill.people.asking import Asked, number
from samspill.people.models import Person
from samspill.people.panels import Crumb
from samspill.planner.models import Absence


def onward(request: Asked) -> str:
    """Which plan the reader came from, taken along."""
    plan = number(request, "plan")
    return f"?plan={plan}" if plan else ""


def frame(request: Asked, person: Person, title: str) -> dict[str, Any]:
    plan = number(request, "plan")
    back = reverse("planner:people", args=[plan]) if plan else person.get_absolute_url()
    above = (Crumb(_("Who can when"), back),) if plan else ()
    return {
        "person": person,
        "title": title,
        "crumbs": (*above, Crumb(person.name, person.get_absolute_url())),
        "back": back,
    }


def page(request: Asked, person: Person) -> dict[str, Any]:
    title = _("When %(name)s can come") % {"name": person.name}
    ahead = Absence.objects.filter(person=person, last__gte=request.today)
    return {
        **frame(request, person, title),
        "absences": list(ahead),
        "onward": onward(request),
        "schools": _schools(person, request),
    }


def _schools(person: Person, request: Asked) -> list[tuple[str, str]]:
    """Where they sit, and on which days they are there."""
    found: dict[str, set[int]] = {}
    for seat in seats_of(person, request.today):
        if seat.person_id == person.pk:
            found.setdefault(seat.arena.unit.name, set()).update(seat.weekdays)
    return [(name, days_of(sorted(days)) if days else _("any day")) for name, days in sorted(found.items())]
