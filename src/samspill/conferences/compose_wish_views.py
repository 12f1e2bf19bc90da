"""What the groups shall be like: wishes, weights, what is done without, who can lead, what a group is told."""

from __future__ import annotations

import secrets
from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspill.conferences import compose_wishes as pages
from samspill.conferences.actions import seating, wishing
from samspill.conferences.compose_forms import GroupForm, WeightsForm, WishForm
from samspill.conferences.compose_views import address, found, tried
from samspill.conferences.models import Group, Wish
from samspill.people.answering import answer
from samspill.people.asking import Asked, number, posted, posted_number


def wishes(request: Asked, pk: int) -> HttpResponse:
    """Who sits together or apart; one more."""
    conference = found(request, pk)
    form = WishForm(conference, posted(request), chosen=number(request, "person"))
    return answer(
        request,
        form,
        partial(wishing.wish, conference, acting=request.person, at=timezone.now()),
        template="conferences/compose_wishes.html",
        context=pages.wishes_page(conference),
        to=request.path,
        said=_("The wish counts when the groups are next mixed."),
    )


@require_POST
def forget(request: Asked, pk: int) -> HttpResponse:
    one = Wish.objects.filter(pk=pk).first()
    if one is None:
        raise Http404
    one.conference = found(request, one.conference_id)
    wishing.forget(one, acting=request.person, at=timezone.now())
    return redirect(reverse("conferences:group_wishes", args=[one.conference_id]))


def weights(request: Asked, pk: int) -> HttpResponse:
    conference = found(request, pk)
    form = WeightsForm(conference, posted(request))

    def weigh(**_given: object) -> None:
        wishing.weigh(conference, weights=form.wanted(), acting=request.person, at=timezone.now())

    context = pages.weights_page(conference)
    said = _("It counts when the groups are next mixed.")
    return answer(
        request,
        form,
        weigh,
        template="conferences/compose_weights.html",
        context=context,
        to=context["back"],
        said=said,
    )


@require_POST
def without(request: Asked, pk: int) -> HttpResponse:
    """Give up one of the wishes that collide, and try again."""
    conference = found(request, pk)
    failed = conference.composings.filter(pk=posted_number(request, "failed") or 0).first()
    if failed is None:
        raise Http404
    which, seed = posted_number(request, "number"), secrets.randbelow(2**31)
    give_up = partial(wishing.do_without, failed, number=-1 if which is None else which, seed=seed)
    return tried(request, conference, partial(give_up, acting=request.person, at=timezone.now()))


@require_POST
def can_lead(request: Asked, pk: int) -> HttpResponse:
    conference = found(request, pk)
    one = conference.participants.filter(pk=posted_number(request, "participant") or 0).first()
    if one is None:
        raise Http404
    return tried(request, conference, partial(wishing.can_lead, one, acting=request.person, at=timezone.now()))


def group(request: Asked, pk: int) -> HttpResponse:
    one = Group.objects.select_related("session").filter(pk=pk).first()
    if one is None:
        raise Http404
    conference = one.session.conference = found(request, one.session.conference_id)
    return answer(
        request,
        GroupForm(one, posted(request)),
        partial(seating.change_group, one, acting=request.person, at=timezone.now()),
        template="conferences/compose_group.html",
        context=pages.group_page(conference, one),
        to=address(conference, one.session_id),
    )
