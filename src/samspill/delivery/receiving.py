"""Taking in one mail: each is read once, and what the program cannot place is shown to somebody who can."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from samspill.delivery.incoming import Bounce, Mail, Problem, Reply, read_mail
from samspill.delivery.models import Message, Outcome, Reason, Received, State


@transaction.atomic
def receive(raw: bytes, *, at: datetime) -> Received:
    """Read a mail and act on it. The same Message-ID a second time changes nothing."""
    mail = read_mail(raw)
    known = Received.objects.filter(message_id=mail.message_id).first()
    return known or _take(mail, at)


def _take(mail: Mail, at: datetime) -> Received:
    outcome, problem = Outcome.UNREAD, mail.problem
    if mail.bounce:
        outcome, problem = Outcome.BOUNCE, _came_back(mail.bounce)
    elif mail.replies:
        outcome, problem = Outcome.TAKEN, _first_problem(mail.replies, at)
    elif mail.automatic:
        outcome = Outcome.AUTOMATIC
    return Received.objects.create(
        message_id=mail.message_id,
        municipality_id=_municipality(mail),
        sender=mail.sender[:254],
        subject=mail.subject,
        text=mail.text,
        outcome=Outcome.UNREAD if problem else outcome,
        problem=problem or "",
        at=at,
    )


def _first_problem(replies: tuple[Reply, ...], at: datetime) -> Problem | None:
    return next((problem for reply in replies if (problem := _hand_on(reply, at))), None)


def _hand_on(reply: Reply, at: datetime) -> Problem | None:
    """Give an answer to the room whose meeting it is about."""
    ours = Message.objects.filter(uid=reply.uid)
    if not ours.exists():
        return Problem.UNKNOWN_UID
    if not ours.filter(address__iexact=reply.address).exists():
        return Problem.NOT_INVITED
    taken = any(import_string(reader)(reply, at) for reader in settings.MAIL_READERS)
    return None if taken else Problem.NOT_TAKEN


def _came_back(bounce: Bounce) -> Problem | None:
    """Mark the mail that came back; an older server names only the address, then its last mail is meant."""
    ours = Message.objects.filter(address__iexact=bounce.address) if bounce.address else Message.objects.none()
    if bounce.of:
        ours = Message.objects.filter(message_id=bounce.of)
    found = ours.filter(state__in=[State.SENT, State.BOUNCED]).first()
    if found is None:
        return Problem.UNKNOWN_BOUNCE
    if bounce.final:
        Message.objects.filter(pk=found.pk).update(state=State.BOUNCED, reason=Reason.BOUNCED, detail=bounce.said)
    return None


def _municipality(mail: Mail) -> int | None:
    """Where the mail of ours came from that this one is about."""
    ids = [*mail.answers_to, *([mail.bounce.of] if mail.bounce else [])]
    uids = [reply.uid for reply in mail.replies]
    found = Message.objects.filter(message_id__in=ids) | Message.objects.filter(uid__in=[uid for uid in uids if uid])
    return found.values_list("municipality_id", flat=True).first()
