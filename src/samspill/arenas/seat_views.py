"""Who sits in an arena: seats, deputies, guests."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from samspill.access.gate import fetch_for
from samspill.arenas import actions, choosing, forms, pages
from samspill.arenas.queries import ARENAS, SEATS
from samspill.people.answering import answer
from samspill.people.asking import Asked, posted
from samspill.people.queries import colleagues_of


def seat(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, ARENAS.all(), pk, "arena.change")
    person = choosing.chosen(request, choosing.everybody(request, found))
    if person is None:
        return choosing.choose(request, found, choosing.everybody(request, found))
    start = {"since": request.today, "role": request.GET.get("role"), "leads": "leads" in request.GET}
    deputies = colleagues_of(person, request.today)
    form = forms.SeatForm(posted(request), roles=pages.roles_of(found), deputies=deputies, initial=start)
    do = partial(actions.seat, found, person, acting=request.person, at=timezone.now())
    context = pages.frame(found, _("A seat for %(name)s") % {"name": person})
    return answer(request, form, do, template="people/form.html", context=context, to=found.get_absolute_url())


def representative(request: Asked, pk: int) -> HttpResponse:
    """A head of service says who comes from the service, and who stands in (R40)."""
    found = fetch_for(request, ARENAS.all(), pk, "arena.name_representative")
    person = choosing.chosen(request, choosing.own_staff(request))
    if person is None:
        return choosing.choose(request, found, choosing.own_staff(request))
    start = {"since": request.today, "role": request.GET.get("role")}
    deputies, roles = colleagues_of(person, request.today), pages.roles_of(found, named_only=True)
    form = forms.RepresentativeForm(posted(request), roles=roles, deputies=deputies, initial=start)
    do = partial(actions.seat, found, person, acting=request.person, at=timezone.now())
    context = pages.frame(
        found, _("%(name)s represents the service") % {"name": person}, pages.way_back(request, found)
    )
    return answer(request, form, do, template="people/form.html", context=context, to=pages.way_back(request, found))


def guest(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, ARENAS.all(), pk, "arena.change")
    person = choosing.chosen(request, choosing.everybody(request, found))
    if person is None:
        return choosing.choose(request, found, choosing.everybody(request, found))
    form = forms.GuestForm(posted(request), initial={"since": request.today})
    do = partial(actions.seat, found, person, guest=True, acting=request.person, at=timezone.now())
    context = pages.frame(found, _("%(name)s as a guest") % {"name": person})
    return answer(request, form, do, template="people/form.html", context=context, to=found.get_absolute_url())


def change_seat(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, SEATS.all(), pk, "arena.change")
    deputies = choosing.deputies_for(found, request.today)
    form = forms.ChangeSeatForm(posted(request), seat=found, roles=pages.roles_of(found.arena), deputies=deputies)
    do = partial(actions.change_seat, found, acting=request.person, at=timezone.now())
    context = pages.frame(found.arena, _("The seat of %(name)s") % {"name": found.person})
    return answer(request, form, do, template="people/form.html", context=context, to=found.arena.get_absolute_url())


def end_seat(request: Asked, pk: int) -> HttpResponse:
    found = choosing.seat_to_mend(request, pk)
    start = {"version": found.version, "until": found.until or request.today}
    form = forms.EndSeatForm(posted(request), seat=found, initial=start)
    do = partial(actions.end_seat, found, acting=request.person, at=timezone.now())
    title = _("%(name)s leaves the arena") % {"name": found.person}
    back = pages.way_back(request, found.arena)
    context = {**pages.frame(found.arena, title, back), "submit": _("End the seat")}
    return answer(request, form, do, template="people/form.html", context=context, to=back)


def deputy(request: Asked, pk: int) -> HttpResponse:
    found = choosing.seat_to_mend(request, pk)
    deputies = choosing.deputies_for(found, request.today)
    form = forms.DeputyForm(posted(request), seat=found, deputies=deputies)
    do = partial(actions.change_seat, found, acting=request.person, at=timezone.now())
    back = pages.way_back(request, found.arena)
    context = pages.frame(found.arena, _("Deputy for %(name)s") % {"name": found.person}, back)
    return answer(request, form, do, template="people/form.html", context=context, to=back)
