"""The three mails of the guidance team: you are invited, a school asks you, your question is answered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samspill.delivery import addresses
from samspill.delivery.letter import Block, Letter, Paragraph, compose
from samspill.guidance.models import Conversation, Invitation
from samspill.guidance.queries import friends_of
from samspill.people.models import Person, Unit
from samspill.people.post import write_to

INVITED, ASKED, ANSWERED = "guidance-invited", "guidance-asked", "guidance-answered"


def tell_invited(invitation: Invitation, *, acting: Person | None, at: datetime) -> None:
    def letter(language: str) -> Letter:
        told = _("You can follow what the school opens for you until %(day)s, and comment beside its plans.")
        return _letter(
            invitation.unit,
            _("%(school)s invites you") % {"school": invitation.unit},
            [Paragraph(invitation.topic), Paragraph(told % {"day": date_format(invitation.until)})],
            language=language,
            url=invitation.get_absolute_url(),
            why=_("You get this because you work in the guidance team."),
        )

    _send(letter, invitation.person, INVITED, f"{INVITED} {invitation.pk}", invitation.unit, acting, at)


def tell_asked(conversation: Conversation, text: str, *, acting: Person | None, at: datetime) -> None:
    """To everybody from the guidance team whom the school has invited."""

    def letter(language: str) -> Letter:
        subject = _("%(school)s asks for help: %(what)s") % {"school": conversation.unit, "what": conversation.about}
        why = _("You get this because the school has invited you.")
        return _about(conversation, subject, text, language, why)

    for person in friends_of(conversation.unit, timezone.localdate(at)):
        _send(letter, person, ASKED, f"{ASKED} {conversation.pk} {person.pk}", conversation.unit, acting, at)


def tell_answered(conversation: Conversation, text: str, *, acting: Person | None, at: datetime) -> None:
    def letter(language: str) -> Letter:
        subject = _("The guidance team answers: %(what)s") % {"what": conversation.about}
        return _about(conversation, subject, text, language, _("You get this because you asked."))

    if conversation.begun_by:
        key = f"{ANSWERED} {conversation.pk} {conversation.version}"
        _send(letter, conversation.begun_by, ANSWERED, key, conversation.unit, acting, at)


def _about(conversation: Conversation, subject: str, text: str, language: str, why: str) -> Letter:
    blocks: list[Block] = [Paragraph(conversation.measure.title)] if conversation.measure else []
    blocks += [Paragraph(text)] if text.strip() else []
    url = conversation.get_absolute_url()
    return _letter(conversation.unit, subject, blocks, language=language, url=url, why=why)


def _letter(unit: Unit, subject: str, blocks: list[Block], *, language: str, url: str, why: str) -> Letter:
    return compose(
        subject,
        blocks,
        language=language,
        municipality=unit.municipality.name,
        why=why,
        link=addresses.page(url),
        label=_("Open it"),
    )


def _send(
    letter: Callable[[str], Letter],
    person: Person,
    kind: str,
    key: str,
    unit: Unit,
    acting: Person | None,
    at: datetime,
) -> None:
    if person == acting or not person.email:
        return
    write_to(person, letter, kind=kind, key=key, municipality_id=unit.municipality_id, at=at)
