"""The year as a calendar file: out with what the reader sees, in as own activities after a look at them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from samspill.access.gate import demand
from samspill.documents.answers import file_answer, tame
from samspill.people.answering import add_errors
from samspill.people.asking import Asked, posted, sent_files
from samspill.people.panels import Crumb
from samspill.wheel import bringing, year_pages
from samspill.wheel.activity_actions import new_activity
from samspill.wheel.bring_forms import ChosenForm
from samspill.wheel.feed_forms import CalendarFileForm
from samspill.wheel.models import Activity
from samspill.wheel.year import Whose, place_of
from samspill.wheel.year_file import file_of
from samspill.wheel.year_views import whose_of

CALENDAR = "text/calendar; charset=utf-8"


@require_safe
def file(request: Asked, kind: str, pk: int) -> HttpResponse:
    return _file(request, whose_of(request, kind, pk))


@require_safe
def my_file(request: Asked) -> HttpResponse:
    return _file(request, Whose(person=request.person))


def _file(request: Asked, whose: Whose) -> HttpResponse:
    reading = year_pages.reading_of(request, whose)
    name = f"{year_pages.title(whose)} {year_pages.year_words(reading.year.begins)}"
    made = file_of(reading, name, at=timezone.now())
    return file_answer(made, CALENDAR, f"{tame(name.replace('/', '-'))}.ics")


def bring(request: Asked, kind: str, pk: int) -> HttpResponse:
    return _bring(request, whose_of(request, kind, pk))


def my_bring(request: Asked) -> HttpResponse:
    return _bring(request, Whose(person=request.person))


def _bring(request: Asked, whose: Whose) -> HttpResponse:
    """Ask for the file; what is in it is shown before anything is changed, and kept nowhere meanwhile."""
    draft = _draft(request, whose)
    form = CalendarFileForm(posted(request), sent_files(request))
    status = 200 if request.method == "GET" else 422
    if form.is_valid():
        try:
            preview = bringing.preview_of(form.cleaned_data["file"].read(), draft, request.today)
        except ValidationError as error:
            add_errors(form, error)
        else:
            return _preview(request, whose, ChosenForm.of(preview), {"preview": preview})
    context = {**_frame(whose), "form": form, "submit": _("Look at the file")}
    return render(request, "wheel/bring.html", context, status=status)


@require_POST
def confirm(request: Asked, kind: str, pk: int) -> HttpResponse:
    return _confirm(request, whose_of(request, kind, pk))


@require_POST
def my_confirm(request: Asked) -> HttpResponse:
    return _confirm(request, Whose(person=request.person))


def _confirm(request: Asked, whose: Whose) -> HttpResponse:
    draft = _draft(request, whose)
    form = ChosenForm(request.POST)
    if form.lost:
        messages.error(request, _("What was read from the file is no longer there. Hand the file in once more."))
        return redirect(year_pages.address(whose, "bring"))
    if not form.is_valid():
        return _preview(request, whose, form, {}, status=422)
    try:
        count = bringing.bring_in(draft, form.chosen(), acting=request.person, at=timezone.now())
    except ValidationError as error:
        form.add_error(None, error.messages)
        return _preview(request, whose, form, {}, status=422)
    words = ngettext("%(count)s activity was brought in.", "%(count)s activities were brought in.", count)
    messages.success(request, words % {"count": count})
    return redirect(year_pages.address(whose))


def _draft(request: Asked, whose: Whose) -> Activity:
    ring, unit = place_of(whose)
    draft = new_activity(ring=ring, unit=unit, arena=whose.arena, person=whose.person)
    demand(request, draft, "activity.change")
    return draft


def _preview(
    request: Asked, whose: Whose, form: ChosenForm, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    action = year_pages.address(whose, "confirm")
    page = {**_frame(whose), **context, "form": form, "action": action, "again": year_pages.address(whose, "bring")}
    return render(request, "wheel/bring_preview.html", page, status=status)


def _frame(whose: Whose) -> dict[str, Any]:
    back = year_pages.address(whose)
    crumbs = (*year_pages.crumbs(whose), Crumb(_("Year wheel"), back))
    return {"title": _("Bring in a calendar file"), "back": back, "crumbs": crumbs, "private": whose.person is not None}
