"""Letters to people, in the language of the one who reads them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from samspill.delivery.actions import Recipient, send
from samspill.delivery.letter import Letter, speaking
from samspill.people.actions import INVITATION_DAYS
from samspill.people.models import Person
from samspill.people.queries import positions_on


def language_of(person: Person, day: date) -> str:
    """The person's own language, else their school's, else their municipality's."""
    if person.language:
        return person.language
    position = positions_on(day).filter(person=person).first()
    if position is None:
        return settings.LANGUAGE_CODE
    return position.unit.language or position.unit.municipality.language


def write_to(
    person: Person,
    letter: Callable[[str], Letter],
    *,
    kind: str,
    key: str,
    municipality_id: int,
    at: datetime,
    about: str = "",
    unsubscribe: str = "",
) -> None:
    """Send one person the letter that `letter` makes in their language. Needs an address."""
    language = language_of(person, timezone.localdate(at))
    with speaking(language):
        send(
            letter(language),
            to=Recipient(person.pk, str(person.email), person.name, language),
            kind=kind,
            key=key,
            municipality_id=municipality_id,
            at=at,
            about=about,
            unsubscribe=unsubscribe,
        )


def address_of(request: HttpRequest) -> str:
    """Where a code is typed in."""
    return request.build_absolute_uri(reverse("door:code"))


def send_invitation(person: Person, code: str, *, address: str, language: str) -> None:
    """Send the code once it is sure that it holds."""
    with translation.override(language):
        subject = _("Your way into Samspill")
        body = _(
            "Hello %(name)s,\n\n"
            "you have been invited to Samspill, where your school and its services plan and follow up their work.\n\n"
            "1. Open %(address)s\n"
            "2. Write this code: %(code)s\n"
            "3. Choose how you want to sign in.\n\n"
            "The code works once, and for %(days)s days. Did you not expect this letter? Then you can throw it away."
        ) % {"name": person.name, "address": address, "code": code, "days": INVITATION_DAYS}
    transaction.on_commit(lambda: send_mail(subject, body, None, [str(person.email)]))
