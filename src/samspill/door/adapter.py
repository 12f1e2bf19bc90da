"""How allauth meets our house: no sign-up, sessions that end, notices to the address the school has written down."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone, translation

from samspill.people.models import Person


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up: the school invites."""
        return False

    def login(self, request: HttpRequest, user: Person) -> None:
        """Sign in under a new session key, until the end of a working day."""
        super().login(request, user)
        end_of_day(request)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return "/account/ways-in/"

    def reauthenticate(self, user: Person, password: str) -> bool:
        """Ask for the password once more; also of people who have no e-mail address to sign in with."""
        self.pre_authenticate(self.request, email=f"person-{user.pk}")
        known = user.check_password(password)
        if known:
            self._rollback_login_failed_rl_usage()
        return known

    def send_notification_mail(
        self, template_prefix: str, user: Person, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Tell the person at the address the school has, in the person's own language."""
        if user.email:
            with translation.override(user.language or translation.get_language()):
                super().send_notification_mail(template_prefix, user, context, user.email)


def end_of_day(request: HttpRequest) -> None:
    """Fix the moment the session ends: a moment, not a span, since a span would begin anew with every page."""
    request.session.set_expiry(timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE))
