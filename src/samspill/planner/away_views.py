"""Somebody in the plan is away: from there the plan is mended."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samspill.access.gate import visible_to
from samspill.people.answering import answer
from samspill.people.asking import Asked, number, posted
from samspill.people.models import Person
from samspill.planner.actions.people import add_absence
from samspill.planner.forms import AwayForm
from samspill.planner.frame import frame, plan_for, reader
from samspill.planner.seat_days import seats_in


def away(request: Asked, pk: int) -> HttpResponse:
    plan = plan_for(request, pk)
    seated = {seat.person_id for seat in seats_in(plan, request.today)}
    people = visible_to(request.actor, Person.objects.filter(pk__in=seated), "absence.change")
    form = AwayForm(posted(request), people=people, initial={"person": number(request, "person")})
    context = {**frame(request, plan, _("Somebody is away")), "submit": _("Save, and see what it does to the plan")}
    onward = reverse("planner:repair", args=[plan.pk])
    do = partial(_add, acting=reader(request), at=timezone.now())
    return answer(request, form, do, template="planner/away.html", context=context, to=onward)


def _add(person: Person, **given: object) -> object:
    return add_absence(person, **given)  # type: ignore[arg-type]
