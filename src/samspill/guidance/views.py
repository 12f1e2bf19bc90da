from __future__ import annotations

from datetime import timedelta
from functools import partial

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.access.gate import fetch_for
from samspill.guidance import actions, forms, pages
from samspill.guidance.models import Invitation, Reason
from samspill.guidance.queries import INVITATIONS, UNITS, guides_in, school_scope
from samspill.measures.queries import MEASURES
from samspill.people.answering import answer
from samspill.people.asking import Asked, posted
from samspill.people.models import Unit
from samspill.projects.models import Project
from samspill.projects.queries import participation_of

FORM = "people/form.html"
USUAL = timedelta(days=180)


def following(request: Asked) -> HttpResponse:
    if request.person is None:
        return redirect("account_login")
    return render(request, "guidance/following.html", pages.following(request, request.person))


def school(request: Asked, pk: int) -> HttpResponse:
    unit = fetch_for(request, UNITS.all(), pk, "guidance.read", school_scope)
    return render(request, "guidance/school.html", pages.school(request, unit))


def invite(request: Asked, pk: int) -> HttpResponse:
    unit = fetch_for(request, UNITS.all(), pk, "guidance.invite")
    form = forms.InviteForm(
        posted(request),
        people=guides_in(unit.municipality, request.today),
        measures=pages.closed_at(unit),
        initial={"until": request.today + USUAL},
    )
    do = partial(_invite, unit, acting=request.person, at=timezone.now())
    lead = _("A critical friend sees with you and asks. They answer for nothing, and decide nothing.")
    context = pages.frame(unit, _("Invite the guidance team"), lead=lead, submit=_("Invite"))
    return answer(request, form, do, template=FORM, context=context, to=Invitation.get_absolute_url)


def _invite(unit: Unit, **given: object) -> Invitation:
    return actions.invite(unit, project_of(unit), **given)  # type: ignore[arg-type]  # cleaned by the form


def project_of(unit: Unit) -> Project:
    own = participation_of(unit)
    if own is None:
        raise ValidationError(_("The school takes part in no project yet. The school owner lets it join first."))
    return own.project


def change_invitation(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, INVITATIONS.all(), pk, "guidance.invite")
    form = forms.InvitationForm(posted(request), invitation=found)
    do = partial(actions.change_invitation, found, acting=request.person, at=timezone.now())
    context = pages.frame(found.unit, _("Change the invitation"), lead=found.person.name)
    return answer(request, form, do, template=FORM, context=context, to=found.get_absolute_url())


def end_invitation(request: Asked, pk: int) -> HttpResponse:
    found = fetch_for(request, INVITATIONS.all(), pk, "guidance.end")
    form = forms.EndForm(posted(request), initial={"version": found.version})
    do = partial(actions.end_invitation, found, acting=request.person, at=timezone.now())
    lead = _("From then on %(name)s sees nothing of the school any more.") % {"name": found.person.name}
    context = pages.frame(found.unit, _("End the invitation"), lead=lead, submit=_("End it now"))
    to = found.get_absolute_url() if found.person != request.person else "guidance:following"
    return answer(request, form, do, template=FORM, context=context, to=to)


@require_POST
def open_measure(request: Asked, pk: int) -> HttpResponse:
    measure = fetch_for(request, MEASURES.all(), pk, "guidance.invite")
    actions.open_measure(measure, acting=request.person, at=timezone.now())
    return redirect(f"{measure.get_absolute_url()}#guidance")


@require_POST
def close_measure(request: Asked, pk: int) -> HttpResponse:
    measure = fetch_for(request, MEASURES.all(), pk, "guidance.invite")
    actions.close_measure(measure, acting=request.person, at=timezone.now())
    return redirect(f"{measure.get_absolute_url()}#guidance")


def comment(request: Asked, pk: int) -> HttpResponse:
    measure = fetch_for(request, MEASURES.all(), pk, "guidance.comment")
    form = forms.CommentForm(posted(request), initial={"part": request.GET.get("part", "")})
    do = partial(actions.comment, measure, acting=request.person, at=timezone.now())
    context = pages.beside_frame(measure, _("Comment beside the plan"), lead=measure.title, submit=_("Comment"))
    return answer(request, form, do, template=FORM, context=context, to=context["back"])


def ask_about(request: Asked, pk: int) -> HttpResponse:
    measure = fetch_for(request, MEASURES.all(), pk, "guidance.ask")
    form = forms.AskForm(posted(request), initial={"reason": Reason.STUCK})
    do = partial(actions.ask, measure.unit, measure=measure, acting=request.person, at=timezone.now())
    context = pages.beside_frame(measure, _("Ask the guidance team"), lead=measure.title, submit=_("Send"))
    context |= pages.reaches(measure.unit, request.today, closed=measure.opened_on is None)
    said = _("Your question is on its way.")
    return answer(request, form, do, template="guidance/ask.html", context=context, to=context["back"], said=said)


def ask(request: Asked, pk: int) -> HttpResponse:
    unit = fetch_for(request, UNITS.all(), pk, "guidance.ask", school_scope)
    form = forms.AskForm(posted(request), initial={"reason": Reason.CONFERENCE})
    do = partial(actions.ask, unit, acting=request.person, at=timezone.now())
    context = pages.frame(unit, _("Ask the guidance team"), lead=unit.name, submit=_("Send"))
    context |= pages.reaches(unit, request.today)
    said = _("Your question is on its way.")
    return answer(request, form, do, template="guidance/ask.html", context=context, to=context["back"], said=said)
