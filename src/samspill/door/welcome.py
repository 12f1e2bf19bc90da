"""Coming in for the first time, or again after losing every way in: with a code from the school."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.core.internal import ratelimit
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth, flows
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from samspill.door.errors import too_many
from samspill.door.forms import CodeForm, FirstPasskeyForm, FirstPasswordForm
from samspill.people.actions import accept_invitation, invitation_for
from samspill.people.answering import add_errors, answer
from samspill.people.models import Invitation, Person
from samspill.people.versions import at_field


def limited(request: HttpRequest) -> bool:
    """Whether this address has tried too many codes; the link in the letter counts as well."""
    return not ratelimit.consume(request, app="allauth.account", action="welcome", limit_get=True)


@login_not_required
@never_cache
def code(request: HttpRequest) -> HttpResponse:
    """Ask for the code."""
    if request.method == "POST" and limited(request):
        return too_many(request)
    return answer(
        request,
        CodeForm(request.POST or None),
        _checked,
        template="door/welcome.html",
        context={},
        to=lambda code: redirect("door:welcome", code).url,
    )


def _checked(code: str) -> str:
    """The code, if an open invitation goes with it."""
    try:
        invitation_for(code, at=timezone.now())
    except ValidationError as error:
        raise at_field(error, "code") from error
    return code


@login_not_required
@never_cache
def choose(request: HttpRequest, code: str) -> HttpResponse:
    """Say who is invited and let them choose a password or a passkey."""
    return _with_invitation(request, code, lambda invitation: _choice(request, code, invitation))


@login_not_required
@never_cache
@require_POST
def password(request: HttpRequest, code: str) -> HttpResponse:
    """Come in with a password."""

    def use(invitation: Invitation) -> HttpResponse:
        form = FirstPasswordForm(request.POST, person=invitation.person)
        if not invitation.person.email or not form.is_valid():
            return _choice(request, code, invitation, password_form=form)
        with transaction.atomic():
            person = _accept(invitation, form.cleaned_data["password"])
        return _come_in(request, person, "password")

    return _with_invitation(request, code, use)


@login_not_required
@never_cache
@require_POST
def passkey(request: HttpRequest, code: str) -> HttpResponse:
    """Come in with a passkey. The code is used up only when the device has made one."""

    def use(invitation: Invitation) -> HttpResponse:
        form = FirstPasskeyForm(request.POST, user=invitation.person)
        if not form.is_valid():
            return _choice(request, code, invitation, passkey_form=form)
        with transaction.atomic():
            person = _accept(invitation, None)
            flows.signup_authenticator(request, person, form.cleaned_data["name"], form.cleaned_data["credential"])
        return _come_in(request, person, "mfa")

    return _with_invitation(request, code, use)


def _with_invitation(request: HttpRequest, code: str, use: Any) -> HttpResponse:
    if limited(request):
        return too_many(request)
    try:
        return use(invitation_for(code, at=timezone.now()))  # type: ignore[no-any-return]
    except ValidationError as error:
        form = CodeForm({"code": code})
        form.is_valid()
        add_errors(form, at_field(error, "code"))
        return render(request, "door/welcome.html", {"form": form}, status=422)


def _choice(request: HttpRequest, code: str, invitation: Invitation, **forms: Any) -> HttpResponse:
    person = invitation.person
    page = {
        "code": code,
        "invited": person,
        "place": person.positions.select_related("unit").order_by("since").last(),
        "again": person.has_usable_password() or Authenticator.objects.filter(user=person).exists(),
        "password_form": FirstPasswordForm(person=person),
        "passkey_form": FirstPasskeyForm(user=person),
        **forms,
    }
    # After the forms: checking one used up the challenge that the last page gave to the device.
    page["creation"] = auth.begin_registration(person, True)
    return render(request, "door/choose.html", page, status=422 if forms else 200)


def _accept(invitation: Invitation, password: str | None) -> Person:
    """Use the code up. It replaces every earlier way in: whoever needs a new code has lost the old ones."""
    Authenticator.objects.filter(user=invitation.person).delete()
    if password is None:
        invitation.person.set_unusable_password()
        invitation.person.save(update_fields=["password"])
    return accept_invitation(invitation, password=password, at=timezone.now())


def _come_in(request: HttpRequest, person: Person, method: str) -> HttpResponse:
    get_adapter(request).login(request, person)
    record_authentication(request, person, method=method, reauthenticated=True)
    messages.success(request, _("Welcome, %(name)s. You are signed in.") % {"name": person.name})
    return redirect("/")
