"""One person: what is known, where they work, and the way in."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from samspill.access.gate import demand, fetch_for, visible_to
from samspill.journal.actions import note_reading
from samspill.journal.history import history_of
from samspill.people import actions, pages, post, welcoming
from samspill.people.answering import answer
from samspill.people.asking import Asked, number, posted
from samspill.people.forms import (
    AddPersonForm,
    ChangePositionForm,
    EndPositionForm,
    InviteForm,
    PersonForm,
    PositionForm,
)
from samspill.people.models import Person, Position, Unit
from samspill.people.professions import professions_for

POSITIONS = Position.objects.select_related("person", "unit__municipality")
UNITS = Unit.objects.select_related("municipality")


def person(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, Person, pk, "person.read")
    if found != request.person:
        note_reading("person.read", found, acting=request.person, at=timezone.now())
    return render(request, "people/person.html", pages.person_page(request, found))


def history(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, Person, pk, "journal.read")
    context = pages.person_frame(found, _("History of %(name)s") % {"name": found.name})
    lines = history_of(found, also=found.positions.all())
    return render(request, "people/history.html", {**context, "lines": lines, "query": f"person={found.pk}"})


def add_person(request: Asked, pk: int) -> HttpResponse:
    unit = fetch_for(request, UNITS.all(), pk, "unit.set_up")
    start = {"since": request.today, "profession": request.GET.get("profession")}
    form = AddPersonForm(posted(request), professions=professions_for(request, unit), initial=start)
    do = partial(welcoming.add_staff, unit, acting=request.person, at=timezone.now())
    context = pages.unit_frame(unit, _("Add a person at %(name)s") % {"name": unit.name})
    return answer(request, form, do, template="people/form.html", context=context, to=Person.get_absolute_url)


def change_person(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, Person, pk, "person.change")
    form = PersonForm(posted(request), person=found)
    do = partial(actions.change_person, found, acting=request.person, at=timezone.now())
    context = pages.person_frame(found, _("Change %(name)s") % {"name": found.name})
    return answer(request, form, do, template="people/form.html", context=context, to=found.get_absolute_url())


def add_position(request: Asked, pk: int) -> HttpResponse:
    """Let somebody known work at one more unit. Where is chosen first: it decides what they may be there."""
    found = fetch_for(request, Person, pk, "person.change")
    units = visible_to(request.actor, UNITS.filter(closed__isnull=True), "unit.set_up")
    context = pages.person_frame(found, _("One more position for %(name)s") % {"name": found.name})
    unit = units.filter(pk=number(request, "unit") or 0).first()
    if unit is None:
        return render(request, "people/where.html", {**context, "units": units})
    demand(request, unit, "unit.set_up")
    form = PositionForm(posted(request), professions=professions_for(request, unit), initial={"since": request.today})
    do = partial(actions.take_position, found, unit, acting=request.person, at=timezone.now())
    return answer(request, form, do, template="people/form.html", context=context, to=found.get_absolute_url())


def change_position(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, POSITIONS.all(), pk, "unit.set_up")
    choices = professions_for(request, found.unit, keep=found.profession)
    form = ChangePositionForm(posted(request), position=found, professions=choices)
    do = partial(actions.change_position, found, acting=request.person, at=timezone.now())
    context = pages.person_frame(found.person, _("Position at %(name)s") % {"name": found.unit.name})
    return answer(request, form, do, template="people/form.html", context=context, to=found.person.get_absolute_url())


def end_position(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, POSITIONS.all(), pk, "unit.set_up")
    start = {"version": found.version, "until": found.until or request.today}
    form = EndPositionForm(posted(request), position=found, initial=start)
    do = partial(actions.end_position, found, acting=request.person, at=timezone.now())
    title = _("%(name)s leaves %(unit)s") % {"name": found.person, "unit": found.unit.name}
    context = {**pages.person_frame(found.person, title), "submit": _("End the position")}
    return answer(request, form, do, template="people/form.html", context=context, to=found.person.get_absolute_url())


def invite(request: Asked, pk: int) -> HttpResponse:
    """The code is on the answer to the POST and nowhere else: only a digest of it is kept."""
    found = fetch_for(request, Person, pk, "person.invite")
    form = InviteForm(posted(request), person=found)
    context = {**pages.person_frame(found, _("Invite %(name)s") % {"name": found.name}), "person": found, "form": form}
    if not form.is_valid():
        return render(request, "people/invite.html", context)
    language, address = post.language_of(found, request.today), post.address_of(request)
    code = actions.invite(found, acting=request.person, at=timezone.now())
    if form.cleaned_data.get("mail"):
        post.send_invitation(found, code, address=address, language=language)
    shown = {"code": code, "address": address, "language": language, "days": actions.INVITATION_DAYS}
    return render(request, "people/invited.html", {**context, **shown})
