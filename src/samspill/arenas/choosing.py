"""Choosing the person for a seat, and which seats a head of service may mend."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from samspill.access.gate import demand, fetch_for, may
from samspill.arenas import pages
from samspill.arenas.models import Arena, Membership
from samspill.arenas.queries import SEATS
from samspill.people.asking import Asked, number
from samspill.people.models import Person, Position
from samspill.people.queries import colleagues_of, named, people_in, running, staff_of_units

SHOWN = 20


def everybody(request: Asked, arena: Arena) -> QuerySet[Person]:
    return people_in(arena.unit.municipality, request.today)


def own_staff(request: Asked) -> QuerySet[Person]:
    """Those who work at the services the reader heads."""
    return staff_of_units(pages.own_units(request), request.today)


def chosen(request: Asked, people: QuerySet[Person]) -> Person | None:
    """The person the address names; somebody outside `people` is nobody we know."""
    pk = number(request, "person")
    if pk is None:
        return None
    person = people.filter(pk=pk).first()
    if person is None:
        raise Http404
    return person


def choose(request: Asked, arena: Arena, people: QuerySet[Person]) -> HttpResponse:
    """Search for the person. Those whose profession fits the place come first."""
    words = request.GET.get("q", "").replace("\x00", "").strip()
    role = request.GET.get("role", "")
    fits = Position.objects.filter(
        running(request.today), person=OuterRef("pk"), profession__in=pages.professions_of(arena, role)
    )
    rows = list(named(people, words).annotate(fits=Exists(fits)).order_by("-fits", "name")[: SHOWN + 1])
    kept = request.GET.copy()
    for name in ("q", "person"):
        kept.pop(name, None)
    context = {
        **pages.frame(arena, _("Who is it?"), pages.way_back(request, arena)),
        "people": rows[:SHOWN],
        "more": len(rows) > SHOWN,
        "words": words,
        "kept": list(kept.items()),
        "query": kept.urlencode(),
    }
    return render(request, "arenas/choose.html", context)


def deputies_for(seat: Membership, day: date) -> QuerySet[Person]:
    """Colleagues of the one who sits, and whoever is the deputy already."""
    return colleagues_of(seat.person, day) | Person.objects.filter(pk=seat.deputy_id or 0)


def seat_to_mend(request: Asked, pk: int) -> Membership:
    """A seat whose deputy or end the reader may set: any in an arena she may change, else her own service's."""
    seat = fetch_for(request, SEATS.all(), pk, "arena.name_representative")
    if not may(request, seat, "arena.change") and not own_staff(request).filter(pk=seat.person_id).exists():
        demand(request, seat, "arena.change")
    return seat
