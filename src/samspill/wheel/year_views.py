"""The year as a wheel: of a municipality, a school, an arena, and of whoever reads."""

from __future__ import annotations

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.access.gate import demand, fetch_for, may
from samspill.arenas.queries import ARENAS
from samspill.documents.answers import TYPES, file_answer, tame
from samspill.people.answering import answer
from samspill.people.asking import Asked, posted
from samspill.people.models import Municipality, Unit
from samspill.people.panels import Crumb
from samspill.wheel import activity_actions as actions
from samspill.wheel import year_pages as pages
from samspill.wheel.models import Activity, WheelRing
from samspill.wheel.year import Whose, place_of
from samspill.wheel.year_forms import ActivityForm
from samspill.wheel.year_paper import paper_of
from samspill.wheel.year_queries import ACTIVITIES

FORM = "people/form.html"


def whose_of(request: Asked, kind: str, pk: int) -> Whose:
    """Whose wheel the address means, if the reader may see it."""
    if kind == "municipality":
        return Whose(municipality=fetch_for(request, Municipality, pk, "plan.read"))
    if kind == "unit":
        return Whose(unit=fetch_for(request, Unit.objects.select_related("municipality"), pk, "plan.read"))
    if kind == "arena":
        return Whose(arena=fetch_for(request, ARENAS.select_related("project__municipality"), pk, "arena.read"))
    raise Http404


def year(request: Asked, kind: str, pk: int) -> HttpResponse:
    return render(request, "wheel/year.html", pages.page(request, whose_of(request, kind, pk)))


def my_year(request: Asked) -> HttpResponse:
    return render(request, "wheel/year.html", pages.page(request, Whose(person=request.person)))


def paper(request: Asked, kind: str, pk: int) -> HttpResponse:
    return _paper(request, whose_of(request, kind, pk))


def my_paper(request: Asked) -> HttpResponse:
    return _paper(request, Whose(person=request.person))


def _paper(request: Asked, whose: Whose) -> HttpResponse:
    context = pages.page(request, whose)
    made = paper_of(context, at=timezone.now())
    name = tame(f"{context['title']} {context['year'].begins}-{context['year'].begins + 1}")
    return file_answer(made, TYPES["pdf"], f"{name}.pdf")


def add(request: Asked, kind: str, pk: int) -> HttpResponse:
    return _add(request, whose_of(request, kind, pk))


def my_add(request: Asked) -> HttpResponse:
    return _add(request, Whose(person=request.person))


def _add(request: Asked, whose: Whose) -> HttpResponse:
    ring, unit = place_of(whose)
    new = actions.new_activity(ring=ring, unit=unit, arena=whose.arena, person=whose.person)
    demand(request, new, "activity.change")
    form = ActivityForm(posted(request), new=True, private=unit is None, initial={"starts": request.today})
    do = partial(actions.add_activity, new, acting=request.person, at=timezone.now())
    back = pages.address(whose)
    trail = (*pages.crumbs(whose), Crumb(_("Year wheel"), back))
    context = {"title": _("Add an activity"), "back": back, "crumbs": trail}
    return answer(request, form, do, template=FORM, context=context, to=back)


def activity(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, ACTIVITIES, pk, "activity.read")
    changes = may(request, found, "activity.change")
    return render(request, "wheel/activity.html", {"activity": found, **_frame(found), "may_change": changes})


def change(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, ACTIVITIES, pk, "activity.change")
    names = ("title", "starts", "until", "open", "version")
    start = {name: getattr(found, name) for name in names}
    form = ActivityForm(posted(request), new=False, private=found.ring == WheelRing.PERSON, initial=start)
    do = partial(actions.change_activity, found, acting=request.person, at=timezone.now())
    own = Crumb(found.title, found.get_absolute_url())
    context = {"title": _("Change the activity"), "back": own.url, "crumbs": (*_frame(found)["crumbs"], own)}
    return answer(request, form, do, template=FORM, context=context, to=own.url)


@require_POST
def remove(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, ACTIVITIES, pk, "activity.change")
    back = pages.address(_wheel_of(found))
    actions.remove_activity(found, acting=request.person, at=timezone.now())
    return redirect(back)


def _wheel_of(found: Activity) -> Whose:
    """The wheel that shows it first."""
    if found.arena:
        return Whose(arena=found.arena)
    return Whose(unit=found.unit) if found.unit else Whose(person=found.person)


def _frame(found: Activity) -> dict[str, tuple[Crumb, ...]]:
    whose = _wheel_of(found)
    return {"crumbs": (*pages.crumbs(whose), Crumb(_("Year wheel"), pages.address(whose)))}
