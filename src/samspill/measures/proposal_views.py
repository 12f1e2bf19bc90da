"""Making a proposal, changing its words, and the list where everybody sees where each one stands."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from samspill.access.gate import demand, fetch_for
from samspill.measures import proposal_forms as forms
from samspill.measures import proposal_list, proposal_pages
from samspill.measures.actions.proposing import reword as say_otherwise
from samspill.measures.models import Measure
from samspill.measures.models.measure import place_of
from samspill.measures.queries import MEASURES, method_of, own
from samspill.measures.sayings import origin_of
from samspill.people.answering import answer
from samspill.people.asking import Asked, posted


def propose(request: Asked) -> HttpResponse:
    """A proposal in under a minute; what says the same already is shown once before it is handed in."""
    if request.person is None:
        return redirect("account_login")
    page = proposal_pages.new_page(request, origin_of(request))
    template, now = "measures/proposal_new.html", timezone.now()
    form = forms.ProposeForm(posted(request), places=page.choices, sayings=page.sayings, **page.of_form())
    if form.is_bound and form.is_valid() and (found := page.not_seen(form.cleaned_data)):
        return render(request, template, {**page.context(), "form": form, "alike": found, "asks": True})
    do = partial(page.make, acting=request.person, at=now)
    to, said = Measure.get_absolute_url, _("Thank you. You see here where it stands and who has it.")
    return answer(request, form, do, template=template, context=page.context(), to=to, said=said)


def alike(request: Asked) -> HttpResponse:
    """The part of the page that says what is alike, while one still types."""
    page = proposal_pages.new_page(request, None)
    found = page.like(request.GET.get("title", ""), request.GET.get("unit", ""))
    return render(request, "measures/_proposal_alike.html", {"alike": found})


def several(request: Asked) -> HttpResponse:
    if request.person is None:
        return redirect("account_login")
    page = proposal_pages.several_page(request, origin_of(request))
    form = forms.SeveralForm(posted(request), sayings=page.sayings)
    do = partial(page.make_all, acting=request.person, at=timezone.now())
    template = "measures/proposal_several.html"
    return answer(request, form, do, template=template, context=page.context(), to=page.listed)


def reword(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, MEASURES.all(), pk, "measure.read")
    method = method_of(found)
    demand(request, own(found, method, request.today), "measure.edit")
    form = forms.RewordForm(posted(request), measure=found, levels=proposal_pages.levels(method))
    do = partial(say_otherwise, found, acting=request.person, at=timezone.now())
    context = proposal_pages.frame(found, _("Change the proposal"))
    to = found.get_absolute_url()
    return answer(request, form, do, template="people/form.html", context=context, to=to)


def proposals(request: Asked, pk: int) -> HttpResponse:
    unit = fetch_for(request, proposal_pages.SCHOOLS.all(), pk, "measure.read", place_of)
    return render(request, "measures/proposal_list.html", proposal_list.list_page(request, unit))
